// Ratings as they came + a framework → for each dimension one score per person, round and rater, on the framework's scale.
import { assessmentRounds, roundOf, type Round } from "./assessment-rounds.js";
import type { RatingRow } from "./competency-rows.js";
import { dimensionNames } from "./dimension-names.js";
import type { Framework } from "./framework.js";

export interface Judgement {
  person: string;
  round: number;
  rater: string;
  relationship: string;
  /** Mean of the items. */
  score: number;
  /** Item as written → score; empty where the questionnaire has none. */
  items: Map<string, number>;
}

export interface Assessment {
  rounds: Round[];
  /** By dimension id. */
  judgements: Map<string, Judgement[]>;
  /** Names in the ratings that belong to no dimension, with how often. */
  unknownNames: { name: string; ratings: number }[];
  /** Other names under which dimensions were found: 跨部门协调 → resource_coordination. */
  resolved: { name: string; dimension: string; ratings: number }[];
}

export function assess(framework: Framework, ratings: readonly RatingRow[]): Assessment {
  const resolve = dimensionNames(framework);
  const rounds = assessmentRounds(ratings.map((row) => row.rating_date));
  const { from, to } = framework.scale;
  const counts = new Map<string, number>();
  const judgements = new Map<string, Judgement[]>();
  const byKey = new Map<string, Judgement & { sum: number; count: number }>();
  for (const row of ratings) {
    counts.set(row.competency, (counts.get(row.competency) ?? 0) + 1);
    const dimension = resolve(row.competency);
    if (!dimension) continue;
    const round = roundOf(rounds, row.rating_date);
    const key = JSON.stringify([dimension.id, row.employee_id, round, row.rater_id]);
    let judgement = byKey.get(key);
    if (!judgement) {
      judgement = {
        person: row.employee_id,
        round,
        rater: row.rater_id,
        relationship: row.relationship,
        score: 0,
        items: new Map(),
        sum: 0,
        count: 0,
      };
      byKey.set(key, judgement);
      const list = judgements.get(dimension.id) ?? [];
      list.push(judgement);
      judgements.set(dimension.id, list);
    }
    const score = from + row.score * (to - from);
    judgement.sum += score;
    judgement.count++;
    judgement.score = judgement.sum / judgement.count;
    if (row.item !== null && row.item !== "") judgement.items.set(row.item, score);
  }
  const named = [...counts].map(([name, n]) => ({ name, ratings: n, dimension: resolve(name) }));
  return {
    rounds,
    judgements,
    unknownNames: named.filter((n) => !n.dimension).map(({ name, ratings: n }) => ({ name, ratings: n })),
    resolved: named
      .filter((n) => n.dimension && n.name !== n.dimension.label.zh && n.name !== n.dimension.label.en)
      .map(({ name, ratings: n, dimension }) => ({ name, dimension: dimension!.id, ratings: n })),
  };
}
