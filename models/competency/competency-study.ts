// Ratings, people, reviews and courses → the whole study: corrected levels, reliability, gaps, what moves performance, courses.
// Its people stay in memory; `fitted` is what may be kept.
import type { Bilingual } from "../../engine/locale.js";
import type { Refusal } from "../model.js";
import { assess, type Assessment, type Judgement } from "./assessment.js";
import { daysBetween } from "./assessment-rounds.js";
import { correctedScores, heldBackError, type CorrectedDimension } from "./corrected-scores.js";
import { clientChurn } from "./client-churn.js";
import type { CompetencyFitted, DimensionFit } from "./competency-fitted.js";
import { groupGaps, personGaps, roleOf, type PersonGap } from "./competency-gap.js";
import { performanceStudy } from "./competency-performance.js";
import { dimensionReliability } from "./competency-reliability.js";
import type { CompetencyRows, CourseRow, PersonRow, RatingRow } from "./competency-rows.js";
import { courseAdvice, type PersonAdvice } from "./course-advice.js";
import { courseEffect, withDiscoveryRate } from "./course-effect.js";
import { examEvidence } from "./course-evidence.js";
import { courseDimensions, frameworkFor } from "./dimension-names.js";
import type { Framework } from "./framework.js";

export interface CompetencyOptions extends Omit<CompetencyRows, "ratings"> {
  /** Frameworks to choose from, the company's own first; the one that knows most of the names is used. */
  frameworks: readonly (Framework & { isOwn?: boolean })[];
  now: string;
  snapshot: string;
  seed: number;
}

export interface CompetencyStudy {
  fitted: CompetencyFitted;
  /** By dimension. */
  corrected: Map<string, CorrectedDimension>;
  gaps: Map<string, PersonGap[]>;
  advice: PersonAdvice[];
  people: Map<string, PersonRow>;
}

export const leastRated = 10;
/** A round older than this before the last one says nothing of today. */
const freshDays = 550;

export function studyCompetency(
  ratings: readonly RatingRow[],
  options: CompetencyOptions,
): CompetencyStudy | Refusal {
  if (ratings.length === 0) return noRatings();
  const names = [...new Set(ratings.map((row) => row.competency))];
  const framework = frameworkFor(options.frameworks, names);
  const assessment = assess(framework, ratings);
  const { rounds, judgements } = assessment;
  const corrected = new Map<string, CorrectedDimension>();
  let most = 0;
  for (const { id } of framework.dimensions) {
    const own = judgements.get(id) ?? [];
    const twice = ratedTwice(own);
    most = Math.max(most, twice);
    const found = twice >= leastRated ? correctedScores(own, rounds.length, options.seed) : undefined;
    if (found) corrected.set(id, found);
  }
  if (corrected.size === 0) return tooFew(most);

  const people = new Map(options.people.map((person) => [person.employee_id, person]));
  const last = rounds.at(-1)!.to;
  const fresh = new Set(rounds.flatMap((round, i) => (daysBetween(round.to, last) <= freshDays ? [i] : [])));
  const gaps = new Map<string, PersonGap[]>();
  const dimensions: DimensionFit[] = [];
  for (const { id, label } of framework.dimensions) {
    const found = corrected.get(id);
    if (!found) continue;
    const own = personGaps(framework, id, found, people, fresh);
    gaps.set(id, own);
    dimensions.push(dimensionFit(id, label, judgements.get(id)!, rounds.length, found, own, people));
  }

  const courseOf = courseDimensions(framework);
  const courses = new Map<string, CourseRow[]>();
  for (const row of options.courses) {
    const dimension = courseOf(row.course_id)?.id;
    if (dimension !== undefined) courses.set(dimension, [...(courses.get(dimension) ?? []), row]);
  }
  const taught = framework.dimensions.filter(({ id }) => corrected.has(id) && courses.has(id));
  const smallest = 0.05 * (framework.scale.to - framework.scale.from);
  const effects = withDiscoveryRate(
    taught.map(({ id }) => courseEffect(id, corrected.get(id)!, rounds, courses.get(id)!, smallest)),
  );
  const { advice, people: personAdvice } = courseAdvice(gaps, effects, courses);
  const isHundred = framework.scale.from === 0 && framework.scale.to === 100;
  const exams = taught.flatMap(({ id }) => {
    const levels = new Set(framework.roles.flatMap((role) => role.required[id] ?? []));
    const required = isHundred && levels.size === 1 ? [...levels][0] : null;
    return examEvidence(id, courses.get(id)!, corrected.get(id)!, rounds, required) ?? [];
  });
  const fitted: CompetencyFitted = {
    model: "competency",
    version: 1,
    framework: plainFramework(framework),
    isOwn: "isOwn" in framework && framework.isOwn === true,
    isDerived: "isDerived" in framework,
    rounds,
    dimensions,
    notRated: framework.dimensions.filter(({ id }) => !corrected.has(id)).map(({ id }) => id),
    performance: performanceStudy(corrected, rounds, options.reviews, options.seed),
    exams,
    effects,
    advice,
    churn: clientChurn(options.clients ?? [], corrected, rounds),
    unknownNames: assessment.unknownNames,
    resolved: assessment.resolved,
    withoutGap: whyNoGap(assessment, framework, people, fresh),
    window: { from: rounds[0].from.slice(0, 7), to: last.slice(0, 7) },
    rows: ratings.length,
    people: new Set(ratings.map((row) => row.employee_id)).size,
    raters: new Set(ratings.map((row) => row.rater_id)).size,
    fittedAt: options.now,
    snapshot: options.snapshot,
    seed: options.seed,
  };
  return { fitted, corrected, gaps, advice: personAdvice, people };
}

function dimensionFit(
  id: string,
  label: Bilingual,
  judgements: readonly Judgement[],
  rounds: number,
  corrected: CorrectedDimension,
  gaps: readonly PersonGap[],
  people: ReadonlyMap<string, PersonRow>,
): DimensionFit {
  const beyond = corrected.leniency.filter(({ value, error }) => Math.abs(value) > 1.96 * error);
  return {
    id,
    label,
    reliability: dimensionReliability(judgements, corrected),
    variances: corrected.effects.variances,
    roundMeans: corrected.roundMeans.map((mean) => (Number.isNaN(mean) ? null : mean)),
    relationships: corrected.relationships,
    raters: {
      lenient: beyond.filter(({ value }) => value > 0).length,
      severe: beyond.filter(({ value }) => value < 0).length,
      all: corrected.leniency.length,
    },
    groups: groupGaps(gaps, corrected, people),
    heldBack: heldBackError(judgements, rounds, corrected.effects.variances) ?? null,
  };
}

function plainFramework({ id, label, description, scale, source, dimensions, roles }: Framework): Framework {
  return { id, label, description, scale, ...(source === undefined ? {} : { source }), dimensions, roles };
}

/** People with two raters or more in one round. */
function ratedTwice(judgements: readonly Judgement[]): number {
  const raters = new Map<string, number>();
  for (const { person, round } of judgements) {
    const key = JSON.stringify([person, round]);
    raters.set(key, (raters.get(key) ?? 0) + 1);
  }
  const people = [...raters].filter(([, count]) => count >= 2).map(([key]) => JSON.parse(key)[0] as string);
  return new Set(people).size;
}

function whyNoGap(
  { judgements }: Assessment,
  framework: Framework,
  people: ReadonlyMap<string, PersonRow>,
  fresh: ReadonlySet<number>,
): CompetencyFitted["withoutGap"] {
  const latest = new Map<string, number>();
  for (const list of judgements.values())
    for (const { person, round } of list) latest.set(person, Math.max(round, latest.get(person) ?? round));
  const without = { role: 0, left: 0, outdated: 0 };
  for (const [id, round] of latest) {
    const person = people.get(id);
    if (!person || person.is_employed !== 1) without.left++;
    else if (!roleOf(framework, person)) without.role++;
    else if (!fresh.has(round)) without.outdated++;
  }
  return without;
}

function noRatings(): Refusal {
  return {
    refused: true,
    code: "no_ratings",
    facts: { ratings: 0, peopleNeeded: leastRated },
    text: {
      en: `Not fitted: there are 0 competency ratings. Import 360° ratings (competency_rating): at least ${leastRated} people, each rated by two or more.`,
      zh: `未拟合：胜任力评估共 0 条。请导入 360 度评估（competency_rating）：至少 ${leastRated} 人，每人有两名以上评估人。`,
    },
  };
}

function tooFew(people: number): Refusal {
  const morePeople = leastRated - people;
  return {
    refused: true,
    code: "too_few_rated",
    facts: { people, peopleNeeded: leastRated, morePeople },
    text: {
      en: `Not fitted: ${people} people have two or more raters in one round, ${leastRated} are needed (${morePeople} more). With fewer, a strict rater cannot be told from a weak person.`,
      zh: `未拟合：同一轮中有两名以上评估人的有 ${people} 人，至少需要 ${leastRated} 人（还差 ${morePeople} 人）。人数过少时，分不清是评估人偏严还是被评人偏弱。`,
    },
  };
}
