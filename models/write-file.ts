// Text or bytes → file, whole or not at all: written beside its place, flushed, then renamed; with `mode` from its first byte on.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export function writeWhole(file: string, text: string | Uint8Array, mode = 0o666): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
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
