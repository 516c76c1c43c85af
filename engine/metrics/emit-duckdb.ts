// Typed tree → one DuckDB statement with bound parameters. Each (relation, choice of rows) is aggregated on its own to
// one row per cell, then the parts are stacked and collapsed: no join between facts, so nothing can fan out.
import { recastCtes } from "../organisation/recast-sql.js";
import { identifier } from "../sql.js";
import { emitPart, keyNames, partsOf, type PartSelect } from "./emit-duckdb-part.js";
import { date } from "./emit-duckdb-rows.js";
import { Binder } from "./emit-duckdb-predicate.js";
import { isTerm, type MeasureNode, type QueryTree, type Scalar } from "./tree.js";

export interface Statement {
  sql: string;
  params: Scalar[];
}

/**
 * Result: `period` (first day of it; only with a grain), `d0`…, then per measure i: m<i>_n people, m<i>_y numerator,
 * m<i>_x denominator and, for intervals by person, m<i>_yy, _xy, _xx = Σy², Σxy, Σx² over people. Withheld cells are
 * null in all of them. `isKeyed`: read employee_month_keyed, where the cache has it (CacheFacts).
 */
export function emitDuckdb(question: QueryTree, isKeyed = false): Statement {
  const binder = new Binder();
  const { tree, recast } = recastOf(question, binder);
  const keys = keyNames(tree);
  const parts = partsOf(tree).flatMap((part) => emitPart(part, tree, binder));
  const ctes = [...recast];
  // Nothing that leaves the statement names an employee, so the code will do.
  if (isKeyed && recast.length === 0)
    ctes.push("employee_month AS NOT MATERIALIZED (FROM main.employee_month_keyed)");
  ctes.push(...parts.map((part, i) => `part${i} AS (\n${part.sql}\n)`));
  const stacked = parts.map((part, i) => stackedSelect(part, `part${i}`, keys, tree));
  if (tree.grid && keys.length > 0) {
    ctes.push(...gridOf(tree, binder));
    stacked.push(stackedSelect({ sql: "", sums: [] }, "grid", keys, tree));
  }
  if (stacked.length > 1) {
    const collapsed = allSums(tree).map((sum) => `max(${sum}) AS ${sum}`);
    const group = keys.length > 0 ? ` GROUP BY ${keys.join(", ")}` : "";
    ctes.push(
      `cell AS (SELECT ${[...keys, ...collapsed].join(", ")} FROM (\n${stacked.join("\n  UNION ALL\n")})${group})`,
    );
  }
  const selected = tree.measures.flatMap((node, i) =>
    sumColumns(node, i).map((sum) => released(node, i, sum, tree)),
  );
  const from = stacked.length > 1 ? "cell" : "part0";
  const sql = `WITH ${recast.length > 0 ? "RECURSIVE " : ""}${ctes.join(",\n")}\nSELECT ${[...keys, ...selected].join(",\n  ")}\nFROM ${from}`;
  return { sql, params: binder.params };
}

/** The relations recast to another organisation. The reader's scope is applied to the rows as they were, and only there. */
function recastOf(question: QueryTree, binder: Binder): { tree: QueryTree; recast: string[] } {
  if (!question.organisation) return { tree: question, recast: [] };
  const relations = [...new Set(question.measures.map((node) => node.relation))];
  const rights = question.scope.map((p) => binder.predicate(p)).join(" AND ") || "TRUE";
  const recast = recastCtes(question.organisation, relations, rights);
  return { tree: { ...question, scope: [] }, recast };
}

/** Names of the sums of measure `i` that leave the database. */
const sumColumns = (measure: MeasureNode, i: number): string[] => [
  `m${i}_n`,
  `m${i}_y`,
  ...(isTerm(measure.denominator) ? [`m${i}_x`] : []),
  ...(measure.byPerson ? [`m${i}_yy`, `m${i}_xy`, `m${i}_xx`] : []),
];

const allSums = (tree: QueryTree): string[] =>
  tree.measures.flatMap((node, i) => [...sumColumns(node, i), ...(node.contributors ? [`m${i}_c`] : [])]);

/** The part's rows with every sum of the question, null where it is another part's. */
function stackedSelect(part: PartSelect, name: string, keys: string[], tree: QueryTree): string {
  const columns = allSums(tree).map((sum) =>
    part.sums.includes(sum) ? sum : `NULL::${/_[nc]$/.test(sum) ? "INTEGER" : "DOUBLE"} AS ${sum}`,
  );
  return `  SELECT ${[...keys, ...columns].join(", ")} FROM ${name}`;
}

/** The release step: a cell on too few people is null in every sum. */
function released(node: MeasureNode, i: number, sum: string, { release }: QueryTree): string {
  if (release.kind === "exact") return sum;
  const enough = [`m${i}_n >= ${release.k}`, ...(node.contributors ? [`m${i}_c >= ${release.k}`] : [])];
  return `CASE WHEN ${enough.join(" AND ")} THEN ${sum} END AS ${sum}`;
}

/** Every value that occurs in the reader's scope, at any time, times every period: an empty cell looks like a small one. */
function gridOf(tree: QueryTree, binder: Binder): string[] {
  const axes = tree.dimensions.map((d, i) => {
    const scope = tree.scope.map((p) => binder.predicate(p)).join(" AND ") || "TRUE";
    return `axis${i} AS (SELECT DISTINCT e.${identifier(d.column)} AS d${i} FROM employee_month e WHERE ${scope})`;
  });
  const period = `(VALUES ${tree.periods.map((p) => `(${date(p.start)})`).join(", ")}) p(period)`;
  const from = [...(tree.grain ? [period] : []), ...tree.dimensions.map((_, i) => `axis${i}`)];
  return [...axes, `grid AS (SELECT ${keyNames(tree).join(", ")} FROM ${from.join(" CROSS JOIN ")})`];
}
