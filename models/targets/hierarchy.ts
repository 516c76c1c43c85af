// Monthly series of company, units and people → forecasts of a span's total that add up exactly, with intervals whose coverage was
// measured: earlier spans are forecast the same way, their errors set the width (conformal), and the last of them checks it.
import { forecastSeries } from "../estimators/forecast-series.js";
import { quickForecast } from "../estimators/quick-forecast.js";
import {
  bottomUp,
  reconcileDiagonal,
  reconcileMinT,
  reconcileStructural,
  shrunkCovariance,
  type Tree,
} from "../estimators/reconciliation.js";

export type ReconciliationWay = "bottom_up" | "structural" | "variance" | "mint";
export const reconciliationWays = ["bottom_up", "structural", "variance", "mint"] as const;

export interface HierarchyNode {
  name: string;
  level: string;
  /** Index of the parent, −1 for the whole; parents come first. */
  parent: number;
  /** One value per month, all of the same months; inner nodes' are the sums of their children. */
  values: Float64Array;
}

export interface HierarchyOptions {
  /** Months ahead that the total begins and how many it covers. */
  skip: number;
  months: number;
  season: number;
  seed: number;
  /** Nodes at most that get the whole combination; others the quick forecast. */
  mostCombined: number;
  /** The way; chosen by the errors on past spans when left out. */
  way?: ReconciliationWay;
  onProgress?(done: number, all: number): void;
  /** Called between nodes: lets signals in, and throws to stop. */
  pause?(): Promise<void>;
}

export interface HierarchyForecast {
  way: ReconciliationWay;
  /** Mean absolute error on past spans per way, relative to the forecasts as they were; the chosen one is the lowest. */
  ways: Partial<Record<ReconciliationWay, number>>;
  pastSpans: number;
  nodes: {
    name: string;
    level: string;
    parent: number;
    forecast: number;
    value: number;
    low80: number;
    high80: number;
  }[];
  /** Per level: of the last past span's totals, the share inside their 80 % intervals. Null without two past spans. */
  coverage: { level: string; nodes: number; inside: number }[] | null;
}

interface Base {
  mean: Float64Array;
  spread: Float64Array;
  residuals: Float64Array[];
  isNonNegative: boolean;
}

/** MinT solves a dense system of the inner nodes. */
const mostInner = 1500;
/** Past spans forecast. */
const mostSpans = 4;
const leastMonths = 12;

export async function forecastHierarchy(
  nodes: readonly HierarchyNode[],
  options: HierarchyOptions,
): Promise<HierarchyForecast> {
  const { skip, months } = options;
  const tree = Int32Array.from(nodes, ({ parent }) => parent);
  const inner = new Set(tree);
  const isNonNegative = nodes.every(({ values }) => values.every((v) => v >= 0));
  const length = nodes[0].values.length;
  const reach = skip + months;
  const spans: number[] = [];
  for (let back = reach; back <= mostSpans * reach && length - back >= leastMonths; back += reach)
    spans.push(length - back);
  const all = nodes.length * (spans.length + 1);
  let done = 0;
  const base = async (known: number): Promise<Base> => {
    const mean = new Float64Array(nodes.length);
    const spread = new Float64Array(nodes.length);
    const errors: Float64Array[] = [];
    for (const [i, { values }] of nodes.entries()) {
      // Somebody's months before the first are not zeros to learn from.
      const start = values.findIndex((v) => v !== 0);
      const y = values.slice(start < 0 || start >= known ? known - 1 : start, known);
      const quick = quickForecast(y, options.season, reach);
      const isCombined = i < options.mostCombined && inner.has(i);
      const whole = isCombined
        ? forecastSeries(y, { season: options.season, horizon: reach, seed: options.seed })
        : quick;
      for (let h = skip; h < reach; h++) mean[i] += whole.mean[h];
      // Errors of neighbouring months hang together: their deviations add up, which is careful.
      for (let h = skip; h < reach; h++) spread[i] += whole.spread[h];
      errors[i] = new Float64Array(known);
      errors[i].set(quick.residuals, known - y.length);
      options.onProgress?.(++done, all);
      if (done % 25 === 0) await options.pause?.();
    }
    const times = Math.min(known - 1, 24);
    const residuals = Array.from({ length: times }, (_, k) =>
      Float64Array.from(errors, (own) => own[known - times + k]),
    );
    return { mean, spread, residuals, isNonNegative };
  };
  const past: { base: Base; actual: Float64Array }[] = [];
  for (const known of spans)
    past.push({
      base: await base(known),
      actual: Float64Array.from(nodes, ({ values }) => totalOf(values, known + skip, months)),
    });
  const tried = reconciliationWays.filter((way) => way !== "mint" || inner.size <= mostInner);
  const ways: HierarchyForecast["ways"] = {};
  for (const way of tried) {
    await options.pause?.();
    ways[way] = relativeError(tree, nodes, past, way);
  }
  const way = options.way ?? chosen(ways, past.length);
  const now = await base(length);
  const values = reconcile(tree, now, way);
  const scored = past.map(({ base: own, actual }) => ({ own, actual, values: reconcile(tree, own, way) }));
  const factors = levelFactors(nodes, scored);
  return {
    way,
    ways,
    pastSpans: past.length,
    nodes: nodes.map(({ name, level, parent, values: series }, i) => {
      const half = factors.get(level)! * now.spread[i];
      const floor = series.every((v) => v >= 0) ? 0 : -Infinity;
      return {
        name,
        level,
        parent,
        forecast: now.mean[i],
        value: values[i],
        low80: Math.min(values[i], Math.max(floor, values[i] - half)),
        high80: values[i] + half,
      };
    }),
    coverage: scored.length < 2 ? null : coverageOf(nodes, scored),
  };
}

const totalOf = (values: Float64Array, from: number, months: number): number => {
  let sum = 0;
  for (let t = from; t < from + months; t++) sum += values[t];
  return sum;
};

/** Where nothing ever was negative, nothing will be: leaves below 0 are set to 0 (Di Fonzo & Girolimetto 2023) and summed again. */
function reconcile(tree: Tree, base: Base, way: ReconciliationWay): Float64Array {
  const values = addingUp(tree, base, way);
  return base.isNonNegative
    ? bottomUp(
        tree,
        values.map((v) => Math.max(0, v)),
      )
    : values;
}

function addingUp(tree: Tree, { mean, spread, residuals }: Base, way: ReconciliationWay): Float64Array {
  if (way === "bottom_up") return bottomUp(tree, mean);
  if (way === "structural") return reconcileStructural(tree, mean);
  if (way === "variance")
    return reconcileDiagonal(
      tree,
      mean,
      spread.map((s) => Math.max(s * s, 1e-12)),
    ).values;
  return reconcileMinT(tree, mean, shrunkCovariance(residuals)).values;
}

/** Mean over levels of (error reconciled ÷ error as forecast), so that a thousand people do not outvote their company. */
function relativeError(
  tree: Tree,
  nodes: readonly HierarchyNode[],
  past: readonly { base: Base; actual: Float64Array }[],
  way: ReconciliationWay,
): number {
  const sums = new Map<string, { own: number; plain: number }>();
  for (const { base, actual } of past) {
    const values = reconcile(tree, base, way);
    for (const [i, { level }] of nodes.entries()) {
      const sum = sums.get(level) ?? { own: 0, plain: 0 };
      sum.own += Math.abs(actual[i] - values[i]);
      sum.plain += Math.abs(actual[i] - base.mean[i]);
      sums.set(level, sum);
    }
  }
  const ratios = [...sums.values()].filter(({ plain }) => plain > 0).map(({ own, plain }) => own / plain);
  return ratios.length === 0 ? Number.NaN : ratios.reduce((a, b) => a + b, 0) / ratios.length;
}

/** Structural weights where there is no past to choose by. */
function chosen(ways: HierarchyForecast["ways"], spans: number): ReconciliationWay {
  let best: ReconciliationWay = "structural";
  if (spans === 0) return best;
  for (const way of reconciliationWays) if (ways[way]! < ways[best]!) best = way;
  return best;
}

interface Scored {
  own: Base;
  actual: Float64Array;
  values: Float64Array;
}

const normal80 = 1.2816;
/** Errors that the normal's own factor counts as much as. */
const priorErrors = 8;

/** Half-width in spreads per level: the 80 % quantile of past |error| ÷ spread, drawn to the normal's. */
function levelFactors(nodes: readonly HierarchyNode[], scored: readonly Scored[]): Map<string, number> {
  const ratios = new Map<string, number[]>();
  for (const { level } of nodes) if (!ratios.has(level)) ratios.set(level, []);
  for (const { own, actual, values } of scored)
    for (const [i, { level }] of nodes.entries())
      if (own.spread[i] > 0) ratios.get(level)!.push(Math.abs(actual[i] - values[i]) / own.spread[i]);
  return new Map(
    [...ratios].map(([level, own]) => {
      own.sort((a, b) => a - b);
      const place = Math.min(own.length - 1, Math.ceil(0.8 * (own.length + 1)) - 1);
      const quantile = own.length > 0 ? own[Math.max(0, place)] : normal80;
      return [level, (quantile * own.length + normal80 * priorErrors) / (own.length + priorErrors)];
    }),
  );
}

/** The latest past span inside intervals made from the earlier ones alone. */
function coverageOf(
  nodes: readonly HierarchyNode[],
  scored: readonly Scored[],
): HierarchyForecast["coverage"] {
  const [latest, ...earlier] = scored;
  const factors = levelFactors(nodes, earlier);
  const counts = new Map<string, { nodes: number; inside: number }>();
  for (const [i, { level }] of nodes.entries()) {
    const count = counts.get(level) ?? { nodes: 0, inside: 0 };
    count.nodes++;
    if (Math.abs(latest.actual[i] - latest.values[i]) <= factors.get(level)! * latest.own.spread[i])
      count.inside++;
    counts.set(level, count);
  }
  return [...counts].map(([level, { nodes: number, inside }]) => ({
    level,
    nodes: number,
    inside: inside / number,
  }));
}
