// Fresh clone → the demo company in the browser: installs, builds, makes the demo, serves. Says what it is doing.
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages } from "./install-packages.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Rapport needs Node.js 20.19 or newer; this is ${process.versions.node}. Install one from nodejs.org.`,
  );
  process.exit(1);
}

installPackages(root);
const { build } = await import("./build.mjs");
build();
const child = spawn(
  process.execPath,
  [path.join(root, "dist/cli/rapport.js"), "demo", ...withDefault(process.argv.slice(2))],
  { cwd: root, stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 0 : (code ?? 0)));

/** `npm start` alone shows the services company; `npm start -- trade --port 9000` passes through. */
function withDefault(args) {
  return args.length === 0 || args[0].startsWith("-") ? ["services", ...args] : args;
}
