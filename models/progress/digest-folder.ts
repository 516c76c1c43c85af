// Where a digest is written and where it comes to lie: DIR/outbox/<date>/, a second one of the day beside the first, whoever writes
// it; what a killed process left behind goes.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { fsyncFolder } from "../../engine/journal.js";
import { isAlive } from "../../engine/workspace-lock.js";

export const outboxFolder = (out: string): string => path.join(path.resolve(out), "outbox");

const partName = (day: string): string => `.${day}.${process.pid}.part`;
const partOf = /^\.\d{4}-\d{2}-\d{2}\.(\d+)\.part$/;

/** An empty folder to write into; hidden, so that nobody takes it for a digest. */
export function openPart(out: string, now: Date): string {
  const root = outboxFolder(out);
  mkdirSync(root, { recursive: true });
  sweepParts(root);
  const part = path.join(root, partName(now.toISOString().slice(0, 10)));
  mkdirSync(part, { mode: 0o700 });
  return part;
}

/** Half-written sheets of processes that are no more. */
function sweepParts(root: string): void {
  for (const name of readdirSync(root)) {
    const pid = partOf.exec(name)?.[1];
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid))))
      rmSync(path.join(root, name), { recursive: true, force: true });
  }
}

/** Puts the whole part in its place at once; a place that another process took in the meantime is left to it. */
export function putInPlace(part: string, now: Date): string {
  const day = path.join(path.dirname(part), now.toISOString().slice(0, 10));
  for (let n = 1; ; n++) {
    const folder = n === 1 ? day : `${day}-${n}`;
    if (existsSync(folder)) continue;
    try {
      renameSync(part, folder);
      fsyncFolder(path.dirname(folder));
      return folder;
    } catch (error) {
      if (!taken.has((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
  }
}

const taken = new Set(["EEXIST", "ENOTEMPTY", "ENOTDIR", "EPERM"]);
