// Corrected levels + later reviews → how much performance goes with each competency. Regression on the corrected level (regression
// calibration: Carroll et al. 2006, §4), so that unreliable ratings do not water the slope down; reviews freed of their raters' leniency.
import { falseDiscovery } from "../../engine/metrics/false-discovery.js";
import { clusteredLeastSquares } from "../estimators/clustered-least-squares.js";
import { crossedEffects } from "../estimators/crossed-effects.js";
import { sparseMatrix } from "../estimators/sparse-matrix.js";
import { studentTail } from "../../engine/metrics/tail-probability.js";
import jstat from "jstat";
import { daysBetween, type Round } from "./assessment-rounds.js";
import type { ReviewRow } from "./competency-rows.js";
import { reliabilityOfRaw, type Estimate } from "./competency-reliability.js";
import type { CorrectedDimension } from "./corrected-scores.js";

export interface PerformanceLink {
  dimension: string;
  people: number;
  /** Review points (of 100) per point of competency. */
  slope: Estimate;
  p: number;
  q: number;
  /** Review points between people one standard deviation of true competency apart. */
  perDeviation: Estimate;
  /** Slope on the raw mean of others' ratings, as a spreadsheet would give it. */
  rawSlope: number;
  reliability: number;
}

export interface PerformanceStudy {
  links: PerformanceLink[];
  /** Of every two dimensions: correlation of true levels (reliability taken into account). */
  together: { one: string; other: string; correlation: number }[];
  /** Reviews within so many days after the round. */
  horizonDays: number;
  reviews: number;
  needed: { people: number; moreNeeded: number } | null;
}

const horizonDays = 365;
export const leastPeople = 20;

export function performanceStudy(
  dimensions: ReadonlyMap<string, CorrectedDimension>,
  rounds: readonly Round[],
  reviews: readonly ReviewRow[],
  seed: number,
): PerformanceStudy {
  const adjusted = reviewsAdjusted(reviews, seed);
  const byPerson = new Map<string, { date: string; score: number }[]>();
  for (const [i, { employee_id: person, review_date: date }] of reviews.entries())
    byPerson.set(person, [...(byPerson.get(person) ?? []), { date, score: adjusted[i] }]);
  const later = (person: string, round: number): number | undefined => {
    const after = (byPerson.get(person) ?? []).filter(({ date }) => {
      const days = daysBetween(rounds[round].to, date);
      return days > 0 && days <= horizonDays;
    });
    return after.length === 0 ? undefined : after.reduce((sum, r) => sum + r.score, 0) / after.length;
  };
  const links: Omit<PerformanceLink, "q">[] = [];
  let most = 0;
  for (const [dimension, corrected] of dimensions) {
    const found = corrected.levels
      .map((level) => ({ ...level, later: later(level.person, level.round) }))
      .filter((level): level is typeof level & { later: number } => level.later !== undefined);
    const people = new Set(found.map(({ person }) => person)).size;
    most = Math.max(most, people);
    if (people < leastPeople || corrected.effects.variances.first === 0) continue;
    const link = linkOf(dimension, corrected, found, people);
    if (link) links.push(link);
  }
  const q = falseDiscovery(links.map(({ p }) => p));
  return {
    links: links.map((link, i) => ({ ...link, q: q[i] })),
    together: correlations(dimensions),
    horizonDays,
    reviews: reviews.length,
    needed: links.length > 0 ? null : { people: most, moreNeeded: Math.max(1, leastPeople - most) },
  };
}

function linkOf(
  dimension: string,
  corrected: CorrectedDimension,
  found: readonly { person: string; round: number; level: number; raw: number; later: number }[],
  people: number,
): Omit<PerformanceLink, "q"> | undefined {
  const rounds = [...new Set(found.map(({ round }) => round))].sort((a, b) => a - b);
  const rowsOn = (of: (level: (typeof found)[number]) => number): number[][] =>
    found.map((level) => [of(level), ...rounds.map((round) => (round === level.round ? 1 : 0))]);
  const y = found.map((level) => level.later);
  const clusters = found.map((level) => level.person);
  const fit = clusteredLeastSquares(
    rowsOn(({ level }) => level),
    y,
    clusters,
  );
  const raw = clusteredLeastSquares(
    rowsOn((level) => level.raw),
    y,
    clusters,
  );
  if (!fit || !raw || Number.isNaN(fit.errors[0])) return undefined;
  const { value: reliability, variance } = reliabilityOfRaw(corrected);
  const slope = fit.coefficients[0];
  // The reliability is itself an estimate: its relative error is one of the slope.
  const error = Math.hypot(fit.errors[0], slope * Math.sqrt(variance));
  const quantile = jstat.studentt.inv(0.975, fit.degrees);
  const deviation = Math.sqrt(corrected.effects.variances.first);
  const around = (by: number): Estimate => ({
    value: slope * by,
    low: (slope - quantile * error) * by,
    high: (slope + quantile * error) * by,
  });
  return {
    dimension,
    people,
    slope: around(1),
    // The test is of no link at all; under it the reliability does not matter.
    p: studentTail(slope / fit.errors[0], fit.degrees),
    perDeviation: around(deviation),
    rawSlope: raw.coefficients[0],
    reliability,
  };
}

/** Names → positions in the order of their first appearance. */
function number(names: readonly string[]): { at: Int32Array; count: number } {
  const known = new Map<string, number>();
  const at = Int32Array.from(names, (name) => {
    if (!known.has(name)) known.set(name, known.size);
    return known.get(name)!;
  });
  return { at, count: known.size };
}

/** Reviews less the leniency of who gave them and the mean of their month. */
function reviewsAdjusted(reviews: readonly ReviewRow[], seed: number): Float64Array {
  const people = number(reviews.map((r) => r.employee_id));
  const raters = number(reviews.map((r) => r.rater_id ?? ""));
  const months = number(reviews.map((r) => r.review_date.slice(0, 7)));
  const scores = Float64Array.from(reviews, (r) => r.score);
  if (raters.count < 3 || people.count < 3 || reviews.length < people.count + 10)
    return withoutMonths(scores, months.at, months.count);
  const effects = crossedEffects(
    {
      y: scores,
      first: people.at,
      second: raters.at,
      firstLevels: people.count,
      secondLevels: raters.count,
      fixed: sparseMatrix(reviews.length, months.count, (row, add) => add(months.at[row], 1)),
    },
    { seed, mostExact: 400 },
  );
  return scores.map((score, i) => score - effects.second[raters.at[i]] - effects.fixed[months.at[i]]);
}

function withoutMonths(scores: Float64Array, months: Int32Array, count: number): Float64Array {
  const [sum, n] = [new Float64Array(count), new Float64Array(count)];
  scores.forEach((score, i) => {
    sum[months[i]] += score;
    n[months[i]]++;
  });
  return scores.map((score, i) => score - sum[months[i]] / n[months[i]]);
}

/** Within rounds: correlation of corrected levels, divided by the root of both reliabilities (at most 1). */
function correlations(dimensions: ReadonlyMap<string, CorrectedDimension>): PerformanceStudy["together"] {
  const entries = [...dimensions];
  const centred = entries.map(([, { levels, roundMeans }]) => {
    const by = new Map<string, number>();
    for (const { person, round, level } of levels)
      by.set(JSON.stringify([person, round]), level - roundMeans[round]);
    return by;
  });
  return entries.flatMap(([one], a) =>
    entries.slice(a + 1).flatMap(([other], offset) => {
      const b = a + 1 + offset;
      const pairs = [...centred[a]].flatMap(([key, v]) => {
        const u = centred[b].get(key);
        return u === undefined ? [] : [[v, u]];
      });
      if (pairs.length < leastPeople) return [];
      const sum = (of: (pair: number[]) => number): number =>
        pairs.reduce((total, pair) => total + of(pair), 0) / pairs.length;
      const [ma, mb] = [sum(([v]) => v), sum(([, u]) => u)];
      const cov = sum(([v, u]) => (v - ma) * (u - mb));
      const raw = cov / Math.sqrt(sum(([v]) => (v - ma) ** 2) * sum(([, u]) => (u - mb) ** 2));
      const trust = [entries[a][1], entries[b][1]].map(({ levels, effects }) => {
        const error = levels.reduce((total, l) => total + l.error ** 2, 0) / levels.length;
        return Math.max(0.05, 1 - error / Math.max(1e-12, effects.variances.first));
      });
      const correlation = Math.max(-1, Math.min(1, raw / Math.sqrt(trust[0] * trust[1])));
      return [{ one, other, correlation }];
    }),
  );
}
