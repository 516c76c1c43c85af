// Flat table, 0/1 outcomes, folds → short conjunctions ("A ≥ 3 and B = x") under which the outcome is more frequent.
// Subgroup discovery by beam search (CN2-SD, Lavrač et al. 2004) on Wilson's lower limit of the precision. Two proofs, both of the
// whole search: outcomes shuffled (max-T, Westfall & Young 1993: does pure chance find as good a rule?), and folds held out (how
// precise is the k-th rule on rows that its search had not seen?).
import { wilson } from "../../engine/metrics/interval.js";
import { bitRows, both, countAll, countBoth, type BitRows } from "./bit-rows.js";
import { hypergeometricTail } from "./contingency-table.js";
import { distinctValues, quantile, type Column, type FlatTable } from "./flat-table.js";
import { random } from "./random.js";

export interface Condition {
  /** Index of the table's column. */
  column: number;
  /** "level": the level's code; "atLeast" and "below": the cut. Missing values meet no condition. */
  is: "atLeast" | "below" | "level";
  value: number;
}

export interface RuleCounts {
  rows: number;
  positives: number;
  /** Rows that the rule describes, and positives among them. */
  covered: number;
  hits: number;
}

export interface FoundRule {
  conditions: Condition[];
  /** On the rows it was chosen on: too good. */
  chosenOn: RuleCounts;
  /** The rule of this rank as found without each fold, counted on that fold; summed over folds. */
  heldOut: RuleCounts;
  /** Chance that shuffled outcomes give a best rule as good, family-wise over all rules looked at. */
  p: number;
  /** One-sided exact test of the held-out counts. */
  heldOutP: number;
}

export interface RuleOptions {
  fold: ArrayLike<number>;
  folds: number;
  seed: number;
  /** Default 3. */
  mostConditions?: number;
  /** Rules given back at most; default 3. */
  most?: number;
  /** Shuffles at most; fewer where chance soon does as well. Default 99. */
  shuffles?: number;
  /** Told the share of the work done, 0 to 1. */
  onProgress?: (share: number) => void;
}

interface Literal {
  condition: Condition;
  rows: BitRows;
}

interface Candidate {
  /** Positions among the literals, ascending. */
  literals: number[];
  rows: BitRows;
  score: number;
}

const beam = 12;
/** Both proofs have to hold at this level. */
const level = 0.05;

/** The best rule first; empty where chance does as well. */
export function decisionRules(table: FlatTable, y: ArrayLike<number>, options: RuleOptions): FoundRule[] {
  const { fold, folds, seed, mostConditions = 3, most = 3, shuffles = 99, onProgress } = options;
  const searches = folds + shuffles;
  const literals = literalsOf(table);
  const everyone = bitRows(table.rows, () => true);
  const positives = bitRows(table.rows, (row) => y[row] > 0);
  const found = search(literals, everyone, positives, mostConditions, most);
  if (found.length === 0) return [];
  const heldOut = found.map((): RuleCounts => ({ rows: 0, positives: 0, covered: 0, hits: 0 }));
  for (let f = 0; f < folds; f++) {
    const inside = bitRows(table.rows, (row) => fold[row] !== f);
    const outside = bitRows(table.rows, (row) => fold[row] === f);
    onProgress?.(f / searches);
    const chosen = search(literals, inside, both(inside, positives), mostConditions, most);
    heldOut.forEach((sums, rank) => {
      const counts = countsOf(chosen[rank]?.rows ?? new Uint32Array(everyone.length), outside, positives);
      for (const key of ["rows", "positives", "covered", "hits"] as const) sums[key] += counts[key];
    });
  }
  if (!(oneSided(heldOut[0]) < level)) return [];
  const p = shuffledP(
    found.map(({ score }) => score),
    (shuffled, done) => {
      onProgress?.((folds + done) / searches);
      return search(literals, everyone, shuffled, mostConditions, 1)[0]?.score ?? 0;
    },
    { y: Uint8Array.from({ length: table.rows }, (_, row) => (y[row] > 0 ? 1 : 0)), seed, shuffles },
  );
  return found
    .map(({ literals: at, rows }, rank) => ({
      conditions: at.map((i) => literals[i].condition),
      chosenOn: countsOf(rows, everyone, positives),
      heldOut: heldOut[rank],
      p: p[rank],
      heldOutP: oneSided(heldOut[rank]),
    }))
    .filter((rule) => rule.p < level && rule.heldOutP < level);
}

/** Shares of shuffles whose best score reaches each score; stops early when chance often does (Besag & Clifford 1991). */
function shuffledP(
  scores: readonly number[],
  bestOf: (positives: BitRows, done: number) => number,
  { y, seed, shuffles }: { y: Uint8Array; seed: number; shuffles: number },
): number[] {
  const rng = random(seed);
  const reached = scores.map(() => 0);
  let done = 0;
  while (done < shuffles && reached[0] < 10) {
    rng.shuffle(y);
    const best = bestOf(
      bitRows(y.length, (row) => y[row] === 1),
      done,
    );
    done++;
    scores.forEach((score, i) => {
      if (best >= score) reached[i]++;
    });
  }
  return reached.map((count) => (count + 1) / (done + 1));
}

const countsOf = (rule: BitRows, among: BitRows, positives: BitRows): RuleCounts => {
  const covered = both(rule, among);
  return {
    rows: countBoth(among, among),
    positives: countBoth(among, positives),
    covered: countBoth(covered, covered),
    hits: countBoth(covered, positives),
  };
};

/** Is the row one that the rule describes? */
export function meets(table: FlatTable, conditions: readonly Condition[], row: number): boolean {
  return conditions.every(({ column, is, value }) => {
    const of = table.columns[column];
    if (of.kind === "categorical") return of.codes[row] === value;
    const x = of.values[row];
    return is === "atLeast" ? x >= value : x < value;
  });
}

const oneSided = ({ rows, positives, covered, hits }: RuleCounts): number =>
  hypergeometricTail(hits, covered, positives, rows);

function search(
  literals: readonly Literal[],
  inside: BitRows,
  positives: BitRows,
  mostConditions: number,
  most: number,
): Candidate[] {
  const all = countBoth(inside, inside);
  const hits = countBoth(positives, positives);
  const base = hits / all;
  const leastCovered = Math.max(10, Math.ceil(0.03 * all));
  const leastHits = Math.max(5, Math.ceil(0.1 * hits));
  const score = (parent: BitRows, rows: BitRows): number => {
    const k = countAll(parent, rows, positives);
    if (k < leastHits) return 0;
    const n = countAll(parent, rows, inside);
    // Two standard errors below: large groups are preferred to lucky small ones.
    return n < leastCovered || n > 0.9 * all ? 0 : wilson(k, n).low;
  };
  /** Another condition has to set those it keeps apart from those it sends away, and all that could be tried are paid for. */
  const worth = level / literals.length;
  const isApart = (child: BitRows, parent: BitRows): boolean => {
    const kept = countsOf(child, inside, positives);
    const whole = countsOf(parent, inside, positives);
    return (
      oneSided({ rows: whole.covered, positives: whole.hits, covered: kept.covered, hits: kept.hits }) < worth
    );
  };
  /** Whichever condition is taken as the last. */
  const isEarned = (rows: BitRows, at: readonly number[]): boolean =>
    at.every((one) =>
      isApart(
        rows,
        at
          .filter((other) => other !== one)
          .map((other) => literals[other].rows)
          .reduce(both),
      ),
    );
  let front: Candidate[] = literals.map(({ rows }, at) => ({
    literals: [at],
    rows,
    score: score(rows, rows),
  }));
  const found: Candidate[] = front.filter((candidate) => candidate.score > base);
  front = best(front, beam);
  for (let size = 2; size <= mostConditions; size++) {
    const next = new Map<string, Candidate>();
    for (const parent of front)
      literals.forEach(({ condition, rows }, at) => {
        if (parent.literals.some((i) => literals[i].condition.column === condition.column)) return;
        const value = score(parent.rows, rows);
        if (value <= parent.score || value <= base) return;
        const joined = [...parent.literals, at].sort((a, b) => a - b);
        const key = joined.join(" ");
        if (next.has(key)) return;
        const narrowed = both(parent.rows, rows);
        if (isEarned(narrowed, joined)) next.set(key, { literals: joined, rows: narrowed, score: value });
      });
    front = best([...next.values()], beam);
    found.push(...front);
  }
  const columnsOf = (rule: Candidate) => rule.literals.map((at) => literals[at].condition.column);
  const kept: Candidate[] = [];
  let described = new Uint32Array(inside.length);
  for (const candidate of found.sort((a, b) => b.score - a.score)) {
    if (kept.length === most) break;
    // A further rule has to speak of other people, and of something else.
    if (kept.some((other) => isWithin(columnsOf(other), columnsOf(candidate)))) continue;
    const rows = both(candidate.rows, inside);
    if (countBoth(rows, described) > 0.6 * countBoth(rows, rows)) continue;
    kept.push(candidate);
    described = described.map((word, i) => word | rows[i]);
  }
  return kept;
}

const best = (candidates: readonly Candidate[], count: number): Candidate[] =>
  candidates.toSorted((a, b) => b.score - a.score).slice(0, count);

/** Cuts do not look at the outcome, so that the same rule can be found again in every fold. */
function literalsOf(table: FlatTable): Literal[] {
  const all = Int32Array.from({ length: table.rows }, (_, row) => row);
  return table.columns.flatMap((of, column) =>
    conditionsOf(of, column, all).map((condition) => ({
      condition,
      rows: bitRows(table.rows, (row) => meets(table, [condition], row)),
    })),
  );
}

function conditionsOf(of: Column, column: number, all: Int32Array): Condition[] {
  if (of.kind === "categorical")
    return of.levels.map((_, value) => ({ column, is: "level" as const, value }));
  const present = of.values.filter((v) => !Number.isNaN(v)).sort();
  const distinct = distinctValues(of.values, all);
  const cuts =
    distinct.length <= 6
      ? distinct.slice(1)
      : [...new Set([0.1, 0.25, 0.5, 0.75, 0.9].map((share) => observed(present, share)))].filter(
          (cut) => cut > present[0],
        );
  return cuts.flatMap((value) => [
    { column, is: "atLeast" as const, value },
    { column, is: "below" as const, value },
  ]);
}

/** The first value that occurs at or above the quantile. */
function observed(sorted: Float64Array, share: number): number {
  const at = quantile(sorted, share);
  return sorted.find((v) => v >= at) ?? at;
}

/** One list holds all of the other. */
const isWithin = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((column) => b.includes(column)) || b.every((column) => a.includes(column));
