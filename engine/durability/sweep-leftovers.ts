// What killed processes left beside a file or folder: whole sets of personal data under a name that nobody looks for.
import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { isAlive } from "../workspace-lock.js";
import { whereWritable } from "./where-writable.js";

/** Removes `<target>.<doing>-<pid>` where no process has that number any more. */
export function sweepLeftovers(target: string, doing: string): void {
  const whole = path.resolve(target);
  const folder = path.dirname(whole);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${path.basename(whole)}.${doing}-`)) continue;
    if (!isAlive(Number(name.split("-").at(-1))))
      whereWritable(() => rmSync(path.join(folder, name), { recursive: true, force: true }));
  }
}
