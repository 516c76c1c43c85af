// The lock file → node_modules, unless this very lock file was installed already.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Runs `npm ci` when needed; ends the process with a message when it fails. */
export function installPackages(root) {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  const mark = path.join(root, "node_modules", ".rapport-lock");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return;
  console.log("Installing packages (once, about a minute)…");
  const windows = process.platform === "win32";
  const npm = (...command) =>
    spawnSync(
      windows ? "npm.cmd" : "npm",
      [...command, "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"],
      { cwd: root, stdio: "inherit", shell: windows },
    ).status === 0;
  // `npm ci` is exact but refuses a lock file that lacks another platform's optional packages; `npm install` takes it.
  if (!npm("ci") && !npm("install", "--no-save")) {
    console.error("The packages could not be installed; npm's message stands above. Nothing else was done.");
    process.exit(1);
  }
  writeFileSync(mark, lock);
}
