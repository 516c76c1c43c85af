// Cache + reader → how far two sources agree, employee-month by employee-month, and the largest differences.
import type { Database, SqlValue } from "../database.js";
import type { Bilingual } from "../locale.js";
import type { Reader } from "../metrics/reader.js";
import { inScope, mayName, mayNameAll, maySee } from "./named-rows.js";
import { qualityErrors as fail } from "./quality-errors.js";
import { type ReconciliationCheck, reconciliationChecks } from "./reconciliation-checks.js";

export interface Difference {
  employeeId: string;
  /** YYYY-MM. */
  month: string;
  /** Null: that source has nothing on this employee-month. */
  left: number | null;
  right: number | null;
  /** left − right, a missing side counted as 0. */
  difference: number;
}

export interface Reconciliation {
  id: string;
  title: Bilingual;
  left: Bilingual;
  right: Bilingual;
  unit: ReconciliationCheck["unit"];
  tolerance: ReconciliationCheck["tolerance"];
  direction: ReconciliationCheck["direction"];
  /** Months that both sources cover, YYYY-MM; null when they never meet. */
  from: string | null;
  to: string | null;
  /** Employee-months that both sides know. */
  compared: number;
  within: number;
  beyond: number;
  /** Known to one side only; counted as findings where the sources should cover the same people. */
  onlyLeft: number;
  onlyRight: number;
  isPaired: boolean;
  /** More than half of what was compared is beyond: the two do not measure the same thing, and no person is to blame. */
  isSystematic: boolean;
  /** Over the employee-months compared. Null where they are of fewer than k people and the reader sees groups only. */
  totals: { left: number; right: number } | null;
  /** Largest first; null for readers who may not see people. */
  largest: Difference[] | null;
}

export interface ReconcileOptions {
  reader: Reader;
  k: number;
  /** YYYY-MM, inclusive; the last twelve months that both sides cover when left out. */
  from?: string;
  to?: string;
  /** Differences to list. */
  limit?: number;
  /** In place of each check's own absolute tolerance in hours. */
  toleranceHours?: number;
  /** The company's own mail domains: contacts with them are no contacts with customers. */
  internalDomains?: readonly string[];
  /** Only this check. */
  check?: string;
}

/** `present`: source tables with rows. Checks whose tables are not all there are left out. */
export async function reconcile(
  db: Database,
  present: ReadonlySet<string>,
  options: ReconcileOptions,
): Promise<Reconciliation[]> {
  for (const month of [options.from, options.to])
    if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw fail.quality_month_invalid({ found: month });
  const able = reconciliationChecks(options.internalDomains).filter(
    (check) =>
      check.needs.every((table) => present.has(table)) &&
      check.fields.every((field) => maySee(options.reader, field)) &&
      (!options.check || check.id === options.check),
  );
  const found: Reconciliation[] = [];
  for (const check of able) found.push(await reconcileOne(db, withTolerance(check, options), options));
  return found;
}

const withTolerance = (
  check: ReconciliationCheck,
  { toleranceHours }: ReconcileOptions,
): ReconciliationCheck =>
  check.unit === "hours" && toleranceHours !== undefined
    ? { ...check, tolerance: { absolute: toleranceHours, relative: 0 } }
    : check;

const fewestForPattern = 10;

async function reconcileOne(
  db: Database,
  check: ReconciliationCheck,
  options: ReconcileOptions,
): Promise<Reconciliation> {
  const span = await monthsOf(db, check, options);
  const { id, title, left, right, unit, tolerance, direction, isPaired } = check;
  const kept = { id, title, left, right, unit, tolerance, direction, isPaired, ...span };
  const none = {
    compared: 0,
    within: 0,
    beyond: 0,
    onlyLeft: 0,
    onlyRight: 0,
    isSystematic: false,
    totals: null,
  };
  const isNamed = mayName(options.reader);
  if (span.from === null || span.to === null) return { ...kept, ...none, largest: isNamed ? [] : null };
  const params = [`${span.from}-01`, `${span.to}-01`];
  const counts = await db.row<Record<string, number | null>>(
    `${pairs(check)} SELECT count(*) FILTER (l IS NOT NULL AND r IS NOT NULL) AS compared,
       count(*) FILTER (is_beyond AND l IS NOT NULL AND r IS NOT NULL) AS beyond,
       count(*) FILTER (r IS NULL) AS only_left, count(*) FILTER (l IS NULL) AS only_right,
       coalesce(sum(l) FILTER (r IS NOT NULL), 0)::DOUBLE AS sum_left,
       coalesce(sum(r) FILTER (l IS NOT NULL), 0)::DOUBLE AS sum_right,
       count(DISTINCT employee_id) FILTER (l IS NOT NULL AND r IS NOT NULL) AS people FROM pair`,
    params,
  );
  const isOpen = mayNameAll(options.reader);
  const isAny = counts.beyond! > 0 || (isPaired && counts.only_left! + counts.only_right! > 0);
  return {
    ...kept,
    compared: counts.compared!,
    within: counts.compared! - counts.beyond!,
    beyond: counts.beyond!,
    onlyLeft: counts.only_left!,
    onlyRight: counts.only_right!,
    isSystematic: counts.compared! >= fewestForPattern && counts.beyond! > counts.compared! / 2,
    totals:
      isOpen || counts.people! >= options.k ? { left: counts.sum_left!, right: counts.sum_right! } : null,
    largest: isNamed ? (isAny ? await largest(db, check, params, options) : []) : null,
  };
}

async function largest(
  db: Database,
  check: ReconciliationCheck,
  span: readonly SqlValue[],
  { reader, limit = 20 }: ReconcileOptions,
): Promise<Difference[]> {
  const scope = inScope(reader, "pair", 3);
  return db.rows<Difference & Record<string, SqlValue>>(
    `${pairs(check)} SELECT employee_id AS "employeeId", strftime(month, '%Y-%m') AS month, l AS left, r AS right, difference
     FROM pair WHERE is_beyond AND ${scope.sql}
     ORDER BY abs(difference) DESC, employee_id, month LIMIT ${Math.trunc(limit)}`,
    [...span, ...scope.params],
  );
}

/** `pair`: employee-months of either side within $1 … $2; rounded, so that the last bits of sums are no difference. */
function pairs({ leftSql, rightSql, tolerance, direction, isPaired }: ReconciliationCheck): string {
  const excess = direction === "above" ? "difference" : "abs(difference)";
  const counts = isPaired ? "true" : "(l IS NOT NULL AND r IS NOT NULL)";
  return `WITH l AS (${leftSql}), r AS (${rightSql}), met AS (
    SELECT coalesce(l.employee_id, r.employee_id) AS employee_id, coalesce(l.month, r.month) AS month,
      round(l.value::DOUBLE, 6) AS l, round(r.value::DOUBLE, 6) AS r,
      round(coalesce(l.value, 0)::DOUBLE - coalesce(r.value, 0)::DOUBLE, 6) AS difference
    FROM l FULL JOIN r ON l.employee_id = r.employee_id AND l.month = r.month
  ), pair AS (
    SELECT *, ${excess} > greatest(${tolerance.absolute}, ${tolerance.relative} * abs(coalesce(r, 0))) AND ${counts} AS is_beyond
    FROM met)`;
}

/** Months that both sides cover, cut to what was asked for, else to the last twelve. Pay holds until it changes. */
async function monthsOf(
  db: Database,
  { dates }: ReconciliationCheck,
  { from, to }: ReconcileOptions,
): Promise<{ from: string | null; to: string | null }> {
  const edges = dates.map(([relation, column]) => {
    const last = relation === "source_pay" ? "(SELECT max(month) FROM employee_month)" : `max(${column})`;
    return `SELECT date_trunc('month', min(${column}))::DATE AS first, date_trunc('month', ${last})::DATE AS last
      FROM ${relation} HAVING count(*) > 0`;
  });
  const span = await db.row<{ from: string | null; to: string | null }>(
    `WITH edge AS (${edges.join(" UNION ALL ")}),
       span AS (SELECT max(first) AS first, min(last) AS last FROM edge HAVING count(first) = 2)
     SELECT strftime(greatest(max(first), coalesce($1::DATE, max(last) - INTERVAL 11 MONTH)), '%Y-%m') AS from,
       strftime(least(max(last), coalesce($2::DATE, max(last))), '%Y-%m') AS to FROM span WHERE first IS NOT NULL`,
    [from ? `${from}-01` : null, to ? `${to}-01` : null],
  );
  return span.from === null || span.to === null || span.from > span.to ? { from: null, to: null } : span;
}
