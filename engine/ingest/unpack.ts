// A zip in memory → its entries, refused before unpacking when it claims to grow beyond reason.
import { unzipSync } from "fflate";
import { fail } from "./ingest-errors.js";

export interface ZipEntry {
  name: string;
  bytes: Uint8Array;
}

/** XML inside XLSX rarely shrinks more than 60-fold; a bomb shrinks 1,000-fold. */
const limitMb = 1024;
const ratio = 200;
const alwaysFineMb = 32;
const mb = 1 << 20;

export function unpack(zip: Uint8Array, name: string): ZipEntry[] {
  refuseBomb(zip, name);
  const entries = wholeOrFail(name, () => unzipSync(zip));
  return Object.entries(entries)
    .filter(([entry]) => !entry.endsWith("/") && !/(^|\/)(\.|__MACOSX|~\$)/.test(entry))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([entry, bytes]) => ({ name: entry, bytes }));
}

/** Reads the directory of the zip only. */
export function refuseBomb(zip: Uint8Array, name: string): void {
  let unpacked = 0;
  wholeOrFail(name, () =>
    unzipSync(zip, {
      filter: (entry) => {
        unpacked += entry.originalSize;
        return false;
      },
    }),
  );
  const tooFar = unpacked > limitMb * mb || (unpacked > alwaysFineMb * mb && unpacked > ratio * zip.length);
  if (tooFar)
    throw fail.archive_too_large({
      file: name,
      unpacked: Math.round(unpacked / mb),
      packed: Number((zip.length / mb).toFixed(2)),
      limit: limitMb,
      ratio,
    });
}

function wholeOrFail<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const format = /\.xls[xm]$/i.test(name) ? "XLSX" : "zip";
    throw fail.file_truncated({
      file: name,
      format,
      found: error instanceof Error ? error.message : String(error),
    });
  }
}
