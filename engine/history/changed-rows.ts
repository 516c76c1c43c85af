// A source table after two sets of imports → the rows that arrived, were restated or were removed between them.
import { contracts, type Contract } from "../../datasets/contracts/index.js";
import type { Database } from "../database.js";
import type { Manifest } from "../ingest/manifest.js";
import { publishTableAs } from "../ingest/publish.js";
import { identifier, literal } from "../sql.js";
import type { Workspace } from "../workspace.js";

export type RowChange = "arrived" | "restated" | "removed";

/** One row of a source table that is not what it was. */
export interface ChangedRow {
  table: string;
  change: RowChange;
  /** Columns of the contract's key. */
  key: Record<string, string | null>;
  /** Columns that differ, as text; `before` null for rows that arrived, `after` null for removed ones. */
  columns: { column: string; before: string | null; after: string | null }[];
  /** Where it stands: for removed rows where it stood. */
  from: { import: string; file: string; row: number };
}

export interface ChangedCount {
  table: string;
  /** Null where the table does not say whose row it is. */
  employee: string | null;
  change: RowChange;
  rows: number;
}

/** Changes of several tables, held in the database; rows are read when they are to be shown. */
export class ChangedRows {
  private constructor(
    private readonly db: Database,
    readonly tables: readonly string[],
    readonly counts: readonly ChangedCount[],
  ) {}

  static async between(
    db: Database,
    workspace: Pick<Workspace, "path">,
    tables: readonly string[],
    then: readonly Manifest[],
    now: readonly Manifest[],
  ): Promise<ChangedRows> {
    const counts: ChangedCount[] = [];
    for (const contract of contracts.filter((c) => tables.includes(c.table))) {
      await publishTableAs(db, workspace, contract.table, then, "then_rows");
      await publishTableAs(db, workspace, contract.table, now, "now_rows");
      await db.run(`CREATE OR REPLACE TABLE ${relation(contract.table)} AS ${changedSql(contract)}`);
      counts.push(
        ...(await db.rows<ChangedCount>(
          `SELECT ${literal(contract.table)} AS "table", employee, change, count(*)::INTEGER AS rows
           FROM ${relation(contract.table)} GROUP BY ALL ORDER BY ALL`,
        )),
      );
    }
    const changed = tables.filter((table) => counts.some((c) => c.table === table));
    return new ChangedRows(db, changed, counts);
  }

  /** Rows of these employees (null = rows of nobody in particular), at most `most` for each and table. */
  async rowsOf(
    employees: readonly (string | null)[],
    most: number,
  ): Promise<Map<string | null, ChangedRow[]>> {
    const found = new Map<string | null, ChangedRow[]>();
    const ids = employees.filter((id) => id !== null).map(literal);
    const whose = [
      ...(ids.length > 0 ? [`employee IN (${ids.join(", ")})`] : []),
      ...(employees.includes(null) ? ["employee IS NULL"] : []),
    ];
    if (whose.length === 0) return found;
    for (const table of this.tables) {
      const rows = await this.db.rows<Record<string, string | number | null>>(
        `SELECT * FROM ${relation(table)} WHERE ${whose.join(" OR ")}
         QUALIFY row_number() OVER (PARTITION BY employee ORDER BY key_text) <= ${most} ORDER BY key_text`,
      );
      for (const row of rows) {
        const employee = row.employee as string | null;
        const list = found.get(employee) ?? [];
        list.push({
          table,
          change: row.change as RowChange,
          key: JSON.parse(row.key_text as string) as ChangedRow["key"],
          columns: JSON.parse(row.changed as string) as ChangedRow["columns"],
          from: {
            import: row.import_id as string,
            file: row.source_file as string,
            row: row.source_row as number,
          },
        });
        found.set(employee, list);
      }
    }
    return found;
  }
}

const relation = (table: string): string => identifier(`changed_${table}`);

/**
 * Restated = the row in force for a key has other values. A row sent again unchanged is not listed, nor is an assignment
 * whose end was only cut by a later one: the spine reads where the next begins, not where one ends.
 */
function changedSql(contract: Contract): string {
  const isKey = (name: string): boolean => contract.key.includes(name);
  const values = contract.columns.map((c) => c.name).filter((name) => !isKey(name));
  const same = (name: string): string =>
    contract.table === "job_assignment" && name === "valid_to"
      ? `(t.import_id = n.import_id AND t.source_row = n.source_row OR t.valid_to IS NOT DISTINCT FROM n.valid_to)`
      : `t.${identifier(name)} IS NOT DISTINCT FROM n.${identifier(name)}`;
  const joined = contract.key.map((k) => `t.${identifier(k)} IS NOT DISTINCT FROM n.${identifier(k)}`);
  const pairs = values.map(
    (name) =>
      `CASE WHEN t.is_there IS NULL OR n.is_there IS NULL OR NOT ${same(name)} THEN
        {'column': ${literal(name)}, 'before': t.${identifier(name)}::VARCHAR, 'after': n.${identifier(name)}::VARCHAR} END`,
  );
  const key = contract.key.map(
    (k) => `${literal(k)}: coalesce(n.${identifier(k)}, t.${identifier(k)})::VARCHAR`,
  );
  const employee = contract.columns.some((c) => c.name === "employee_id")
    ? "coalesce(n.employee_id, t.employee_id)"
    : "NULL::VARCHAR";
  const isChanged = [
    "t.is_there IS NULL",
    "n.is_there IS NULL",
    ...values.map((name) => `NOT ${same(name)}`),
  ];
  return `SELECT
    CASE WHEN t.is_there IS NULL THEN 'arrived' WHEN n.is_there IS NULL THEN 'removed' ELSE 'restated' END AS change,
    ${employee} AS employee,
    to_json({${key.join(", ")}})::VARCHAR AS key_text,
    to_json(list_filter([${pairs.join(", ")}], lambda p: p IS NOT NULL AND (p.before IS NOT NULL OR p.after IS NOT NULL)))::VARCHAR AS changed,
    coalesce(n.import_id, t.import_id) AS import_id, coalesce(n.source_file, t.source_file) AS source_file,
    coalesce(n.source_row, t.source_row) AS source_row
  FROM (SELECT *, true AS is_there FROM then_rows) AS t FULL JOIN (SELECT *, true AS is_there FROM now_rows) AS n
    ON ${joined.join(" AND ")}
  WHERE ${isChanged.join(" OR ")}`;
}
