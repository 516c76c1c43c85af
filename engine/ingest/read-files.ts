// Input files → raw tables in the work database. Uploaded bytes are parsed in a process that is killed at its limits;
// what it leaves in the scratch folder was written by us, and only that is read here.
import { statSync } from "node:fs";
import { totalmem } from "node:os";
import type { Database } from "../database.js";
import { ChildKilled, childScript, runInChild, type ChildLimits } from "../killable-child.js";
import { fail } from "./ingest-errors.js";
import type { InputFile } from "./input-files.js";
import { loadParsed } from "./load-parsed.js";
import type { ParsedTable } from "./parsed-table.js";
import type { RawTable } from "./raw-table.js";
import { readError } from "./read-errors.js";
import type { ReadJob, UnpackedEntry } from "./read-job.js";

const mb = 2 ** 20;
const script = (): URL => childScript(import.meta.url, "read-process");

/** A minute, and a second for each megabyte: ten times what the slowest format needs. */
const limitsFor = (bytes: number): ChildLimits => ({
  wallMs: 60_000 + (bytes / mb) * 1000,
  memoryMb: Math.max(1024, Math.min(4096, Math.floor(totalmem() / 2 / mb))),
});

export async function readFiles(
  db: Database,
  files: readonly InputFile[],
  scratch: string,
  onFile?: (file: InputFile, index: number) => void,
  signal?: AbortSignal,
): Promise<RawTable[]> {
  let reading = files[0]?.name ?? "";
  const onNote = (note: unknown): void => {
    const file = files[Number(note)];
    if (!file) return;
    reading = file.name;
    onFile?.(file, Number(note));
  };
  const job: ReadJob = { kind: "read", files: [...files], scratch };
  const limits = limitsFor(files.reduce((sum, file) => sum + file.bytes, 0));
  const parsed = await inChild<ParsedTable[]>(job, limits, () => reading, { signal, onNote });
  const tables: RawTable[] = [];
  for (const table of parsed) tables.push(await loadParsed(db, table));
  return tables;
}

/** Entries of a zip that hold tables are written to the scratch folder; the others are named only. */
export const unpackFile = (file: string, name: string, scratch: string): Promise<UnpackedEntry[]> =>
  inChild({ kind: "unpack", file, name, scratch }, limitsFor(statSync(file).size), () => name, {});

async function inChild<T>(
  job: ReadJob,
  limits: ChildLimits,
  reading: () => string,
  options: { signal?: AbortSignal; onNote?: (note: unknown) => void },
): Promise<T> {
  try {
    return await runInChild<T>(script(), job, limits, options);
  } catch (error) {
    if (!(error instanceof ChildKilled)) throw error;
    const file = reading();
    switch (error.why) {
      case "stopped":
        throw fail.import_cancelled();
      case "time":
        throw readError.file_takes_too_long({ file, seconds: Math.round(limits.wallMs / 1000) });
      case "memory":
        throw readError.file_takes_too_much_memory({ file, memory: limits.memoryMb });
      case "crash":
        throw readError.file_crashes_reader({ file });
    }
  }
}

/** Every header may stand once; unnamed columns may be many. */
export function refuseRepeatedHeaders(table: RawTable): void {
  const counts = new Map<string, number>();
  for (const header of table.headers) if (header) counts.set(header, (counts.get(header) ?? 0) + 1);
  for (const [column, count] of counts)
    if (count > 1) throw fail.header_repeated({ file: table.label, row: table.headerRow, column, count });
}
