// Cache → person-months for the attrition model, through the named query; within the reader's part of the organisation.
import { querySql } from "../queries/index.js";
import type { AttritionRow } from "./attrition-inputs.js";
import type { ModelContext } from "./model-context.js";

/** All months, or one ("YYYY-MM"). */
export async function attritionRows(
  { cache, reader }: Pick<ModelContext, "cache" | "reader">,
  month?: string,
): Promise<AttritionRow[]> {
  const sql = querySql("attrition-training");
  const rows = month
    ? await cache.database.rows<AttritionRow>(`SELECT * FROM (${withoutEnd(sql)}) WHERE month = ?`, [
        `${month}-01`,
      ])
    : await cache.database.rows<AttritionRow>(sql);
  const { scope } = reader;
  return scope === undefined ? rows : rows.filter((row) => row.org_path?.split("/").includes(scope));
}

const withoutEnd = (sql: string): string => `${sql.trim().replace(/;$/, "")}\n`;
