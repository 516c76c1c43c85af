// Cache + reader → the relations this reader's SQL may read, each with the rows and columns that the policy leaves.
import { contracts } from "../../datasets/contracts/index.js";
import type { Database } from "../database.js";
import { timeColumn } from "../ingest/manifest.js";
import type { Reader } from "../metrics/reader.js";
import { identifier, literal } from "../sql.js";
import { sqlError } from "./sql-errors.js";
import { sqlCatalog, type AnalystRelation } from "./sql-job.js";

/** Relations of the spine; `within` says how a row belongs to the organisation. */
const spine: Record<string, "org_path" | "month" | "everybody"> = {
  employee_month: "org_path",
  hire_cohort: "org_path",
  employee_event: "month",
  calendar_month: "everybody",
};

/** A group reader is refused here: rows about single people are never group numbers. */
export async function analystRelations(
  db: Database,
  reader: Reader,
  hidden: ReadonlySet<string> = new Set(),
): Promise<AnalystRelation[]> {
  if (reader.rights !== "person") throw sqlError.sql_needs_person_rights({ user: reader.id });
  const found = await columnsOf(db);
  const relations: AnalystRelation[] = [];
  for (const [name, { columns, isView }] of found) {
    const where = rowsOf(name, columns, reader.scope);
    if (where === undefined) continue;
    const shown = columns.filter((c) => !hidden.has(c.name) && !hidden.has(`${name}.${c.name}`));
    relations.push({
      name,
      columns: shown,
      select: `SELECT ${shown.map((c) => `r.${identifier(c.name)}`).join(", ")} FROM ${place(name)} AS r${where ? ` WHERE ${where}` : ""}`,
      restricted: where !== "",
      readsFiles: isView && name.startsWith("source_"),
    });
  }
  return relations;
}

const place = (name: string): string => `${sqlCatalog}.main.${identifier(name)}`;

/** Condition on `r`; "" where the reader sees every row; undefined where the relation is not for SQL. */
function rowsOf(name: string, columns: { name: string }[], scope: string | undefined): string | undefined {
  const belonging = Object.hasOwn(spine, name) ? spine[name]! : undefined;
  const contract = contracts.find((c) => name === `source_${c.table}`);
  if (!belonging && !contract) return undefined;
  if (scope === undefined || belonging === "everybody") return "";
  const unit = literal(scope);
  if (belonging === "org_path") return `list_contains(r.org_path, ${unit})`;
  const month = belonging === "month" ? "r.month" : monthOf(contract!);
  const has = (column: string): boolean => columns.some((c) => c.name === column);
  if (!has("employee_id")) return isAboutNobody(contract!) ? "" : "false";
  const people = `FROM ${place("employee_month")} AS m WHERE m.employee_id = r.employee_id`;
  // A dated row belongs where the person was that month; one without a date, where the person was last.
  return month
    ? `EXISTS (${people} AND m.month = ${month} AND list_contains(m.org_path, ${unit}))`
    : `(SELECT list_contains(arg_max(m.org_path, m.month), ${unit}) ${people})`;
}

type Contract = (typeof contracts)[number];

function monthOf(contract: Contract): string | undefined {
  const column = timeColumn(contract);
  return column ? `date_trunc('month', r.${identifier(column)})::DATE` : undefined;
}

/** The organisation's tree and calendar: facts about no person. */
const isAboutNobody = (contract: Contract): boolean =>
  ["org_unit", "calendar_event"].includes(contract.table);

async function columnsOf(db: Database) {
  const rows = await db.rows<{ name: string; column: string; type: string; kind: string }>(
    `SELECT c.table_name AS name, c.column_name AS column, c.data_type AS type, t.table_type AS kind
     FROM information_schema.columns AS c JOIN information_schema.tables AS t USING (table_catalog, table_schema, table_name)
     WHERE c.table_schema = 'main' ORDER BY c.table_name, c.ordinal_position`,
  );
  const relations = new Map<string, { columns: { name: string; type: string }[]; isView: boolean }>();
  for (const { name, column, type, kind } of rows) {
    const relation = relations.get(name) ?? { columns: [], isView: kind === "VIEW" };
    relation.columns.push({ name: column, type });
    relations.set(name, relation);
  }
  return relations;
}
