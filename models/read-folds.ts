// FOLDS.csv (row_index, rep1 … repN = test fold) → one fold assignment per repeat.
import { modelErrors } from "./model-errors.js";
import { readFlatFile } from "./read-flat-file.js";
import type { FoldAssignment } from "./evaluate-classification.js";

export function readFolds(file: string, rows: number): FoldAssignment[] {
  const { name, header, records } = readFlatFile(file);
  const fail = (problem: string) => modelErrors.folds_invalid({ file: name, rows, problem });
  const at = header.indexOf("row_index");
  const repeats = header.flatMap((column, i) => (/^rep\d+$/.test(column) ? [i] : []));
  if (at < 0 || repeats.length === 0) throw fail(header.join(", "));
  const folds = repeats.map(() => new Int16Array(rows).fill(-1));
  const seen = new Uint8Array(rows);
  records.forEach((record, line) => {
    const row = Number(record[at]);
    if (!Number.isInteger(row) || row < 0 || row >= rows || record[at] === "")
      throw fail(`row_index ${record[at]} (line ${line + 2})`);
    if (seen[row]) throw fail(`row_index ${row} twice (line ${line + 2})`);
    seen[row] = 1;
    repeats.forEach((column, r) => {
      if (record[column] === "") return;
      const fold = Number(record[column]);
      if (!Number.isInteger(fold) || fold < 0 || fold > 1000)
        throw fail(`${header[column]} ${record[column]} (line ${line + 2})`);
      folds[r][row] = fold;
    });
  });
  folds.forEach((assignment, r) => {
    if (new Set(assignment.filter((f) => f >= 0)).size < 2) throw fail(`${header[repeats[r]]}: one fold`);
  });
  return folds;
}
