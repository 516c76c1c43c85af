// Sources → dist: compile, copy the SQL, YAML and Markdown that modules read, bundle the workbench. Skips what is fresh.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const rooms = ["datasets", "engine", "queries", "models", "web", "cli", "notebooks"];
const copied = /\.(sql|yml|md|html|css)$/;
const stamp = path.join(root, "dist", ".stamp");

/** Every source file of the rooms, relative to the root. */
function sources() {
  const found = [];
  const walk = (folder) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) walk(name);
      else found.push(name);
    }
  };
  for (const room of rooms) if (existsSync(path.join(root, room))) walk(room);
  return [...found.sort(), "package-lock.json", "tsconfig.json", "tsconfig.build.json"];
}

const fingerprint = () => {
  const hash = createHash("sha256");
  for (const name of sources()) hash.update(name).update(readFileSync(path.join(root, name)));
  return hash.digest("hex");
};

/** Builds when any source changed since the last build; returns whether it did. */
export function build(say = console.log) {
  const now = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return false;
  const started = Date.now();
  rmSync(path.join(root, "dist"), { recursive: true, force: true });
  say("Compiling…");
  tool("tsc", ["-p", "tsconfig.build.json"]);
  for (const name of sources()) {
    if (!copied.test(name) || name.startsWith("web/client/")) continue;
    const to = path.join(root, "dist", name);
    mkdirSync(path.dirname(to), { recursive: true });
    cpSync(path.join(root, name), to);
  }
  if (existsSync(path.join(root, "web/client/vite.config.mjs"))) {
    say("Bundling the workbench…");
    tool("vite", ["build", "--config", "web/client/vite.config.mjs", "--logLevel", "warn"]);
  }
  writeFileSync(stamp, now);
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  return true;
}

/** Runs a tool of the build; its own output says what is wrong, so failing ends the process without a stack. */
function tool(name, args) {
  const command = path.join(root, "node_modules", ".bin", name);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  console.error(`${name} failed; its message stands above. Nothing was built.`);
  process.exit(1);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) build();
