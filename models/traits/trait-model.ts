// A number of each person, put beside a measure's mixed model → what one unit of it goes with, in units of the measure.
// Generalised least squares with the variances of those whose number is known; where the number explains enough of what sets people
// apart for that to matter, the variances are fitted anew with it (restricted likelihood). 95 % interval by Student's t with the people
// that the variance between people rests on, less two: the person is what a trait is drawn for, not the quarter.
import jstat from "jstat";
import type { Limits } from "../../engine/metrics/interval.js";
import { addedEffects, crossedEffects } from "../estimators/crossed-effects.js";
import { type SparseMatrix, sparseMatrix, takeRows } from "../estimators/sparse-matrix.js";
import type { KnownPeople, MeasureDesign } from "./performance-score.js";

/** Fewer people tell too little about their own variances: those of everybody stand for them. */
const leastOwn = 40;
/** Share of the spread between people (about z² ÷ people) from which an interval without it would be half a per cent too wide. */
const notableShare = 0.01;

/** `value` of each person, NaN = not known: their rows are left out. Undefined where the fixed effects already hold it. */
export function effectOf(
  design: MeasureDesign,
  value: readonly number[],
): ({ value: number } & Limits) | undefined {
  const known = knownPeople(design, value);
  const { data, people, freedom, variances } = known;
  const column = Float64Array.from(data.first, (person) => value[person]);
  let effect = known.added(column);
  if (Number.isNaN(effect.value)) return undefined;
  if (design.fit.isExact && (effect.value / effect.error) ** 2 > notableShare * people) {
    const { columns } = data.fixed;
    const fit = crossedEffects({ ...data, fixed: withColumn(data.fixed, column) }, { start: variances });
    if (fit.isConverged) effect = { value: fit.fixed[columns], error: fit.fixedErrors[columns] };
  }
  const half = jstat.studentt.inv(0.975, freedom) * effect.error;
  return { value: effect.value, low: effect.value - half, high: effect.value + half };
}

/** The model of those whose number is known; kept with the design, since many traits are known of the same people. */
function knownPeople(design: MeasureDesign, value: readonly number[]): KnownPeople {
  const { data, fit } = design;
  const missing = value.flatMap((v, person) => (Number.isNaN(v) ? [person] : []));
  const key = missing.join();
  const kept = design.known.get(key);
  if (kept) return kept;
  const people = value.length - missing.length;
  const own = missing.length === 0 ? data : rowsOf(data, (person) => !Number.isNaN(value[person]));
  let { variances } = fit;
  let freedom = value.length - 2;
  if (missing.length > 0 && people >= leastOwn && fit.isExact) {
    const refitted = crossedEffects(own, { start: variances });
    if (refitted.isConverged) [variances, freedom] = [refitted.variances, people - 2];
  }
  const known = { data: own, people, freedom, variances, added: addedEffects(own, variances) };
  design.known.set(key, known);
  return known;
}

function rowsOf(data: MeasureDesign["data"], isKnown: (person: number) => boolean): MeasureDesign["data"] {
  const rows = Int32Array.from(data.first.keys()).filter((row) => isKnown(data.first[row]));
  const take = (codes: Int32Array) => Int32Array.from(rows, (row) => codes[row]);
  return {
    ...data,
    y: Float64Array.from(rows, (row) => data.y[row]),
    fixed: takeRows(data.fixed, rows),
    first: take(data.first),
    second: data.second && take(data.second),
  };
}

const withColumn = (matrix: SparseMatrix, column: ArrayLike<number>): SparseMatrix =>
  sparseMatrix(matrix.rows, matrix.columns + 1, (row, add) => {
    for (let k = matrix.start[row]; k < matrix.start[row + 1]; k++) add(matrix.index[k], matrix.value[k]);
    add(matrix.columns, column[row]);
  });
