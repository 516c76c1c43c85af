// A panel in which people start at different times → the effect of each cohort in each period, and their means.
// ATT(g, t) = mean change from g − 1 to t of those who start at g, less that of those not yet started by then (Callaway & Sant'Anna
// 2021, J Econometrics 225:200, without covariates); standard errors from influence functions, by person. Two periods and one cohort:
// the ordinary difference in differences. As R did::att_gt(control_group = "notyettreated", est_method = "reg", xformla = ~1).
import { estimate, type Estimate } from "./estimate.js";

export interface StaggeredPanel {
  /** y[person][period]; NaN where absent. */
  y: readonly Float64Array[];
  /** First treated period of each person; Infinity = never. */
  start: ArrayLike<number>;
}

export interface CohortEffect extends Estimate {
  /** Relative to the start: 0 = the first treated period; below 0 a check (no effect can be there yet). */
  at: number;
}

export interface StaggeredFit {
  /** Mean over all treated person-periods. */
  effect: Estimate;
  byTime: CohortEffect[];
  /** Cohorts (start → people) that could be compared. */
  cohorts: { start: number; people: number }[];
  people: number;
}

/** Null where no cohort has people before its start and others who had not started. `least`: people on either side. */
export function groupTimeEffects({ y, start }: StaggeredPanel, least = 2): StaggeredFit | null {
  const people = y.length;
  const periods = y[0]?.length ?? 0;
  const starts = [...new Set(Array.from(start))].filter((g) => g > 0 && g < periods).sort((a, b) => a - b);
  const cells: { g: number; t: number; weight: number; value: number; influence: Float64Array }[] = [];
  for (const g of starts)
    for (let t = 0; t < periods; t++) {
      if (t === g - 1) continue;
      const cell = cellOf(y, start, g, t, least);
      if (cell) cells.push({ g, t, ...cell });
    }
  const treated = cells.filter(({ g, t }) => t >= g);
  if (treated.length === 0) return null;
  const cohorts = [...new Set(treated.map(({ g }) => g))].map((g) => ({
    start: g,
    people: Array.from(start).filter((s) => s === g).length,
  }));
  const times = [...new Set(cells.map(({ g, t }) => t - g))].sort((a, b) => a - b);
  return {
    effect: combined(treated, people),
    byTime: times.map((at) => ({
      at,
      ...combined(
        cells.filter(({ g, t }) => t - g === at),
        people,
      ),
    })),
    cohorts,
    people,
  };
}

function cellOf(
  y: readonly Float64Array[],
  start: ArrayLike<number>,
  g: number,
  t: number,
  least: number,
): { weight: number; value: number; influence: Float64Array } | null {
  const until = Math.max(t, g - 1);
  const [changes, others]: [number[], number[]] = [[], []];
  const change = (i: number): number => y[i]![t]! - y[i]![g - 1]!;
  for (let i = 0; i < y.length; i++) {
    if (Number.isNaN(change(i))) continue;
    if (start[i] === g) changes.push(i);
    else if (start[i]! > until) others.push(i);
  }
  if (changes.length < least || others.length < least) return null;
  const mean = (list: number[]): number => list.reduce((sum, i) => sum + change(i), 0) / list.length;
  const [own, other] = [mean(changes), mean(others)];
  const influence = new Float64Array(y.length);
  for (const i of changes) influence[i] = (change(i) - own) / changes.length;
  for (const i of others) influence[i] = -(change(i) - other) / others.length;
  return { weight: changes.length, value: own - other, influence };
}

/** Mean weighted by people; shares of the cohorts are taken as given. */
function combined(
  cells: readonly { weight: number; value: number; influence: Float64Array }[],
  people: number,
): Estimate {
  const total = cells.reduce((sum, { weight }) => sum + weight, 0);
  let value = 0;
  const influence = new Float64Array(people);
  for (const cell of cells) {
    const share = cell.weight / total;
    value += share * cell.value;
    for (let i = 0; i < people; i++) influence[i]! += share * cell.influence[i]!;
  }
  const error = Math.sqrt(influence.reduce((sum, v) => sum + v * v, 0));
  return estimate(value, error, Infinity);
}
