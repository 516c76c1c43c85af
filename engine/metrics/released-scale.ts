// A measure and a closed fiscal year → how far people differ (P90 − P10 of a person's month) and where outliers are capped
// (3 × the median). Fixed once per year: appended to releases/scales.ndjson, never changed.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { Database } from "../database.js";
import type { ReleaseBook } from "../disclosure/release-book.js";
import { whole } from "../disclosure/membership.js";
import { identifier } from "../sql.js";
import { emitDuckdb } from "./emit-duckdb.js";
import { monthNumber, monthText, type MonthNumber } from "./period.js";
import { personDimension } from "./person-dimension.js";
import { definitionsHash } from "./receipt.js";
import { relationColumns } from "./relation-columns.js";
import { overReleasedRows } from "./released-sql.js";
import { isTerm, type MeasureNode, type QueryTree } from "./tree.js";

export interface Scale {
  /** P90 − P10 of the measure over the months of people; 0 when nobody differs. */
  range: number;
  /** Cap per column of the measure. */
  caps: Record<string, number>;
}

interface ScaleLine extends Scale {
  metric: string;
  definition: string;
  year: string;
}

const capFactor = 3;
/** Columns that say who was there: not measured on a person. */
const membershipColumns = new Set([
  "employed_days",
  "headcount_end",
  "headcount_average",
  "fte",
  "exit_exposure",
  "tenure_months",
  "age",
  "level",
]);

/** Fiscal year (named by its first month) that was closed before this month; the first released months without one. */
export function scaleYear(
  book: ReleaseBook,
  month: MonthNumber,
  fiscalYearStart: number,
): { year: string; months: MonthNumber[] } {
  const start = month - ((((month - (fiscalYearStart - 1)) % 12) + 12) % 12) - 12;
  const months = Array.from({ length: 12 }, (_, i) => start + i);
  if (months.every((m) => book.months.has(monthText(m)))) return { year: monthText(start), months };
  return { year: "first", months: [...book.months.keys()].sort().slice(0, 12).map(monthNumber) };
}

const inMemory = new WeakMap<Database, Map<string, ScaleLine>>();

/** Known lines; of two with the same key the first counts. */
function knownScales(db: Database, book: ReleaseBook): Map<string, ScaleLine> {
  if (book.folder === undefined) {
    let lines = inMemory.get(db);
    if (!lines) inMemory.set(db, (lines = new Map()));
    return lines;
  }
  const file = `${book.folder}/scales.ndjson`;
  const lines = new Map<string, ScaleLine>();
  if (!existsSync(file)) return lines;
  for (const text of readFileSync(file, "utf8").split("\n")) {
    if (text === "") continue;
    try {
      const line = JSON.parse(text) as ScaleLine;
      if (!lines.has(keyOf(line))) lines.set(keyOf(line), line);
    } catch {
      continue; // a line cut by a stop: written again below
    }
  }
  return lines;
}

const keyOf = ({ metric, definition, year }: Pick<ScaleLine, "metric" | "definition" | "year">): string =>
  `${year} ${metric} ${definition}`;

/** The scale of each measure for windows that end with this month. */
export async function scalesFor(
  db: Database,
  book: ReleaseBook,
  nodes: readonly MeasureNode[],
  month: MonthNumber,
  fiscalYearStart: number,
): Promise<Scale[]> {
  const { year, months } = scaleYear(book, month, fiscalYearStart);
  const known = knownScales(db, book);
  const scales: Scale[] = [];
  for (const node of nodes) {
    const key = { metric: node.metric.id, definition: definitionsHash([node.metric]).slice(0, 16), year };
    let line = known.get(keyOf(key));
    if (!line) {
      line = { ...key, ...(await measured(db, book, node, months)) };
      if (book.folder === undefined) known.set(keyOf(key), line);
      else appendFileSync(`${book.folder}/scales.ndjson`, `${JSON.stringify(line)}\n`, { flush: true });
    }
    scales.push(line);
  }
  return scales;
}

async function measured(
  db: Database,
  book: ReleaseBook,
  node: MeasureNode,
  months: readonly MonthNumber[],
): Promise<Scale> {
  const [from, to] = [Math.min(...months), Math.max(...months)];
  const tree: QueryTree = {
    measures: [{ ...node, byPerson: false, contributors: undefined }],
    dimensions: [personDimension],
    grain: "month",
    fiscalYearStart: 1,
    range: { from, to },
    periods: months.map((month) => ({ start: month, from: month, to: month, partial: false })),
    filters: [],
    scope: [],
    release: { kind: "exact" },
    grid: false,
  };
  const everybody = { key: "", depth: 0, units: [whole], values: null, people: 0 };
  const before = node.rows === "trailing_year" || node.own ? 24 : 0;
  const read = Array.from({ length: to - from + 1 + before }, (_, i) => from - before + i);
  const rows = { book, months: read, depth: 0, attribute: null, cells: [everybody], caps: new Map() };
  const { sql, params } = overReleasedRows(emitDuckdb(tree), rows);
  const value = isTerm(node.denominator) ? `CASE WHEN m0_x > 0 THEN m0_y / m0_x * ${node.per} END` : "m0_y";
  const spread = await db.row<{ range: number | null; widest: number | null }>(
    `SELECT quantile_cont(v, 0.9) - quantile_cont(v, 0.1) AS range, max(v) - min(v) AS widest
     FROM (SELECT ${value} AS v FROM (${sql}) WHERE m0_n > 0) WHERE isfinite(v) AND v IS NOT NULL`,
    params,
  );
  const caps: Record<string, number> = {};
  for (const column of cappedColumns(node)) {
    const list = months.map((month) => `DATE '${monthText(month)}-01'`).join(", ");
    const { sql: of } = overReleasedRows(
      {
        sql: `WITH z AS (SELECT 1) SELECT ${identifier(column)} AS v FROM ${node.relation} WHERE month IN (${list})`,
        params: [],
      },
      rows,
    );
    const { middle } = await db.row<{ middle: number | null }>(
      `SELECT median(abs(v)) AS middle FROM (${of}) WHERE v <> 0`,
    );
    if (middle !== null && middle > 0) caps[column] = capFactor * middle;
  }
  return { range: spread.range || spread.widest || 0, caps };
}

/** Columns measured on people that a spread makes sense for. */
export function cappedColumns(node: MeasureNode): string[] {
  const terms = [node.numerator, ...(isTerm(node.denominator) ? [node.denominator] : [])];
  const kinds = relationColumns[node.relation];
  const names = terms.flatMap(({ columns, minus = [] }) => [...columns, ...minus]);
  return [...new Set(names)].filter((name) => kinds[name] === "number" && !membershipColumns.has(name));
}

/** Whether the denominator only says who was there, so that it may be shown as it is. */
export function hasVisibleDenominator(node: MeasureNode): boolean {
  if (!isTerm(node.denominator)) return true;
  const kinds = relationColumns[node.relation];
  const { columns, recorded, own, where } = node.denominator;
  const isVisible = (name: string): boolean => membershipColumns.has(name) || kinds[name] === "flag";
  return (
    columns.length > 0 &&
    columns.every(isVisible) &&
    recorded === undefined &&
    !own &&
    (where === undefined || isVisible(where))
  );
}
