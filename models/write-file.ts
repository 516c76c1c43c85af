// Text or bytes → file, whole or not at all: written beside its place, flushed, then renamed; with `mode` from its first byte on.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { isAlive } from "../engine/workspace-lock.js";

export function writeWhole(file: string, text: string | Uint8Array, mode = 0o666): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  sweepParts(path.resolve(file));
  const temporary = `${file}.${process.pid}.part`;
  try {
    const handle = openSync(temporary, "w", mode);
    try {
      // writeSync may write a part only, as on a disk that fills up
      writeFileSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** What a killed process had written of this file: it may hold people's figures, and nobody else would remove it. */
function sweepParts(file: string): void {
  const [folder, base] = [path.dirname(file), path.basename(file)];
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(`${base}.`)
      ? /^\.(\d+)\.part$/.exec(name.slice(base.length))?.[1]
      : undefined;
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(path.join(folder, name), { force: true });
  }
}
