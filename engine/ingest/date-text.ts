// Text in any usual way of writing dates and times → timestamps, as DuckDB macros; and which of day and month comes first.
import type { Database } from "../database.js";
import type { DateOrder } from "./plan.js";

const time = String.raw`(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp][Mm])?\s*(?:Z|[+-]\d{2}(?::?\d{2})?)?)?`;
/** The end of a time that says how far it is ahead of UTC: 09:05Z, 09:05+08:00, 09:05:30 -0330, 09:05+02. */
export const offsetText = String.raw`\d:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-](?:0\d|1[0-4])(?::?(?:00|15|30|45))?)$`;
const dayMonthYear = String.raw`\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})`;

/**
 * `rapport_time(x, order, zone)`: ISO, 2024/5/6, 2024.05.06, 20240506, 2024年5月6日, 6/5/2024 by `order`
 * ('dmy', 'mdy'; two-digit years too), 6-May-2024, 45418 (a day number of Excel); with or without a time of day; an offset is moved to `zone`.
 * `rapport_instant(x, order)`: the moment in UTC, for times with an offset only.
 * `rapport_month(x)`: 2024-05, 202405, 2024年5月 → first of that month.
 */
export async function defineDateMacros(db: Database): Promise<void> {
  await db.run(`CREATE MACRO rapport_day(d, o) AS CASE
    WHEN regexp_full_match(d, '\\d{4}-\\d{1,2}-\\d{1,2}') THEN try_strptime(d, '%Y-%m-%d')
    WHEN regexp_full_match(d, '\\d{8}') THEN try_strptime(d, '%Y%m%d')
    WHEN regexp_full_match(d, '\\d{1,2}-\\d{1,2}-\\d{4}') THEN
      CASE o WHEN 'mdy' THEN try_strptime(d, '%m-%d-%Y') WHEN 'dmy' THEN try_strptime(d, '%d-%m-%Y') END
    WHEN regexp_full_match(d, '\\d{1,2}-\\d{1,2}-\\d{2}') THEN
      CASE o WHEN 'mdy' THEN try_strptime(d, '%m-%d-%y') WHEN 'dmy' THEN try_strptime(d, '%d-%m-%y') ELSE try_strptime(d, '%y-%m-%d') END
    ELSE try_strptime(d, ['%d-%b-%Y', '%d %b %Y', '%d %B %Y', '%b %d, %Y', '%B %d, %Y', '%d-%b-%y']) END`);
  await db.run(String.raw`CREATE MACRO rapport_clock(x) AS
    coalesce(try_cast(nullif(regexp_extract(x, '(?:^|[ T])(\d{1,2}:\d{2}(?::\d{2})?)', 1), '') AS TIME), TIME '00:00')
    - INTERVAL (CASE WHEN regexp_matches(x, '(^|[ T])12:.*[Aa][Mm]') THEN 12 ELSE 0 END) HOUR
    + INTERVAL (CASE WHEN regexp_matches(x, '[Pp][Mm]') AND NOT regexp_matches(x, '(^|[ T])12:') THEN 12 ELSE 0 END) HOUR`);
  const numeric = String.raw`(?:\d{4}[-/.年]\s*\d{1,2}[-/.月]\s*\d{1,2}日?|\d{8}|${dayMonthYear})`;
  const iso = String.raw`WHEN regexp_full_match(x, '\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?') THEN try_cast(x AS TIMESTAMP)`;
  await db.run(String.raw`CREATE MACRO rapport_clock_time(x, o) AS CASE ${iso}
    WHEN regexp_full_match(x, '${numeric}${time}') THEN
      rapport_day(regexp_replace(regexp_replace(regexp_extract(x, '^(${numeric})', 1), '[年月/.]\s*', '-', 'g'), '日', ''), o)::DATE + rapport_clock(x)
    WHEN regexp_full_match(x, '[1-6]\d{4}(\.\d+)?') THEN TIMESTAMP '1899-12-30' + to_seconds(round(x::DOUBLE * 86400))
    ELSE rapport_day(x, o) END`);
  const written = String.raw`\s*(Z|([+-])(\d{2}):?(\d{2})?)$`;
  await db.run(String.raw`CREATE MACRO rapport_instant(x, o) AS CASE WHEN regexp_matches(x, '${offsetText}') THEN
    rapport_clock_time(regexp_replace(x, '${written}', ''), o) - to_minutes(coalesce(
      try_cast(regexp_extract(x, '${written}', 2) || '1' AS INTEGER)
        * (try_cast(regexp_extract(x, '${written}', 3) AS INTEGER) * 60 + coalesce(try_cast(regexp_extract(x, '${written}', 4) AS INTEGER), 0)),
      0)) END`);
  await db.run(String.raw`CREATE MACRO rapport_time(x, o, zone) AS CASE ${iso}
    WHEN regexp_matches(x, '${offsetText}') THEN timezone(zone, timezone('UTC', rapport_instant(x, o)))
    ELSE rapport_clock_time(x, o) END`);
  await db.run(String.raw`CREATE MACRO rapport_month(x) AS CASE
    WHEN regexp_full_match(x, '\d{4}[-/.年]\s*\d{1,2}月?') THEN try_strptime(regexp_replace(x, '[年/.]\s*', '-'), ['%Y-%m', '%Y-%m月'])
    WHEN regexp_full_match(x, '(19|20)\d{4}') THEN try_strptime(x, '%Y%m') END`);
}

export interface OrderEvidence {
  /** Rows where only day-first is possible, and only month-first. */
  dayFirst: number;
  monthFirst: number;
  /** Rows written with day and month in front of the year. */
  numeric: number;
  example: string | null;
  row: number | null;
}

/** Looks through every value of a text expression. */
export async function orderEvidence(
  db: Database,
  relation: string,
  expression: string,
): Promise<OrderEvidence> {
  return db.row<OrderEvidence & Record<string, never>>(String.raw`
    WITH parts AS (
      SELECT source_row, x, regexp_extract(x, '^(\d{1,2})[-/.]', 1)::INTEGER AS a, regexp_extract(x, '^\d{1,2}[-/.](\d{1,2})', 1)::INTEGER AS b
      FROM (SELECT source_row, ${expression} AS x FROM ${relation}) WHERE regexp_matches(x, '^${dayMonthYear}($|[ T])'))
    SELECT count(*) FILTER (a > 12 AND b <= 12) AS "dayFirst", count(*) FILTER (b > 12 AND a <= 12) AS "monthFirst",
      count(*) AS numeric, arg_min(x, source_row) AS example, min(source_row) AS row FROM parts`);
}

/** Which order the evidence speaks for; undefined when it is silent. */
export const orderOf = (evidence: OrderEvidence): DateOrder | undefined =>
  evidence.dayFirst > 0 || evidence.monthFirst > 0
    ? evidence.dayFirst >= evidence.monthFirst
      ? "dmy"
      : "mdy"
    : undefined;
