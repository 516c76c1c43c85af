// Test files → those that need a process of their own; all others share two, so that what they import is loaded once.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What would be seen by the next file of a shared process, or is measured on the whole process. */
const marks = /\bvi\.(?:mock|doMock|resetModules|stubGlobal|stubEnv)\(|process\.(?:memoryUsage|env\.TZ)\b/;

/** Paths relative to the root, with forward slashes. */
export function needOwnProcess(root: string): string[] {
  return readdirSync(path.join(root, "test"), { recursive: true, encoding: "utf8" })
    .map((name) => `test/${name.replaceAll(path.sep, "/")}`)
    .filter((name) => name.endsWith(".test.ts") && marks.test(readFileSync(path.join(root, name), "utf8")))
    .sort();
}
