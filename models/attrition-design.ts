// Rows → design matrix of the hazard: which inputs enter, how they are coded, how sternly each is penalised.
// A missing number counts as the average, a missing yes/no as no: an indicator of "no review yet" would only be tenure again.
// The penalty is a weak prior that keeps rate ratios within reason (after Gelman et al. 2008): standard deviation 1 of the
// log ratio for a yes/no input, 0.5 per standard deviation of a number and for a level of a category.
import type { Bilingual } from "../engine/locale.js";
import { attritionInputs, type AttritionInput } from "./attrition-inputs.js";
import type { AttritionRow } from "./attrition-row.js";
import { sparseMatrix, type SparseMatrix } from "./estimators/sparse-matrix.js";

/** How one input became columns; plain JSON. */
export type CodedInput =
  | { id: string; kind: "flag"; column: number }
  | { id: string; kind: "number"; column: number; mean: number; sd: number; step: number }
  | {
      id: string;
      kind: "category";
      levels: { level: string; column: number; share: number }[];
      other?: number;
    };

export interface AttritionCoding {
  columns: number;
  inputs: CodedInput[];
  /** λ per column; 0 for the intercept. */
  penalty: number[];
  /** Mean of each column over the training rows: the average person-month. */
  means: number[];
  skipped: { name: string; reason: Bilingual }[];
}

/** One parameter per so many events at most; the penalty makes fewer than the customary 10 safe. */
export const eventsPerParameter = 5;
const leastRows = 20;
const mostLevels = 12;
const inputById = new Map(attritionInputs.map((input) => [input.id, input]));

export function codeInputs(
  rows: readonly AttritionRow[],
  events: number,
  barred: readonly { name: string; reason: Bilingual }[] = [],
): AttritionCoding {
  const coding: AttritionCoding = { columns: 1, inputs: [], penalty: [0], means: [], skipped: [] };
  const allowed = Math.floor(events / eventsPerParameter);
  for (const input of attritionInputs) {
    const bar = barred.find(({ name }) => name === input.id);
    if (bar) {
      coding.skipped.push({ name: bar.name, reason: bar.reason });
      continue;
    }
    const before = coding.columns;
    const coded = codeInput(input, rows, coding);
    if (!coded) continue;
    if (coding.columns - 1 > allowed) {
      coding.columns = before;
      coding.penalty.length = before;
      coding.skipped.push({
        name: input.id,
        reason: {
          en: `left out: ${events} events allow ${allowed} parameters`,
          zh: `未纳入：${events} 次离职最多支持 ${allowed} 个参数`,
        },
      });
      continue;
    }
    coding.inputs.push(coded);
  }
  coding.means = columnMeans(encodeRows(coding, rows));
  return coding;
}

function codeInput(
  input: AttritionInput,
  rows: readonly AttritionRow[],
  coding: AttritionCoding,
): CodedInput | undefined {
  const skip = (en: string, zh: string) => {
    coding.skipped.push({ name: input.id, reason: { en, zh } });
    return undefined;
  };
  const add = (lambda: number) => {
    coding.penalty.push(lambda);
    return coding.columns++;
  };
  if (input.kind === "category") {
    const other = input.sameAs === undefined ? undefined : inputById.get(input.sameAs);
    if (other && rows.every((row) => other.read(row) === input.read(row)))
      return skip(`the same as ${other.id}`, `与 ${other.id} 相同`);
    const counts = new Map<string, number>();
    for (const row of rows) {
      const level = input.read(row);
      if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1);
    }
    const ordered = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const kept = ordered.slice(0, mostLevels).filter(([, count]) => count >= leastRows);
    if (kept.length < 2) return skip("the same for everybody", "所有人取值相同");
    const coded = kept.map(([level, count]) => ({ level, column: add(4), share: count / rows.length }));
    const rest = rows.length - kept.reduce((sum, [, count]) => sum + count, 0);
    return { id: input.id, kind: "category", levels: coded, other: rest >= leastRows ? add(4) : undefined };
  }
  let present = 0;
  let sum = 0;
  let squares = 0;
  let low = Infinity;
  let high = -Infinity;
  for (const row of rows) {
    const value = input.read(row);
    if (value === null) continue;
    present++;
    sum += value;
    squares += value * value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (present < 0.05 * rows.length || present < leastRows) return skip("no data", "没有数据");
  const mean = sum / present;
  const sd = Math.sqrt(Math.max(0, squares / present - mean * mean));
  if (!(high > low) || sd < 1e-9 * Math.max(1, Math.abs(mean)))
    return skip("the same for everybody", "所有人取值相同");
  if (input.kind === "flag") {
    if (Math.min(sum, present - sum) < leastRows)
      return skip("too few people on one side", "其中一方人数过少");
    return { id: input.id, kind: "flag", column: add(1) };
  }
  return {
    id: input.id,
    kind: "number",
    column: add(4),
    mean,
    sd,
    step: input.step === "sd" ? sd : input.step,
  };
}

export function encodeRows(coding: AttritionCoding, rows: readonly AttritionRow[]): SparseMatrix {
  const readers = coding.inputs.map((coded) => {
    const input = inputById.get(coded.id);
    if (!input || input.kind !== coded.kind) throw new Error(`attrition input ${coded.id} is not known`);
    const byLevel =
      coded.kind === "category" ? new Map(coded.levels.map((l) => [l.level, l.column])) : undefined;
    return { coded, input, byLevel };
  });
  return sparseMatrix(rows.length, coding.columns, (i, add) => {
    const row = rows[i];
    add(0, 1);
    for (const { coded, input, byLevel } of readers) {
      const value = input.read(row);
      if (coded.kind === "category") {
        const column = (value === null ? undefined : byLevel!.get(value as string)) ?? coded.other;
        if (column !== undefined) add(column, 1);
      } else if (value === null) continue;
      else if (coded.kind === "flag") add(coded.column, value as number);
      else add(coded.column, ((value as number) - coded.mean) / coded.sd);
    }
  });
}

/** Columns that belong to each input: what is explained together. */
export function columnsOf(coded: CodedInput): number[] {
  if (coded.kind === "category")
    return [...coded.levels.map((l) => l.column), ...(coded.other === undefined ? [] : [coded.other])];
  return [coded.column];
}

function columnMeans(design: SparseMatrix): number[] {
  const sums = Array.from({ length: design.columns }, () => 0);
  for (let k = 0; k < design.value.length; k++) sums[design.index[k]] += design.value[k];
  return sums.map((s) => s / Math.max(1, design.rows));
}
