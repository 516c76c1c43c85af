// source_attendance_day → attendance_month: which days count, and over which stretches of months they are summed up.
import { asset } from "../asset.js";
import type { Database } from "../database.js";
import { sourceNumbers, sourceSpans } from "../ingest/source-spans.js";
import { type MonthStretch, monthStretches } from "./month-stretches.js";

const sql = (name: string) => asset(import.meta.url, `./${name}.sql`);

/** Files that decide what attendance_month looks like. */
export const attendanceFiles = ["closed-day", "attendance-month"] as const;

const relation = "source_attendance_day";

/** Groups that a statement may have: so many stay close to the processor; 200,000 people get a month at a time. */
const groupsAtOnce = 250_000;

/** Makes attendance_month. Needs `employment`. */
export async function buildAttendance(db: Database, atOnce = groupsAtOnce): Promise<void> {
  const { hours, conditions } = await chooseDays(db);
  await db.run(`CREATE OR REPLACE TEMP TABLE attendance_month (
    position INTEGER, number INTEGER, signs BIGINT, ${smallCounts.map((c) => `${c} UTINYINT`).join(", ")},
    planned INTEGER, worked INTEGER, overtime INTEGER, night INTEGER)`);
  const spans = await sourceSpans(db, relation, "work_date");
  const { people } = await db.row<{ people: number }>("SELECT count(*) AS people FROM employment");
  for (const stretch of monthStretches(spans, Math.floor(atOnce / Math.max(1, people)))) {
    await db.run(`CREATE OR REPLACE TEMP VIEW open_attendance_day AS
      SELECT * REPLACE (${hours} AS planned_hours) FROM ${relation}
      WHERE ${[stretchCondition(stretch), ...conditions].join(" AND ")}`);
    await db.run(sql("attendance-month"));
  }
  await db.run("DROP VIEW open_attendance_day");
  await db.run("DROP TABLE IF EXISTS closed_day");
}

const smallCounts = [
  "late_days",
  "core_time_days",
  "leave_days",
  "late_known_days",
  "punched_days",
  "unpunched_days",
];

/** Most companies plan every day: then the largest table is read without asking of each row whether its day counts. */
async function chooseDays(db: Database): Promise<{ hours: string; conditions: string[] }> {
  const planned =
    (await sourceNumbers(db, relation, "planned_hours")) ??
    (await db.row<{ isComplete: boolean; least: number | null }>(
      `SELECT count(*) = count(planned_hours) AS "isComplete", min(planned_hours) AS least FROM ${relation}`,
    ));
  const isIdleDayPossible = planned.least !== null && planned.least <= 0;
  const conditions = isIdleDayPossible
    ? [
        "(coalesce(planned_hours, 1) > 0 OR worked_hours > 0 OR began_second IS NOT NULL OR ended_second IS NOT NULL)",
      ]
    : [];
  if (planned.isComplete) return { hours: "planned_hours", conditions };
  await db.run(sql("closed-day"));
  return {
    hours: "coalesce(planned_hours, getvariable('standard_day_hours'))",
    conditions: [...conditions, "work_date NOT IN (FROM closed_day)"],
  };
}

const stretchCondition = ({ from, to }: MonthStretch): string =>
  [from && `work_date >= DATE '${from}'`, to && `work_date < DATE '${to}'`].filter(Boolean).join(" AND ") ||
  "true";
