// A trait of each person → by how many points of the measure its holders differ, quarter, territory, tenure and rater held alike.
import type { Limits } from "../../engine/metrics/interval.js";
import { moments } from "../estimators/mean-difference.js";
import type { Column } from "../estimators/flat-table.js";
import type { PerformanceScore } from "./performance-score.js";
import { effectOf } from "./trait-model.js";
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
