// Sums of a cell → value, 95 % interval, evidence, or the reason why there is no number. Vectorised: one array per part.
import type { ColumnData } from "../arrow-table.js";
import { isValid } from "../arrow-table.js";
import type { IntervalMethod, RefusalCode } from "../result.js";
import type { CacheFacts } from "./cache-facts.js";
import { poissonRate, ratioByPerson, ratioError, wilson, type Limits } from "./interval.js";
import type { Period } from "./period.js";
import type { MeasureNode, QueryTree } from "./tree.js";

/** One measure over all rows of a result; NaN where there is nothing. */
export interface Measured {
  node: MeasureNode;
  value: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** Standard error, where people vary (`ratio_by_person`, `mean_by_person`). */
  error: Float64Array;
  n: Float64Array;
  events: Float64Array;
  exposure: Float64Array;
  /** People whom the number is made of, where the metric names them. */
  contributors?: Float64Array;
  refused: (RefusalCode | null)[];
}

/** What is counted as an event: exits, leavers. Sums of hours and money are not. */
export const hasEvents = (node: MeasureNode): boolean => eventMethods.has(node.metric.interval);
const eventMethods: ReadonlySet<IntervalMethod> = new Set(["poisson", "wilson"]);

export const hasInterval = (node: MeasureNode): boolean => node.metric.interval !== "none";
export const hasExposure = (node: MeasureNode): boolean => node.denominator !== null;

export interface CellContext {
  tree: QueryTree;
  facts: CacheFacts;
  /** The months each row was read from; undefined where a named period has no counterpart for it. */
  periodOf(row: number): Period | undefined;
  length: number;
}

/** `sums` holds m<i>_n, m<i>_y, … as numbers per row, NaN where null. */
export function measure(
  node: MeasureNode,
  i: number,
  sums: ReadonlyMap<string, Float64Array>,
  { tree, facts, periodOf, length }: CellContext,
): Measured {
  const nothing = new Float64Array(length).fill(NaN);
  const get = (name: string): Float64Array => sums.get(`m${i}_${name}`) ?? nothing;
  const [n, y, x, yy, xy, xx] = [get("n"), get("y"), get("x"), get("yy"), get("xy"), get("xx")];
  const result: Measured = {
    node,
    value: new Float64Array(length).fill(NaN),
    low: new Float64Array(length).fill(NaN),
    high: new Float64Array(length).fill(NaN),
    error: new Float64Array(length).fill(NaN),
    n: new Float64Array(length).fill(NaN),
    events: new Float64Array(length).fill(NaN),
    exposure: new Float64Array(length).fill(NaN),
    refused: Array.from({ length }, () => null),
  };
  const unsourced = node.metric.needs.some((table) => !facts.sources.has(table));
  for (let row = 0; row < length; row++) {
    const period = periodOf(row);
    const before = unsourced ? "no_source" : refusedByTime(node, period, facts);
    if (before !== null || !period) {
      result.refused[row] = before;
      continue;
    }
    if (Number.isNaN(n[row]) && tree.release.kind === "at_least") {
      result.refused[row] = "small_group";
      continue;
    }
    // A cell that exists for another metric only: nothing happened here, and there is no exposure.
    const people = Number.isNaN(n[row]) ? 0 : n[row];
    const numerator = Number.isNaN(y[row]) ? 0 : y[row];
    const exposure = exposureOf(node, Number.isNaN(x[row]) ? 0 : x[row], period);
    result.n[row] = people;
    if (hasEvents(node)) result.events[row] = numerator;
    if (hasExposure(node)) result.exposure[row] = exposure;
    if (node.denominator !== null && !(exposure > 0)) {
      result.refused[row] = node.metric.when_empty;
      continue;
    }
    result.value[row] = node.denominator === null ? numerator : numerator / exposure;
    const personSums = { people, y: numerator, x: x[row], yy: yy[row], xy: xy[row], xx: xx[row] };
    const limits = limitsOf(node, numerator, exposure, personSums);
    if (!limits) continue;
    const scale = node.byPerson ? node.per : 1;
    if (node.byPerson) result.error[row] = ratioError(personSums) * scale;
    result.low[row] = limits.low * scale;
    result.high[row] = limits.high * scale;
  }
  return result;
}

function exposureOf(node: MeasureNode, x: number, period: Period): number {
  if (node.denominator === "months") return period.to - period.from + 1;
  return x / node.per;
}

/** Months before a period's last month that the measure reads whatever the period's length. */
function monthsBack({ rows, own }: MeasureNode): number {
  if (rows === "year_before") return 12;
  return rows === "trailing_year" || own?.months === "trailing_year" ? 11 : 0;
}

/** Refusals that depend on the question and the history alone, never on the people in the cell. */
function refusedByTime(node: MeasureNode, period: Period | undefined, facts: CacheFacts): RefusalCode | null {
  const history = facts.history!;
  if (!period) return "no_counterpart";
  const { from, to } = period;
  const back = monthsBack(node);
  if (back > 0) {
    if (to > history.to || to < history.from) return "outside_history";
    if (to - back < history.from) return "needs_12_months";
    if (node.rows === "trailing_year") return null;
  } else if (from < history.from || to > history.to) return "outside_history";
  if (node.metric.observed_by !== undefined) {
    const observed = facts.observedFrom.get(node.metric.observed_by) ?? null;
    if (observed === null) return "no_source";
    // whoever left unseen would count as stayed: all twelve months must have been observed
    if ((node.rows === "year_before" ? to - 11 : to) < observed) return "outside_history";
  }
  return null;
}

function limitsOf(
  node: MeasureNode,
  numerator: number,
  exposure: number,
  sums: Parameters<typeof ratioByPerson>[0],
): Limits | null {
  switch (node.metric.interval) {
    case "none":
      return null;
    case "poisson":
      return poissonRate(numerator, exposure);
    case "wilson":
      return wilson(numerator, exposure);
    case "ratio_by_person":
    case "mean_by_person": {
      const limits = ratioByPerson(sums);
      const { unit } = node.metric;
      if (unit === "share") return clip(limits, 0, 1);
      return isNeverNegative(node) ? clip(limits, 0, Infinity) : limits;
    }
  }
}

/** Hours, days, counts per head and products of counts; money and scores may lie below 0. */
const isNeverNegative = ({ metric: { unit, formula } }: MeasureNode): boolean =>
  ["hours", "days", "months", "count"].includes(unit) || formula.kind === "mean_per_person_12m";

const clip = ({ low, high }: Limits, least: number, most: number): Limits => ({
  low: Math.max(least, low),
  high: Math.min(most, high),
});

/** Columns of numbers by name, NaN for null. */
export function numbersByName(columns: readonly ColumnData[]): Map<string, Float64Array> {
  const numbers = new Map<string, Float64Array>();
  for (const column of columns) {
    if (column.type === "text") continue;
    const values = Float64Array.from(column.values);
    if (column.validity !== null)
      for (let row = 0; row < values.length; row++) if (!isValid(column.validity, row)) values[row] = NaN;
    numbers.set(column.name, values);
  }
  return numbers;
}
