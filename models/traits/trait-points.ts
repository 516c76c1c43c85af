// A trait of each person → by how many points of the measure its holders differ, quarter, territory, tenure and rater held alike.
// Generalised least squares in the measure's mixed model, variances as fitted without the trait; 95 % interval by the normal.
import type { Limits } from "../../engine/metrics/interval.js";
import { mixedEffectsGiven, type MixedInput } from "../estimators/mixed-effects.js";
import { moments } from "../estimators/mean-difference.js";
import type { Column } from "../estimators/flat-table.js";
import type { PerformanceScore } from "./performance-score.js";

export interface TraitPoints extends Limits {
  measure: string;
  /** Level of a category (against all others); null = per standard deviation of a number. */
  level: string | null;
  /** Size of that standard deviation. */
  step: number | null;
  value: number;
  /** People with the level, or with the number known. */
  people: number;
}

const leastPeople = 10;

/** `rowOf`: row of the table for a person, undefined where the person is not in it. */
export function traitPoints(
  column: Column,
  { designs }: Pick<PerformanceScore, "designs">,
  rowOf: ReadonlyMap<string, number>,
): TraitPoints[] {
  return designs.flatMap(({ measure, input, fit, employee }): TraitPoints[] => {
    const rows = employee.map((id) => rowOf.get(id));
    const known = rows.filter((row) => row !== undefined);
    if (column.kind === "numeric") {
      const { n, sd } = moments(
        known.flatMap((row) => (Number.isNaN(column.values[row]) ? [] : [column.values[row]])),
      );
      if (n < leastPeople || !(sd > 0)) return [];
      const value = rows.map((row) => (row === undefined ? Number.NaN : column.values[row] / sd));
      return [{ measure, level: null, step: sd, people: n, ...effectOf(input, fit, value) }];
    }
    return column.levels.flatMap((level, code) => {
      const people = known.filter((row) => column.codes[row] === code).length;
      const others = known.filter((row) => column.codes[row] >= 0).length - people;
      if (people < leastPeople || others < leastPeople) return [];
      const value = rows.map((row) =>
        row === undefined || column.codes[row] < 0 ? Number.NaN : column.codes[row] === code ? 1 : 0,
      );
      return [{ measure, level, step: null, people, ...effectOf(input, fit, value) }];
    });
  });
}

function effectOf(
  input: MixedInput,
  fit: Parameters<typeof mixedEffectsGiven>[1],
  value: readonly number[],
): { value: number } & Limits {
  const kept = Int32Array.from(
    Array.from(input.group.keys()).filter((i) => !Number.isNaN(value[input.group[i]])),
  );
  const columns = input.columns + 1;
  const x = new Float64Array(kept.length * columns);
  kept.forEach((row, i) => {
    for (let j = 0; j < input.columns; j++) x[i * columns + j] = input.x[row * input.columns + j];
    x[i * columns + input.columns] = value[input.group[row]];
  });
  const { coefficients, standardErrors } = mixedEffectsGiven(
    {
      ...input,
      y: Float64Array.from(kept, (row) => input.y[row]),
      x,
      columns,
      group:
        input.group.length === kept.length ? input.group : Int32Array.from(kept, (row) => input.group[row]),
      second: input.second && {
        groups: input.second.groups,
        group: Int32Array.from(kept, (row) => input.second!.group[row]),
      },
    },
    fit,
  );
  const estimate = coefficients[input.columns];
  const half = 1.959963984540054 * standardErrors[input.columns];
  return { value: estimate, low: estimate - half, high: estimate + half };
}
