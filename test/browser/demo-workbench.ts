// The built workbench over a demo company, as `npm start` serves it, and a Chromium to use it with.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

const root = path.resolve(import.meta.dirname, "../..");
const command = path.join(root, "dist/cli/rapport.js");

export interface Workbench {
  url: string;
  dir: string;
  browser: Browser;
  /** A page that fails the test on any script error, refused request or message of the console's error level. */
  open(address: string, options?: BrowserContextOptions): Promise<{ page: Page; faults: string[] }>;
  close(): Promise<void>;
}

/** One of the demo companies, made once for all files of a run; each takes a copy. The folder is removed with the run's. */
async function madeDemo(kind: string): Promise<string> {
  const folder = path.join(tmpdir(), `rapport-demo-${kind}`);
  const [dir, done] = [path.join(folder, kind), path.join(folder, "outcome")];
  try {
    mkdirSync(folder);
  } catch {
    // another file's tests are making it
    while (!existsSync(done)) await after(200);
    if (!existsSync(path.join(dir, "rapport.yml"))) throw new Error(`rapport demo ${kind} failed before`);
    return dir;
  }
  const { status, stderr } = spawnSync(
    process.execPath,
    [command, "demo", kind, "--no-serve", "--dir", dir],
    { encoding: "utf8", env: { ...process.env, RAPPORT_LANG: "en" } },
  );
  writeFileSync(done, String(status));
  if (status !== 0) throw new Error(`rapport demo ${kind} failed: ${stderr}`);
  return dir;
}

/** Makes the demo through the command line, serves it in a process of its own, opens a browser. */
export async function demoWorkbench(kind: "services" | "trade"): Promise<Workbench> {
  if (!existsSync(command)) throw new Error("dist is missing: run npm run build, or npm test, which does");
  const chrome =
    process.env.RAPPORT_CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
  if (!chrome)
    throw new Error("no Chromium: run npm test, which finds or installs one, or set RAPPORT_CHROMIUM");
  const parent = mkdtempSync(path.join(tmpdir(), "rapport-browser-"));
  const dir = path.join(parent, kind);
  cpSync(await madeDemo(kind), dir, { recursive: true, preserveTimestamps: true });
  const server = spawn(process.execPath, [command, "serve", "-w", dir, "--port", "0", "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await addressOf(server);
  const browser = await chromium.launch({
    executablePath: chrome,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
  return {
    url,
    dir,
    browser,
    async open(address, options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: "en-US",
        ...options,
      });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") faults.push(message.text());
      });
      page.on("request", (request) => {
        if (!request.url().startsWith(url) && !/^(data|blob|about):/.test(request.url()))
          faults.push(`left the origin: ${request.url()}`);
      });
      await page.goto(url + address);
      return { page, faults };
    },
    async close() {
      await browser.close();
      server.kill("SIGTERM");
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    server.stdout!.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const line = text.split("\n").find((one) => one.startsWith("{"));
      if (line) resolve((JSON.parse(line) as { url: string }).url);
    });
    server.once("exit", (code) => reject(new Error(`rapport serve ended with ${code}`)));
  });
}
