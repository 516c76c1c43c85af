// A Chromium for the browser tests: one already there, else the browser tool's own download, else apt-get when root.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const known = () =>
  [
    process.env.RAPPORT_CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ].find((file) => file && existsSync(file));

/** Path of the executable. Ends the process with what was tried when none can be had: never a silent skip. */
export async function findOrInstallChromium(root) {
  // Imported here: the packages may have been installed only a moment ago.
  const { chromium: tool } = await import("playwright-core");
  const found = () => known() ?? (existsSync(tool.executablePath()) ? tool.executablePath() : undefined);
  if (found()) return found();
  const tried = ["a Chromium or Chrome in the usual places"];

  console.log("No Chromium found; trying the browser tool's own download…");
  const windows = process.platform === "win32";
  const command = path.join(
    root,
    "node_modules",
    ".bin",
    windows ? "playwright-core.cmd" : "playwright-core",
  );
  spawnSync(command, ["install", "chromium"], {
    cwd: root,
    stdio: "inherit",
    shell: windows,
    timeout: 600_000,
  });
  tried.push("playwright-core install chromium");
  if (found()) return found();

  if (process.platform === "linux" && process.getuid?.() === 0) {
    console.log("Trying apt-get install chromium…");
    const quiet = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    spawnSync("apt-get", ["update", "-qq"], quiet);
    spawnSync("apt-get", ["install", "-y", "-qq", "chromium", "fonts-noto-cjk"], quiet);
    tried.push("apt-get install chromium");
    if (found()) return found();
  }
  console.error(
    `The browser tests need a Chromium and none could be had. Tried: ${tried.join("; ")}.\n` +
      "Install Chromium or Chrome, or set RAPPORT_CHROMIUM to its executable, then run npm test again.",
  );
  process.exit(1);
}
