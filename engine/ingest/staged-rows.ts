// A plan → a relation of typed rows beside the text they were read from (`t_<column>`, `v_<column>`), one per row of the target table.
import { type Column, contractOf } from "../../datasets/contracts/index.js";
import type { Database } from "../database.js";
import { identifier, literal } from "../sql.js";
import type { Workspace } from "../workspace.js";
import { alwaysMissing, isOneOf, numberOf, textOf, typedValue, valueOf } from "./cast.js";
import { offsetText, orderEvidence, orderOf } from "./date-text.js";
import { fail } from "./ingest-errors.js";
import { decimalCommas } from "./number-text.js";
import { type DateOrder, derivedColumns, headerOf, type TablePlan, type ValueSource } from "./plan.js";

export interface StagedRows {
  plan: TablePlan;
  relation: string;
  columns: Column[];
  derived: string[];
  /** Columns of a Parquet file that had the right type already: they can be empty, but not malformed. */
  typed: Set<string>;
  /** Rows that the plan takes (after `when` and unpivot). */
  read: number;
}

export interface StageContext {
  db: Database;
  workspace: Workspace;
  /** YYYY-MM-DD of the list, when the mapping says or implies one. */
  snapshotDate: string | undefined;
}

/** Text files become a table; a Parquet file stays a view, read again by each check and never copied. */
export async function stageRows(
  context: StageContext,
  plan: TablePlan,
  relation: string,
): Promise<StagedRows> {
  const { db } = context;
  const base = `(${baseSql(plan)})`;
  const columns = plan.contract.columns.filter((c) => plan.columns.has(c.name));
  const orders = await dateOrders(db, plan, base, columns);
  const commas = await commaColumns(db, plan, base, columns);
  const { timeZone } = context.workspace.config;
  const texts: string[] = [];
  const values: string[] = [];
  const fitting = new Set<string>();
  for (const column of columns) {
    const text = identifier(`t_${column.name}`);
    const source = plan.columns.get(column.name)!;
    const options = {
      order: orders.get(column.name),
      timeZone: source.kind === "instant_of" ? "UTC" : timeZone,
      comma: commas.has(column.name),
    };
    const typed =
      source.kind === "header" && !source.values
        ? typedValue(columnExpression(plan, source.index), plan.raw.types[source.index]!, column, options)
        : undefined;
    if (typed !== undefined && column.type !== "integer") fitting.add(column.name);
    texts.push(`${textExpression(plan, column, context, options.comma)} AS ${text}`);
    const day = column.type === "timestamp" ? dayExpression(columns, orders, timeZone) : undefined;
    values.push(
      `${typed ?? valueOf(text, column, { ...options, day })} AS ${identifier(`v_${column.name}`)}`,
    );
  }
  const isView = plan.raw.file.format === "parquet";
  const shown = columns.map((c) => identifier(`t_${c.name}`));
  for (const [name, sql] of identityTexts(plan)) {
    texts.push(`${sql} AS ${identifier(name)}`);
    shown.push(identifier(name));
  }
  await db.run(
    `CREATE ${isView ? "VIEW" : "TABLE"} ${identifier(relation)} AS SELECT source_row, rid, ${[...shown, ...values].join(", ")}
     FROM (SELECT *, ${texts.join(", ")} FROM ${base})`,
  );
  const isWhole = plan.when.length === 0 && !plan.unpivot;
  const read = isWhole
    ? plan.raw.rows - plan.raw.ragged.length
    : (await db.row<{ n: number }>(`SELECT count(*) AS n FROM ${identifier(relation)}`)).n;
  return { plan, relation, columns, derived: derivedColumns(plan), typed: fitting, read };
}

/** What says whose row it is, as text: a birth date in one spelling, empty where it cannot be read. */
function identityTexts(plan: TablePlan): [string, string][] {
  const { email, name, birth_date } = plan.identity ?? {};
  const trimmed = (index: number): string => `nullif(trim(${columnExpression(plan, index)}::VARCHAR), '')`;
  const born = contractOf("employee")?.columns.find((c) => c.name === "birth_date");
  const texts: [string, string][] = [];
  if (email !== undefined) texts.push(["i_email", trimmed(email)]);
  if (name !== undefined) texts.push(["i_name", trimmed(name)]);
  if (birth_date !== undefined && born)
    texts.push([
      "i_birth_date",
      `(${valueOf(trimmed(birth_date), born, { order: plan.dateOrder, timeZone: "UTC" })})::VARCHAR`,
    ]);
  return texts;
}

/** The row's own day, for punches that are only a time of day. */
function dayExpression(
  columns: readonly Column[],
  orders: Map<string, DateOrder | undefined>,
  timeZone: string,
): string | undefined {
  const day = columns.find((c) => c.name === "work_date");
  return day && valueOf(identifier("t_work_date"), day, { order: orders.get("work_date"), timeZone });
}

const columnExpression = (plan: TablePlan, index: number): string => identifier(plan.raw.columns[index]!);

/** Columns read as numbers (ages and tenures too) whose decimals have a comma. */
async function commaColumns(
  db: Database,
  plan: TablePlan,
  base: string,
  columns: readonly Column[],
): Promise<Set<string>> {
  const asked = columns.flatMap((column) => {
    const source = plan.columns.get(column.name)!;
    const isNumber =
      column.type === "decimal" || column.type === "integer" || source.kind === "before_snapshot";
    const expression = isNumber ? rawExpression(plan, source) : undefined;
    return expression ? [{ name: column.name, expression }] : [];
  });
  return decimalCommas(db, base, asked, plan.raw.delimiter);
}

function textExpression(plan: TablePlan, column: Column, context: StageContext, comma: boolean): string {
  const source = plan.columns.get(column.name)!;
  switch (source.kind) {
    case "header":
      return textOf(
        columnExpression(plan, source.index),
        plan.raw.types[source.index]!,
        column,
        plan.missing,
        source.values,
      );
    case "instant_of": {
      const index = columnExpression(plan, source.index);
      return plan.raw.types[source.index] === "TIMESTAMP WITH TIME ZONE"
        ? `strftime(timezone('UTC', ${index}), '%Y-%m-%dT%H:%M:%S.%fZ')`
        : `CASE WHEN regexp_matches(${index}, ${literal(offsetText)}) THEN trim(${index}) END`;
    }
    case "constant":
      return literal(source.value);
    case "row_number":
      return "('row-' || source_row)";
    case "standard_day":
      return literal(String(context.workspace.config.standardDayHours));
    case "snapshot_date":
      return literal(snapshot(context));
    case "before_snapshot": {
      const years = { ...column, type: "decimal" as const, name: "" };
      const text = textOf(
        columnExpression(plan, source.index),
        plan.raw.types[source.index]!,
        years,
        plan.missing,
      );
      const number = numberOf(text, comma);
      const months = source.unit === "years" ? `round(${number} * 12)` : `round(${number})`;
      const day = `CASE WHEN ${number} BETWEEN 0 AND 1500 THEN DATE ${literal(snapshot(context))} - to_months(${months}::INTEGER) END`;
      return `coalesce(strftime(${day}, '%Y-%m-%d'), ${text})`;
    }
    case "unpivot_name":
      return "__name";
    case "unpivot_value":
      return textOf("__value", "VARCHAR", column, plan.missing);
  }
}

function snapshot(context: StageContext): string {
  if (!context.snapshotDate) throw new Error("a plan derives dates but no snapshot date is known");
  return context.snapshotDate;
}

/** Raw rows after `when`; with unpivot one row per row and header, `rid` tells them apart. */
function baseSql(plan: TablePlan): string {
  const { raw } = plan;
  const filters = plan.when.map(({ index, values }) => {
    if (values.includes("*"))
      return `NOT ${isOneOf(`lower(coalesce(trim(${columnExpression(plan, index)}::VARCHAR), ''))`, ["", ...alwaysMissing, ...plan.missing.map((m) => m.toLowerCase())])}`;
    const accepted = values.map((v) => literal(v.trim().toLowerCase())).join(", ");
    return `lower(trim(${columnExpression(plan, index)}::VARCHAR)) IN (${accepted})`;
  });
  const where = filters.length > 0 ? `WHERE ${filters.join(" AND ")}` : "";
  const relation = identifier(raw.relation);
  if (!plan.unpivot) return `SELECT *, source_row AS rid FROM ${relation} ${where}`;
  const cells = plan.unpivot.map((i) => `${identifier(raw.columns[i]!)}::VARCHAR`).join(", ");
  const names = plan.unpivot.map((i) => `(${i}, ${literal(raw.headers[i]!)})`).join(", ");
  const kept = [...plan.columns.values()].flatMap((s) =>
    "index" in s ? [identifier(raw.columns[s.index]!)] : [],
  );
  const empty = ["", ...alwaysMissing, ...plan.missing.map((m) => m.toLowerCase())];
  const filled = plan.absent ? "" : `WHERE NOT ${isOneOf("lower(trim(u.__value))", empty)}`;
  return `SELECT u.* EXCLUDE (__i), n.header AS __name, u.source_row * 1000000 + u.__i AS rid
    FROM (SELECT ${["source_row", ...new Set(kept)].join(", ")}, unnest([${cells}]) AS __value, unnest([${plan.unpivot.join(", ")}]) AS __i
      FROM ${relation} ${where}) u
    JOIN (VALUES ${names}) n(i, header) ON n.i = u.__i ${filled}`;
}

/** Day-first or month-first per date column: said by the mapping, seen in the column, else seen elsewhere in the file. */
async function dateOrders(
  db: Database,
  plan: TablePlan,
  base: string,
  columns: readonly Column[],
): Promise<Map<string, DateOrder | undefined>> {
  const orders = new Map<string, DateOrder | undefined>();
  const unclear: { column: Column; row: number; example: string; header: string }[] = [];
  for (const column of columns) {
    if (column.type !== "date" && column.type !== "timestamp") continue;
    const source = plan.columns.get(column.name)!;
    const said = (source.kind === "header" ? source.format : undefined) ?? plan.dateOrder;
    const expression = rawExpression(plan, source);
    if (said || !expression) {
      orders.set(column.name, said);
      continue;
    }
    const evidence = await orderEvidence(db, base, expression);
    orders.set(column.name, orderOf(evidence));
    if (evidence.numeric > 0 && !orders.get(column.name))
      unclear.push({
        column,
        row: evidence.row!,
        example: evidence.example!,
        header: headerOf(plan, source),
      });
  }
  const seen = [...orders.values()].find((o) => o !== undefined);
  for (const { column, row, example, header } of unclear) {
    if (!seen) throw fail.date_order_unclear({ file: plan.raw.label, row, column: header, found: example });
    orders.set(column.name, seen);
  }
  return orders;
}

function rawExpression(plan: TablePlan, source: ValueSource): string | undefined {
  if (source.kind === "unpivot_name") return "__name";
  if (source.kind === "unpivot_value") return "__value";
  if (
    (source.kind === "header" || source.kind === "before_snapshot" || source.kind === "instant_of") &&
    plan.raw.types[source.index] === "VARCHAR"
  )
    return columnExpression(plan, source.index);
  return undefined;
}
