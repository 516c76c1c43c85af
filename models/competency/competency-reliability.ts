// A dimension's judgements and corrected scores → how far they can be trusted: alpha over items, agreement of raters, leniency.
import { stepUp } from "../estimators/intraclass-correlation.js";
import { reliability } from "../estimators/reliability.js";
import type { Judgement } from "./assessment.js";
import type { CorrectedDimension } from "./corrected-scores.js";

export interface Estimate {
  value: number;
  low: number;
  high: number;
}

export interface DimensionReliability {
  /** Over the items, people as others see them in their latest round; null without two items. */
  alpha: (Estimate & { people: number; items: number; omega: number | null }) | null;
  items: { item: string; itemRest: number; alphaWithout: number | null }[];
  /** Agreement of one rater with another about a person: variance of people ÷ all variance. */
  oneRater: Estimate;
  /** Of the mean of as many raters as a person had (harmonic mean), leniency left in and taken out. */
  meanOfRaters: Estimate;
  corrected: number;
  ratersPerPerson: number;
  /** Standard deviations in points: of people, of raters' leniency, of the rest. */
  spread: { people: number; leniency: number; rest: number };
  judgements: number;
  people: number;
  raters: number;
}

const z = 1.959963984540054;

const ofOne = ([p, l, e]: number[]): number => p / (p + l + e);
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

export function dimensionReliability(
  judgements: readonly Judgement[],
  corrected: CorrectedDimension,
): DimensionReliability {
  const { variances, varianceCovariances, first } = corrected.effects;
  const { first: people, second: leniency, residual } = variances;
  const values = [people, leniency, residual];
  const perPerson = corrected.levels.length / corrected.levels.reduce((sum, l) => sum + 1 / l.raters, 0);
  const ofMean = ([p, l, e]: number[]): number => p / (p + (l + e) / perPerson);
  const meanError = corrected.levels.reduce((sum, l) => sum + l.error ** 2, 0) / corrected.levels.length;
  return {
    ...itemsOf(judgements),
    oneRater: withInterval(ofOne, values, varianceCovariances),
    meanOfRaters: withInterval(ofMean, values, varianceCovariances),
    corrected: people > 0 ? Math.max(0, 1 - meanError / people) : 0,
    ratersPerPerson: perPerson,
    spread: { people: Math.sqrt(people), leniency: Math.sqrt(leniency), rest: Math.sqrt(residual) },
    judgements: judgements.length,
    people: first.length,
    raters: corrected.leniency.length,
  };
}

/** Delta method on the logit: a share of variance stays between 0 and 1. */
function withInterval(
  of: (variances: number[]) => number,
  values: readonly number[],
  covariances: readonly number[][],
): Estimate {
  const value = of([...values]);
  if (!(value > 0 && value < 1)) return { value: value || 0, low: 0, high: value >= 1 ? 1 : value || 0 };
  const slopes = values.map((v, k) => {
    const step = 1e-4 * Math.max(v, 1e-3 * values.reduce((a, b) => a + b, 0));
    return (of(values.map((u, j) => (j === k ? u + step : u))) - value) / step;
  });
  const variance = slopes.reduce(
    (sum, a, j) => sum + slopes.reduce((row, b, k) => row + a * b * covariances[j][k], 0),
    0,
  );
  const error = Math.sqrt(Math.max(0, variance)) / (value * (1 - value));
  const centre = Math.log(value / (1 - value));
  return { value, low: logistic(centre - z * error), high: logistic(centre + z * error) };
}

/** How sure a share of variance is, as the variance of its logarithm: for corrections that divide by it. */
export function reliabilityOfRaw(corrected: CorrectedDimension): { value: number; variance: number } {
  const { variances, varianceCovariances } = corrected.effects;
  const values = [variances.first, variances.second, variances.residual];
  const perPerson = corrected.levels.length / corrected.levels.reduce((sum, l) => sum + 1 / l.raters, 0);
  const value = stepUp(ofOne(values), perPerson);
  const slopes = values.map((v, k) => {
    const step = 1e-4 * Math.max(v, 1e-6);
    const moved = values.map((u, j) => (j === k ? u + step : u));
    return (Math.log(stepUp(ofOne(moved), perPerson)) - Math.log(value)) / step;
  });
  const variance = slopes.reduce(
    (sum, a, j) => sum + slopes.reduce((row, b, k) => row + a * b * varianceCovariances[j][k], 0),
    0,
  );
  return { value, variance: Math.max(0, variance) };
}

/** Latest round of each person, mean over the raters who are not the person; items asked of nearly everybody then. */
function itemsOf(judgements: readonly Judgement[]): Pick<DimensionReliability, "alpha" | "items"> {
  const latest = new Map<string, number>();
  for (const { person, round } of judgements)
    latest.set(person, Math.max(round, latest.get(person) ?? round));
  const people = new Map<string, Map<string, { sum: number; count: number }>>();
  for (const { person, round, relationship, items } of judgements) {
    if (round !== latest.get(person) || relationship === "self") continue;
    const own = people.get(person) ?? new Map<string, { sum: number; count: number }>();
    people.set(person, own);
    for (const [item, score] of items) {
      const so = own.get(item) ?? { sum: 0, count: 0 };
      own.set(item, { sum: so.sum + score, count: so.count + 1 });
    }
  }
  const asked = new Map<string, number>();
  for (const own of people.values())
    for (const item of own.keys()) asked.set(item, (asked.get(item) ?? 0) + 1);
  const most = Math.max(0, ...asked.values());
  const names = [...asked].filter(([, count]) => count >= 0.5 * most).map(([name]) => name);
  const complete = [...people.values()].filter((own) => names.every((name) => own.has(name)));
  const found = reliability(names.map((name) => complete.map((o) => o.get(name)!.sum / o.get(name)!.count)));
  if (!found) return { alpha: null, items: [] };
  const { alpha, low, high, omega } = found;
  return {
    alpha: {
      value: alpha,
      low,
      high,
      people: found.people,
      items: found.items,
      omega: Number.isNaN(omega) ? null : omega,
    },
    items: names.map((item, j) => ({
      item,
      itemRest: found.perItem[j].itemRest,
      alphaWithout: Number.isNaN(found.perItem[j].alphaWithout) ? null : found.perItem[j].alphaWithout,
    })),
  };
}
