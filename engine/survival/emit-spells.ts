// A tree of employee-months → one DuckDB statement: per group and day of tenure, who came under observation, who ceased to
// be, and who left by which kind of exit. Every month is an interval (start, stop] of days with the company, so history
// that starts in the middle of a tenure enters late (left truncation) and the end of the months censors.
import { recastCtes } from "../organisation/recast-sql.js";
import { identifier } from "../sql.js";
import { date } from "../metrics/emit-duckdb-rows.js";
import { Binder } from "../metrics/emit-duckdb-predicate.js";
import type { Statement } from "../metrics/emit-duckdb.js";
import type { Predicate, QueryTree } from "../metrics/tree.js";

/** Days of a month as `tenure_months` counts them. */
const daysPerMonth = 30.4375;

/** Rows: g, day, entered, left, voluntary, involuntary, other; ordered by group and day. */
export function emitSpells(tree: QueryTree): Statement {
  const binder = new Binder();
  const rights = all(tree.scope, binder);
  const recast = tree.organisation ? recastCtes(tree.organisation, ["employee_month"], rights) : [];
  const conditions = [
    `e.month BETWEEN ${date(tree.range.from)} AND ${date(tree.range.to)}`,
    "e.exit_exposure > 0",
    tree.organisation ? "TRUE" : rights,
    all(tree.filters, binder),
  ];
  const sql = `WITH ${recast.length > 0 ? "RECURSIVE " : ""}${[...recast, spellCte(tree, conditions)].join(",\n")}
SELECT g, day, sum(entered)::INTEGER AS entered, sum(gone)::INTEGER AS gone,
  sum(voluntary)::INTEGER AS voluntary, sum(involuntary)::INTEGER AS involuntary, sum(other)::INTEGER AS other
FROM (
  SELECT g, start AS day, 1 AS entered, 0 AS gone, 0 AS voluntary, 0 AS involuntary, 0 AS other FROM spell
  UNION ALL
  SELECT g, stop, 0, 1, voluntary, involuntary, other FROM spell
)
GROUP BY g, day ORDER BY g NULLS LAST, day`;
  return { sql, params: binder.params };
}

/** Rows: g, people. */
export function emitPeople(tree: QueryTree): Statement {
  const binder = new Binder();
  const rights = all(tree.scope, binder);
  const recast = tree.organisation ? recastCtes(tree.organisation, ["employee_month"], rights) : [];
  const group = groupOf(tree);
  const where = [
    `e.month BETWEEN ${date(tree.range.from)} AND ${date(tree.range.to)}`,
    "e.exit_exposure > 0",
    tree.organisation ? "TRUE" : rights,
    all(tree.filters, binder),
  ].join(" AND ");
  const prelude = recast.length > 0 ? `WITH RECURSIVE ${recast.join(",\n")}\n` : "";
  const sql = `${prelude}SELECT ${group} AS g, count(DISTINCT e.employee_id)::INTEGER AS people FROM employee_month e WHERE ${where} GROUP BY ALL`;
  return { sql, params: binder.params };
}

function spellCte(tree: QueryTree, conditions: string[]): string {
  const stop = `round(e.tenure_months * ${daysPerMonth})::INTEGER + 1`;
  return `spell AS (
  SELECT ${groupOf(tree)} AS g, ${stop} AS stop, ${stop} - e.employed_days::INTEGER AS start,
    e.is_voluntary_exit::INTEGER AS voluntary, e.is_involuntary_exit::INTEGER AS involuntary, e.is_other_exit::INTEGER AS other
  FROM employee_month e WHERE ${conditions.join(" AND ")}
)`;
}

const groupOf = ({ dimensions: [dimension] }: QueryTree): string =>
  dimension ? `e.${identifier(dimension.column)}` : "NULL::VARCHAR";

const all = (predicates: readonly Predicate[], binder: Binder): string =>
  predicates.map((p) => binder.predicate(p)).join(" AND ") || "TRUE";
