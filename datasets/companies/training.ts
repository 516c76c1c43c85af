// A person's month → training records: onboarding, open courses, and the programme's courses for sellers.
import type { Day } from "./calendar.js";
import type { Person } from "./person.js";
import type { Random } from "./random.js";

export interface ProgrammeCourse {
  name: string;
  hours: number;
  /** Required exam score minus what an average seller reaches: the competency gap, in exam points. */
  gap: number;
}

export interface TrainingPlan {
  /** Offered every month to everybody, with this probability that a person takes one. */
  open: { courses: readonly { name: string; hours: number }[]; monthly: number };
  onboarding: { name: string; hours: number };
  programme: readonly ProgrammeCourse[];
  /** First day of the programme's courses. */
  programmeFrom: Day;
  /** Monthly probability that a seller takes the next course of the programme. */
  programmeMonthly: number;
  requiredScore: number;
}

export interface TrainingRow {
  employee: string;
  course: string;
  day: Day;
  hours: number;
  status: "已完成" | "已取消" | "缺席";
  exam: number | null;
}

/** `days` are the working days on which the person can be taught this month. */
export function trainingOfMonth(
  random: Random,
  person: Person,
  days: readonly Day[],
  plan: TrainingPlan,
  facts: { isNew: boolean; isSeller: boolean },
): TrainingRow[] {
  if (days.length === 0) return [];
  const rows: TrainingRow[] = [];
  const take = (name: string, hours: number, day: Day, examMean: number | null) => {
    const outcome = random.weighted({ 已完成: 0.9, 已取消: 0.05, 缺席: 0.05 });
    const done = outcome === "已完成";
    const exam =
      done && examMean !== null
        ? Math.round(Math.min(100, Math.max(0, examMean + 5 * person.latent.skill + random.normal(0, 7))))
        : null;
    rows.push({ employee: person.id, course: name, day, hours: done ? hours : 0, status: outcome, exam });
  };
  if (facts.isNew) take(plan.onboarding.name, plan.onboarding.hours, days[0]!, null);
  if (random.chance(plan.open.monthly)) {
    const course = random.pick(plan.open.courses);
    take(course.name, course.hours, random.pick(days), 82);
  }
  const teachable = days.filter((day) => day >= plan.programmeFrom);
  const next = plan.programme.find((course) => !person.completed.has(course.name));
  if (facts.isSeller && next && teachable.length > 0 && random.chance(plan.programmeMonthly))
    take(next.name, next.hours, random.pick(teachable), plan.requiredScore - next.gap);
  return rows;
}
