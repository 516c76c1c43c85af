// Tables of a company → one row per employee-month at risk with the planted facts, rebuilt from the files by truth.json's definitions.
import type { SourceRow, SourceTables } from "./read-sources.js";

export interface HazardRow {
  employee: string;
  month: number;
  group: string;
  left: boolean;
  facts: Record<string, number>;
}

export const monthNumber = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const firstDayOf = (month: number) =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`;

/** 正月初一 of the years in which the demo companies live. */
const springFestivals = ["2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"].map(
  monthNumber,
);

const groupBy = (rows: SourceRow[], key: string) => {
  const groups = new Map<string, SourceRow[]>();
  for (const row of rows) {
    const group = groups.get(row[key]!);
    if (group) group.push(row);
    else groups.set(row[key]!, [row]);
  }
  return groups;
};

const sumByMonth = (rows: SourceRow[], date: string, value: string) => {
  const sums = new Map<number, number>();
  for (const row of rows) {
    const month = monthNumber(row[date]!);
    sums.set(month, (sums.get(month) ?? 0) + Number(row[value]));
  }
  return sums;
};

export function hazardRows(
  tables: SourceTables,
  history: {
    from: string;
    to: string;
    programmeOver?: string;
    /** What baseline hazards differ by. */
    groupOf: (assignment: SourceRow) => string;
    salesGroup?: string;
  },
): HazardRow[] {
  const by = (table: string) => groupBy(tables[table]!, "employee_id");
  const [jobs, exits, attendance] = [by("job_assignment"), by("termination"), by("attendance_day")];
  const [reviews, training, surveys] = [
    by("performance_review"),
    by("training_record"),
    by("survey_response"),
  ];
  const rows: HazardRow[] = [];
  for (const person of tables.employee!) {
    const id = person.employee_id!;
    const exit = exits.get(id)?.[0];
    const stretches = (jobs.get(id) ?? []).sort((a, b) => (a.valid_from! < b.valid_from! ? -1 : 1));
    const changes = (differs: (a: SourceRow, b: SourceRow) => boolean) =>
      stretches.slice(1).flatMap((b, i) => (differs(stretches[i]!, b) ? [monthNumber(b.valid_from!)] : []));
    const managers = changes((a, b) => a.manager_id !== b.manager_id);
    const promotions = changes((a, b) => Number(a.level) < Number(b.level));
    const overtime = sumByMonth(attendance.get(id) ?? [], "work_date", "overtime_hours");
    const hours = sumByMonth(
      (training.get(id) ?? []).filter((t) => ["已完成", "completed"].includes(t.status!)),
      "training_date",
      "hours",
    );
    const scores = (reviews.get(id) ?? []).sort((a, b) => (a.review_date! < b.review_date! ? -1 : 1));
    const answers = surveys.get(id) ?? [];
    const last = Math.min(monthNumber(history.to), exit ? monthNumber(exit.exit_date!) : Infinity);
    const first = Math.max(monthNumber(history.from) + 1, monthNumber(person.hire_date!) + 1);
    for (let m = first; m <= last; m++) {
      const start = firstDayOf(m);
      const recent = (events: number[], months: number) =>
        Number(events.some((e) => e < m && m - e <= months));
      const past = (months: number) => Array.from({ length: months }, (_, i) => m - 1 - i);
      const over = past(3).flatMap((k) => overtime.get(k) ?? []);
      const lastTwo = scores.filter((r) => r.review_date! < start).slice(-2);
      const survey = answers.filter((a) => a.survey_date! < start && a.survey_date! >= firstDayOf(m - 12));
      const surveyDate = survey
        .map((a) => a.survey_date!)
        .sort()
        .at(-1);
      const items = survey.filter((a) => a.survey_date === surveyDate).map((a) => Number(a.score));
      const group = history.groupOf(stretches.findLast((s) => s.valid_from! <= start)!);
      rows.push({
        employee: id,
        month: m,
        group,
        left:
          m === last &&
          ["主动离职", "voluntary"].includes(exit?.exit_kind ?? "") &&
          monthNumber(exit!.exit_date!) === m,
        facts: {
          tenure_under_1y: Number((dayNumber(start) - 1 - dayNumber(person.hire_date!)) / 30.4375 < 12),
          overtime_10h: over.length ? over.reduce((a, b) => a + b, 0) / over.length / 10 : 0,
          missed_two_reviews: Number(lastTwo.length === 2 && lastTwo.every((r) => Number(r.score) < 70)),
          manager_change_6m: recent(managers, 6),
          training_16h_12m: Number(past(12).reduce((sum, k) => sum + (hours.get(k) ?? 0), 0) >= 16),
          promotion_12m: recent(promotions, 12),
          low_survey: Number(items.length > 0 && items.reduce((a, b) => a + b, 0) / items.length < 3),
          internal_referral: Number(person.recruitment_source === "内部推荐"),
          after_spring_festival: Number(springFestivals.includes(m - 1)),
          sales_after_programme: Number(
            group === history.salesGroup &&
              history.programmeOver !== undefined &&
              m >= monthNumber(history.programmeOver),
          ),
          female: Number(["女", "F"].includes(person.gender!)),
        },
      });
    }
  }
  return rows;
}
