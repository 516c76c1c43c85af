// Process number → the real memory it holds, in MB; undefined where this system does not tell quickly.
import { readFileSync } from "node:fs";

/** Linux only: other systems rely on the child watching itself (child-side.ts). */
export function processMemoryMb(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== "linux") return undefined;
  try {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return found ? Number(found[1]) / 1024 : undefined;
  } catch {
    return undefined;
  }
}
