// A metric's worked example → what its formula really gives on these rows, through the same compiler as every question.
import { Database } from "../database.js";
import { answer } from "./answer.js";
import type { MetricCache } from "./cache-facts.js";
import type { Catalogue, CataloguedMetric } from "./catalogue.js";
import { monthNumber, monthText } from "./period.js";
import { localReader } from "./reader.js";
import { besideRelations, columnFacts, type RelationName } from "./relation-columns.js";

type Row = Record<string, string | number | boolean | null | string[]>;
type Columns = Record<string, string>;

export interface ExampleResult {
  metric: string;
  expected: number;
  /** What came out; null when no number did, with the reason. */
  found: number | null;
  refused: string | null;
  isRight: boolean;
}

/** null: the metric has no worked example. `dir` is the workspace that an own metric stands in. */
export async function checkExample(
  metric: CataloguedMetric,
  { catalogue, dir }: { catalogue: Catalogue; dir?: string },
): Promise<ExampleResult | null> {
  const { example, id } = metric;
  if (!example || !catalogue.metrics.has(id)) return null;
  const database = await Database.open({ threads: 1 });
  try {
    await fillExample(database, metric);
    const cache: MetricCache = { database, snapshot: "example", workspace: { dir, config: {} } };
    const { from, to } = example;
    const result = await answer(
      cache,
      { metrics: [id], from, to },
      { reader: localReader, now: new Date(0) },
    );
    const found = result.total.getChild(id)!.get(0) as number | null;
    const refused = result.total.getChild(`${id}__refused`)!.get(0) as string | null;
    const isRight =
      found !== null && Math.abs(found - example.expected) <= 1e-9 * Math.max(1, Math.abs(found));
    return { metric: id, expected: example.expected, found, refused, isRight };
  } finally {
    database.close();
  }
}

async function fillExample(
  database: Database,
  { example, relation, needs }: CataloguedMetric,
): Promise<void> {
  const rows = example!.rows as Row[];
  const [first, last] = [rows.map((row) => String(row.month)).sort()[0], example!.to];
  const months = Array.from({ length: monthNumber(last) - monthNumber(first) + 1 }, (_, i) => ({
    month: monthText(monthNumber(first) + i),
  }));
  // the history has every month, also those without a row of the example
  const nobody = months.map(({ month }) => ({ employee_id: "nobody", month }));
  const spine =
    relation === "employee_month" ? rows : rows.map(({ employee_id, month }) => ({ employee_id, month }));
  await fill(database, "employee_month", relationTypes("employee_month"), [...spine, ...nobody]);
  await fill(database, "hire_cohort", relationTypes("hire_cohort"), relation === "hire_cohort" ? rows : []);
  for (const beside of besideRelations) {
    const types = besideTypes(beside);
    const speaks = rows.filter((row) =>
      Object.keys(types).some((c) => c !== "employee_id" && c !== "month" && c in row),
    );
    await fill(database, beside, types, speaks);
  }
  await fill(database, "calendar_month", { month: "DATE" }, months);
  for (const table of new Set(["termination", ...needs.map((need) => need.split(".")[0])]))
    await database.run(`CREATE TABLE source_${table} AS SELECT 'voluntary' AS exit_kind`);
}

const sqlType = { flag: "BOOLEAN", number: "DOUBLE", text: "VARCHAR" } as const;
const keys: Columns = { employee_id: "VARCHAR", month: "DATE" };

function relationTypes(name: RelationName): Columns {
  const own = Object.entries(columnFacts[name]).filter(([, { beside }]) => beside === undefined);
  return {
    ...keys,
    ...Object.fromEntries(own.map(([c, { kind }]) => [c, sqlType[kind]])),
    org_path: "VARCHAR[]",
  };
}

const besideTypes = (relation: string): Columns => ({
  ...keys,
  ...Object.fromEntries(
    Object.entries(columnFacts.employee_month)
      .filter(([, { beside }]) => beside === relation)
      .map(([c, { kind }]) => [c, sqlType[kind]]),
  ),
});

async function fill(database: Database, name: string, types: Columns, rows: Row[]): Promise<void> {
  const columns = Object.entries(types).map(([column, type]) => `${column} ${type}`);
  await database.run(`CREATE TABLE ${name} (${columns.join(", ")})`);
  if (rows.length === 0) return;
  const complete = rows.map((row) =>
    Object.fromEntries(
      Object.entries(types).map(([column, type]) => {
        const value = row[column] ?? (type === "BOOLEAN" ? false : null);
        return [column, column === "month" ? `${String(value).slice(0, 7)}-01` : value];
      }),
    ),
  );
  await database.run(
    `INSERT INTO ${name} SELECT unnest(from_json($1::JSON, '${JSON.stringify([types])}'), max_depth := 2)`,
    [JSON.stringify(complete)],
  );
}
