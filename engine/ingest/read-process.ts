// Child: uploaded files → tables written anew in the scratch folder. The one place where bytes from outside are parsed.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { serveJob } from "../child-side.js";
import { childFaultPoint, faultPoint } from "./fault.js";
import type { ChildLimits } from "../killable-child.js";
import type { InputFile } from "./input-files.js";
import type { ParsedTable } from "./parsed-table.js";
import { type ReadJob, tableName, type UnpackedEntry, zipName } from "./read-job.js";

/** Part of the process's memory that DuckDB may plan with while it reads Parquet. */
const databaseShare = 0.6;

serveJob<ReadJob>(async (job, limits, note) => {
  if (job.kind === "unpack") return unpacked(job);
  const tables: ParsedTable[] = [];
  for (const [i, file] of job.files.entries()) {
    note(i);
    tables.push(...(await tablesOf(file, `raw_${i}`, job.scratch, limits)));
    faultPoint(childFaultPoint);
  }
  return tables;
});

/** Readers are loaded when a file needs them: most imports are text, and DuckDB takes longer to load than they take to read. */
async function tablesOf(
  file: InputFile,
  relation: string,
  scratch: string,
  { memoryMb }: ChildLimits,
): Promise<ParsedTable[]> {
  switch (file.format) {
    case "csv":
      return (await import("./read-csv.js")).readCsv(file, relation, scratch);
    case "xlsx":
      return (await import("./read-xlsx.js")).readXlsx(file, relation, scratch);
    case "parquet": {
      const memory = `${Math.floor(memoryMb * databaseShare)}MB`;
      return (await import("./read-parquet.js")).readParquet(file, relation, scratch, memory);
    }
  }
}

async function unpacked({
  file,
  name,
  scratch,
}: Extract<ReadJob, { kind: "unpack" }>): Promise<UnpackedEntry[]> {
  const { unpack } = await import("./unpack.js");
  return unpack(readFileSync(file), name).map((entry, i) => {
    if (!tableName.test(entry.name) || zipName.test(entry.name)) return { name: entry.name, path: null };
    const to = path.join(scratch, `${path.basename(file)}-${i}${path.extname(entry.name)}`);
    writeFileSync(to, entry.bytes);
    return { name: entry.name, path: to };
  });
}
