// Typed tree → one DuckDB statement with bound parameters. Each (relation, choice of rows) is aggregated on its own to
// one row per cell, then the parts are stacked and collapsed: no join between facts, so nothing can fan out.
import { recastCtes } from "../organisation/recast-sql.js";
import { identifier } from "../sql.js";
import { emitPart, keyNames, partsOf, sumType, type PartSelect, type PartSql } from "./emit-duckdb-part.js";
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
 * null in all of them. With `total` (the same question without grain and dimensions), one row more, the one where
 * `is_total`. `isKeyed`: read employee_month_keyed, where the cache has it (CacheFacts).
 */
export function emitDuckdb(question: QueryTree, isKeyed = false, total?: QueryTree): Statement {
  const binder = new Binder();
  const { tree, recast } = recastOf(question, binder);
  const whole = total && { ...total, scope: tree.scope };
  // Nothing that leaves the statement names an employee, so the code will do.
  const codes = isKeyed && recast.length === 0;
  const parts = partsOf(tree, codes).map((part, i) => emitPart(part, `part${i}`, tree, whole, binder));
  const ctes = [...recast, ...parts.flatMap((part) => part.ctes)];
  const grid = tree.grid && keyNames(tree).length > 0 ? gridOf(tree, binder) : [];
  const cells = stacked(namedSelects("part", parts, "cells"), tree, grid);
  // Text comes as a code where the cache has codes: a few cells are made text again, not every row.
  const texts = tree.dimensions.map(({ definition }, i) =>
    definition.type === "text" && codes ? `d${i}::VARCHAR AS d${i}` : `d${i}`,
  );
  const keys = [...(tree.grain ? ["period"] : []), ...texts];
  const selects = [selectOf([...(whole ? ["FALSE AS is_total"] : []), ...keys], tree, cells.from)];
  ctes.push(...cells.ctes);
  if (whole) {
    const one = stacked(namedSelects("total", parts, "total"), whole, []);
    ctes.push(...one.ctes);
    selects.push(selectOf(["TRUE AS is_total", ...keys.map(() => "NULL")], whole, one.from));
  }
  const sql = `WITH ${recast.length > 0 ? "RECURSIVE " : ""}${ctes.join(",\n")}\n${selects.join("\nUNION ALL\n")}`;
  return { sql, params: binder.params };
}

function selectOf(before: readonly string[], tree: QueryTree, from: string): string {
  const sums = tree.measures.flatMap((node, i) =>
    sumColumns(node, i).map((sum) => released(node, i, sum, tree)),
  );
  return `SELECT ${[...before, ...sums].join(",\n  ")}\nFROM ${from}`;
}

type NamedSelect = PartSelect & { name: string };

/** The SELECTs of all parts, those of a part after its first with a number more. */
const namedSelects = (prefix: string, parts: readonly PartSql[], of: "cells" | "total"): NamedSelect[] =>
  parts.flatMap((part, i) =>
    part[of].map((select, j) => ({ ...select, name: `${prefix}${i}${j > 0 ? `_${j}` : ""}` })),
  );

/** A CTE for each SELECT and, for several, one that makes one row of each cell's rows: of every sum, the one that has it. */
function stacked(
  selects: readonly NamedSelect[],
  tree: QueryTree,
  grid: readonly string[],
): { ctes: string[]; from: string } {
  const ctes = selects.map(({ name, sql }) => `${name} AS (\n${sql}\n)`);
  if (selects.length === 1 && grid.length === 0) return { ctes, from: selects[0].name };
  const keys = keyNames(tree);
  const rows = selects.map((select) => stackedSelect(select, keys, tree));
  if (grid.length > 0) rows.push(stackedSelect({ name: "grid", sums: [] }, keys, tree));
  const sums = allSums(tree).map((sum) => `max(${sum}) AS ${sum}`);
  const group = keys.length > 0 ? ` GROUP BY ${keys.join(", ")}` : "";
  const from = keys.length > 0 ? "cell" : "total";
  const all = `${from} AS (SELECT ${[...keys, ...sums].join(", ")} FROM (\n${rows.join("\n  UNION ALL\n")})${group})`;
  return { ctes: [...ctes, ...grid, all], from };
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
function stackedSelect(
  { name, sums }: Pick<NamedSelect, "name" | "sums">,
  keys: readonly string[],
  tree: QueryTree,
): string {
  const columns = allSums(tree).map((sum) => (sums.includes(sum) ? sum : `NULL::${sumType(sum)} AS ${sum}`));
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
