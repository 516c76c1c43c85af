// Flat table of person-periods and 0/1 outcomes → a sum of shapes: the mean of a logistic regression with bends and of additive
// boosting, which err in different ways (measured ahead of either alone on small HR data). Folds, bags and bootstrap take whole
// persons. Events are rare, so the rest is sampled and the intercept corrected.
import { AdditiveBoosting, additiveLogits, logLossOf, type AdditiveModel } from "./additive-boosting.js";
import { bendDesign, encodeBends, type BendDesign } from "./bend-design.js";
import { binned, fitBins, type Binning } from "./bins.js";
import { sampleControls, type ControlSample } from "./control-sample.js";
import type { FlatTable } from "./flat-table.js";
import { assignFolds } from "./folds.js";
import { logisticByEvidence } from "./logistic-evidence.js";
import { logisticRegression, logit } from "./logistic-regression.js";
import { type PairTable, pairEffects } from "./pair-tables.js";
import { random } from "./random.js";
import { columnEffects, type Shape } from "./shape.js";
import { takeRows } from "./sparse-matrix.js";

/** logit = intercept + Σ (effect − centre): the intercept is that of the average row. Plain JSON. */
export interface GlassBox {
  intercept: number;
  /** One for each column of the table. */
  shapes: Shape[];
  /** Where pairs of columns matter together. */
  pairs?: PairTable[];
}

export interface GlassBoxFit {
  box: GlassBox;
  /** Rounds of boosting: 0 where no curve helped on persons held back. */
  rounds: number;
  /** Times the weak prior's penalty of the logistic part. */
  strength: number;
  /** The same fit on persons drawn with replacement; rounds and strength stay. */
  refit(seed: number): GlassBox;
  /** Positions in the sample of the rows that the refit of this seed learns from. */
  drawn(seed: number): Int32Array;
  /** Rows that shapes and importances are averaged over, with weights that stand for the whole table. */
  sample: ControlSample;
}

export interface GlassBoxOptions {
  /** Person of every row. */
  person: Int32Array;
  seed: number;
  bags?: number;
}

const mostRounds = 800;
const patience = 30;
const mostBins = 32;
/** Of a rarer event than that, more of the rest adds hardly anything. */
const leastRows = 8_000;
const boosting = {
  learningRate: 0.05,
  leastLeaf: 20,
  penalty: 1,
  categoryPenalty: 10,
  columnsPerGradient: 4,
};

export function fitGlassBox(
  table: FlatTable,
  y: Uint8Array,
  { person, seed, bags = 5 }: GlassBoxOptions,
): GlassBoxFit {
  const all = Int32Array.from({ length: table.rows }, (_, i) => i);
  const events = y.reduce((a, b) => a + b, 0);
  const sample = sampleControls(y, all, Math.max(leastRows, 15 * events), seed);
  const design = bendDesign(table, sample.rows);
  const sampleY = Uint8Array.from(sample.rows, (row) => y[row]);
  const encoded = encodeBends(design, table, sample.rows);
  const bends = logisticByEvidence(
    encoded,
    sampleY,
    design.penalty,
    logit((events + 0.5) / (sample.rows.length + 1)),
  );
  const binnings = table.columns.map((column) => fitBins(column, sample.rows, mostBins));
  const columns = table.columns.map((column, c) => binned(column, binnings[c], all));
  const { models, rounds } = boostedInBags({ table, y, person, sample, binnings, columns, bags, seed });
  const part = (coefficients: Float64Array, curves: AdditiveModel, interceptShift: number): GlassBox =>
    glassBox(table, sample, design, binnings, coefficients, curves, interceptShift);
  const byPerson = positionsByPerson(sample.rows, person);
  const { information } = bends;
  const drawnBy = (refitSeed: number): Int32Array => {
    const rng = random(refitSeed);
    const drawn: number[] = [];
    for (let k = 0; k < byPerson.length; k++)
      for (const position of byPerson[rng.integer(byPerson.length)]) drawn.push(position);
    return Int32Array.from(drawn).sort();
  };
  return {
    box: part(bends.best.coefficients, mean(models), sample.correction),
    rounds,
    strength: bends.strength,
    sample,
    drawn: drawnBy,
    refit(refitSeed) {
      const at = drawnBy(refitSeed);
      const rows = at.map((position) => sample.rows[position]);
      const drawnY = Uint8Array.from(rows, (row) => y[row]);
      const fit = logisticRegression(takeRows(encoded, at), drawnY, {
        penalty: design.penalty.map((lambda) => lambda * bends.strength),
        start: bends.best.coefficients,
        tolerance: 1e-7,
        covariance: false,
        curvature: { information },
      });
      const thin = sampleControls(y, rows, boostedRows(drawnY), refitSeed);
      const boosted = boost(binnings, columns, y, thin, refitSeed);
      for (let round = 0; round < rounds; round++) boosted.round();
      const curves = boosted.model;
      return part(
        fit.coefficients,
        { intercept: curves.intercept + thin.correction, curves: curves.curves },
        sample.correction,
      );
    },
  };
}

/** Rows that one bag of boosting looks at: more of the rest adds hardly anything. */
const boostedRows = (y: Uint8Array): number => Math.max(3000, 10 * y.reduce((a, b) => a + b, 0));

function boost(
  binnings: readonly Binning[],
  columns: readonly Uint8Array[],
  y: Uint8Array,
  { rows }: ControlSample,
  seed: number,
): AdditiveBoosting {
  const own = Uint8Array.from(rows, (row) => y[row]);
  const events = own.reduce((a, b) => a + b, 0);
  return new AdditiveBoosting(
    binnings,
    columns.map((bins) => Uint8Array.from(rows, (row) => bins[row])),
    own,
    logit((events + 0.5) / (own.length + 1)),
    { ...boosting, seed },
  );
}

interface BagTask {
  table: FlatTable;
  y: Uint8Array;
  person: Int32Array;
  sample: ControlSample;
  binnings: Binning[];
  columns: Uint8Array[];
  bags: number;
  seed: number;
}

/** One bag per fold of persons; all stop at the round with the least mean loss on the persons that each did not see. */
function boostedInBags({ y, person, sample, binnings, columns, bags, seed }: BagTask): {
  models: AdditiveModel[];
  rounds: number;
} {
  const { rows } = sample;
  const folds = assignFolds(
    Uint8Array.from(rows, (row) => y[row]),
    bags,
    seed,
    Int32Array.from(rows, (row) => person[row]),
  );
  const list = Array.from({ length: bags }, (_, fold) => {
    const inside = rows.filter((_, i) => folds[i] !== fold);
    const held = rows.filter((_, i) => folds[i] === fold);
    const thin = sampleControls(
      y,
      inside,
      boostedRows(Uint8Array.from(inside, (row) => y[row])),
      seed + fold,
    );
    return {
      boosting: boost(binnings, columns, y, thin, seed + fold),
      correction: thin.correction,
      heldY: Uint8Array.from(held, (row) => y[row]),
      heldColumns: columns.map((bins) => Uint8Array.from(held, (row) => bins[row])),
    };
  });
  const snapshot = (): AdditiveModel[] =>
    list.map(({ boosting: { model }, correction }) => ({
      intercept: model.intercept + correction,
      curves: model.curves.map((curve) => curve.slice()),
    }));
  let best = { loss: Infinity, rounds: 0, models: snapshot() };
  for (let round = 0; round <= mostRounds && round - best.rounds <= patience; round++) {
    let loss = 0;
    for (const { boosting: running, correction, heldY, heldColumns } of list) {
      if (round > 0) running.round();
      const { intercept, curves } = running.model;
      const logits = additiveLogits({ intercept: intercept + correction, curves }, heldColumns, heldY.length);
      loss += logLossOf(logits, heldY) * heldY.length;
    }
    if (loss < best.loss * (1 - 1e-6)) best = { loss, rounds: round, models: snapshot() };
  }
  return best;
}

function mean(models: readonly AdditiveModel[]): AdditiveModel {
  const share = 1 / models.length;
  return {
    intercept: models.reduce((sum, model) => sum + model.intercept * share, 0),
    curves: models[0].curves.map((curve, c) =>
      curve.map((_, b) => models.reduce((sum, model) => sum + model.curves[c][b] * share, 0)),
    ),
  };
}

/** Half the one, half the other, each effect counted from its mean over the rows. */
function glassBox(
  table: FlatTable,
  sample: ControlSample,
  design: BendDesign,
  binnings: readonly Binning[],
  coefficients: Float64Array,
  boosted: AdditiveModel,
  correction: number,
): GlassBox {
  let intercept = 0.5 * coefficients[0] + 0.5 * boosted.intercept + correction;
  const total = sample.weights.reduce((a, b) => a + b, 0);
  const shapes = table.columns.map((column, c): Shape => {
    const part = design.parts[c];
    const curve = boosted.curves[c];
    const { bins, limits } = binnings[c];
    let shape: Shape;
    if (part.kind === "category" && column.kind === "categorical") {
      const byCode = new Map(part.levels.map((l) => [l.code, l.column]));
      const rest = part.other === undefined ? 0 : 0.5 * coefficients[part.other];
      shape = {
        kind: "category",
        levels: column.levels.map((level, code) => {
          const own = byCode.get(code);
          return { level, value: (own === undefined ? rest : 0.5 * coefficients[own]) + 0.5 * curve[code] };
        }),
        other: rest + 0.5 * curve[bins],
        centre: 0,
      };
    } else if (part.kind === "number") {
      shape = {
        kind: "number",
        limits: [...limits],
        steps: Array.from({ length: bins }, (_, b) => 0.5 * curve[b]),
        line: {
          mean: part.mean,
          sd: part.sd,
          slope: 0.5 * coefficients[part.first],
          bends: part.bends.map(({ at, factor }, k) => ({
            at,
            coefficient: 0.5 * coefficients[part.first + 1 + k] * factor,
          })),
        },
        low: part.low,
        high: part.high,
        missing: (part.missing === undefined ? 0 : 0.5 * coefficients[part.missing]) + 0.5 * curve[bins],
        centre: 0,
      };
    } else throw new Error(`${column.name} changed its kind`);
    const effects = columnEffects(shape, { ...column, ...only(column, sample.rows) } as typeof column);
    let sum = 0;
    for (let i = 0; i < effects.length; i++) sum += sample.weights[i] * effects[i];
    shape.centre = sum / total;
    intercept += shape.centre;
    return shape;
  });
  return { intercept, shapes };
}

const only = (column: FlatTable["columns"][number], rows: Int32Array) =>
  column.kind === "numeric"
    ? { values: Float64Array.from(rows, (row) => column.values[row]) }
    : { codes: Int32Array.from(rows, (row) => column.codes[row]) };

function positionsByPerson(rows: Int32Array, person: Int32Array): number[][] {
  const lists = new Map<number, number[]>();
  rows.forEach((row, position) => {
    const list = lists.get(person[row]);
    if (list) list.push(position);
    else lists.set(person[row], [position]);
  });
  return [...lists.values()];
}

/** Logits of a table laid out as in the fit. */
export function glassBoxLogits({ intercept, shapes, pairs }: GlassBox, table: FlatTable): Float64Array {
  const logits = new Float64Array(table.rows).fill(intercept);
  const rows = pairs ? Int32Array.from(logits.keys()) : undefined;
  for (const pair of pairs ?? [])
    pairEffects(pair, table.columns, rows!).forEach((effect, i) => (logits[i] += effect - pair.centre));
  shapes.forEach((shape, c) => {
    const effects = columnEffects(shape, table.columns[c]);
    for (let i = 0; i < logits.length; i++) logits[i] += effects[i] - shape.centre;
  });
  return logits;
}
