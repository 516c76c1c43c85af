// One writer at a time: a lock file with the writer's process number; a dead writer's lock is taken over.
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { defineErrors } from "./errors.js";

const fail = defineErrors({
  workspace_busy: {
    message: {
      en: "Another Rapport process ({pid}) is writing to this workspace.",
      zh: "另一个 Rapport 进程（{pid}）正在写入该工作区。",
    },
    hint: {
      en: "Wait until it has finished and try again. If no such process runs, delete {file}.",
      zh: "请等待其完成后重试。若该进程并不存在，请删除 {file}。",
    },
  },
});

const patienceMs = 10_000;
/** Above every process number in use. */
const nobody = 2 ** 30;

/** Runs `work` while holding the lock; waits up to 10 seconds for another living process. */
export function withLock<T>(file: string, work: () => T): T {
  const release = takeLock(file, patienceMs);
  try {
    return work();
  } finally {
    release();
  }
}

/** Takes the lock and returns how to give it back. */
export function takeLock(file: string, waitMs: number): () => void {
  const deadline = Date.now() + waitMs;
  for (;;) {
    try {
      const handle = openSync(file, "wx");
      writeSync(handle, String(process.pid));
      closeSync(handle);
      held.add(file);
      return () => {
        held.delete(file);
        rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const pid = holder(file);
      if (pid === "gone") continue;
      if (pid !== "being written" && !isHolding(file, pid)) rmSync(file, { force: true });
      else if (Date.now() > deadline) throw fail.workspace_busy({ pid: String(pid), file });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** Locks of this process: a lock file with our own number that we don't hold is left from before a restart. */
const held = new Set<string>();

const isHolding = (file: string, pid: number): boolean =>
  pid === process.pid ? held.has(file) : isAlive(pid);

/** Is the lock held by a living process (this one included)? A dead writer's lock is removed. */
export function isLocked(file: string): boolean {
  const pid = holder(file);
  if (pid === "gone") return false;
  if (pid === "being written" || isHolding(file, pid)) return true;
  rmSync(file, { force: true });
  return false;
}

/** Does a process with that number run on this machine? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Between making the file and writing the number into it lies a moment; an older empty file is a dead writer's. */
function holder(file: string): number | "being written" | "gone" {
  try {
    const text = readFileSync(file, "utf8");
    if (/^\d+$/.test(text)) return Number(text);
    return Date.now() - statSync(file).mtimeMs < 2000 ? "being written" : nobody;
  } catch {
    return "gone";
  }
}
