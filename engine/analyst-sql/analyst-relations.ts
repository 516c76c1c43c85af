// Cache + reader → the relations this reader's SQL may read, each with the rows and columns that the policy leaves.
import { contracts } from "../../datasets/contracts/index.js";
import type { Database } from "../database.js";
import type { Catalogue } from "../metrics/catalogue.js";
import { Binder } from "../metrics/emit-duckdb-predicate.js";
import { rowScope } from "../metrics/policy.js";
import type { Reader } from "../metrics/reader.js";
import { identifier, literal } from "../sql.js";
import { columnPolicy, type ColumnPolicy } from "./column-policy.js";
import { sqlError } from "./sql-errors.js";
import { lentMonth, lentPerson, sqlCatalog, type AnalystRelation, type LentRows } from "./sql-job.js";

/** Relations of the spine with one row per employee and month, and the months themselves. */
const spine = new Set(["employee_month", "hire_cohort", "employee_event", "calendar_month"]);
/** The organisation's tree and calendar: facts about no person. */
const aboutNobody = new Set(["calendar_month", "source_org_unit", "source_calendar_event"]);
/** Where a role hides or masks columns: sources and events tell the same facts under other names, so they stay closed. */
const withColumnPolicy = new Set(["employee_month", "hire_cohort", "calendar_month"]);

/** Rows about single people are never group numbers; a reader of groups has SQL only where he reads persons. */
export function exactReader(reader: Reader): Reader {
  if (reader.rights === "person") return reader;
  if (reader.person === undefined) throw sqlError.sql_needs_person_rights({ user: reader.id });
  return { ...reader, rights: "person", scope: reader.person, person: undefined };
}

/** Employee-months that the reader may read, by the one row policy; undefined where that is all of them. */
export function lentRows(reader: Reader): LentRows | undefined {
  const predicates = rowScope(reader);
  if (predicates.length === 0) return undefined;
  const binder = new Binder();
  return { where: predicates.map((p) => binder.predicate(p)).join(" AND "), params: binder.params };
}

/** `reader` as `exactReader` gives it. */
export async function analystRelations(
  db: Database,
  reader: Reader,
  catalogue: Catalogue,
): Promise<AnalystRelation[]> {
  const columns = columnPolicy(reader, catalogue);
  const isLimited = rowScope(reader).length > 0;
  const relations: AnalystRelation[] = [];
  for (const [name, found] of await relationsOf(db)) {
    const where = rowsOf(
      name,
      found.columns.map((c) => c.name),
      isLimited,
    );
    if (where === undefined || (columns && !withColumnPolicy.has(name))) continue;
    const shown = found.columns.filter((c) => !columns?.hidden.has(c.name));
    relations.push({
      name,
      columns: shown.map((c) => (columns?.masked.has(c.name) ? { ...c, type: "VARCHAR" } : c)),
      select: `SELECT ${shown.map((c) => selected(c.name, columns, reader)).join(", ")} FROM ${sqlCatalog}.main.${identifier(name)} AS r${where ? ` WHERE ${where}` : ""}`,
      restricted: where !== "" || columns !== undefined,
      readsFiles: found.isView && name.startsWith("source_"),
    });
  }
  return relations;
}

/** The same pseudonym as in the answers to this reader's questions. */
function selected(name: string, columns: ColumnPolicy | undefined, reader: Reader): string {
  const column = `r.${identifier(name)}`;
  const field = columns?.masked.get(name);
  if (field === undefined) return column;
  const before = JSON.stringify([reader.id, field]).slice(0, -1);
  const said = `${literal(`${before},`)} || to_json(${column}::VARCHAR)::VARCHAR || ']'`;
  return `CASE WHEN ${column} IS NOT NULL THEN ${literal(`${field}-`)} || left(sha256(${said}), 8) END AS ${identifier(name)}`;
}

/** Condition on `r`; "" where the reader sees every row; undefined where the relation is not for SQL. */
function rowsOf(name: string, columns: readonly string[], isLimited: boolean): string | undefined {
  const contract = contracts.find((c) => name === `source_${c.table}`);
  if (!spine.has(name) && !contract) return undefined;
  if (!isLimited || aboutNobody.has(name)) return "";
  if (!columns.includes("employee_id")) return "false";
  const key = contract?.columns.find((c) => c.type === "date" && contract.key.includes(c.name))?.name;
  if (key === "valid_from") return inForce(name);
  const time = contract ? key : "month";
  // A dated row belongs where the person was that month; one without a date, where the person was last.
  return time
    ? `(r.employee_id, date_trunc('month', r.${identifier(time)})::DATE) IN (FROM ${lentMonth})`
    : `r.employee_id IN (FROM ${lentPerson})`;
}

/** What holds until the next row (a job, a pay) belongs to the months in which it held at their end. */
const inForce = (name: string): string =>
  `EXISTS (FROM ${lentMonth} AS l WHERE l.employee_id = r.employee_id AND r.valid_from <= last_day(l.month)
     AND NOT EXISTS (FROM ${sqlCatalog}.main.${identifier(name)} AS later WHERE later.employee_id = r.employee_id
       AND later.valid_from > r.valid_from AND later.valid_from <= last_day(l.month)))`;

async function relationsOf(db: Database) {
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
