// What the files show of a person up to a month's end → probability of a voluntary exit in the next month.
// p = 1 − exp(−baseline · Π ratio^x): complementary log-log, so each planted ratio is a hazard ratio exactly.
import { firstDay, isAfterFestival, type Month } from "./calendar.js";
import { monthsOfChange, type Person } from "./person.js";

/** Everything is known at the end of the month before the one at risk. */
export interface HazardFacts {
  tenure_under_1y: boolean;
  /** Mean overtime hours a month over the last three months, in tens of hours. */
  overtime_10h: number;
  missed_two_reviews: boolean;
  manager_change_6m: boolean;
  training_16h_12m: boolean;
  promotion_12m: boolean;
  low_survey: boolean;
  internal_referral: boolean;
  after_spring_festival: boolean;
  sales_after_programme: boolean;
}

/** What a company plants; facts left out have no effect. */
export type HazardRatios = Partial<Record<keyof HazardFacts, number>>;

/** Precise enough to rebuild the fact from the files alone; "month at risk" is m, and history means up to the end of m − 1. */
export const hazardDefinitions: Record<keyof HazardFacts, string> = {
  tenure_under_1y: "1 when (last day of m−1 − hire_date) / 30.4375 < 12, else 0",
  overtime_10h:
    "sum of attendance_day.overtime_hours per month, mean over those of m−3…m−1 in which the person has attendance rows, ÷ 10; log-linear",
  missed_two_reviews: "1 when the two most recent reviews dated before m both score below 70, else 0",
  manager_change_6m:
    "1 when an assignment with another manager_id than the one before it starts in months m−6…m−1, else 0",
  training_16h_12m: "1 when completed training in months m−12…m−1 sums to at least 16 hours, else 0",
  promotion_12m:
    "1 when an assignment with a higher level than the one before it starts in months m−12…m−1, else 0",
  low_survey:
    "1 when the mean of all items of the most recent survey answered in months m−12…m−1 is below 3, else 0",
  internal_referral: "1 when recruitment_source is 内部推荐, else 0",
  after_spring_festival: "1 when m is the calendar month after the one that holds 正月初一, else 0",
  sales_after_programme: "1 when the person's division is sales and m is 2025-06 or later, else 0",
};

export const passMark = 70;

export interface HazardContext {
  inSales: boolean;
  /** First month after the programme; undefined where there was none. */
  programmeOver?: Month;
}

export function hazardFacts(person: Person, month: Month, context: HazardContext): HazardFacts {
  const within = (events: Month[], months: number) =>
    events.some((event) => event < month && month - event <= months);
  const monthsBack = (months: number) => Array.from({ length: months }, (_, i) => month - 1 - i);
  const overtime = monthsBack(3).flatMap((m) => person.overtimeHours.get(m) ?? []);
  const training = monthsBack(12).reduce((sum, m) => sum + (person.trainingHours.get(m) ?? 0), 0);
  const before = firstDay(month);
  const reviews = person.scores.filter((s) => s.day < before).slice(-2);
  const survey = person.surveys.filter((s) => s.day < before && s.day >= firstDay(month - 12)).at(-1);
  return {
    tenure_under_1y: (before - 1 - person.hired) / 30.4375 < 12,
    overtime_10h: overtime.length === 0 ? 0 : overtime.reduce((a, b) => a + b, 0) / overtime.length / 10,
    missed_two_reviews: reviews.length === 2 && reviews.every((r) => r.score < passMark),
    manager_change_6m: within(
      monthsOfChange(person, (before, after) => before.manager !== after.manager),
      6,
    ),
    training_16h_12m: training >= 16,
    promotion_12m: within(
      monthsOfChange(person, (before, after) => before.level < after.level),
      12,
    ),
    low_survey: survey !== undefined && survey.score < 3,
    internal_referral: person.source === "内部推荐",
    after_spring_festival: isAfterFestival(month),
    sales_after_programme:
      context.inSales && context.programmeOver !== undefined && month >= context.programmeOver,
  };
}

/** Probability of a voluntary exit in the month; `baseline` is the monthly hazard with every fact at zero. */
export function exitProbability(facts: Partial<HazardFacts>, ratios: HazardRatios, baseline: number): number {
  let hazard = baseline;
  for (const name in ratios) {
    const fact = Number(facts[name as keyof HazardFacts] ?? 0);
    if (fact !== 0) hazard *= ratios[name as keyof HazardFacts]! ** fact;
  }
  return 1 - Math.exp(-hazard);
}
