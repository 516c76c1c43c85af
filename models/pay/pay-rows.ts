// Cache → people of a period, their indicators, orders and shifts near the night, through the named queries.
import { Binder } from "../../engine/metrics/emit-duckdb-predicate.js";
import type { Predicate } from "../../engine/metrics/tree.js";
import { querySql } from "../../queries/index.js";
import type { ModelContext } from "../model-context.js";
import { lastDayOf } from "../month.js";
import type { PayPeriod } from "./pay-period.js";

export interface PersonRow {
  employee_id: string;
  department: string | null;
  days_employed: number;
  months_employed: number;
  base_pay: number | null;
}

export interface KpiRow {
  employee_id: string;
  kpi: string;
  month: string;
  value: number;
  target: number | null;
}

export interface OrderRow {
  employee_id: string;
  order_id: string;
  day: string;
  amount: number;
  is_big_client: boolean;
  is_repeat: boolean;
  is_first: boolean;
  cancelled_on: string | null;
}

export interface ShiftRow {
  employee_id: string;
  day: string;
  time_zone: string | null;
  began: number;
  ended: number;
  began_utc: number | null;
  ended_utc: number | null;
}

type Cached = Pick<ModelContext, "cache">;

function bound(
  name: string,
  { from, to }: PayPeriod,
  binder: Binder,
  more: Record<string, number> = {},
): string {
  let sql = querySql(name).trim().replace(/;$/, "");
  // comments name the parameters too: a bound value there would have no place
  sql = sql.replaceAll(/^--.*\n/gm, "");
  const values: Record<string, string | number> = { from: `${from}-01`, to: `${to}-01`, ...more };
  return sql.replaceAll(/\$(\w+)/g, (_, key: string) => {
    const value = values[key]!;
    return typeof value === "number" ? String(value) : `${binder.bind(value)}::DATE`;
  });
}

/**
 * `isMet`: the conditions that hold for the person's row of their last month. One of `scopes` has to hold for each of their months:
 * whoever may read only some of them would be shown a part as if it were the whole.
 */
export async function personRows(
  { cache }: Cached,
  period: PayPeriod,
  scopes: readonly (readonly Predicate[])[],
  isMet: readonly Predicate[],
): Promise<{ people: PersonRow[]; partly: number }> {
  const binder = new Binder();
  const people = bound("pay-person", period, binder);
  const conditions = isMet.map((predicate) => binder.predicate(predicate));
  const [from, to] = [binder.bind(`${period.from}-01`), binder.bind(`${period.to}-01`)];
  const mine = scopes.map(
    (scope) => `(${scope.map((one) => binder.predicate(one)).join(" AND ") || "TRUE"})`,
  );
  const rows = await cache.database.rows<PersonRow & { readable: number } & Record<string, never>>(
    `SELECT p.*, mine.readable FROM (
       SELECT employee_id, department, days_employed, months_employed, base_pay::DOUBLE AS base_pay
       FROM (${people}) e WHERE ${conditions.join(" AND ") || "TRUE"}) p
     JOIN (SELECT employee_id, count(*)::INTEGER AS readable FROM employee_month e
       WHERE month BETWEEN ${from}::DATE AND ${to}::DATE AND employed_days > 0 AND (${mine.join(" OR ")})
       GROUP BY employee_id) mine USING (employee_id)
     ORDER BY employee_id`,
    binder.params,
  );
  const whole = rows.filter(({ readable, months_employed }) => readable === months_employed);
  return { people: whole, partly: rows.length - whole.length };
}

async function rowsOf<Row>(
  { cache }: Cached,
  name: string,
  period: PayPeriod,
  more?: Record<string, number>,
): Promise<Row[]> {
  const binder = new Binder();
  const sql = bound(name, period, binder, more);
  return (await cache.database.rows<Record<string, never>>(sql, binder.params)) as Row[];
}

export const kpiRows = (context: Cached, period: PayPeriod): Promise<KpiRow[]> =>
  rowsOf(context, "pay-kpi", period);
export const orderRows = (context: Cached, period: PayPeriod): Promise<OrderRow[]> =>
  rowsOf(context, "pay-order", period);

/** Seconds of the day: the window's end in the morning and its start in the evening. */
export const shiftRows = (
  context: Cached,
  period: PayPeriod,
  { from, to }: { from: number; to: number },
): Promise<ShiftRow[]> => rowsOf(context, "pay-shift", period, { night_from: from, night_to: to });

/** Source tables with at least one row. */
export async function hasRows({ cache }: Cached, relation: string): Promise<boolean> {
  const [row] = await cache.database.rows<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM (SELECT 1 FROM ${relation} LIMIT 1)`,
  );
  return (row?.n ?? 0) > 0;
}

export const isInPeriod = (day: string, { from, to }: PayPeriod): boolean =>
  day >= `${from}-01` && day <= lastDayOf(to);
