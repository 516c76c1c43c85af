// The scores of the same periods under schemes A and B → who wins and loses (in groups), cost, order, what hangs on weights and
// thresholds, and which inputs deserve a doubt. Pure: scores in, facts out.
import { wilson } from "../../../engine/metrics/interval.js";
import { impactTable } from "../../traits/impact-ratio.js";
import type { ProtectedColumn } from "../../traits/trait-data.js";
import type { Scheme } from "../scheme-schema.js";
import type { Band, PersonScore } from "../score-types.js";
import type { Backtest, ContributionRow, SideFacts } from "./backtest-types.js";
import { compareCost, type Bonus } from "./compare-cost.js";
import { compareRanks, personMeans } from "./compare-ranks.js";
import { countRanges } from "./count-ranges.js";
import { isScored, knownOf, pairedScores } from "./paired-scores.js";
import { pullForward, type MonthlyAmounts } from "./pull-forward.js";
import { scoreNoise, type Sampling } from "./score-noise.js";
import { thresholdBunching } from "./threshold-bunching.js";
import { untracedReports, type ReportedIndicator } from "./untraced-reports.js";
import { weightSensitivity } from "./weight-sensitivity.js";

export interface BacktestSide {
  scheme: Pick<Scheme, "id" | "name">;
  /** Named where the whole span stands under one version. */
  version: string | null;
  bands: readonly Band[];
  scores: readonly PersonScore[];
}

export interface BacktestInput {
  a: BacktestSide;
  b: BacktestSide;
  k: number;
  seed: number;
  /** What a pay rule makes of a score; left out = cost unknown. */
  bonus?: Bonus;
  /** How indicators' values err, by id. */
  sampling?: ReadonlyMap<string, Sampling>;
  /** Amounts by month, for the end of a period; `periodMonths` 1 or 3. */
  amounts?: readonly MonthlyAmounts[];
  periodMonths?: number;
  reports?: readonly ReportedIndicator[];
  /** Attributes only looked at for fairness: employee → group. */
  protectedGroups?: readonly ProtectedGroups[];
}

export interface ProtectedGroups extends Omit<ProtectedColumn, "codes"> {
  groupOf: ReadonlyMap<string, string>;
}

/** Within a point up or down is called the same. */
export const sameWithin = 1;
const changeEdges = [-10, -5, -sameWithin, sameWithin, 5, 10];

export function backtest(input: BacktestInput): Backtest {
  const { a, b, k, seed } = input;
  const { comparability, pairs, onlyA, onlyB } = pairedScores(a.scores, b.scores);
  const people = personMeans(pairs);
  const changes = people.map((person) => person.b - person.a);
  const whole = { a: complete(a.scores), b: complete(b.scores) };
  return {
    a: { id: a.scheme.id, name: a.scheme.name, version: a.version },
    b: { id: b.scheme.id, name: b.scheme.name, version: b.version },
    periods: [...new Set([...a.scores, ...b.scores].map(({ period }) => period))].sort(),
    k,
    comparability,
    sides: { a: sideFacts(a), b: sideFacts(b) },
    people: { both: people.length, onlyA, onlyB },
    changes:
      changes.length === 0
        ? null
        : {
            ranges: countRanges(changes, changeEdges),
            mean: changes.reduce((x, y) => x + y, 0) / changes.length,
            winners: changes.filter((by) => by >= sameWithin).length,
            losers: changes.filter((by) => by < -sameWithin).length,
            same: changes.filter((by) => by >= -sameWithin && by < sameWithin).length,
          },
    cost: compareCost(pairs, comparability, input.bonus),
    ranks: compareRanks(pairs, a.bands, b.bands),
    noise: input.sampling ? scoreNoise(pairs, input.sampling, seed) : null,
    sensitivity: (["a", "b"] as const).flatMap(
      (scheme) => weightSensitivity(whole[scheme], { scheme, bands: input[scheme].bands, seed }) ?? [],
    ),
    bunching: (["a", "b"] as const).flatMap((scheme) =>
      whole[scheme].length > 0 ? thresholdBunching(whole[scheme], input[scheme].bands, scheme) : [],
    ),
    pullForward: (input.amounts ?? []).map((one) => pullForward(one, input.periodMonths ?? 3)),
    untraced: (input.reports ?? []).map((one) => untracedReports(one, seed)),
    contributions: [...contributions(a, "a"), ...contributions(b, "b")],
    fairness: (["a", "b"] as const).flatMap((scheme) => fairness(input, scheme)),
    isReleased: false,
  };
}

const complete = (scores: readonly PersonScore[]): PersonScore[] =>
  scores.filter(({ weightScored }) => weightScored >= 99.995);

export function sideFacts({ scores, bands }: BacktestSide): SideFacts {
  const known = knownOf(scores);
  const isPartial = known < 99.995;
  const scored = isPartial ? scores.filter(({ weightScored }) => weightScored > 0) : complete(scores);
  // where only part of the points can be scored: in per cent of that part
  const totals = scored
    .map(({ total, weightScored }) => (isPartial ? (100 * total) / weightScored : total))
    .sort((x, y) => x - y);
  // a part of 100 points reaches no band
  const rising = (isPartial ? [] : [...bands]).sort((x, y) => x.at_least - y.at_least);
  const n = totals.length;
  return {
    scored: scores.length,
    incomplete: scores.length - n,
    people: new Set(scores.map(({ employee }) => employee)).size,
    mean: totals.reduce((x, y) => x + y, 0) / n,
    median: n === 0 ? Number.NaN : (totals[Math.floor((n - 1) / 2)]! + totals[Math.floor(n / 2)]!) / 2,
    bands: rising.map(({ name, at_least }, i) => {
      const below = rising[i + 1]?.at_least ?? Infinity;
      const count = totals.filter((total) => total >= at_least && total < below).length;
      return { name, atLeast: at_least, count, share: count / n, limits: wilson(count, n) };
    }),
    histogram: countRanges(totals, histogramEdges(totals)),
  };
}

/** Every 5 points, from the lowest range in use to the highest. */
function histogramEdges(rising: readonly number[]): number[] {
  if (rising.length === 0) return [];
  const [first, last] = [Math.floor(rising[0]! / 5) + 1, Math.floor(rising.at(-1)! / 5)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * 5);
}

const mean = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((x, y) => x + y, 0) / values.length : null;

function contributions({ scores }: BacktestSide, scheme: "a" | "b"): ContributionRow[] {
  interface Sums {
    name: ContributionRow["name"];
    weight: number[];
    score: number[];
    met: number[];
    people: Set<string>;
  }
  const rows = new Map<string, Sums>();
  for (const { employee, parts } of scores)
    for (const part of parts) {
      const row = rows.get(part.indicator) ?? {
        name: part.name,
        weight: [],
        score: [],
        met: [],
        people: new Set(),
      };
      row.weight.push(part.weight);
      if (isScored(part)) {
        row.score.push(part.score);
        row.people.add(employee);
        if (part.attainment !== null) row.met.push(part.attainment >= 100 ? 1 : 0);
      }
      rows.set(part.indicator, row);
    }
  return [...rows].map(([indicator, { name, people, weight, score, met }]) => ({
    scheme,
    indicator,
    name,
    people: people.size,
    meanWeight: mean(weight) ?? 0,
    meanScore: mean(score),
    reached: mean(met),
  }));
}

/** Reached the highest band in any of the periods, by group: the arithmetic of the four-fifths rule, with intervals. */
function fairness(input: BacktestInput, scheme: "a" | "b"): Backtest["fairness"] {
  const { bands, scores } = input[scheme];
  const highest = [...bands].sort((x, y) => y.at_least - x.at_least)[0];
  const groups = input.protectedGroups ?? [];
  if (!highest || groups.length === 0) return [];
  const whole = complete(scores);
  const people = [...new Set(whole.map(({ employee }) => employee))];
  if (people.length === 0) return [];
  const reached = new Set(
    whole.filter(({ total }) => total >= highest.at_least).map(({ employee }) => employee),
  );
  const selected = people.map((employee) => (reached.has(employee) ? 1 : 0));
  return [
    {
      scheme,
      band: highest.name,
      tables: groups.map(({ groupOf, ...column }) =>
        impactTable(selected, {
          ...column,
          codes: Int32Array.from(people, (employee) =>
            column.groups.findIndex(({ name }) => name === groupOf.get(employee)),
          ),
        }),
      ),
    },
  ];
}
