// FOLDS.csv (row_index, rep1 … repN = test fold) → one fold assignment per repeat; every row has a fold in each.
import { modelErrors } from "./model-errors.js";
import { readFlatFile } from "./read-flat-file.js";
import type { FoldAssignment } from "./evaluate-classification.js";

export function readFolds(file: string, rows: number): FoldAssignment[] {
  const { name, header, records } = readFlatFile(file);
  const fail = (problem: string, facts: Record<string, string | number>) =>
    modelErrors.folds_invalid({ file: name, rows, problem, ...facts });
  const at = header.indexOf("row_index");
  const repeats = header.flatMap((column, i) => (/^rep\d+$/.test(column) ? [i] : []));
  if (at < 0 || repeats.length === 0) throw fail("columns", { found: header.join(", ") });
  const folds = repeats.map(() => new Int16Array(rows).fill(-1));
  const seen = new Uint8Array(rows);
  records.forEach((record, i) => {
    const line = i + 2;
    const row = Number(record[at]);
    if (!Number.isInteger(row) || row < 0 || row >= rows || record[at] === "")
      throw fail("index", { line, found: record[at] });
    if (seen[row]) throw fail("repeated", { line, found: row });
    seen[row] = 1;
    repeats.forEach((column, r) => {
      if (record[column] === "") return;
      const fold = Number(record[column]);
      if (!Number.isInteger(fold) || fold < 0 || fold > 1000)
        throw fail("fold", { line, found: record[column], column: header[column] });
      folds[r][row] = fold;
    });
  });
  folds.forEach((assignment, r) => {
    const column = header[repeats[r]];
    const first = assignment.indexOf(-1);
    if (first >= 0) {
      const count = assignment.reduce((sum, fold) => sum + (fold < 0 ? 1 : 0), 0);
      throw fail("absent", { column, count, found: first });
    }
    if (new Set(assignment).size < 2) throw fail("single", { column });
  });
  return folds;
}
