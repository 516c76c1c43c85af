// People rated before and after a course, beside people rated in the same two rounds who had not taken it yet → what the course
// changes: difference in differences within pairs of rounds, and the same at equal starting level (regression to the mean).
import { falseDiscovery } from "../../engine/metrics/false-discovery.js";
import { clusteredLeastSquares } from "../estimators/clustered-least-squares.js";
import type { Round } from "./assessment-rounds.js";
import type { CourseRow } from "./competency-rows.js";
import type { Estimate } from "./competency-reliability.js";
import type { CorrectedDimension } from "./corrected-scores.js";

export interface CourseEffect {
  dimension: string;
  /** Names as in the training records. */
  courses: string[];
  trained: number;
  notYet: number;
  /** `measured`: the interval lies above 0; `not_shown`: it does not; `not_measured`: too few to compare. */
  state: "measured" | "not_shown" | "not_measured";
  /** Points of the framework's scale. */
  effect: Estimate | null;
  p: number | null;
  q: number | null;
  /** The same with the level before held equal. */
  atEqualStart: Estimate | null;
  /** Level before: those who took the course − those who had not yet. */
  startDifference: number | null;
  changes: { trained: number; notYet: number } | null;
  /** People still to be rated before and after: for a comparison at all, or for an effect of this size to show. */
  moreNeeded: { trained: number; notYet: number };
}

const leastEach = 8;

export interface CourseChange {
  person: string;
  /** Position of the round before. */
  round: number;
  isTrained: boolean;
  before: number;
  change: number;
}

/** Pairs of neighbouring rounds in which the person was rated, without those trained before them. */
export function courseChanges(
  corrected: CorrectedDimension,
  rounds: readonly Round[],
  courses: readonly CourseRow[],
): CourseChange[] {
  const first = new Map<string, string>();
  for (const { employee_id: person, training_date: date } of courses)
    if (!first.has(person) || date < first.get(person)!) first.set(person, date);
  const byPerson = new Map<string, Map<number, number>>();
  for (const { person, round, adjusted } of corrected.levels) {
    const own = byPerson.get(person) ?? new Map<number, number>();
    byPerson.set(person, own.set(round, adjusted));
  }
  const changes: CourseChange[] = [];
  for (const [person, levels] of byPerson)
    for (const [round, before] of levels) {
      const after = levels.get(round + 1);
      if (after === undefined) continue;
      const done = first.get(person);
      if (done !== undefined && done <= rounds[round].to) continue;
      // Completed while the second round was running: neither before nor after.
      if (done !== undefined && done >= rounds[round + 1].from && done <= rounds[round + 1].to) continue;
      const isTrained = done !== undefined && done < rounds[round + 1].from;
      changes.push({ person, round, isTrained, before, change: after - before });
    }
  return changes;
}

const mean = (of: readonly CourseChange[], value: (c: CourseChange) => number): number =>
  of.reduce((sum, c) => sum + value(c), 0) / of.length;

export function courseEffect(
  dimension: string,
  corrected: CorrectedDimension,
  rounds: readonly Round[],
  courses: readonly CourseRow[],
  /** Smallest effect that would matter, points. */
  smallest: number,
): CourseEffect {
  const all = courseChanges(corrected, rounds, courses);
  // Rounds in which somebody took the course and somebody did not: others compare nothing.
  const both = new Set(
    [...new Set(all.map(({ round }) => round))].filter(
      (round) =>
        all.some((c) => c.round === round && c.isTrained) &&
        all.some((c) => c.round === round && !c.isTrained),
    ),
  );
  const compared = all.filter(({ round }) => both.has(round));
  const [trained, notYet] = [compared.filter((c) => c.isTrained), compared.filter((c) => !c.isTrained)];
  const base = {
    dimension,
    courses: [...new Set(courses.map((row) => row.course_id))].sort(),
    trained: trained.length,
    notYet: notYet.length,
  };
  const more = (n: number): { trained: number; notYet: number } => ({
    trained: Math.max(0, n - trained.length),
    notYet: Math.max(0, n - notYet.length),
  });
  const strata = [...both].sort((a, b) => a - b);
  const fit = (withStart: boolean) =>
    clusteredLeastSquares(
      compared.map(({ isTrained, round, before }) => [
        isTrained ? 1 : 0,
        ...strata.map((s) => (s === round ? 1 : 0)),
        ...(withStart ? [before - corrected.roundMeans[round]] : []),
      ]),
      compared.map(({ change }) => change),
      compared.map(({ person }) => person),
    );
  const plain = trained.length >= leastEach && notYet.length >= leastEach ? fit(false) : undefined;
  if (!plain || Number.isNaN(plain.errors[0]))
    return {
      ...base,
      state: "not_measured",
      effect: null,
      p: null,
      q: null,
      atEqualStart: null,
      startDifference: null,
      changes: null,
      moreNeeded: more(leastEach),
    };
  const estimate = (f: NonNullable<typeof plain>): Estimate => ({
    value: f.coefficients[0],
    low: f.low[0],
    high: f.high[0],
  });
  const equal = fit(true);
  const start = (c: CourseChange): number => c.before - corrected.roundMeans[c.round];
  const effect = estimate(plain);
  // For 80 % power at 5 % two-sided: error ≤ effect ÷ 2.80; errors fall with the root of the numbers.
  const target = Math.max(smallest, Math.abs(effect.value)) / 2.8016;
  const factor = (plain.errors[0] / target) ** 2;
  return {
    ...base,
    state: effect.low > 0 ? "measured" : "not_shown",
    effect,
    p: plain.p[0],
    q: null,
    atEqualStart: equal && !Number.isNaN(equal.errors[0]) ? estimate(equal) : null,
    startDifference: mean(trained, start) - mean(notYet, start),
    changes: { trained: mean(trained, (c) => c.change), notYet: mean(notYet, (c) => c.change) },
    moreNeeded:
      effect.low > 0
        ? { trained: 0, notYet: 0 }
        : {
            trained: Math.max(0, Math.ceil(trained.length * factor) - trained.length),
            notYet: Math.max(0, Math.ceil(notYet.length * factor) - notYet.length),
          },
  };
}

/** Adds the false-discovery rate over all courses compared. */
export function withDiscoveryRate(effects: readonly CourseEffect[]): CourseEffect[] {
  const q = falseDiscovery(effects.map(({ p }) => p ?? NaN));
  return effects.map((effect, i) => ({ ...effect, q: Number.isNaN(q[i]) ? null : q[i] }));
}
