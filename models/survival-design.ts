// Covariates of a flat file → design matrix with R's treatment contrasts: the first level in byte order is the reference.
import type { FlatTable } from "./estimators/flat-table.js";
import type { FlatFile } from "./read-flat-file.js";
import { isMissing, numberFrom } from "./read-cell.js";

export interface SurvivalDesign {
  /** Row-major, one row per row of `rows`. */
  matrix: Float64Array;
  /** Name of each column: a number's own, or `column:level`. */
  names: string[];
  terms: { name: string; columns: number[] }[];
}

/** A covariate as read once over all rows, so that folds share levels. */
export interface Covariate {
  name: string;
  /** NaN where missing; absent for a factor. */
  numbers?: Float64Array;
  /** Levels in byte order, and each row's level; −1 where missing. Absent for a number. */
  levels?: string[];
  codes?: Int32Array;
}

/** A column is a number when every present cell is one. */
export function readCovariate(file: FlatFile, name: string): Covariate {
  const at = file.header.indexOf(name);
  const texts = file.records.map((record) => record[at] ?? "");
  const numbers = Float64Array.from(texts, (text) =>
    isMissing(text) ? Number.NaN : numberFrom(text, file.delimiter === ";"),
  );
  const isNumeric = texts.every((text, row) => isMissing(text) || !Number.isNaN(numbers[row]!));
  if (isNumeric) return { name, numbers };
  const levels = [...new Set(texts.filter((text) => !isMissing(text)))].sort((a, b) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  const code = new Map(levels.map((level, i) => [level, i]));
  return { name, levels, codes: Int32Array.from(texts, (text) => code.get(text) ?? -1) };
}

export const isCovariateMissing = ({ numbers, codes }: Covariate, row: number): boolean =>
  numbers ? Number.isNaN(numbers[row]!) : codes![row]! < 0;

/** The design over `rows`; a level that none of them has keeps its column, which is then 0 throughout. */
export function survivalDesign(covariates: readonly Covariate[], rows: ArrayLike<number>): SurvivalDesign {
  const names: string[] = [];
  const terms = covariates.map(({ name, levels }) => {
    const own = levels ? levels.slice(1).map((level) => `${name}:${level}`) : [name];
    const columns = own.map((_, i) => names.length + i);
    names.push(...own);
    return { name, columns };
  });
  const matrix = new Float64Array(rows.length * names.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    covariates.forEach(({ numbers, codes }, c) => {
      const from = i * names.length + (terms[c]!.columns[0] ?? 0);
      if (numbers) matrix[from] = numbers[row]!;
      else if (codes![row]! > 0) matrix[from + codes![row]! - 1] = 1;
    });
  }
  return { matrix, names, terms };
}

/** The covariates as the columns that the learners of any table take: missing values stay missing. */
export const covariateTable = (covariates: readonly Covariate[], rows: number): FlatTable => ({
  rows,
  columns: covariates.map(({ name, numbers, levels, codes }) =>
    numbers
      ? { name, kind: "numeric", values: numbers }
      : { name, kind: "categorical", codes: codes!, levels: levels! },
  ),
});
