// source_attendance_day → attendance_month: which days count, and over which stretches of months they are summed up.
import { asset } from "../asset.js";
import type { Database } from "../database.js";
import { sourceNumbers, type SourceSpan, sourceSpans } from "../ingest/source-spans.js";
import { addMonths } from "./history.js";

const sql = (name: string) => asset(import.meta.url, `./${name}.sql`);

/** Files that decide what attendance_month looks like. */
export const attendanceFiles = ["closed-day", "attendance-month"] as const;

const relation = "source_attendance_day";

/** Groups that a statement may have: so many stay close to the processor; 200,000 people get a month at a time. */
const groupsAtOnce = 250_000;

/** Makes attendance_month. Needs `employment`. */
export async function buildAttendance(db: Database): Promise<void> {
  const { hours, conditions } = await chooseDays(db);
  await db.run(`CREATE OR REPLACE TEMP TABLE attendance_month (
    position INTEGER, number INTEGER, signs BIGINT, ${smallCounts.map((c) => `${c} UTINYINT`).join(", ")},
    planned INTEGER, worked INTEGER, overtime INTEGER, night INTEGER)`);
  for (const stretch of await stretches(db)) {
    await db.run(`CREATE OR REPLACE TEMP VIEW open_attendance_day AS
      SELECT * REPLACE (${hours} AS planned_hours) FROM ${relation}
      WHERE ${[stretch, ...conditions].join(" AND ")}`);
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

/**
 * Conditions on work_date that share the months out, in order of time. Months of few groups are summed up much faster
 * (at 200,000 people in 0.6 of the time), but only where each stretch can leave out the files of the others.
 */
async function stretches(db: Database): Promise<string[]> {
  const spans = await sourceSpans(db, relation, "work_date");
  const { people } = await db.row<{ people: number }>("SELECT count(*) AS people FROM employment");
  const length = Math.max(1, Math.floor(groupsAtOnce / Math.max(1, people)));
  const first = min(spans.map((span) => span.first.slice(0, 7)));
  const last = max(spans.map((span) => span.last.slice(0, 7)));
  if (first === undefined || last === undefined) return ["true"];
  const edges: string[] = [];
  for (let month = addMonths(first, length); month <= last; month = addMonths(month, length))
    edges.push(`${month}-01`);
  const stretched = [undefined, ...edges].map((from, i) => ({ from, to: edges[i] }));
  const read = stretched.map(({ from, to }) =>
    sum(spans.filter((s) => (from === undefined || s.last >= from) && (to === undefined || s.first < to))),
  );
  if (read.reduce((a, b) => a + b, 0) > 1.5 * sum(spans)) return ["true"];
  return stretched.map(
    ({ from, to }) =>
      [from && `work_date >= DATE '${from}'`, to && `work_date < DATE '${to}'`]
        .filter((condition) => condition !== undefined)
        .join(" AND ") || "true",
  );
}

const sum = (spans: readonly SourceSpan[]): number => spans.reduce((rows, span) => rows + span.rows, 0);
const min = (texts: readonly string[]): string | undefined =>
  texts.reduce<string | undefined>((a, b) => (a !== undefined && a < b ? a : b), undefined);
const max = (texts: readonly string[]): string | undefined =>
  texts.reduce<string | undefined>((a, b) => (a !== undefined && a > b ? a : b), undefined);
