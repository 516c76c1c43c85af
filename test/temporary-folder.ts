// Everything that a run of the tests writes to the temporary folder → one folder of its own, removed when it ends.
import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const inMemory = "/dev/shm";
/** Bytes that must be free there: several times what a whole run leaves behind. */
const enough = 8 * 2 ** 30;

/** Files of tests are waited for on a disk and then thrown away: memory is used where there is plenty. TMPDIR decides otherwise. */
function place(): string {
  if (process.env.TMPDIR || process.platform !== "linux") return tmpdir();
  try {
    accessSync(inMemory, constants.W_OK);
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= enough ? inMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** What a run that was killed left in memory. */
function sweep(): void {
  for (const name of readdirSync(inMemory)) {
    const pid = /^rapport-run-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(path.join(inMemory, name), { recursive: true, force: true });
  }
}

export default function setup(): () => void {
  const parent = place();
  if (parent === inMemory) sweep();
  const folder = mkdtempSync(path.join(parent, `rapport-run-${process.pid}-`));
  process.env.TMPDIR = folder;
  process.env.TEMP = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
