// A survey date → one row per person and item, 1 to 5; about four in five answer.
import type { Day } from "./calendar.js";
import type { Person } from "./person.js";
import type { Random } from "./random.js";

export const surveyItems = ["敬业度", "工作满意度", "直接上级", "发展机会", "工作负荷"] as const;
const responseRate = 0.82;

export interface SurveyAnswer {
  employee: string;
  day: Day;
  item: string;
  score: number;
}

/** Answers of one person; empty when they did not take part. */
export function surveyAnswers(random: Random, person: Person, day: Day): SurveyAnswer[] {
  if (!random.chance(responseRate)) return [];
  return surveyItems.map((item) => ({
    employee: person.id,
    day,
    item,
    score: Math.min(
      5,
      Math.max(1, Math.round(3.6 + 0.6 * person.latent.satisfaction + random.normal(0, 0.8))),
    ),
  }));
}
