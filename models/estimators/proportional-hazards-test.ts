// A Cox fit → does the effect of a term change over time? The score test for x β(t) = x (β + θ g(t)) at θ = 0.
// Formula: Grambsch and Therneau 1994, exact form; numbers match cox.zph of R's survival 3.0 and newer.
import { chiSquareTail } from "./chi-square.js";
import { addVariance, centre, type ChiSquareTest, mirror, riskSetMean, tieShares } from "./cox-regression.js";
import { cholesky, choleskyInverse, quadraticForm } from "./linear-algebra.js";
import { riskOrder, type SurvivalRows, walkRiskSets } from "./risk-sets.js";

export interface TestedTerm {
  name: string;
  /** Columns of the design that make up the term. */
  columns: number[];
}

export interface ProportionalHazardsTest extends ChiSquareTest {
  name: string;
}

/** Transformed time, one value per row (of its `stop`). */
export type TimeTransform = (rows: SurvivalRows) => Float64Array;

/** One test per term, and one for all of them named GLOBAL. `linearPredictors` as fitted; aliased columns are left out. */
export function testProportionalHazards(
  rows: SurvivalRows,
  design: Float64Array,
  columns: number,
  fit: { linearPredictors: Float64Array; aliased: readonly number[] },
  terms: readonly TestedTerm[],
  transform: TimeTransform,
  ties: "efron" | "breslow" = "efron",
): ProportionalHazardsTest[] {
  const g = centred(transform(rows), rows);
  const x = centre(design, columns).design; // a shift of x changes nothing but the rounding
  const score = new Float64Array(columns);
  // information of (β, θ): blocks Σ V, Σ g V, Σ g² V
  const plain = new Float64Array(columns * columns);
  const timed = new Float64Array(columns * columns);
  const squared = new Float64Array(columns * columns);
  const risk = fit.linearPredictors.map((eta) => Math.exp(eta));
  walkRiskSets(rows, riskOrder(rows), x, columns, risk, (at) => {
    const timeAt = g[at.deaths[0]!]!;
    for (const row of at.deaths)
      for (let i = 0; i < columns; i++) score[i]! += timeAt * x[row * columns + i]!;
    for (const share of tieShares(at, ties)) {
      const { weight, mean } = riskSetMean(at, share, columns);
      for (let i = 0; i < columns; i++) score[i]! -= timeAt * mean[i]!;
      addVariance(plain, at, share, columns, weight, mean, 1);
      addVariance(timed, at, share, columns, weight, mean, timeAt);
      addVariance(squared, at, share, columns, weight, mean, timeAt * timeAt);
    }
  });
  for (const block of [plain, timed, squared]) mirror(block, columns);

  const isAliased = new Set(fit.aliased);
  const kept = Array.from({ length: columns }, (_, i) => i).filter((i) => !isAliased.has(i));
  const test = (name: string, tested: number[]): ProportionalHazardsTest => {
    const size = kept.length + tested.length;
    const information = new Float64Array(size * size);
    const place = (block: Float64Array, a: number, b: number, i: number, j: number): void => {
      information[a * size + b] = block[i * columns + j]!;
      information[b * size + a] = block[i * columns + j]!;
    };
    kept.forEach((i, a) => kept.forEach((j, b) => place(plain, a, b, i, j)));
    kept.forEach((i, a) => tested.forEach((j, b) => place(timed, a, kept.length + b, i, j)));
    tested.forEach((i, a) =>
      tested.forEach((j, b) => place(squared, kept.length + a, kept.length + b, i, j)),
    );
    const u = new Float64Array(size);
    tested.forEach((i, a) => (u[kept.length + a] = score[i]!));
    const chisq = quadraticForm(u, choleskyInverse(cholesky(information, size)), u);
    return { name, chisq, df: tested.length, p: chiSquareTail(chisq, tested.length) };
  };
  return [
    ...terms.map(({ name, columns: own }) =>
      test(
        name,
        own.filter((i) => !isAliased.has(i)),
      ),
    ),
    test("GLOBAL", kept),
  ];
}

/** A shift of g changes nothing but the rounding: it is centred on the events. */
function centred(g: Float64Array, { event }: SurvivalRows): Float64Array {
  const atEvents = g.filter((_, row) => event[row]);
  const mean = atEvents.reduce((a, b) => a + b, 0) / Math.max(1, atEvents.length);
  return g.map((value) => value - mean);
}

/** Time as it is. */
export const identityTime: TimeTransform = ({ stop }) => Float64Array.from(stop);

/** Rank of `stop` among all rows, ties at their mean. */
export const rankTime: TimeTransform = ({ stop }) => {
  const order = Array.from(stop, (_, row) => row).sort((a, b) => stop[a]! - stop[b]!);
  const ranks = new Float64Array(stop.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && stop[order[to]!] === stop[order[from]!]) to++;
    for (let i = from; i < to; i++) ranks[order[i]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
};

/** 1 − Kaplan–Meier just before the time, over all rows: the usual transform, in which outliers of time weigh little. */
export const kaplanMeierTime: TimeTransform = ({ start, stop, event }) => {
  const n = stop.length;
  const times = [...new Set(Array.from(stop))].sort((a, b) => a - b);
  const ended = new Map<number, { deaths: number; left: number }>();
  for (let row = 0; row < n; row++) {
    const at = ended.get(stop[row]!) ?? { deaths: 0, left: 0 };
    ended.set(stop[row]!, { deaths: at.deaths + (event[row] ? 1 : 0), left: at.left + 1 });
  }
  const entries = start ? Array.from(start).sort((a, b) => a - b) : [];
  const before = new Map<number, number>();
  let entered = start ? 0 : n;
  let gone = 0;
  let survival = 1;
  for (const time of times) {
    while (entered < entries.length && entries[entered]! < time) entered++;
    before.set(time, survival);
    const { deaths, left } = ended.get(time)!;
    if (deaths > 0) survival *= 1 - deaths / (entered - gone);
    gone += left;
  }
  return Float64Array.from(stop, (time) => 1 - before.get(time)!);
};
