// HTML files → PDF files beside them, printed by a Chromium that is there: RAPPORT_CHROMIUM, or one in the usual places.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { progressErrors as fail } from "./progress-errors.js";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Path of the executable; where RAPPORT_CHROMIUM is set, that one or none. Errors: chromium_missing. */
export function findChromium(environment: Record<string, string | undefined>): string {
  const named = environment.RAPPORT_CHROMIUM;
  const found = named ? [named].find((file) => existsSync(file)) : usual.find((file) => existsSync(file));
  if (!found) throw fail.chromium_missing({});
  return found;
}

const limitMs = 60_000;

/** Errors: pdf_failed. */
export async function printPdf(
  browser: string,
  html: string,
  pdf: string,
  signal?: AbortSignal,
): Promise<void> {
  const profile = mkdtempSync(path.join(tmpdir(), "rapport-print-"));
  try {
    const reason = await runOnce(browser, argumentsFor(profile, html, pdf), signal);
    const isWritten = existsSync(pdf) && statSync(pdf).size > 0;
    if (signal?.aborted || isWritten) return;
    throw fail.pdf_failed({ browser, file: path.basename(html), reason: reason || "no file came out" });
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The file holds no script and needs no network; a root user (a container) has no sandbox to use. */
const argumentsFor = (profile: string, html: string, pdf: string): string[] => [
  "--headless",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-extensions",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  `--user-data-dir=${profile}`,
  "--no-pdf-header-footer",
  `--print-to-pdf=${pdf}`,
  pathToFileURL(html).href,
];

/** What it said last when it failed; "" when it ended well. */
function runOnce(browser: string, given: string[], signal?: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(browser, given, { stdio: ["ignore", "ignore", "pipe"], timeout: limitMs, signal });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString("utf8")).slice(-2000)));
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) =>
      resolve(code === 0 ? "" : (said.trim().split("\n").at(-1) ?? `exit ${code}`)),
    );
  });
}
