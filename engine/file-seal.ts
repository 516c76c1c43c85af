// A finished file ↔ its seal beside it: bytes that are not those we wrote are found before anything opens them.
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { sha256OfFile } from "./file-hash.js";

interface Seal {
  bytes: number;
  /** Of the file when it was sealed or last found whole; the same size and time need no second look. */
  modifiedMs: number;
  sha256: string;
}

const sealOf = (file: string): string => `${file}.seal`;

export function sealFile(file: string): void {
  const { size, mtimeMs } = statSync(file);
  write(file, { bytes: size, modifiedMs: mtimeMs, sha256: sha256OfFile(file) });
}

/** The cache that every command opens; the others are kept for answers as known earlier. */
export const mainCache = "cache.duckdb";

export const breakSeal = (file: string): void => rmSync(sealOf(file), { force: true });

/** False for a file that was changed, cut, or never sealed. */
export function isSealed(file: string): boolean {
  try {
    const seal = JSON.parse(readFileSync(sealOf(file), "utf8")) as Seal;
    const { size, mtimeMs } = statSync(file);
    if (size !== seal.bytes) return false;
    if (mtimeMs === seal.modifiedMs) return true;
    if (sha256OfFile(file) !== seal.sha256) return false;
    write(file, { ...seal, modifiedMs: mtimeMs });
    return true;
  } catch {
    return false;
  }
}

const write = (file: string, seal: Seal): void => writeFileSync(sealOf(file), JSON.stringify(seal));
