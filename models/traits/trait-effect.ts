// One trait, top and rest → how far apart they are (effect size, interval, p) and both sides of it: who has the trait among the top,
// who has it among the others, and how many of those who have it are not at the top.
import { wilson, type Limits } from "../../engine/metrics/interval.js";
import { falseDiscovery, falseDiscoveryRate } from "../../engine/metrics/false-discovery.js";
import { contingency, fisherExact } from "../estimators/contingency-table.js";
import { quantile, type Column } from "../estimators/flat-table.js";
import { meanDifference, moments, type MeanDifference, type Moments } from "../estimators/mean-difference.js";
import { rankDifference, type RankDifference } from "../estimators/rank-difference.js";
import { lift, type Ratio } from "../estimators/share-ratio.js";
import type { Condition } from "../estimators/decision-rules.js";
import type { TraitData } from "./trait-data.js";

export interface Share extends Limits {
  share: number;
  count: number;
  of: number;
}

export interface TraitSide {
  condition: Condition;
  /** With the trait among the top, and among the rest. */
  amongTop: Share;
  amongRest: Share;
  /** At the top among those with the trait ÷ at the top among all. */
  lift: Ratio;
  /** Of those with the trait, not at the top. */
  notTop: Share;
}

export interface TraitEffect {
  /** Index of the table's column. */
  column: number;
  known: { top: number; rest: number };
  missing: number;
  /** Standardised difference of means (top minus rest), or association of categories. */
  effect: { measure: "hedges_g" | "cramers_v"; value: number } & Limits;
  numeric?: { top: Moments; rest: Moments; means: MeanDifference; ranks: RankDifference };
  category?: {
    chiSquare: number;
    freedom: number;
    p: number;
    exactP: number | null;
    cramersVCorrected: number;
  };
  /**
   * Numbers: the larger p of Welch's and Mann and Whitney's tests, so that both have to agree. With a graded test beside it:
   * twice the smaller of the two, which pays for the second look.
   */
  p: number;
  /** p of the top against the rest alone. */
  topP: number;
  /** Benjamini–Hochberg over all traits. */
  q: number;
  beyondChance: boolean;
  sides: TraitSide[];
}

/** Levels with fewer people than this are taken together before testing. */
const leastOfLevel = 10;
const mostLevels = 12;

/** `gradedP`: p of the same trait over the whole range of performance, where that is known. */
export function traitEffects({
  table,
  top,
  gradedP,
}: Pick<TraitData, "table" | "top" | "gradedP">): TraitEffect[] {
  const found = table.columns.map((column, index): TraitEffect => {
    const effect = column.kind === "numeric" ? ofNumber(column, index, top) : ofCategory(column, index, top);
    const graded = gradedP?.[index] ?? Number.NaN;
    return Number.isNaN(graded) || Number.isNaN(effect.p)
      ? effect
      : { ...effect, p: Math.min(1, 2 * Math.min(effect.p, graded)) };
  });
  const q = falseDiscovery(found.map(({ p }) => p));
  return found.map((effect, i) => ({ ...effect, q: q[i], beyondChance: q[i] < falseDiscoveryRate }));
}

function ofNumber(
  column: Extract<Column, { kind: "numeric" }>,
  index: number,
  top: ArrayLike<number>,
): TraitEffect {
  const above: number[] = [];
  const below: number[] = [];
  column.values.forEach((v, row) => {
    if (!Number.isNaN(v)) (top[row] > 0 ? above : below).push(v);
  });
  const [first, second] = [moments(above), moments(below)];
  const means = meanDifference(first, second);
  const ranks = rankDifference(above, below);
  const present = column.values.filter((v) => !Number.isNaN(v)).sort();
  const isHigher = ranks.auc >= 0.5;
  const cut = readableCut(present, isHigher);
  return {
    column: index,
    known: { top: above.length, rest: below.length },
    missing: column.values.length - present.length,
    effect: { measure: "hedges_g", value: means.hedgesG, ...means.gLimits },
    numeric: { top: first, rest: second, means, ranks },
    p: Math.max(means.p, ranks.p),
    topP: Math.max(means.p, ranks.p),
    q: Number.NaN,
    beyondChance: false,
    sides:
      cut === undefined
        ? []
        : [
            side(
              { column: index, is: isHigher ? "atLeast" : "below", value: cut },
              (row) => {
                const v = column.values[row];
                return Number.isNaN(v) ? undefined : isHigher ? v >= cut : v < cut;
              },
              top,
            ),
          ],
  };
}

/** Upper (or lower) third of all people, whoever is at the top: a cut that knows nothing of the outcome. */
function readableCut(sorted: Float64Array, isHigher: boolean): number | undefined {
  if (sorted.length === 0) return undefined;
  const cut = quantile(sorted, isHigher ? 2 / 3 : 1 / 3);
  const values = isHigher ? sorted.filter((v) => v >= cut) : sorted.filter((v) => v > cut);
  const chosen = values[0];
  return chosen !== undefined && chosen > sorted[0] ? chosen : sorted.find((v) => v > sorted[0]);
}

function ofCategory(
  column: Extract<Column, { kind: "categorical" }>,
  index: number,
  top: ArrayLike<number>,
): TraitEffect {
  const counts = column.levels.map(() => [0, 0]);
  column.codes.forEach((code, row) => {
    if (code >= 0) counts[code][top[row] > 0 ? 0 : 1]++;
  });
  const known = counts.reduce((sum, [a, b]) => [sum[0] + a, sum[1] + b], [0, 0]);
  const rare = counts.filter(([a, b]) => a + b < leastOfLevel);
  const common = counts.filter(([a, b]) => a + b >= leastOfLevel);
  const pooled =
    rare.length > 1 ? [...common, rare.reduce((s, [a, b]) => [s[0] + a, s[1] + b], [0, 0])] : counts;
  const tested = pooled.filter(([a, b]) => a + b > 0);
  const used = contingency(tested);
  const exactP =
    tested.length === 2 ? fisherExact(tested[0][0], tested[0][1], tested[1][0], tested[1][1]) : null;
  const order = [...column.levels.keys()]
    .filter((code) => counts[code][0] + counts[code][1] > 0)
    .sort((a, b) => counts[b][0] + counts[b][1] - counts[a][0] - counts[a][1])
    .slice(0, mostLevels);
  const p = known[0] > 0 && known[1] > 0 ? (exactP ?? used.p) : Number.NaN;
  return {
    column: index,
    known: { top: known[0], rest: known[1] },
    missing: column.codes.length - known[0] - known[1],
    effect: { measure: "cramers_v", value: used.cramersV, ...used.limits },
    category: {
      chiSquare: used.chiSquare,
      freedom: used.freedom,
      p: used.p,
      exactP,
      cramersVCorrected: used.cramersVCorrected,
    },
    p,
    topP: p,
    q: Number.NaN,
    beyondChance: false,
    sides: order.map((code) =>
      side(
        { column: index, is: "level", value: code },
        (row) => (column.codes[row] < 0 ? undefined : column.codes[row] === code),
        top,
      ),
    ),
  };
}

/** `has`: undefined = not known, left out. */
export function side(
  condition: Condition,
  has: (row: number) => boolean | undefined,
  top: ArrayLike<number>,
): TraitSide {
  const counts = { topWith: 0, top: 0, restWith: 0, rest: 0 };
  for (let row = 0; row < top.length; row++) {
    const answer = has(row);
    if (answer === undefined) continue;
    if (top[row] > 0) counts.top++;
    else counts.rest++;
    if (!answer) continue;
    if (top[row] > 0) counts.topWith++;
    else counts.restWith++;
  }
  const having = counts.topWith + counts.restWith;
  return {
    condition,
    amongTop: share(counts.topWith, counts.top),
    amongRest: share(counts.restWith, counts.rest),
    lift: lift(counts.topWith, having, counts.top, counts.top + counts.rest),
    notTop: share(counts.restWith, having),
  };
}

export const share = (count: number, of: number): Share => ({
  count,
  of,
  share: count / of,
  ...wilson(count, of),
});
