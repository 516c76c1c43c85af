// Scores by two schemes → would a person's change of rank also come about by measuring again under the same scheme?
// A share of n cases errs by √(p(1−p)/n), a count by its root; what has no such number is taken as exact, and said.
import { wilson } from "../../../engine/metrics/interval.js";
import { kendallTau } from "../../estimators/kendall-tau.js";
import { random, type Random } from "../../estimators/random.js";
import type { PersonScore, ScorePart } from "../score-types.js";
import type { NoiseFacts } from "./backtest-types.js";
import { isScored, type PairedScore } from "./paired-scores.js";

const draws = 200;

/** How an indicator's value errs; `exact` where nothing is known about it. */
export type Sampling = "share" | "count" | "exact";

/** Null below 5 people, or where the error of no value is known. `sampling`: by indicator. */
export function scoreNoise(
  pairs: readonly PairedScore[],
  sampling: ReadonlyMap<string, Sampling>,
  seed: number,
): NoiseFacts | null {
  const employees = [...new Set(pairs.map(({ employee }) => employee))].sort();
  if (employees.length < 5) return null;
  const of = new Map(employees.map((employee, i) => [employee, i]));
  const scores = pairs.map(({ a }) => a);
  const weights = scores.map((score) => knownWeight(score, sampling));
  const known = mean(weights.map(({ known, all }) => (all > 0 ? (100 * known) / all : 0)));
  if (known === 0) return null;
  const counts = employees.map(() => 0);
  for (const { employee } of pairs) counts[of.get(employee)!]!++;
  const means = (totals: readonly number[]): number[] => {
    const sums = employees.map(() => 0);
    totals.forEach((total, i) => (sums[of.get(pairs[i]!.employee)!]! += total));
    return sums.map((sum, i) => sum / counts[i]!);
  };
  const a = means(pairs.map(({ totalA }) => totalA));
  const rankA = ranks(a);
  const change = ranks(means(pairs.map(({ totalB }) => totalB))).map((rank, i) => Math.abs(rank - rankA[i]!));
  const rng = random(seed);
  const again = Array.from({ length: draws }, () =>
    means(scores.map((score, i) => pairs[i]!.totalA + noiseOf(score, sampling, rng))),
  );
  const squares = employees.map((_, i) => Math.sqrt(mean(again.map((totals) => (totals[i]! - a[i]!) ** 2))));
  const moved = again.map((totals) => ranks(totals).map((rank, i) => Math.abs(rank - rankA[i]!)));
  const beyond = change.filter((by, i) => by > quantile95(moved.map((one) => one[i]!))).length;
  return {
    knownWeight: known,
    medianError: [...squares].sort((x, y) => x - y)[Math.floor(squares.length / 2)]!,
    tauOfSame: mean(again.map((totals) => kendallTau(a, totals).tau)),
    beyondNoise: beyond / employees.length,
    limits: wilson(beyond, employees.length),
  };
}

function knownWeight({ parts }: PersonScore, sampling: ReadonlyMap<string, Sampling>) {
  let [known, all] = [0, 0];
  for (const part of parts)
    if (isScored(part)) {
      all += part.weight;
      if (errorOf(part, sampling) > 0) known += part.weight;
    }
  return { known, all };
}

/** Standard error of the value; 0 = taken as exact. Two cases more of each keep a share of 0 or 1 from being certain. */
function errorOf(part: ScorePart, sampling: ReadonlyMap<string, Sampling>): number {
  const { value, numerator, denominator } = part;
  const kind = sampling.get(part.indicator) ?? "exact";
  if (value === null || kind === "exact") return 0;
  if (kind === "count") return value >= 0 ? Math.sqrt(value + 1) : 0;
  if (numerator === null || denominator === null || !(denominator >= 1)) return 0;
  const p = (numerator + 2) / (denominator + 4);
  return p > 0 && p < 1 ? Math.sqrt((p * (1 - p)) / (denominator + 4)) : 0;
}

/** Points by which a total moves when its values are measured again. */
function noiseOf({ parts }: PersonScore, sampling: ReadonlyMap<string, Sampling>, rng: Random): number {
  let points = 0;
  for (const part of parts) {
    const error = isScored(part) ? errorOf(part, sampling) : 0;
    // one draw per part, used or not: the same people get the same stream
    const z = rng.normal();
    if (error > 0) points += (part.weight * (scoreAgain(part, z * error) - part.score!)) / 100;
  }
  return points;
}

/** Along the line up to the cap where the score is a line; else by whether the target is still reached. */
function scoreAgain(part: ScorePart, by: number): number {
  const { value, attainment, conditions } = part;
  const score = part.score!;
  if (attainment === null || value === null) return Math.max(0, score + 100 * by);
  if (value === 0) return score;
  const isAtMost = conditions[0]?.direction === "at_most";
  const moved = Math.max(1e-9, (value + by) / value);
  const next = isAtMost ? attainment / moved : attainment * moved;
  const isOnLine = Math.abs(score - attainment) < 0.01;
  const isAtCap = score < attainment && score >= 100;
  if (isOnLine) return Math.max(0, next);
  if (isAtCap) return Math.min(score, Math.max(0, next));
  return attainment >= 100 === next >= 100 ? score : score >= 100 ? 0 : Math.max(score, 100);
}

/** 1 = lowest; equal ones share their mean. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((x, y) => values[x]! - values[y]!);
  const result = values.map(() => 0);
  for (let i = 0; i < order.length;) {
    let end = i;
    while (end < order.length && values[order[end]!] === values[order[i]!]) end++;
    for (let k = i; k < end; k++) result[order[k]!] = (i + 1 + end) / 2;
    i = end;
  }
  return result;
}

const quantile95 = (values: number[]): number =>
  values.sort((x, y) => x - y)[Math.ceil(0.95 * values.length) - 1]!;
const mean = (values: readonly number[]): number => values.reduce((x, y) => x + y, 0) / values.length;
