// A trait of each person → by how many points of the measure its holders differ, quarter, territory, tenure and rater held alike.
// Generalised least squares in the measure's mixed model, variances as fitted without the trait; 95 % interval by the normal.
import type { Limits } from "../../engine/metrics/interval.js";
import { addedEffects } from "../estimators/crossed-effects.js";
import { moments } from "../estimators/mean-difference.js";
import type { Column } from "../estimators/flat-table.js";
import { takeRows } from "../estimators/sparse-matrix.js";
import type { MeasureDesign, PerformanceScore } from "./performance-score.js";
import type { Habit } from "./trait-habit.js";

export interface TraitPoints extends Limits {
  measure: string;
  /** Level of a category (against all others); null = per standard deviation of a number. */
  level: string | null;
  /** Size of that standard deviation; of a habit, between people's habits. */
  step: number | null;
  value: number;
  /** People with the level, or with the number known. */
  people: number;
}

const leastPeople = 10;

/** `rowOf`: row of the table for a person, undefined where the person is not in it. `habit`: behind a number seen over months. */
export function traitPoints(
  column: Column,
  { designs }: Pick<PerformanceScore, "designs">,
  rowOf: ReadonlyMap<string, number>,
  habit?: Habit,
): TraitPoints[] {
  return designs.flatMap((design): TraitPoints[] => {
    const { measure, employee } = design;
    const rows = employee.map((id) => rowOf.get(id));
    const known = rows.filter((row) => row !== undefined);
    if (column.kind === "numeric") {
      const values = habit?.values ?? column.values;
      const seen = moments(known.flatMap((row) => (Number.isNaN(values[row]) ? [] : [values[row]])));
      const sd = habit?.spread ?? seen.sd;
      if (seen.n < leastPeople || !(seen.sd > 0)) return [];
      const value = rows.map((row) => (row === undefined ? Number.NaN : values[row] / sd));
      const effect = effectOf(design, value);
      return effect ? [{ measure, level: null, step: sd, people: seen.n, ...effect }] : [];
    }
    return column.levels.flatMap((level, code) => {
      const people = known.filter((row) => column.codes[row] === code).length;
      const others = known.filter((row) => column.codes[row] >= 0).length - people;
      if (people < leastPeople || others < leastPeople) return [];
      const value = rows.map((row) =>
        row === undefined || column.codes[row] < 0 ? Number.NaN : column.codes[row] === code ? 1 : 0,
      );
      const effect = effectOf(design, value);
      return effect ? [{ measure, level, step: null, people, ...effect }] : [];
    });
  });
}

/** `value` of each person, NaN = not known: their rows are left out. */
function effectOf(design: MeasureDesign, value: readonly number[]): ({ value: number } & Limits) | undefined {
  const { data, fit } = design;
  const { first } = data;
  const kept = Int32Array.from(first.keys()).filter((i) => !Number.isNaN(value[first[i]]));
  let added = design.added;
  if (kept.length < first.length) {
    const take = (codes: Int32Array) => Int32Array.from(kept, (row) => codes[row]);
    added = addedEffects(
      {
        ...data,
        y: Float64Array.from(kept, (row) => data.y[row]),
        fixed: takeRows(data.fixed, kept),
        first: take(first),
        second: data.second && take(data.second),
      },
      fit.variances,
    );
  } else design.added = added ??= addedEffects(data, fit.variances);
  const effect = added!(Float64Array.from(kept, (row) => value[first[row]]));
  if (Number.isNaN(effect.value)) return undefined;
  const half = 1.959963984540054 * effect.error;
  return { value: effect.value, low: effect.value - half, high: effect.value + half };
}
