// An answer → one record per mark: where it stands, what it says, how well it is known. All that the charts draw.
import { comparisonKey } from "./comparison-entry.js";
import type { Locale } from "../../engine/locale.js";
import { isTimeGrain, type TimeGrain } from "../../engine/metrics/metric-query.js";
import type { RefusalCode, ResultColumn } from "../../engine/result.js";
import type { Unit } from "../../engine/metrics/unit.js";
import { formatInterval, formatNumber } from "../../engine/metrics/format-number.js";
import { coveredMonths, monthsIn, monthTime, periodLabel, periodMonth } from "./period-label.js";
import {
  numberPart,
  refusalFor,
  refusalOf,
  valueColumns,
  type Cell,
  type ReportData,
  type Row,
} from "./report-data.js";
import { reportParts } from "./report-shape.js";
import type { ReportSpec } from "./report-spec.js";

export interface ChartRow {
  /** Index of the answer's row, and the column of the number: what the evidence panel opens. */
  row: number;
  column: string;
  metric: string;
  metricLabel: string;
  unit: Unit;
  /** Start of the period, UTC ms; null without time. */
  time: number | null;
  period: string;
  partial: boolean;
  category: string;
  series: string;
  panel: string;
  value: number | null;
  low: number | null;
  high: number | null;
  previous: number | null;
  refused: RefusalCode | null;
  /** "36%" */
  text: string;
  /** "23–49%", or empty. */
  range: string;
  /** Everything about the mark, one fact a line: tooltip and screen reader. */
  tip: string;
}

const nothingThere = { en: "(none)", zh: "（无）" };
const partialNote = { en: "period not complete", zh: "本期未满" };

/** A dimension's value in the reader's words. */
export function groupLabel(
  column: ResultColumn | undefined,
  value: Cell | undefined,
  locale: Locale,
): string {
  if (value === null || value === undefined || value === "") return nothingThere[locale];
  if (column?.role === "time") {
    const [grain, start] = [grainOf(column), periodMonth(value)];
    if (grain && start !== null) return periodLabel(start, grain, locale);
  }
  return column?.values?.find((known) => known.value === String(value))?.label[locale] ?? String(value);
}

export const grainOf = (column: ResultColumn | undefined): TimeGrain | null =>
  column?.grain ?? (column && isTimeGrain(column.name) ? column.name : null);

export function chartRows(
  report: ReportSpec,
  data: ReportData,
  locale: Locale,
  currency = "CNY",
): ChartRow[] {
  const { columns, rows } = data;
  const parts = reportParts(report);
  const named = (name: string | null): ResultColumn | undefined =>
    name ? columns.find((column) => column.name === name && column.role !== "metric") : undefined;
  const [time, category, series, panel] = [parts.time, parts.category, parts.series, parts.panel].map(named);
  const say = (column: ResultColumn | undefined, row: Row): string =>
    column ? groupLabel(column, row[column.name], locale) : "";
  return valueColumns(columns).flatMap((column) =>
    rows.map((row, index): ChartRow => {
      const metric = column.metric ?? column.name;
      const start = time ? periodMonth(row[time.name]) : null;
      const unit = column.unit as Unit;
      const part = (name: "low" | "high"): number | null => numberPart(columns, row, metric, name);
      const value = typeof row[column.name] === "number" ? (row[column.name] as number) : null;
      const refused = value === null ? (refusalOf(columns, row, metric) ?? "no_exposure") : null;
      const [low, high] = [part("low"), part("high")];
      const text = refused
        ? refusalFor(refused)[locale]
        : formatNumber(value, unit, locale, { low, high, currency });
      const range = value === null ? "" : formatInterval(low, high, unit, locale, { currency });
      const partial = time ? isPartial(row, start, grainOf(time), data) : false;
      const place = [say(panel, row), say(series, row), say(category, row), say(time, row)].filter(Boolean);
      const facts = range ? `${text}${locale === "zh" ? `（${range}）` : ` (${range})`}` : text;
      const metricLabel = column.label[locale];
      return {
        row: index,
        column: column.name,
        metric,
        metricLabel,
        unit,
        time: start === null ? null : monthTime(start),
        period: say(time, row),
        partial,
        category: say(category, row),
        series: say(series, row),
        panel: say(panel, row),
        value,
        low,
        high,
        previous: report.compare[0]
          ? numberPart(columns, row, metric, "previous", comparisonKey(report.compare, 0))
          : null,
        refused,
        text,
        range,
        tip: [
          place.join(locale === "zh" ? "，" : ", "),
          `${metricLabel}${locale === "zh" ? "：" : ": "}${facts}`,
          partial ? partialNote[locale] : "",
        ]
          .filter(Boolean)
          .join("\n"),
      };
    }),
  );
}

/** The engine marks partial periods; where it does not, the covered months decide. */
function isPartial(row: Row, start: number | null, grain: TimeGrain | null, data: ReportData): boolean {
  if ("period__partial" in row) return row["period__partial"] === true;
  if (start === null || grain === null) return false;
  return coveredMonths(start, grain, data.from, data.to) < monthsIn(grain);
}

/** Values of a part in the order they are to be shown: declared order, else as they come; time by date. */
export function ordered(data: ReportData, name: string | null, locale: Locale): string[] {
  const column = name ? data.columns.find((one) => one.name === name) : undefined;
  if (!column) return [];
  const seen = [...new Set(data.rows.map((row) => row[column.name] ?? null))];
  const rank = new Map(column.values?.map(({ value }, index) => [value, index]));
  if (rank.size > 0)
    seen.sort((a, b) => (rank.get(String(a)) ?? rank.size) - (rank.get(String(b)) ?? rank.size));
  else if (column.role === "time") seen.sort((a, b) => (periodMonth(a) ?? 0) - (periodMonth(b) ?? 0));
  return [...new Set(seen.map((value) => groupLabel(column, value, locale)))];
}
