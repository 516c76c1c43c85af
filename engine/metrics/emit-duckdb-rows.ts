// A part of a question → the rows it reads: months of each period, and what stands beside a row (relations with the same
// key; the person's own other months). Everything beside is one value per row, joined on the row's key: no fan-out.
import { identifier } from "../sql.js";
import type { Binder } from "./emit-duckdb-predicate.js";
import { columnsOf, ownColumn } from "./emit-duckdb-sums.js";
import { monthText, type MonthNumber, type MonthRange } from "./period.js";
import { besideColumns, relationColumns } from "./relation-columns.js";
import type { MeasureNode, OwnMonths, QueryTree, RowChoice } from "./tree.js";

export interface Part {
  relation: MeasureNode["relation"];
  /** Employee-months are read as employee_month_keyed. */
  isKeyed?: boolean;
  rows: RowChoice;
  own?: OwnMonths;
  measures: { node: MeasureNode; index: number }[];
}

export const date = (month: MonthNumber): string => `DATE '${monthText(month)}-01'`;

/** Months that are read for each period, named by the period's start. */
export function windowsOf(
  { rows }: Pick<Part, "rows">,
  { periods }: Pick<QueryTree, "periods">,
): (MonthRange & { start: MonthNumber })[] {
  return periods.map(({ start, from, to }) => {
    switch (rows) {
      case "period":
        return { start, from, to };
      case "last_month":
        return { start, from: to, to };
      case "trailing_year":
        return { start, from: to - 11, to };
      case "year_before":
        return { start, from: to - 12, to: to - 12 };
    }
  });
}

/**
 * The view by its own name: as a CTE that two places read it would be copied with all codes that it knows, a code for every
 * employee, which takes longer than the statement.
 */
const tableOf = (relation: string, { isKeyed }: Part): string =>
  isKeyed && relation === "employee_month" ? "main.employee_month_keyed" : relation;

/** What stands after FROM: the relation, or its rows with what the measures read beside them. */
export function rowsSql(part: Part, tree: QueryTree, binder: Binder): string {
  const names = part.measures.flatMap(({ node }) => columnsOf(node));
  const beside = [...besideColumns(part.relation, names)];
  if (beside.length === 0 && !part.own) return tableOf(part.relation, part);
  const columns = ["r.*"];
  const joins: string[] = [];
  for (const [i, [relation, read]] of beside.entries()) {
    const alias = `b${i}`;
    // no row beside: it did not happen; a null in such a row: it is not known
    columns.push(
      ...read.map((name) => {
        const nothing = relationColumns[part.relation][name] === "flag" ? "false" : "NULL";
        return `CASE WHEN ${alias}.employee_id IS NULL THEN ${nothing} ELSE ${alias}.${identifier(name)} END AS ${identifier(name)}`;
      }),
    );
    joins.push(
      `LEFT JOIN ${tableOf(relation, part)} ${alias} ON ${alias}.employee_id = r.employee_id AND ${alias}.month = r.month`,
    );
  }
  if (part.own) {
    columns.push(
      "o.employee_id IS NOT NULL AS own_seen",
      ...part.own.columns.map((name) => `o.${ownColumn(name)}`),
    );
    joins.push(
      `LEFT JOIN (${ownSql(part, part.own, tree, binder)}) o ON o.employee_id = r.employee_id AND o.month = r.month`,
    );
  }
  return `(SELECT ${columns.join(", ")} FROM ${tableOf(part.relation, part)} r ${joins.join(" ")})`;
}

/** Sums over the person's own months, one row per person and month of the part's rows. */
function ownSql(part: Part, own: OwnMonths, tree: QueryTree, binder: Binder): string {
  const pairs = new Set<string>();
  const read: MonthNumber[] = [];
  for (const { to: month } of windowsOf(part, tree)) {
    const [from, to] = own.months === "trailing_year" ? [month - 11, month] : [month + 12, month + 12];
    for (let other = from; other <= to; other++) {
      pairs.add(`(${date(month)}, ${date(other)})`);
      read.push(other);
    }
  }
  const sums = own.columns.map((name) => `sum(e.${identifier(name)})::DOUBLE AS ${ownColumn(name)}`);
  const conditions = [
    `e.month BETWEEN ${date(Math.min(...read))} AND ${date(Math.max(...read))}`,
    `(${own.columns.map((name) => `e.${identifier(name)} IS NOT NULL`).join(" OR ")})`,
    ...(own.everywhere ? [] : tree.scope.map((p) => binder.predicate(p))),
  ];
  return (
    `SELECT e.employee_id, w.month, ${sums.join(", ")} FROM ${tableOf(part.relation, part)} e ` +
    `JOIN (VALUES ${[...pairs].join(", ")}) w(month, other) ON e.month = w.other ` +
    `WHERE ${conditions.join(" AND ")} GROUP BY e.employee_id, w.month`
  );
}
