// Cache → person-months for the attrition model, through the named query; within the reader's part of the organisation.
// Large companies: a sample of whole persons, with everything known about each, so that rates stay as they are.
import { isValid, type ColumnData } from "../engine/arrow-table.js";
import { querySql } from "../queries/index.js";
import type { AttritionRow } from "./attrition-row.js";
import type { ModelContext } from "./model-context.js";

/** More person-months than this add time and memory, hardly any precision. */
export const mostPersonMonths = 300_000;

/** Share of the persons that were looked at; 1 = all. */
export interface PersonSample {
  share: number;
  /** Person-months of the whole company. */
  of: number;
}

/** People at one month's end ("YYYY-MM"). */
export async function attritionRowsOf(
  { cache, reader }: Pick<ModelContext, "cache" | "reader">,
  month: string,
): Promise<AttritionRow[]> {
  const { columns, length } = await cache.database.columns(
    `SELECT * FROM (${trainingSql()}) WHERE month = ?`,
    [`${month}-01`],
  );
  const rows = rowsOf(columns, length);
  const { scope } = reader;
  return scope === undefined ? rows : rows.filter((row) => row.org_path?.split("/").includes(scope));
}

/** All months of all persons, or of a sample of them where there are too many. The same persons every time. */
export async function trainingRows(
  { cache }: Pick<ModelContext, "cache">,
  most = mostPersonMonths,
): Promise<{ rows: AttritionRow[]; sample: PersonSample }> {
  const { database } = cache;
  const { all } = await database.row<{ all: number }>(
    `SELECT count(*)::INTEGER AS "all" FROM employee_month WHERE headcount_end = 1`,
  );
  const share = Math.min(1, most / Math.max(1, all));
  const chosen = share < 1 ? `WHERE hash(employee_id || '·') % 1000000 < ${Math.round(1e6 * share)}` : "";
  const { columns, length } = await database.columns(
    `SELECT * FROM (${trainingSql()}) ${chosen} ORDER BY employee_id, month`,
  );
  return { rows: rowsOf(columns, length), sample: { share, of: all } };
}

/** Columns → rows that share their texts. */
function rowsOf(columns: readonly ColumnData[], length: number): AttritionRow[] {
  const rows = Array.from({ length }, () => ({}) as Record<string, unknown>);
  for (const column of columns) {
    const { name, values, validity } = column;
    const dictionary = column.type === "text" ? column.dictionary : undefined;
    for (let i = 0; i < length; i++) {
      const value = values[i];
      rows[i][name] = !isValid(validity, i) ? null : dictionary ? dictionary[value] : value;
    }
  }
  return rows as unknown as AttritionRow[];
}

const trainingSql = (): string => `${querySql("attrition-training").trim().replace(/;$/, "")}\n`;
