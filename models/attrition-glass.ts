// Person-months → glass-box hazard of a voluntary exit in the next month, plain JSON; with its bootstrap refits on persons.
import { glassInputs } from "./attrition-inputs.js";
import type { AttritionRow } from "./attrition-row.js";
import { chooseInputs, columnOf, glassInput, personCodes, tableOf } from "./attrition-table.js";
import {
  fitGlassBox,
  glassBoxLogits,
  type GlassBox,
  type GlassBoxFit,
} from "./estimators/glass-box-hazard.js";
import { columnEffects, type Shape } from "./estimators/shape.js";
import { sigmoid } from "./estimators/logistic-regression.js";
import type { Bilingual } from "../engine/locale.js";

export interface GlassHazard {
  inputs: string[];
  box: GlassBox;
  rounds: number;
  strength: number;
  skipped: { name: string; reason: Bilingual }[];
  /** Fits on persons drawn with replacement, for intervals; shapes rounded to 4 digits. */
  refits: GlassBox[];
}

export interface GlassSetting {
  seed: number;
  barred?: readonly { name: string; reason: Bilingual }[];
  same?: ReadonlyMap<string, string>;
  bags?: number;
}

export interface FittedGlass {
  hazard: GlassHazard;
  fit: GlassBoxFit;
  rows: readonly AttritionRow[];
}

export function fitGlass(
  rows: readonly AttritionRow[],
  { seed, barred, same, bags }: GlassSetting,
): FittedGlass {
  const { ids, skipped } = chooseInputs(rows, barred);
  const table = tableOf(ids, rows);
  const y = Uint8Array.from(rows, (row) => row.is_exit_next_month ?? 0);
  const fit = fitGlassBox(table, y, { person: personCodes(rows, same), seed, bags });
  const { box, rounds, strength } = fit;
  return { hazard: { inputs: ids, box, rounds, strength, skipped, refits: [] }, fit, rows };
}

export const glassHazardOf = (
  { inputs, box }: Pick<GlassHazard, "inputs" | "box">,
  rows: readonly AttritionRow[],
): Float64Array => glassBoxLogits(box, tableOf(inputs, rows)).map(sigmoid);

const moving = new Set(glassInputs.filter(({ moves }) => moves).map(({ id }) => id));

/** Survival of each row after 1 … months, months by month: what stays is looked up once, what moves on every month. */
export function glassSurvival(
  { inputs, boxes }: { inputs: readonly string[]; boxes: readonly GlassBox[] },
  rows: readonly AttritionRow[],
  months: number,
  later: (row: AttritionRow, months: number) => AttritionRow,
  visit: (box: number, month: number, survival: Float64Array) => void,
): void {
  const still = inputs.map((id, c) => ({ id, c })).filter(({ id }) => !moving.has(id));
  const stillColumns = still.map(({ id }) => columnOf(glassInput(id), rows));
  const dynamic = inputs.map((id, c) => ({ id, c })).filter(({ id }) => moving.has(id));
  const steps = Array.from({ length: months }, (_, step) => {
    const then = rows.map((row) => later(row, step));
    return dynamic.map(({ id }) => columnOf(glassInput(id), then));
  });
  boxes.forEach((box, b) => {
    const fixed = new Float64Array(rows.length).fill(box.intercept);
    still.forEach(({ c }, k) => addEffects(fixed, box.shapes[c], stillColumns[k]));
    const survival = new Float64Array(rows.length).fill(1);
    for (let step = 0; step < months; step++) {
      const logits = fixed.slice();
      dynamic.forEach(({ c }, k) => addEffects(logits, box.shapes[c], steps[step][k]));
      for (let i = 0; i < rows.length; i++) survival[i] *= 1 - sigmoid(logits[i]);
      visit(b, step + 1, survival);
    }
  });
}

function addEffects(to: Float64Array, shape: Shape, column: Parameters<typeof columnEffects>[1]): void {
  const effects = columnEffects(shape, column);
  for (let i = 0; i < to.length; i++) to[i] += effects[i] - shape.centre;
}

/** Parts of one row's logit, counted from the average row: base + Σ parts, exactly. */
export function glassParts(
  { inputs, box }: Pick<GlassHazard, "inputs" | "box">,
  row: AttritionRow,
): { base: number; parts: { input: string; value: number }[] } {
  const table = tableOf(inputs, [row]);
  return {
    base: box.intercept,
    parts: inputs.map((input, c) => ({
      input,
      value: columnEffects(box.shapes[c], table.columns[c])[0] - box.shapes[c].centre,
    })),
  };
}
