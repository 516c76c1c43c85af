// A process of the tests that writes journal lines and says each one that is acknowledged, until it is killed.
// Arguments: folder, lines before the fault, name of the fault point (or "" to write until somebody kills it).
import path from "node:path";
import { writeSync } from "node:fs";
import { appendJournal } from "../../../engine/journal.js";

const [dir, before, point] = process.argv.slice(2) as [string, string, string];
const workspace = { path: (...parts: string[]): string => path.join(dir, ...parts) };
const last = point === "" ? Number.POSITIVE_INFINITY : Number(before) + 1;
for (let n = 1; n <= last; n++) {
  if (n === last) process.env.RAPPORT_FAULT = point;
  const line = appendJournal(workspace, { kind: "target", n, text: "目标".repeat(20) }, new Date());
  writeSync(1, `${line.seq}\n`);
}
