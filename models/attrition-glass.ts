// Person-months → glass-box hazard of a voluntary exit in the next month, plain JSON; with its bootstrap refits on persons.
// With `pairs`, tables of two inputs together on top of the curves: parts of their own in every sum.
import { glassInputs } from "./attrition-inputs.js";
import type { AttritionRow } from "./attrition-row.js";
import { chooseInputs, columnOf, glassInput, personCodes, tableOf } from "./attrition-table.js";
import {
  fitGlassBox,
  glassBoxLogits,
  type GlassBox,
  type GlassBoxFit,
} from "./estimators/glass-box-hazard.js";
import { addPairTables } from "./estimators/glass-box-pairs.js";
import { pairEffects } from "./estimators/pair-tables.js";
import { columnEffects, type Shape } from "./estimators/shape.js";
import { sigmoid } from "./estimators/logistic-regression.js";
import type { Column } from "./estimators/flat-table.js";
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
  /** Learn tables of pairs of inputs too. */
  pairs?: boolean;
}

export interface FittedGlass {
  hazard: GlassHazard;
  fit: GlassBoxFit;
  rows: readonly AttritionRow[];
}

export function fitGlass(
  rows: readonly AttritionRow[],
  { seed, barred, same, bags, pairs }: GlassSetting,
): FittedGlass {
  const { ids, skipped } = chooseInputs(rows, barred);
  const table = tableOf(ids, rows);
  const y = Uint8Array.from(rows, (row) => row.is_exit_next_month ?? 0);
  const person = personCodes(rows, same);
  const curves = fitGlassBox(table, y, { person, seed, bags });
  const fit = pairs ? addPairTables(curves, table, y, { person, seed, bags }) : curves;
  const { box, rounds, strength } = fit;
  return { hazard: { inputs: ids, box, rounds, strength, skipped, refits: [] }, fit, rows };
}

export const hasPairs = ({ box }: Pick<GlassHazard, "box">): boolean => (box.pairs?.length ?? 0) > 0;

/** The curves alone, as they were before the tables came on top. */
export const withoutPairs = <T extends Pick<GlassHazard, "box">>({ box, ...rest }: T): T => {
  const { pairs = [], ...curves } = box;
  const intercept = pairs.reduce((sum, { centre }) => sum - centre, box.intercept);
  return { ...rest, box: { ...curves, intercept } } as unknown as T;
};

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
  const places = Int32Array.from(rows.keys());
  boxes.forEach((box, b) => {
    const fixed = new Float64Array(rows.length).fill(box.intercept);
    still.forEach(({ c }, k) => addEffects(fixed, box.shapes[c], stillColumns[k]));
    const survival = new Float64Array(rows.length).fill(1);
    const columns: Column[] = [];
    still.forEach(({ c }, k) => (columns[c] = stillColumns[k]));
    const addPairs = (to: Float64Array, are: "still" | "moving"): void => {
      for (const pair of box.pairs ?? [])
        if (are === (moving.has(inputs[pair.a]) || moving.has(inputs[pair.b]) ? "moving" : "still"))
          pairEffects(pair, columns, places).forEach((effect, i) => (to[i] += effect - pair.centre));
    };
    addPairs(fixed, "still");
    for (let step = 0; step < months; step++) {
      const logits = fixed.slice();
      dynamic.forEach(({ c }, k) => (columns[c] = steps[step][k]));
      addPairs(logits, "moving");
      dynamic.forEach(({ c }, k) => addEffects(logits, box.shapes[c], steps[step][k]));
      for (let i = 0; i < rows.length; i++) survival[i] *= 1 - sigmoid(logits[i]);
      visit(b, step + 1, survival);
    }
  });
}

const between = " × ";
export const pairName = (a: string, b: string): string => a + between + b;

/** Of an input, or of two together. */
export function partLabel(part: string): Bilingual {
  const labels = part.split(between).map((id) => glassInput(id).label);
  return {
    en: labels.map(({ en }) => en).join(between),
    zh: labels.map(({ zh }) => zh).join(between),
  };
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
    parts: [
      ...inputs.map((input, c) => ({
        input,
        value: columnEffects(box.shapes[c], table.columns[c])[0] - box.shapes[c].centre,
      })),
      ...(box.pairs ?? []).map((pair) => ({
        input: pairName(inputs[pair.a], inputs[pair.b]),
        value: pairEffects(pair, table.columns, [0])[0] - pair.centre,
      })),
    ],
  };
}
