// Scores of one scheme → how much of the result hangs on the weights: each moved by 5 points, and all drawn anew.
// Exact: for given scores of the indicators a total is linear in the weights, Σ w s ÷ 100; nothing is scored again.
import type { Bilingual } from "../../../engine/locale.js";
import { random, type Random } from "../../estimators/random.js";
import type { Band, PersonScore } from "../score-types.js";
import type { Sensitivity, WeightShift } from "./backtest-types.js";
import { isScored } from "./paired-scores.js";
import { topFifth } from "./top-fifth.js";

/** A Dirichlet draw around the weights: a weight of 25 moves by ±4.3 points (standard deviation). */
const concentration = 100;
const drawCount = 200;
const farthest = 20;

interface Linear {
  employee: string;
  weights: number[];
  scores: number[];
  total: number;
  /** A gate that caps the score holds whatever the weights. */
  cap: number;
}

export function weightSensitivity(
  scores: readonly PersonScore[],
  { scheme, bands, seed }: { scheme: "a" | "b"; bands: readonly Band[]; seed: number },
): Sensitivity | null {
  const names = new Map<string, Bilingual>();
  for (const { parts } of scores)
    for (const part of parts) if (isScored(part)) names.set(part.indicator, part.name);
  const ids = [...names.keys()];
  const people = scores.flatMap((score) => linear(score, ids) ?? []);
  if (people.length < 2 || ids.length < 2) return null;
  const edges = bands.map(({ at_least }) => at_least).sort((x, y) => x - y);
  const bandOf = (total: number): number => edges.filter((edge) => total >= edge).length;
  const before = topFifth(people.map(({ total }) => total));
  return {
    scheme,
    people: people.length,
    shifts: ids.flatMap((id, at) =>
      ([5, -5] as const).map((shift): WeightShift => {
        const totals = people.map((person) => shifted(person, at, shift));
        return {
          indicator: id,
          name: names.get(id)!,
          weight: mean(people.map(({ weights }) => weights[at]!)),
          shift,
          meanChange: mean(totals.map((total, i) => total - people[i]!.total)),
          bandChanges: totals.filter((total, i) => bandOf(total) !== bandOf(people[i]!.total)).length,
          topFifthChanges: turnover(before, topFifth(totals)),
          firstCrossing: firstCrossing(people, at, Math.sign(shift), edges),
        };
      }),
    ),
    draws: drawn(people, ids.length, bandOf, before, random(seed)),
  };
}

function linear(score: PersonScore, ids: readonly string[]): Linear | null {
  const weights = ids.map(() => 0);
  const points = ids.map(() => 0);
  for (const part of score.parts) {
    if (!isScored(part)) continue;
    const at = ids.indexOf(part.indicator);
    weights[at]! += part.weight;
    points[at]! += (part.weight * part.score) / 100;
  }
  if (weights.every((weight) => weight === 0)) return null;
  const cut = score.gates.some(({ points: taken }) => taken < 0);
  return {
    employee: score.employee,
    weights,
    scores: weights.map((weight, i) => (weight > 0 ? (100 * points[i]!) / weight : 0)),
    total: cut ? score.total : points.reduce((x, y) => x + y, 0),
    cap: cut ? score.total : Infinity,
  };
}

/** Points of the total per point moved to an indicator, the others giving in proportion; 0 where the person has it not. */
function slopeOf({ weights, scores }: Linear, at: number): number {
  const others = weights.reduce((sum, weight, i) => (i === at ? sum : sum + weight), 0);
  if (!(weights[at]! > 0) || !(others > 0)) return 0;
  const mixed = weights.reduce((sum, weight, i) => (i === at ? sum : sum + weight * scores[i]!), 0) / others;
  return (scores[at]! - mixed) / 100;
}

const freeTotal = ({ weights, scores }: Linear): number =>
  weights.reduce((sum, weight, i) => sum + (weight * scores[i]!) / 100, 0);

function shifted(person: Linear, at: number, shift: number): number {
  const others = person.weights.reduce((sum, weight, i) => (i === at ? sum : sum + weight), 0);
  const possible = Math.max(-person.weights[at]!, Math.min(others, shift));
  return Math.min(person.cap, freeTotal(person) + possible * slopeOf(person, at));
}

/** Closed form: each total is a line in the shift, so each edge is crossed at one place. */
function firstCrossing(
  people: readonly Linear[],
  at: number,
  direction: number,
  edges: readonly number[],
): number | null {
  let first = Infinity;
  for (const person of people) {
    const slope = slopeOf(person, at) * direction;
    if (slope === 0 || person.cap < Infinity) continue;
    const others = person.weights.reduce((sum, weight, i) => (i === at ? sum : sum + weight), 0);
    const most = Math.min(farthest, direction > 0 ? others : person.weights[at]!);
    for (const edge of edges) {
      const distance = (edge - person.total) / slope;
      const crosses = slope > 0 ? edge > person.total : edge <= person.total;
      if (crosses && distance <= most) first = Math.min(first, distance);
    }
  }
  return first === Infinity ? null : first * direction;
}

function drawn(
  people: readonly Linear[],
  count: number,
  bandOf: (total: number) => number,
  before: Set<number>,
  rng: Random,
): Sensitivity["draws"] {
  const usual = Array.from({ length: count }, (_, i) => mean(people.map(({ weights }) => weights[i]!)));
  const sum = usual.reduce((x, y) => x + y, 0);
  const kept = new Int32Array(people.length);
  let [moved, replaced] = [0, 0];
  for (let draw = 0; draw < drawCount; draw++) {
    const gammas = usual.map((weight) => gamma(Math.max(1e-3, (concentration * weight) / sum), rng));
    const all = gammas.reduce((x, y) => x + y, 0);
    const factors = gammas.map((g, i) => (usual[i]! > 0 ? ((g / all) * sum) / usual[i]! : 1));
    moved += mean(factors.map((factor, i) => Math.abs(factor - 1) * usual[i]!));
    const totals = people.map((person) => {
      const weights = person.weights.map((weight, i) => weight * factors[i]!);
      const scale = person.weights.reduce((x, y) => x + y, 0) / weights.reduce((x, y) => x + y, 0);
      return Math.min(person.cap, freeTotal({ ...person, weights }) * scale);
    });
    totals.forEach((total, i) => (kept[i]! += bandOf(total) === bandOf(people[i]!.total) ? 1 : 0));
    replaced += turnover(before, topFifth(totals)) / before.size;
  }
  const hasBands = people.some(({ total }) => bandOf(total) > 0);
  return {
    count: drawCount,
    typicalMove: moved / drawCount,
    steadyBands: hasBands ? mean(Array.from(kept, (n) => (n >= 0.9 * drawCount ? 1 : 0))) : null,
    topFifthTurnover: replaced / drawCount,
  };
}

const turnover = (before: Set<number>, after: Set<number>): number =>
  [...before].filter((one) => !after.has(one)).length;
const mean = (values: readonly number[]): number => values.reduce((x, y) => x + y, 0) / values.length;

/** Marsaglia & Tsang 2000, scale 1; below 1 by their boost. */
function gamma(shape: number, rng: Random): number {
  if (shape < 1) return gamma(shape + 1, rng) * Math.max(rng.uniform(), 1e-300) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = rng.normal();
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(Math.max(rng.uniform(), 1e-300)) < z * z * 0.5 + d - d * v + d * Math.log(v))
      return d * v;
  }
}
