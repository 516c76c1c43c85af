// Person-months → flat table of the glass box's inputs; inputs without data, or the same for everybody, are left out.
import type { Bilingual } from "../engine/locale.js";
import { glassInputs, type AttritionInput } from "./attrition-inputs.js";
import type { AttritionRow } from "./attrition-row.js";
import type { Column, FlatTable } from "./estimators/flat-table.js";

const inputById = new Map(glassInputs.map((input) => [input.id, input]));

export function glassInput(id: string): AttritionInput {
  const input = inputById.get(id);
  if (!input) throw new Error(`attrition input ${id} is not known`);
  return input;
}

export interface ChosenInputs {
  ids: string[];
  skipped: { name: string; reason: Bilingual }[];
}

const leastRows = 20;

/** `barred`: inputs that know the future. */
export function chooseInputs(
  rows: readonly AttritionRow[],
  barred: readonly { name: string; reason: Bilingual }[] = [],
): ChosenInputs {
  const ids: string[] = [];
  const skipped: ChosenInputs["skipped"] = [];
  for (const input of glassInputs) {
    const bar = barred.find(({ name }) => name === input.id);
    const reason = bar?.reason ?? reasonToSkip(input, rows);
    if (reason) skipped.push({ name: input.id, reason });
    else ids.push(input.id);
  }
  return { ids, skipped };
}

function reasonToSkip(input: AttritionInput, rows: readonly AttritionRow[]): Bilingual | undefined {
  const counts = new Map<string | number, number>();
  let present = 0;
  for (const row of rows) {
    const value = input.read(row);
    if (value === null) continue;
    present++;
    if (counts.size <= 2 * leastRows || counts.has(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (present < leastRows || present < 0.05 * rows.length) return { en: "no data", zh: "没有数据" };
  const most = Math.max(...counts.values());
  if (counts.size < 2 || present - most < leastRows)
    return { en: "the same for nearly everybody", zh: "几乎所有人取值相同" };
  const other = input.kind === "category" && input.sameAs ? inputById.get(input.sameAs) : undefined;
  if (other && rows.every((row) => other.read(row) === input.read(row)))
    return { en: `the same as ${other.id}`, zh: `与 ${other.id} 相同` };
  return undefined;
}

export const tableOf = (ids: readonly string[], rows: readonly AttritionRow[]): FlatTable => ({
  rows: rows.length,
  columns: ids.map((id) => columnOf(glassInput(id), rows)),
});

export function columnOf(input: AttritionInput, rows: readonly AttritionRow[]): Column {
  if (input.kind !== "category") {
    const values = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = input.read(rows[i]) ?? Number.NaN;
    return { name: input.id, kind: "numeric", values };
  }
  const code = new Map<string, number>();
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const level = input.read(rows[i]);
    if (level === null) {
      codes[i] = -1;
      continue;
    }
    let c = code.get(level);
    if (c === undefined) code.set(level, (c = code.size));
    codes[i] = c;
  }
  return { name: input.id, kind: "categorical", codes, levels: [...code.keys()] };
}

/** Number of each row's person. `same`: employee numbers that stand for one person, each with the one to count as. */
export function personCodes(
  rows: readonly AttritionRow[],
  same: ReadonlyMap<string, string> = new Map(),
): Int32Array {
  const code = new Map<string, number>();
  return Int32Array.from(rows, ({ employee_id: id }) => {
    const person = same.get(id) ?? id;
    let c = code.get(person);
    if (c === undefined) code.set(person, (c = code.size));
    return c;
  });
}
