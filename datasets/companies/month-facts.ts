// Workforce + month → everything the source systems record in it; what is visible is remembered on each person.
import { type AttendanceDay, attendanceOfMonth } from "./attendance.js";
import { calendarMonth, type Day, firstDay, lastDay, type Month, workingDays } from "./calendar.js";
import { assignmentOn, employedWithin, type Person } from "./person.js";
import type { Random } from "./random.js";
import { leniencyOf, type Review, type ReviewPlan, reviewScore } from "./review.js";
import { hasAllCourses, type SalesMonth, salesOfMonth, type SalesPlan } from "./sales.js";
import { type SurveyAnswer, surveyAnswers } from "./survey.js";
import { trainingOfMonth, type TrainingPlan, type TrainingRow } from "./training.js";
import type { Workforce } from "./workforce.js";

export interface FactsPlan {
  sales: SalesPlan;
  reviews: ReviewPlan;
  training: TrainingPlan;
  /** Calendar months (1–12) with a review on the 25th, and with a survey on the 18th. */
  reviewMonths: readonly number[];
  surveyMonths: readonly number[];
}

/** What one month adds to the files. */
export interface MonthOfFacts {
  month: Month;
  attendance: { person: Person; rows: AttendanceDay[] }[];
  sales: { person: Person; row: SalesMonth }[];
  reviews: Review[];
  training: TrainingRow[];
  surveys: SurveyAnswer[];
}

interface Stay {
  person: Person;
  month: Month;
  /** First and last day employed in the month. */
  from: Day;
  to: Day;
  isSeller: boolean;
}

export function factsOfMonth(
  workforce: Workforce,
  month: Month,
  seed: string,
  random: (concern: string) => Random,
  plan: FactsPlan,
): MonthOfFacts {
  const facts: MonthOfFacts = { month, attendance: [], sales: [], reviews: [], training: [], surveys: [] };
  for (const person of workforce.people) {
    const days = employedWithin(person, firstDay(month), lastDay(month));
    if (!days) continue;
    const stay: Stay = { person, month, from: days[0], to: days[1], isSeller: workforce.isSeller(person) };

    const rows = attendanceOfMonth(random("attendance"), person, month, stay.from, stay.to);
    facts.attendance.push({ person, rows });
    if (rows.length > 0)
      person.overtimeHours.set(
        month,
        rows.reduce((sum, row) => sum + row.overtime, 0),
      );
    const sold = stay.isSeller ? salesOfMonth(random("sales"), person, month, plan.sales) : undefined;
    if (sold) facts.sales.push({ person, row: sold });
    facts.reviews.push(...reviewed(stay, seed, random("reviews"), plan));
    facts.training.push(...taught(stay, random("training"), plan.training));
    facts.surveys.push(...surveyed(stay, random("survey"), plan));
  }
  return facts;
}

/** Whoever has been there for 30 days is reviewed by the line manager of that day. */
function reviewed(stay: Stay, seed: string, random: Random, plan: FactsPlan): Review[] {
  const { person, month, isSeller } = stay;
  const day = firstDay(month) + 24;
  if (!plan.reviewMonths.includes(calendarMonth(month)) || stay.to < day || person.hired > day - 30)
    return [];
  const rater = assignmentOn(person, day).manager;
  if (!rater) return [];
  const score = reviewScore(random, person, plan.reviews, {
    isSeller,
    hasCourses: hasAllCourses(person, plan.sales.mix.courses, month),
    leniency: leniencyOf(seed, rater, plan.reviews),
  });
  person.scores.push({ day, score });
  return [{ employee: person.id, day, score, rater }];
}

function taught(stay: Stay, random: Random, plan: TrainingPlan): TrainingRow[] {
  const { person, month, from, to, isSeller } = stay;
  const days = workingDays(month).filter((d) => d >= from && d <= to);
  const isNew = person.hired >= firstDay(month);
  const rows = trainingOfMonth(random, person, days, plan, { isNew, isSeller });
  for (const row of rows) {
    if (row.status !== "已完成") continue;
    person.trainingHours.set(month, (person.trainingHours.get(month) ?? 0) + row.hours);
    person.completed.set(row.course, Math.min(row.day, person.completed.get(row.course) ?? row.day));
  }
  return rows;
}

function surveyed(stay: Stay, random: Random, plan: FactsPlan): SurveyAnswer[] {
  const { person, month, from, to } = stay;
  const day = firstDay(month) + 17;
  if (!plan.surveyMonths.includes(calendarMonth(month)) || from > day || to < day) return [];
  const answers = surveyAnswers(random, person, day);
  if (answers.length > 0)
    person.surveys.push({ day, score: answers.reduce((sum, a) => sum + a.score, 0) / answers.length });
  return answers;
}
