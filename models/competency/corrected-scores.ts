// One dimension's judgements → each person's level in each round, freed of how lenient their raters are and of who they are to
// the person, with its error. Level = round's mean + person, as an average rater who is not the person themselves would see it.
import { crossedEffects, type CrossedEffects } from "../estimators/crossed-effects.js";
import type { CrossedData } from "../estimators/absorbed-design.js";
import { CrossedEquations, type Variances } from "../estimators/crossed-equations.js";
import { sparseMatrix } from "../estimators/sparse-matrix.js";
import type { Judgement } from "./assessment.js";

export interface PersonLevel {
  person: string;
  round: number;
  /** Drawn towards the round's mean as far as the ratings are unreliable. */
  level: number;
  error: number;
  /** Mean of the scores less leniency and relationship: not drawn in. */
  adjusted: number;
  /** Mean of the scores of others as they are; of all where nobody else rated. */
  raw: number;
  raters: number;
}

export interface CorrectedDimension {
  levels: PersonLevel[];
  effects: CrossedEffects;
  /** Rater → leniency in points and its standard error. */
  leniency: { rater: string; value: number; error: number; people: number }[];
  /** Mean of each round, NaN where nobody was rated, and each relationship against the average other rater. */
  roundMeans: number[];
  relationships: { relationship: string; value: number; error: number; ratings: number }[];
  judgements: number;
  /** Variance of the error of the mean level of some of `levels`, by position. */
  errorOfMean(members: readonly number[]): number;
}

/** `rounds`: how many there are. Undefined without two people and two raters. */
export function correctedScores(
  judgements: readonly Judgement[],
  rounds: number,
  seed: number,
): CorrectedDimension | undefined {
  const design = crossedDesign(judgements, rounds);
  if (!design || design.raters.length < 2 || design.people.length < 3) return undefined;
  const { data, people, raters, roundColumns, relations, weights } = design;
  if (data.y.length <= people.length) return undefined;
  const effects = crossedEffects(data, { seed });
  const fixedOf = (round: number): [number, number][] => [
    [roundColumns.indexOf(round), 1],
    ...relations.map(({ column, average }): [number, number] => [column, average]),
  ];
  const average = relations.reduce((sum, { column, average: w }) => sum + w * effects.fixed[column], 0);
  const meanOf = (round: number): number => effects.fixed[roundColumns.indexOf(round)] + average;
  const sums = people.map(() => ({ adjusted: 0, raw: 0, others: 0, all: 0, raters: 0 }));
  judgements.forEach(({ score, relationship }, i) => {
    const sum = sums[data.first[i]];
    const relation = relations.find((r) => r.relationship === relationship);
    const shift = (relation ? effects.fixed[relation.column] : 0) - average;
    sum.adjusted += score - effects.second[data.second[i]] - shift;
    sum.all += score;
    sum.raters++;
    if (relationship !== "self") {
      sum.raw += score;
      sum.others++;
    }
  });
  const levels = people.map(({ person, round }, a): PersonLevel => {
    const sum = sums[a];
    return {
      person,
      round,
      level: meanOf(round) + effects.first[a],
      error: Math.sqrt(Math.max(0, effects.errorVariance({ first: [[a, 1]], fixed: fixedOf(round) }))),
      adjusted: sum.adjusted / sum.raters,
      raw: sum.others > 0 ? sum.raw / sum.others : sum.all / sum.raters,
      raters: sum.raters,
    };
  });
  const rated = new Map<number, Set<string>>();
  judgements.forEach(({ person }, i) => {
    const rater = data.second[i];
    rated.set(rater, (rated.get(rater) ?? new Set()).add(person));
  });
  return {
    levels,
    effects,
    judgements: judgements.length,
    leniency: raters.map((rater, b) => ({
      rater,
      value: effects.second[b],
      error: effects.secondErrors[b],
      people: rated.get(b)!.size,
    })),
    roundMeans: Array.from({ length: rounds }, (_, round) =>
      roundColumns.includes(round) ? meanOf(round) : NaN,
    ),
    relationships: weights.map(({ relationship, ratings }) => {
      const own = relations.find((r) => r.relationship === relationship);
      const combination = new Map(relations.map(({ column, average: w }) => [column, -w]));
      if (own) combination.set(own.column, (combination.get(own.column) ?? 0) + 1);
      return {
        relationship,
        value: (own ? effects.fixed[own.column] : 0) - average,
        error: Math.sqrt(Math.max(0, effects.errorVariance({ fixed: [...combination] }))),
        ratings,
      };
    }),
    errorOfMean(members) {
      const share = 1 / members.length;
      const fixed = new Map<number, number>();
      for (const member of members)
        for (const [column, weight] of fixedOf(people[member].round))
          fixed.set(column, (fixed.get(column) ?? 0) + weight * share);
      return effects.errorVariance({ first: members.map((m) => [m, share] as const), fixed: [...fixed] });
    },
  };
}

interface Design {
  data: CrossedData;
  people: { person: string; round: number }[];
  raters: string[];
  roundColumns: number[];
  /** Relationships with a column of their own; `average`: their share among ratings by others. */
  relations: { relationship: string; column: number; average: number }[];
  weights: { relationship: string; ratings: number }[];
}

function crossedDesign(judgements: readonly Judgement[], rounds: number): Design | undefined {
  if (judgements.length === 0) return undefined;
  const people: Design["people"] = [];
  const raters: string[] = [];
  const [personAt, raterAt] = [new Map<string, number>(), new Map<string, number>()];
  const first = new Int32Array(judgements.length);
  const second = new Int32Array(judgements.length);
  const counts = new Map<string, number>();
  judgements.forEach(({ person, round, rater, relationship }, i) => {
    const key = JSON.stringify([person, round]);
    if (!personAt.has(key)) personAt.set(key, people.push({ person, round }) - 1);
    if (!raterAt.has(rater)) raterAt.set(rater, raters.push(rater) - 1);
    first[i] = personAt.get(key)!;
    second[i] = raterAt.get(rater)!;
    counts.set(relationship, (counts.get(relationship) ?? 0) + 1);
  });
  const used = new Set(people.map(({ round }) => round));
  const roundColumns = Array.from({ length: rounds }, (_, r) => r).filter((r) => used.has(r));
  const weights = [...counts]
    .map(([relationship, ratings]) => ({ relationship, ratings }))
    .sort((a, b) => b.ratings - a.ratings || (a.relationship < b.relationship ? -1 : 1));
  const others = weights.filter((w) => w.relationship !== "self");
  const byOthers = others.reduce((sum, w) => sum + w.ratings, 0);
  // Without a column: the most frequent relationship that is not the person themselves.
  const reference = (others[0] ?? weights[0]).relationship;
  const relations = weights
    .filter((w) => w.relationship !== reference)
    .map(({ relationship, ratings }, j) => ({
      relationship,
      column: roundColumns.length + j,
      average: relationship === "self" ? 0 : ratings / byOthers,
    }));
  const columnOf = new Map(relations.map(({ relationship, column }) => [relationship, column]));
  const data: CrossedData = {
    y: Float64Array.from(judgements, (j) => j.score),
    first,
    second,
    firstLevels: people.length,
    secondLevels: raters.length,
    fixed: sparseMatrix(judgements.length, roundColumns.length + relations.length, (row, add) => {
      add(roundColumns.indexOf(judgements[row].round), 1);
      const column = columnOf.get(judgements[row].relationship);
      if (column !== undefined) add(column, 1);
    }),
  };
  return { data, people, raters, roundColumns, relations, weights };
}

/**
 * How well a rating that was held back is told by the others: the root mean square error of the model, and of the plain mean of
 * the person's other ratings (of the round where there is none). A fifth at a time; the variances are those of all ratings.
 */
export function heldBackError(
  judgements: readonly Judgement[],
  rounds: number,
  variances: Variances,
  folds = 5,
): { model: number; plain: number; ratings: number } | undefined {
  const [squares, plain] = [[] as number[], [] as number[]];
  for (let fold = 0; fold < folds; fold++) {
    const kept = judgements.filter((_, i) => i % folds !== fold);
    const held = judgements.filter((_, i) => i % folds === fold);
    const design = crossedDesign(kept, rounds);
    if (!design) return undefined;
    const { data, people, raters, roundColumns, relations } = design;
    const equations = new CrossedEquations(data);
    const floor = 1e-6 * variances.residual;
    equations.prepare(
      {
        first: Math.max(floor, variances.first),
        second: Math.max(floor, variances.second),
        residual: variances.residual,
      },
      0,
      1,
    );
    const solved = equations.solve(data.y);
    const personAt = new Map(people.map(({ person, round }, a) => [JSON.stringify([person, round]), a]));
    const raterAt = new Map(raters.map((rater, b) => [rater, b]));
    const others = new Map<string, number[]>();
    for (const { person, round, score } of kept) {
      const key = JSON.stringify([person, round]);
      others.set(key, [...(others.get(key) ?? []), score]);
    }
    for (const { person, round, rater, relationship, score } of held) {
      const column = roundColumns.indexOf(round);
      if (column < 0) continue;
      const key = JSON.stringify([person, round]);
      const a = personAt.get(key);
      const b = raterAt.get(rater);
      const relation = relations.find((r) => r.relationship === relationship);
      const mean = solved.fixed[column] + (relation ? solved.fixed[relation.column] : 0);
      const expected =
        mean + (a === undefined ? 0 : solved.first[a]) + (b === undefined ? 0 : solved.second[b]);
      const same = others.get(key);
      const naive = same ? same.reduce((sum, v) => sum + v, 0) / same.length : mean;
      squares.push((score - expected) ** 2);
      plain.push((score - naive) ** 2);
    }
  }
  return squares.length === 0
    ? undefined
    : { model: root(squares), plain: root(plain), ratings: squares.length };
}

const root = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, v) => sum + v, 0) / values.length);
