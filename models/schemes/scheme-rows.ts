// One person's score → the rows behind each of its parts: months of employee_month that add up to numerator and denominator, and the
// imported rows that these were made of, with the definition's hash and the snapshot by which anybody gets the same.
import { cacheFacts, loadCatalogue, type CataloguedMetric } from "../../engine/index.js";
import { columnsOf } from "../../engine/metrics/emit-duckdb-sums.js";
import { measureOf } from "../../engine/metrics/measure-of.js";
import { monthNumber, monthText, type MonthRange } from "../../engine/metrics/period.js";
import { readsEverybody } from "../../engine/metrics/reader.js";
import { besideColumns } from "../../engine/metrics/relation-columns.js";
import { definitionHashes } from "../../engine/metrics/receipt.js";
import { identifier } from "../../engine/sql.js";
import type { ModelContext } from "../model-context.js";
import { schemeErrors as fail } from "./scheme-errors.js";
import type { IndicatorSource, Scheme } from "./scheme-schema.js";
import { sourcesOf } from "./scheme-inputs.js";
import { scoreScheme } from "./score-scheme.js";
import type { PersonScore, ScorePart } from "./score-types.js";
import { sourceName } from "./score-indicator.js";
import { personSourceRows, type PersonSourceRows } from "../person-source-rows.js";

export interface PartRows {
  indicator: string;
  version: string;
  source: string;
  part: ScorePart;
  /** Columns of employee_month that the metric adds up, month by month; empty for KPIs. */
  months: ({ month: string } & Record<string, number | string | boolean | null>)[];
  sources: PersonSourceRows[];
  /** Hash of the metric's definition; null for KPIs. */
  definition: string | null;
}

export interface SchemeRows {
  score: PersonScore;
  /** Snapshot of the data: hash over the manifests of the imports. */
  snapshot: string;
  parts: PartRows[];
}

/** Most source rows listed of one table. */
const most = 500;

/** Errors: those of scoreScheme, scheme_nobody, scheme_indicator_unknown. The caller leaves the journal line. */
export async function schemeRowsOf(
  context: ModelContext,
  scheme: Scheme,
  period: string,
  { employee, indicator }: { employee: string; indicator?: string },
): Promise<SchemeRows> {
  const [score] = await scoreScheme(context, scheme, period, { employees: [employee] });
  if (!score) throw fail.scheme_nobody({ scheme: scheme.id, period });
  const asked = score.parts.filter((part) => indicator === undefined || part.indicator === indicator);
  if (asked.length === 0)
    throw fail.scheme_indicator_unknown({
      scheme: scheme.id,
      period,
      found: String(indicator).slice(0, 40),
      known: [...new Set(score.parts.map((part) => part.indicator))],
    });
  const parts: PartRows[] = [];
  for (const part of asked) {
    // some of the months are not the reader's to see
    if (part.reason === "months_not_readable") continue;
    const version = scheme.versions.find(({ version: name }) => name === part.version)!;
    const own = version.indicators.find(({ id }) => id === part.indicator)!;
    for (const source of sourcesOf({ indicators: [own], gates: [] }))
      parts.push(await partRows(context, source, part, employee));
  }
  return { score, snapshot: context.cache.snapshot, parts };
}

async function partRows(
  context: ModelContext,
  source: IndicatorSource,
  part: ScorePart,
  employee: string,
): Promise<PartRows> {
  const { cache, workspace, reader } = context;
  const range = { from: monthNumber(part.from), to: monthNumber(part.to) };
  const base = { indicator: part.indicator, version: part.version, source: sourceName(source), part };
  const { sources } = await cacheFacts({ ...cache, workspace });
  if ("kpi" in source) {
    const rows = sources.has("kpi_actual")
      ? await personSourceRows(cache.database, "kpi_actual", employee, range, {
          reader,
          most,
          kpi: source.kpi,
        })
      : null;
    return { ...base, months: [], sources: rows ? [rows] : [], definition: null };
  }
  const metric = loadCatalogue(workspace.dir).metrics.get(source.metric)!;
  // months before the period are shown to whoever may read all of the person's months
  const isWhole = readsEverybody(reader) || reader.employee === employee;
  const read = isWhole ? monthsRead(metric, range) : range;
  const back = isWhole ? reachesBack(metric) : 0;
  const tables = metric.needs.filter((table) => sources.has(table) && !table.includes("."));
  const found: PersonSourceRows[] = [];
  for (const table of tables) {
    const rows = await personSourceRows(
      cache.database,
      table,
      employee,
      { from: Math.min(read.from, range.from) - back, to: read.to },
      { reader, most },
    );
    if (rows) found.push(rows);
  }
  return {
    ...base,
    months: await monthsOf(context, metric, employee, read),
    sources: found,
    definition: definitionHashes([metric])[metric.id] ?? null,
  };
}

/** Months of the source rows that a month's column looks back on. */
const looksBack: Record<string, number> = {
  customers_due: 12,
  customers_repurchased: 12,
  customers_base: 24,
  customers_kept: 24,
};

const reachesBack = (metric: CataloguedMetric): number =>
  Math.max(0, ...columnsOf(measureOf(metric)).map((column) => looksBack[column] ?? 0));

/** Months of employee_month that the metric reads for the period. */
function monthsRead(metric: CataloguedMetric, { from, to }: MonthRange): MonthRange {
  switch (measureOf(metric).rows) {
    case "last_month":
      return { from: to, to };
    case "trailing_year":
      return { from: to - 11, to };
    case "year_before":
      return { from: to - 12, to: to - 12 };
    case "period":
      return { from, to };
  }
}

async function monthsOf(
  { cache }: ModelContext,
  metric: CataloguedMetric,
  employee: string,
  read: MonthRange,
): Promise<PartRows["months"]> {
  const columns = columnsOf(measureOf(metric));
  const beside = [...besideColumns(metric.relation, columns)];
  if (metric.relation !== "employee_month") return [];
  const joined = beside.map(
    ([relation], i) =>
      `LEFT JOIN ${identifier(relation)} b${i} ON b${i}.employee_id = e.employee_id AND b${i}.month = e.month`,
  );
  const aliasOf = (column: string): string => {
    const i = beside.findIndex(([, names]) => names.includes(column));
    return i < 0 ? "e" : `b${i}`;
  };
  return cache.database.rows(
    `SELECT strftime(e.month, '%Y-%m') AS month, ${columns.map((name) => `${aliasOf(name)}.${identifier(name)}`).join(", ")}
     FROM employee_month e ${joined.join(" ")}
     WHERE e.employee_id = $1 AND e.month BETWEEN $2::DATE AND $3::DATE ORDER BY e.month`,
    [employee, `${monthText(read.from)}-01`, `${monthText(read.to)}-01`],
  );
}
