// People's latest corrected levels + what their role requires → gaps with intervals: per person, and per role and part of the company.
import { wilson } from "../../engine/metrics/interval.js";
import { normalCdf } from "../estimators/normal-distribution.js";
import type { PersonRow } from "./competency-rows.js";
import type { CorrectedDimension } from "./corrected-scores.js";
import type { Framework, Role } from "./framework.js";
import type { Estimate } from "./competency-reliability.js";

/** For one person and dimension; for readers with person-level rights only, and never stored. */
export interface PersonGap {
  person: string;
  role: string;
  required: number;
  level: number;
  error: number;
  raw: number;
  raters: number;
  round: number;
  /** Required − level; positive = a gap. */
  gap: number;
  low: number;
  high: number;
  /** Probability that the true level lies below the required one. */
  chance: number;
  /** Position among the dimension's levels. */
  member: number;
}

export interface GroupGap {
  by: "company" | "role" | "division" | "department" | "team";
  group: string;
  people: number;
  /** Mean gap of these people, points. */
  mean: Estimate;
  /** People whose rated mean (others' scores as they are) lies below the required level, with Wilson's interval. */
  observed: Estimate & { count: number };
  /** Share whose true level lies below it: ratings freed of leniency, and of the spread that unreliable ratings add. */
  share: Estimate;
}

const z = 1.959963984540054;
const groupings = ["division", "department", "team"] as const;

const has = (values: readonly string[] | undefined, value: string | null): boolean =>
  values === undefined ||
  (value !== null && values.some((v) => v.trim().toLowerCase() === value.trim().toLowerCase()));

export function roleOf(framework: Framework, person: PersonRow): Role | undefined {
  return framework.roles.find(({ match: { job_family: family, job, level } }) => {
    if (!has(family, person.job_family) || !has(job, person.job)) return false;
    if (level === undefined) return true;
    return (
      person.level !== null &&
      person.level >= (level.from ?? -Infinity) &&
      person.level <= (level.to ?? Infinity)
    );
  });
}

/** Employed people with a required level, each in their latest round if it is one of `fresh`. */
export function personGaps(
  framework: Framework,
  dimension: string,
  corrected: CorrectedDimension,
  people: ReadonlyMap<string, PersonRow>,
  fresh: ReadonlySet<number>,
): PersonGap[] {
  const latest = new Map<string, number>();
  corrected.levels.forEach(({ person, round }, member) => {
    const known = latest.get(person);
    if (fresh.has(round) && (known === undefined || corrected.levels[known].round < round))
      latest.set(person, member);
  });
  const gaps: PersonGap[] = [];
  for (const [id, member] of latest) {
    const person = people.get(id);
    const role = person && person.is_employed === 1 ? roleOf(framework, person) : undefined;
    const required = role?.required[dimension];
    if (role === undefined || required === undefined) continue;
    const { level, error, raw, raters, round } = corrected.levels[member];
    const gap = required - level;
    const chance = error > 0 ? normalCdf(gap / error) : gap > 0 ? 1 : 0;
    gaps.push({
      person: id,
      role: role.id,
      required,
      level,
      error,
      raw,
      raters,
      round,
      gap,
      low: gap - z * error,
      high: gap + z * error,
      chance,
      member,
    });
  }
  return gaps.sort((a, b) => (a.person < b.person ? -1 : 1));
}

/** The company first, then roles, divisions, departments and teams; groups by their name. */
export function groupGaps(
  gaps: readonly PersonGap[],
  corrected: CorrectedDimension,
  people: ReadonlyMap<string, PersonRow>,
): GroupGap[] {
  if (gaps.length === 0) return [];
  const groups: GroupGap[] = [groupGap("company", "", gaps, corrected)];
  const add = (by: GroupGap["by"], nameOf: (gap: PersonGap) => string | null | undefined): void => {
    const members = new Map<string, PersonGap[]>();
    for (const gap of gaps) {
      const name = nameOf(gap);
      if (name !== null && name !== undefined) members.set(name, [...(members.get(name) ?? []), gap]);
    }
    for (const name of [...members.keys()].sort())
      groups.push(groupGap(by, name, members.get(name)!, corrected));
  };
  add("role", (gap) => gap.role);
  for (const by of groupings) add(by, (gap) => people.get(gap.person)?.[by]);
  return groups;
}

function groupGap(
  by: GroupGap["by"],
  group: string,
  gaps: readonly PersonGap[],
  corrected: CorrectedDimension,
): GroupGap {
  const n = gaps.length;
  const mean = gaps.reduce((sum, { gap }) => sum + gap, 0) / n;
  const meanVariance = corrected.errorOfMean(gaps.map(({ member }) => member));
  const half = z * Math.sqrt(Math.max(0, meanVariance));
  const count = gaps.filter(({ raw, required }) => raw < required).length;
  return {
    by,
    group,
    people: n,
    mean: { value: mean, low: mean - half, high: mean + half },
    observed: { count, value: count / n, ...wilson(count, n) },
    share: shareBelow(gaps, meanVariance),
  };
}

/**
 * Mean probability of a gap. Its variance: people as a sample, and the error that all levels share (raters' leniency and the round's
 * mean), carried over at the mean density. Wilson's interval at the effective number of people, so that it stays inside 0 and 1.
 */
function shareBelow(gaps: readonly PersonGap[], meanVariance: number): Estimate {
  const n = gaps.length;
  const value = gaps.reduce((sum, { chance }) => sum + chance, 0) / n;
  const own = gaps.reduce((sum, { error }) => sum + error ** 2, 0) / n ** 2;
  const common = Math.max(0, meanVariance - own);
  const density =
    gaps.reduce(
      (sum, { gap, error }) =>
        sum + (error > 0 ? Math.exp(-0.5 * (gap / error) ** 2) / (error * Math.sqrt(2 * Math.PI)) : 0),
      0,
    ) / n;
  // One person: what is not known about them is a chance, not a sample's spread.
  const between =
    n < 2 ? value * (1 - value) : gaps.reduce((sum, { chance }) => sum + (chance - value) ** 2, 0) / (n - 1);
  const variance = between / n + density ** 2 * common;
  const effective = variance > 0 ? Math.min(n, Math.max(1, (value * (1 - value)) / variance)) : n;
  const { low, high } = wilson(value * effective, effective);
  return { value, low: Math.min(low, value), high: Math.max(high, value) };
}
