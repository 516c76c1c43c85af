// employee_month_coded → the views `employee_month` and `employee_month_keyed`: texts instead of codes, plain types instead of
// small ones, and the columns that follow from others, so that they are neither written nor kept.
import type { Database } from "../database.js";
import { identifier } from "../sql.js";
import { dropCodes } from "./text-codes.js";

export interface MonthView {
  /** Columns about which no source says anything → SQL type. */
  absent: Readonly<Record<string, string>>;
  /** First month in which exits are observed, `YYYY-MM`; null: never. */
  exitsObservedFrom: string | null;
}

/** Stored column → what the view has instead of it. */
const derived = ({ exitsObservedFrom }: MonthView): Record<string, string> => ({
  headcount_average:
    exitsObservedFrom === null
      ? "headcount_average, 0::DOUBLE AS exit_exposure"
      : `headcount_average, CASE WHEN month >= DATE '${exitsObservedFrom}-01' THEN headcount_average ELSE 0 END AS exit_exposure`,
  contract_fte: "headcount_average * coalesce(contract_fte, 1) AS fte",
  tenure_days: "tenure_days / 30.4375 AS tenure_months",
  age_months: "age_months / 12 AS age",
  absent_days: "absent_days::INTEGER AS absent_days, absent_days::INTEGER AS absence_spell_days",
  planned_hundredths: "planned_hundredths / 100 AS planned_hours",
  worked_hundredths: "worked_hundredths / 100 AS worked_hours",
  overtime_hundredths: "overtime_hundredths / 100 AS overtime_hours",
  night_hundredths: "night_hundredths / 100 AS night_hours",
  training_seconds: "training_seconds / 3600 AS training_hours",
  org_path: "string_split(org_path::VARCHAR, chr(31)) AS org_path",
});

interface StoredColumn {
  column_name: string;
  column_type: string;
}

/** Texts are texts in one and codes in the other: counting people and grouping by a code costs half. */
function monthViews(columns: readonly StoredColumn[], view: MonthView): string[] {
  const instead = derived(view);
  const read = ({ column_name, column_type }: StoredColumn): string => {
    const name = identifier(column_name);
    if (instead[column_name]) return instead[column_name];
    if (column_type.startsWith("ENUM")) return `${name}::VARCHAR AS ${name}`;
    return column_type === "UTINYINT" ? `${name}::INTEGER AS ${name}` : name;
  };
  const nothing = Object.entries(view.absent).map(([name, type]) => `NULL::${type} AS ${identifier(name)}`);
  const create = (name: string, isKeyed: boolean): string => {
    const isCode = ({ column_name, column_type }: StoredColumn): boolean =>
      isKeyed && column_type.startsWith("ENUM") && !instead[column_name];
    const select = columns.map((c) => (isCode(c) ? identifier(c.column_name) : read(c)));
    return `CREATE VIEW ${name} AS SELECT ${[...select, ...nothing].join(", ")} FROM employee_month_coded`;
  };
  return [create("employee_month", false), create("employee_month_keyed", true)];
}

export async function viewMonths(db: Database, view: MonthView): Promise<void> {
  const columns = await db.rows<StoredColumn & Record<string, unknown>>("DESCRIBE employee_month_coded");
  for (const sql of monthViews(columns, view)) await db.run(sql);
}

/** Text of everything that decides what the views say: every column that they derive, and one of each type that they read. */
export function monthViewDefinition(): string {
  const types = ["ENUM('a')", "UTINYINT", "DOUBLE"].map((type) => ({ column_name: type, column_type: type }));
  return [null, "2000-01"]
    .flatMap((exitsObservedFrom) => {
      const view = { absent: { nothing: "DOUBLE" }, exitsObservedFrom };
      const columns = Object.keys(derived(view)).map((name) => ({
        column_name: name,
        column_type: "DOUBLE",
      }));
      return monthViews([...columns, ...types], view);
    })
    .join("\n");
}

/** Takes an earlier build's relations away, and the types that they use. */
export async function dropMonths(db: Database): Promise<void> {
  await db.run("DROP VIEW IF EXISTS employee_month");
  await db.run("DROP VIEW IF EXISTS employee_month_keyed");
  await db.run("DROP TABLE IF EXISTS employee_month_coded");
  await dropCodes(db);
}
