// A quarter's end → a score per person: skill, behaviour and courses, plus how lenient the rater is.
// score = mean + 6·skill + 2·visiting (sellers) + course + leniency(rater) + noise, kept inside 0…100, one decimal.
import type { Day } from "./calendar.js";
import type { Person } from "./person.js";
import { Random } from "./random.js";

export interface ReviewPlan {
  mean: number;
  /** Score points per standard deviation of skill. */
  skill: number;
  /** Score points per standard deviation of visiting, sellers only. */
  visiting: number;
  /** Score points once all courses of the programme are completed. */
  course: number;
  noise: number;
  /** Standard deviation of the raters' leniency, score points. */
  leniency: number;
}

export interface Review {
  employee: string;
  day: Day;
  score: number;
  rater: string;
}

/** What a rater adds to every score: drawn once per rater from the seed, whoever is rated. */
export const leniencyOf = (seed: string, rater: string, plan: ReviewPlan): number =>
  Math.round(new Random(`${seed}:leniency:${rater}`).normal(0, plan.leniency) * 100) / 100;

export function reviewScore(
  random: Random,
  person: Person,
  plan: ReviewPlan,
  facts: { isSeller: boolean; hasCourses: boolean; leniency: number },
): number {
  const score =
    plan.mean +
    plan.skill * person.latent.skill +
    (facts.isSeller ? plan.visiting * person.latent.visiting : 0) +
    (facts.hasCourses ? plan.course : 0) +
    facts.leniency +
    random.normal(0, plan.noise);
  return Math.round(Math.min(100, Math.max(0, score)) * 10) / 10;
}
