// Person-months → neural hazard as one more candidate, where there are events enough for it; learned apart, since it takes time.
import type { NeuralHazardModel, NeuralInput } from "./attrition-fitted.js";
import type { AttritionRow } from "./attrition-row.js";
import { chooseInputs, glassInput, personCodes } from "./attrition-table.js";
import type { TestPlan } from "./attrition-tested.js";
import { sampleControls } from "./estimators/control-sample.js";
import { sigmoid } from "./estimators/logistic-regression.js";
import {
  fitNeuralHazard,
  neuralLogits,
  type NeuralHazardOptions,
  type NeuralNet,
} from "./estimators/neural-hazard.js";
import type { Bilingual } from "../engine/locale.js";

/** Below this many exits a net learns noise. */
export const leastNeuralEvents = 1000;
const mostLevels = 12;

export interface NeuralSetting {
  seed: number;
  barred?: readonly { name: string; reason: Bilingual }[];
  same?: ReadonlyMap<string, string>;
  signal?: AbortSignal;
  /** Passes over the rows, of all nets that are to be learned. */
  onProgress?: (done: number, of: number) => void;
  /** How the nets are trained; the estimator's own when left out. */
  training?: Pick<NeuralHazardOptions, "nets" | "epochs" | "batch" | "hidden" | "learningRate">;
}

/** Predictions for the held-back months of every plan, and the net of all rows. */
export async function neuralCandidate(
  rows: readonly AttritionRow[],
  plans: readonly TestPlan[],
  setting: NeuralSetting,
): Promise<{ tested: Float64Array; net: NeuralHazardModel }> {
  const tested: number[] = [];
  const learnings = plans.length + 1;
  const learnOn = (from: readonly AttritionRow[], nth: number) =>
    learn(from, setting, (done, of) => setting.onProgress?.(nth * of + done, learnings * of));
  for (const [nth, { past, test }] of plans.entries()) {
    const model = await learnOn(
      Array.from(past, (i) => rows[i]),
      nth,
    );
    for (const p of neuralHazardOf(
      model,
      Array.from(test, (i) => rows[i]),
    ))
      tested.push(p);
  }
  const net = await learnOn(rows, plans.length);
  return { tested: Float64Array.from(tested), net };
}

async function learn(
  rows: readonly AttritionRow[],
  { seed, barred, same, signal, training }: NeuralSetting,
  onProgress: (done: number, of: number) => void,
): Promise<NeuralHazardModel> {
  const inputs = chooseInputs(rows, barred).ids.map((id): NeuralInput => {
    const input = glassInput(id);
    if (input.kind !== "category") return { id };
    const counts = new Map<string, number>();
    for (const row of rows) {
      const level = input.read(row);
      if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1);
    }
    const levels = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return { id, levels: levels.slice(0, mostLevels).map(([level]) => level) };
  });
  const y = Uint8Array.from(rows, (row) => row.is_exit_next_month ?? 0);
  const events = y.reduce((a, b) => a + b, 0);
  const sample = sampleControls(y, Int32Array.from(rows.keys()), Math.max(20_000, 15 * events), seed);
  const kept = Array.from(sample.rows, (i) => rows[i]);
  const person = personCodes(rows, same);
  const { net } = await fitNeuralHazard(
    numbersOf(inputs, kept),
    Float64Array.from(sample.rows, (i) => y[i]),
    {
      ...training,
      columns: widthOf(inputs),
      group: Int32Array.from(sample.rows, (i) => person[i]),
      seed,
      signal,
      onProgress,
    },
  );
  return { inputs, net: corrected(net, sample.correction) };
}

/** The share of non-events that was kept goes into the intercept, the last layer's bias. */
const corrected = (net: NeuralNet, correction: number): NeuralNet => ({
  ...net,
  nets: net.nets.map((layers) =>
    layers.map((layer, i) =>
      i === layers.length - 1 ? { ...layer, bias: layer.bias.map((b) => b + correction) } : layer,
    ),
  ),
});

const widthOf = (inputs: readonly NeuralInput[]): number =>
  inputs.reduce((sum, { levels }) => sum + (levels ? levels.length : 1), 0);

function numbersOf(inputs: readonly NeuralInput[], rows: readonly AttritionRow[]): Float64Array {
  const width = widthOf(inputs);
  const x = new Float64Array(width * rows.length);
  rows.forEach((row, i) => {
    let at = i * width;
    for (const { id, levels } of inputs) {
      const value = glassInput(id).read(row);
      if (!levels) x[at++] = (value as number | null) ?? Number.NaN;
      else for (const level of levels) x[at++] = value === level ? 1 : 0;
    }
  });
  return x;
}

export const neuralHazardOf = (
  { inputs, net }: NeuralHazardModel,
  rows: readonly AttritionRow[],
): Float64Array => neuralLogits(net, numbersOf(inputs, rows)).map(sigmoid);
