// Released cells + the rows kept at the close → CTEs that stand in the place of the relations: rows of closed months as they
// were, outliers capped, each with the number of its cell.
import { existsSync } from "node:fs";
import { followUps, frozenRelations, type FollowUp } from "../disclosure/close-months.js";
import type { ReleaseBook } from "../disclosure/release-book.js";
import type { ReleasedAttribute } from "../disclosure/released-attributes.js";
import { whole } from "../disclosure/membership.js";
import { identifier, literal } from "../sql.js";
import type { Statement } from "./emit-duckdb.js";
import { columnsOf } from "./emit-duckdb-sums.js";
import { monthText, type MonthNumber, type MonthRange } from "./period.js";
import type { ReleasedCell } from "./released-cells.js";
import type { MeasureNode } from "./tree.js";

/** Column that carries the number of the cell; null outside of all cells. */
export const cellColumn = "released_cell";

export interface ReleasedRows {
  book: ReleaseBook;
  /** Months that are read, of any window. */
  months: readonly MonthNumber[];
  depth: number;
  attribute: ReleasedAttribute | null;
  cells: readonly ReleasedCell[];
  /** Column → value above which (in size) it counts as that value. */
  caps: ReadonlyMap<string, number>;
}

/** The statement with the relations it reads replaced. */
export function overReleasedRows({ sql, params }: Statement, rows: ReleasedRows): Statement {
  const axes = axesOf(rows);
  const ctes = [
    ...axes.ctes,
    ...frozenRelations.map((relation) =>
      relation === "employee_month"
        ? shadow("employee_month", keptRows(rows, relation), axes, rows.caps)
        : `${relation} AS NOT MATERIALIZED (${keptRows(rows, relation)})`,
    ),
    ...(/\bhire_cohort\b/.test(sql) ? [shadow("hire_cohort", keptHires(rows), axes, new Map())] : []),
  ];
  // relations that the cache does not have are not read either
  const used = ctes.filter((cte) => /^(released|employee_month|hire_cohort)/.test(cte) || uses(sql, cte));
  return { sql: `WITH ${used.join(",\n")},\n${sql.replace(/^WITH (RECURSIVE )?/, "")}`, params };
}

const uses = (sql: string, cte: string): boolean => new RegExp(`\\b${/^\w+/.exec(cte)![0]}\\b`).test(sql);

/** Rows of the months as they were at the close: from the files kept then, where there are any. */
export function keptRows({ book, months }: Pick<ReleasedRows, "book" | "months">, relation: string): string {
  const own = `SELECT * FROM main.${relation}`;
  const { folder } = book;
  if (folder === undefined) return `${own} WHERE month IN (${months.map(dateOf).join(", ")})`;
  const files = [...new Set(months)]
    .map((month) => `${folder}/${monthText(month)}.${relation}.parquet`)
    .filter((file) => existsSync(file));
  if (files.length === 0) return `${own} LIMIT 0`;
  // columns that a file is too old to have are unknown, not an error
  return `SELECT * FROM read_parquet([${files.map(literal).join(", ")}], union_by_name = true) UNION ALL BY NAME (${own} LIMIT 0)`;
}

/**
 * Hires of the months, as they stood when they had been followed: one row each for the days whose follow-up is over, with only
 * what was followed so long.
 */
function keptHires(rows: ReleasedRows): string {
  const own = "SELECT * FROM main.hire_cohort";
  const parts = followUps.flatMap((followUp) => {
    const others = followUps
      .filter(({ days }) => days !== followUp.days)
      .flatMap(({ days }) => [`followed_${days}_days`, `left_within_${days}_days`])
      .map((name) => `NULL::BOOLEAN AS ${name}`);
    return [...new Set(rows.months)].flatMap((month) => {
      const source = hiresKeptAt(rows.book, month, followUp);
      if (source === undefined) return [];
      return `SELECT * REPLACE (${others.join(", ")}) FROM (${source} UNION ALL BY NAME (${own} LIMIT 0)) WHERE month = ${dateOf(month)}`;
    });
  });
  return parts.length === 0 ? `${own} LIMIT 0` : parts.join("\n  UNION ALL BY NAME ");
}

/** Where the hires of a month stand as they were when the follow-up was over; undefined where that month is not closed. */
function hiresKeptAt(
  { months, folder }: ReleaseBook,
  month: MonthNumber,
  { after }: FollowUp,
): string | undefined {
  const closed = monthText(month + after);
  if (!months.has(closed)) return undefined;
  if (folder === undefined) return "SELECT * FROM main.hire_cohort";
  const file = `${folder}/${closed}.hire_cohort.parquet`;
  return existsSync(file) ? `SELECT * FROM read_parquet(${literal(file)})` : undefined;
}

/** Whether what the measure says of all hires of the window was kept; true for what is not about hires. */
export function isFollowed(book: ReleaseBook, node: MeasureNode, { from, to }: MonthRange): boolean {
  if (node.relation !== "hire_cohort") return true;
  const names = columnsOf(node);
  const needed = followUps.filter(({ days }) => names.some((name) => name.endsWith(`_${days}_days`)));
  // without a follow-up, or with both, there is no month at which all of it was kept
  if (needed.length !== 1) return false;
  for (let month = from; month <= to; month++)
    if (hiresKeptAt(book, month, needed[0]) === undefined) return false;
  return true;
}

const dateOf = (month: MonthNumber): string => `DATE '${monthText(month)}-01'`;

function shadow(
  relation: string,
  source: string,
  { number, joins }: Axes,
  caps: ReadonlyMap<string, number>,
): string {
  const capped = [...caps].map(([column, cap]) => {
    const name = identifier(column);
    // least and greatest pass over NULL: without the CASE what is not known would become the cap
    return `CASE WHEN k.${name} IS NOT NULL THEN greatest(least(k.${name}, ${cap}), ${-cap}) END AS ${name}`;
  });
  return `${relation} AS NOT MATERIALIZED (
  SELECT k.*${capped.length > 0 ? ` REPLACE (${capped.join(", ")})` : ""}, ${number} AS ${cellColumn}
  FROM (${source}) k
  ${joins.join("\n  ")}
)`;
}

/** How a row finds the number of its cell. */
interface Axes {
  ctes: string[];
  joins: string[];
  number: string;
}

/** By its unit, by its value, by both, or, where the cell is everybody, at once. */
function axesOf(rows: ReleasedRows): Axes {
  const { cells, depth, attribute } = rows;
  const { blocks, groups } = numbersOf(cells);
  const isWhole = depth === 0 && blocks.length === 1 && blocks[0].length === 1 && blocks[0][0] === whole;
  const hasValues = attribute !== null || cells.some(({ values }) => values !== null);
  const unit = `released_cell_unit(unit, block) AS (${unitRows(blocks)})`;
  const byUnit = `LEFT JOIN released_cell_unit u ON u.unit = ${unitSql(rows)}`;
  const value = `released_cell_value(value, grp) AS (${valueRows(groups)})`;
  const own = attribute ? `k.${identifier(attribute.column)}` : "NULL";
  const byValue = `LEFT JOIN released_cell_value v ON v.value IS NOT DISTINCT FROM ${own}::VARCHAR`;
  // cells are numbered in their order, and so are blocks and groups: with one axis the numbers are the same
  if (!hasValues && isWhole && cells.length === 1) return { ctes: [], joins: [], number: "0" };
  if (!hasValues && blocks.length === cells.length)
    return { ctes: [unit], joins: [byUnit], number: "u.block" };
  if (isWhole && groups.length === cells.length) return { ctes: [value], joins: [byValue], number: "v.grp" };
  const number = `released_number(block, grp, ${cellColumn}) AS (${numberRows(cells, blocks, groups)})`;
  const byBoth = "LEFT JOIN released_number n ON n.block = u.block AND n.grp = v.grp";
  return { ctes: [unit, value, number], joins: [byUnit, byValue, byBoth], number: `n.${cellColumn}` };
}

const at = (step: number): string => `k.org_path[least(${step}, len(k.org_path))]`;

/** Unit of a row at the depth, as canonical ids have it. */
function unitSql({ book, months, depth }: ReleasedRows): string {
  if (depth === 0) return literal(whole);
  const single = `CASE WHEN len(k.org_path) > 1 THEN ${at(depth + 1)} ELSE ${literal(whole)} END`;
  const several = `CASE WHEN len(k.org_path) > 0 THEN ${at(depth)} ELSE ${literal(whole)} END`;
  const isSingle = (month: MonthNumber): boolean =>
    book.months.get(monthText(month))?.release.singleRoot ?? true;
  const singles = [...new Set(months)].filter(isSingle);
  if (singles.length === new Set(months).size) return `(${single})`;
  if (singles.length === 0) return `(${several})`;
  return `(CASE WHEN k.month IN (${singles.map(dateOf).join(", ")}) THEN ${single} ELSE ${several} END)`;
}

/** Blocks and groups get numbers; a cell is a pair of them. */
function numbersOf(cells: readonly ReleasedCell[]): { blocks: string[][]; groups: (string | null)[][] } {
  const blocks = new Map(cells.map(({ units }) => [JSON.stringify(units), units]));
  const groups = new Map(
    cells.map(({ values }) => [
      JSON.stringify(values),
      (values ?? [null]).map((value) => (value === null ? null : String(value))),
    ]),
  );
  return { blocks: [...blocks.values()], groups: [...groups.values()] };
}

const unitRows = (blocks: readonly string[][]): string =>
  `VALUES ${blocks
    .flatMap((units, block) => units.map((unit) => `(${literal(unit)}, ${block})`))
    .join(", ")}`;

const valueRows = (groups: readonly (string | null)[][]): string =>
  `VALUES ${groups
    .flatMap((values, group) =>
      values.map((value) => `(${value === null ? "NULL::VARCHAR" : literal(value)}, ${group})`),
    )
    .join(", ")}`;

function numberRows(
  cells: readonly ReleasedCell[],
  blocks: readonly string[][],
  groups: readonly (string | null)[][],
): string {
  const block = new Map(blocks.map((units, i) => [JSON.stringify(units), i]));
  const group = new Map(groups.map((values, i) => [JSON.stringify(values), i]));
  const rows = cells.map(({ units, values }, number) => {
    const texts = (values ?? [null]).map((value) => (value === null ? null : String(value)));
    return `(${block.get(JSON.stringify(units))}, ${group.get(JSON.stringify(texts))}, ${number})`;
  });
  return `VALUES ${rows.join(", ")}`;
}
