// Test files → those that need a process of their own; all others share two, so that what they import is loaded once.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { secondsOf } from "./longest-first.js";

/** What would be seen by the next file of a shared process, or is measured on the whole process. */
const marks = /\bvi\.(?:mock|doMock|resetModules|stubGlobal|stubEnv)\(|process\.(?:memoryUsage|env\.TZ)\b/;

/** Those, and the long ones: what they hold is given back when they end. Relative to the root, with forward slashes. */
export function needOwnProcess(root: string): string[] {
  return readdirSync(path.join(root, "test"), { recursive: true, encoding: "utf8" })
    .map((name) => `test/${name.replaceAll(path.sep, "/")}`)
    .filter((name) => name.endsWith(".test.ts"))
    .filter((name) => secondsOf(name) > 0 || marks.test(readFileSync(path.join(root, name), "utf8")))
    .sort();
}
