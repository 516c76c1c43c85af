// One small row per person and month → one attendance row per working day, made inside DuckDB by hashing person and day:
// memory and time grow with one month, never with the history.
import { isoDay, type Month, workingDays } from "./calendar.js";

export const stayHeaders = ["number", "first", "last", "overtime_minutes", "lateness"] as const;

/** Working days of the month by position; the stays point into it. */
export interface Stay {
  number: number;
  /** Positions of the first and last working day employed. */
  first: number;
  last: number;
  /** Spread over every other day so that it adds up exactly, leave apart. */
  overtimeMinutes: number;
  lateness: number;
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
/** Bits `16·n … 16·n + 15` of a hash as a number in [0, 1). */
const uniform = (hash: string, n: number) => `(((${hash} >> ${16 * n}) & 65535)::DOUBLE / 65536)`;

/** Much cheaper than adding an interval to a date. */
const timestamp = (minutes: string) => `make_timestamp((day * 1440 + ${minutes}) * 60000000)`;

/** Overtime falls on every other day: counts these days; cut points at the count ± 0.25 share out the month's minutes. */
const step = (position: string) => `((${position} + number) // 2)`;

/** COPY statement: `stays` is a CSV under `stayHeaders`, `target` a Parquet file. */
export function attendanceSql(month: Month, seed: number, stays: string, target: string): string {
  const days = workingDays(month)
    .map((day, position) => `(${position}, DATE '${isoDay(day)}', ${day}::BIGINT)`)
    .join(", ");
  const cut = (position: string) => `CASE
    WHEN ${step(position)} = ${step("first")} THEN 0
    WHEN ${step(position)} = ${step("last + 1")} THEN overtime_minutes
    ELSE round(overtime_minutes * (${step(position)} - ${step("first")} + 0.5 *
      (${uniform(`hash(number, ${step(position)}, ${month}, ${seed})`, 0)} - 0.5))
      / (${step("last + 1")} - ${step("first")}))
    END::INTEGER`;
  return `COPY (
  WITH stay AS (
    SELECT *, 'E' || lpad(number::VARCHAR, 7, '0') AS employee_id FROM read_csv(${text(stays)}, header = true, columns = {
      'number': 'BIGINT', 'first': 'INTEGER', 'last': 'INTEGER', 'overtime_minutes': 'INTEGER', 'lateness': 'DOUBLE'})
  ),
  person_position AS (SELECT *, unnest(range(first, last + 1)) AS position FROM stay),
  drawn AS (
    SELECT employee_id, work_date, day, lateness, hash(number, day, ${seed}) AS h,
      ${cut("position + 1")} - ${cut("position")} AS minutes
    FROM person_position JOIN (VALUES ${days}) AS calendar(position, work_date, day) USING (position)
  ),
  outcome AS (
    SELECT employee_id, work_date, day, minutes, ${uniform("h", 0)} AS u0, ${uniform("h", 1)} AS u1,
      ${uniform("h", 2)} AS u2, u1 < lateness AS late,
      CASE WHEN u0 < 0.024 THEN 'leave' WHEN u0 < 0.036 THEN 'sick' WHEN u0 < 0.038 THEN 'unexcused' ELSE 'none' END AS absence
    FROM drawn
  ),
  punched AS (
    SELECT *, absence <> 'none' AS away,
      CASE WHEN late THEN 543 + floor(u2 * 45) ELSE 540 - floor(u2 * 22) END::INTEGER AS in_minute
    FROM outcome
  )
  SELECT employee_id,
    work_date,
    8.0::DOUBLE AS planned_hours,
    CASE WHEN away THEN 0 ELSE round(8 - CASE WHEN late THEN (in_minute - 540) / 60 ELSE 0 END + minutes / 60, 2) END::DOUBLE
      AS worked_hours,
    CASE WHEN away THEN 0 ELSE round(minutes / 60, 2) END::DOUBLE AS overtime_hours,
    CASE WHEN NOT away THEN ${timestamp("in_minute")} END AS clock_in,
    CASE WHEN NOT away THEN ${timestamp("1080 + minutes")} END AS clock_out,
    (late AND NOT away) AS is_late,
    absence AS absence_kind
  FROM punched
) TO ${text(target)} (FORMAT parquet, COMPRESSION zstd)`;
}
