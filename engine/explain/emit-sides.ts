// Two trees of one measure → one DuckDB statement: sums by side, group and who stayed, moved, or is on one side only.
import { recastCtes } from "../organisation/recast-sql.js";
import { identifier } from "../sql.js";
import { date, rowsSql, windowsOf, type Part } from "../metrics/emit-duckdb-rows.js";
import { Binder } from "../metrics/emit-duckdb-predicate.js";
import { termSql } from "../metrics/emit-duckdb-sums.js";
import type { Statement } from "../metrics/emit-duckdb.js";
import { isTerm, type MeasureNode, type Predicate, type QueryTree } from "../metrics/tree.js";
import type { Side } from "./decompose.js";

export interface SidesQuestion {
  /** Policy applied; one measure, one dimension, one period each. */
  trees: Record<Side, QueryTree>;
  /** False where the sides are different people by definition (cohorts, hires): everything is `stay`. */
  followsPeople: boolean;
  later: Side;
}

/**
 * Rows: side, g (the group), kind, y, x, people. Who was there is judged over the whole of the reader's scope, before the
 * question's filters: a person who came from a department outside the filter has moved, not joined.
 */
export function emitSides({ trees, followsPeople, later }: SidesQuestion): Statement {
  const binder = new Binder();
  const recast = recastOf(trees.now, binder);
  const sides = (["other", "now"] as const).map(
    (side) => `side_${side} AS (\n${sideSql(side, trees[side], binder, recast.length > 0)}\n)`,
  );
  const kind = followsPeople ? kindSql(trees.now.measures[0], later) : "'stay'";
  const sql = `WITH ${recast.length > 0 ? "RECURSIVE " : ""}${[...recast, ...sides].join(",\n")},
cell AS (FROM side_other UNION ALL FROM side_now),
person AS (SELECT person, count(DISTINCT side) = 2 AS is_on_both FROM cell GROUP BY person),
told AS (
  SELECT side, g, y, x, person,
    count(*) OVER (PARTITION BY person, g) = 2 AS is_twin, is_on_both
  FROM cell JOIN person USING (person) WHERE inside
)
SELECT side, g, ${kind} AS kind, sum(y)::DOUBLE AS y, sum(x)::DOUBLE AS x, count(DISTINCT person)::INTEGER AS people
FROM told GROUP BY ALL ORDER BY ALL`;
  return { sql, params: binder.params };
}

/**
 * Whoever left is missing later by definition: where exits are what is counted, the leavers who were counted stay with
 * their group, so that its rate is a rate, and only those who left in another way are "leavers".
 */
function kindSql({ metric }: MeasureNode, later: Side): string {
  const earlier = later === "now" ? "other" : "now";
  const counted =
    metric.observed_by === undefined
      ? ""
      : `WHEN NOT is_on_both AND side = '${earlier}' AND y > 0 THEN 'stay' `;
  return `CASE WHEN is_twin THEN 'stay' ${counted}WHEN is_on_both THEN 'move' ELSE 'only' END`;
}

/** One row per person, group and side: y, x, and whether the question's filters let the rows in. */
function sideSql(side: Side, tree: QueryTree, binder: Binder, isRecast: boolean): string {
  const [node] = tree.measures;
  const part: Part = {
    relation: node.relation,
    rows: node.rows,
    own: node.own,
    measures: [{ node, index: 0 }],
  };
  const months = windowsOf(part, tree).map(({ from, to }) => `e.month BETWEEN ${date(from)} AND ${date(to)}`);
  const all = (predicates: readonly Predicate[]): string =>
    predicates.map((p) => binder.predicate(p)).join(" AND ") || "TRUE";
  const [dimension] = tree.dimensions;
  const y = `coalesce(sum(${termSql(node.numerator, node.relation)}), 0)::DOUBLE`;
  const x = isTerm(node.denominator)
    ? `coalesce(sum(${termSql(node.denominator, node.relation)}), 0)::DOUBLE`
    : "count(*)::DOUBLE";
  const employed =
    node.relation === "employee_month" && node.rows === "last_month"
      ? "bool_or(e.headcount_end > 0)"
      : "TRUE";
  const rows =
    `SELECT '${side}' AS side, e.employee_id AS person, e.${identifier(dimension.column)} AS g, ` +
    `coalesce(${all(tree.filters)}, FALSE) AS inside, ${y} AS y, ${x} AS x, count(*) AS months, ${employed} AS is_employed\n` +
    `  FROM ${rowsSql(part, tree, binder)} e\n` +
    `  WHERE (${months.join(" OR ")}) AND ${isRecast ? "TRUE" : all(tree.scope)} GROUP BY ALL`;
  // A headcount's person-months are those of people who are still there.
  const there = isTerm(node.denominator) ? "is_employed OR y <> 0 OR x <> 0" : "is_employed OR y <> 0";
  if (node.counts !== "people") return `SELECT side, person, g, inside, y, x FROM (${rows}) WHERE ${there}`;
  // Distinct people: each counts once, shared out over the groups by months.
  const share = "months / sum(months) OVER (PARTITION BY person, inside)";
  const counted = (sum: string): string =>
    `CASE WHEN sum(${sum}) OVER (PARTITION BY person, inside) > 0 THEN ${share} ELSE 0 END AS ${sum}`;
  return `SELECT side, person, g, inside, ${counted("y")}, ${counted("x")} FROM (${rows})`;
}

function recastOf(tree: QueryTree, binder: Binder): string[] {
  if (!tree.organisation) return [];
  const rights = tree.scope.map((p) => binder.predicate(p)).join(" AND ") || "TRUE";
  return recastCtes(tree.organisation, [tree.measures[0].relation], rights);
}
