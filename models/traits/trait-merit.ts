// A trait of each person, their merit with its error → does it go with performance over the whole range, not only at the top?
// Weighted least squares within the peers: merit = peers + trait, weight = 1 ÷ (true spread + error of the score). One p per trait: of a
// category with k levels, k times the smallest p of a level against all others (Bonferroni), which is what the page shows.
import jstat from "jstat";
import type { Limits } from "../../engine/metrics/interval.js";
import type { Column } from "../estimators/flat-table.js";
import { moments } from "../estimators/mean-difference.js";
import { weightedLeastSquares } from "../estimators/weighted-least-squares.js";
import type { PerformanceScore } from "./performance-score.js";
import type { Habit } from "./trait-habit.js";

export interface TraitMerit {
  p: number;
  /**
   * In standard deviations of merit: per standard deviation of a number (level null; of a habit, between people's habits), or a level
   * against all others together.
   */
  effects: ({ level: string | null; value: number; people: number } & Limits)[];
}

const leastOfLevel = 10;

export function traitMerit(
  column: Column,
  { apparent, errorVariance }: Pick<PerformanceScore, "apparent" | "errorVariance">,
  peers: readonly string[],
  habit?: Habit,
): TraitMerit {
  const isKnown = (row: number) =>
    column.kind === "numeric" ? !Number.isNaN(column.values[row]) : column.codes[row] >= 0;
  const rows = [...apparent.keys()].filter(isKnown);
  const groups = [...new Set(rows.map((row) => peers[row]))];
  // Posterior variance e of a merit of spread 1: the plain score has error e/(1 − e).
  const weights = rows.map((row) => 1 - errorVariance[row]);
  const y = rows.map((row) => apparent[row]);
  const fit = (traits: readonly ((row: number) => number)[]) => {
    const columns = groups.length + traits.length;
    const x = new Float64Array(rows.length * columns);
    rows.forEach((row, i) => {
      x[i * columns + groups.indexOf(peers[row])] = 1;
      traits.forEach((value, k) => (x[i * columns + groups.length + k] = value(row)));
    });
    return weightedLeastSquares(x, columns, y, weights);
  };
  const last = groups.length;
  const effect = (level: string | null, people: number, value: (row: number) => number) => {
    const { coefficients, standardErrors, freedom } = fit([value]);
    const half = jstat.studentt.inv(0.975, freedom) * standardErrors[last];
    return {
      level,
      people,
      value: coefficients[last],
      low: coefficients[last] - half,
      high: coefficients[last] + half,
    };
  };
  if (column.kind === "numeric") {
    const values = habit?.values ?? column.values;
    const sd = habit?.spread ?? moments(rows.map((row) => values[row])).sd;
    const scaled = (row: number) => values[row] / sd;
    return { p: fit([scaled]).p[last], effects: [effect(null, rows.length, scaled)] };
  }
  const common = column.levels.flatMap((level, code) => {
    const people = rows.filter((row) => column.codes[row] === code).length;
    return people >= leastOfLevel && rows.length - people >= leastOfLevel ? [{ level, code, people }] : [];
  });
  if (common.length === 0) return { p: Number.NaN, effects: [] };
  const is = (code: number) => (row: number) => (column.codes[row] === code ? 1 : 0);
  const smallest = common.reduce((p, { code }) => Math.min(p, fit([is(code)]).p[last]), 1);
  // Two levels make one comparison.
  const comparisons = column.levels.length === 2 ? 1 : common.length;
  return {
    p: Math.min(1, comparisons * smallest),
    effects: common.map(({ level, code, people }) => effect(level, people, is(code))),
  };
}
