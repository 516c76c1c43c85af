// A source table after two sets of imports → the rows that arrived, were restated or were removed between them.
import type { Contract } from "../../datasets/contracts/index.js";
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
  /** Null where the table does not say whose row it is. */
  employee: string | null;
  change: RowChange;
  rows: number;
}

/** What one import changed in one table, held in the database; rows are read when they are to be shown. */
export class ChangedRows {
  private constructor(
    private readonly db: Database,
    private readonly relation: string,
    readonly table: string,
    readonly counts: readonly ChangedCount[],
  ) {}

  static async between(
    db: Database,
    workspace: Pick<Workspace, "path">,
    contract: Contract,
    then: readonly Manifest[],
    now: readonly Manifest[],
  ): Promise<ChangedRows> {
    const { table } = contract;
    const relation = identifier(`changed_${table}_${now.at(-1)?.id ?? ""}`);
    await publishTableAs(db, workspace, table, then, "then_rows");
    await publishTableAs(db, workspace, table, now, "now_rows");
    await db.run(`CREATE OR REPLACE TABLE ${relation} AS ${changedSql(contract)}`);
    const counts = await db.rows<ChangedCount>(
      `SELECT employee, change, count(*)::INTEGER AS rows FROM ${relation} GROUP BY ALL ORDER BY ALL`,
    );
    return new ChangedRows(db, relation, table, counts);
  }

  /** Rows of these employees (null = rows of nobody in particular), at most `most` for each. */
  async rowsOf(employees: readonly (string | null)[], most: number): Promise<[string | null, ChangedRow][]> {
    const ids = employees.filter((id) => id !== null).map(literal);
    const whose = [
      ...(ids.length > 0 ? [`employee IN (${ids.join(", ")})`] : []),
      ...(employees.includes(null) ? ["employee IS NULL"] : []),
    ];
    if (whose.length === 0) return [];
    const rows = await this.db.rows<Record<string, string | number | null>>(
      `SELECT * FROM ${this.relation} WHERE ${whose.join(" OR ")}
       QUALIFY row_number() OVER (PARTITION BY employee ORDER BY key_text) <= ${most} ORDER BY key_text`,
    );
    return rows.map((row) => [
      row.employee as string | null,
      {
        table: this.table,
        change: row.change as RowChange,
        key: JSON.parse(row.key_text as string) as ChangedRow["key"],
        columns: JSON.parse(row.changed as string) as ChangedRow["columns"],
        from: {
          import: row.import_id as string,
          file: row.source_file as string,
          row: row.source_row as number,
        },
      },
    ]);
  }
}

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
