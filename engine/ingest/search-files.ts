// Files → the columns in them that hold personal identifiers; nothing is imported. Forbidden sources are refused as at import.
import { refuseForbidden, refuseForbiddenFile } from "../sensitive/forbidden-source.js";
import { workDatabase } from "./work-database.js";
import { inputFiles } from "./input-files.js";
import { readFiles } from "./read-files.js";
import { judgeColumns, type SensitiveColumn, sensitiveColumns } from "./sensitive-columns.js";

/** `scratch` is an empty folder that the caller removes. */
export async function searchFiles(paths: readonly string[], scratch: string): Promise<SensitiveColumn[]> {
  const { files } = await inputFiles(paths, scratch);
  for (const file of files) refuseForbiddenFile(file.name);
  const db = await workDatabase(scratch);
  try {
    const raws = await readFiles(db, files, scratch);
    refuseForbidden(raws);
    return sensitiveColumns(await judgeColumns(db, raws), [], new Set());
  } finally {
    db.close();
  }
}
