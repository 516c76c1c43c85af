// A report, the fields and, once there, the answer → the few traits that decide how it can be drawn.
import { isTimeGrain, type TimeGrain } from "../../engine/metrics/metric-query.js";
import type { Unit } from "../../engine/metrics/unit.js";
import { findField, type FieldCatalogue } from "./field-catalogue.js";
import type { ReportData } from "./report-data.js";
import type { ReportSpec } from "./report-spec.js";

export interface ReportShape {
  metrics: { id: string; unit: Unit; adds: boolean }[];
  /** Time grain that the report runs along, wherever it stands. */
  time: TimeGrain | null;
  periods: number;
  /** Groups along the chart, when not told apart by colour. */
  category: string | null;
  categories: number;
  /** Groups told apart by colour. */
  series: string | null;
  seriesCount: number;
  panel: string | null;
  panelCount: number;
  /** Whether any number is below zero. */
  negative: boolean;
}

/** Which dimension plays which part: with time across, a second group there becomes the series. */
export function reportParts(report: ReportSpec): Pick<ReportShape, "time" | "category" | "series" | "panel"> {
  const all = [...report.across, ...report.colour, ...report.panels];
  const time = all.find(isTimeGrain) ?? null;
  const groups = report.across.filter((name) => !isTimeGrain(name));
  const colour = report.colour.find((name) => !isTimeGrain(name)) ?? null;
  const panel = report.panels.find((name) => !isTimeGrain(name)) ?? null;
  const rest = [...groups];
  // along the chart runs time where there is time, else the first group
  const series = colour ?? (time ? (rest.shift() ?? null) : groups.length > 1 ? (rest.pop() ?? null) : null);
  return { time, category: rest[0] ?? null, series, panel };
}

export function reportShape(
  report: ReportSpec,
  catalogue: FieldCatalogue,
  data?: Pick<ReportData, "columns" | "rows"> | null,
): ReportShape {
  const parts = reportParts(report);
  const count = (name: string | null): number => {
    if (!name) return 0;
    if (data && data.columns.some((column) => column.name === name))
      return new Set(data.rows.map((row) => row[name])).size;
    const field = findField(catalogue, name);
    return field?.kind === "group" ? (field.values?.length ?? 0) : 0;
  };
  const metrics = report.metrics.flatMap((id) => {
    const field = findField(catalogue, id);
    return field?.kind === "metric" ? [{ id, unit: field.unit, adds: field.adds }] : [];
  });
  return {
    metrics,
    ...parts,
    periods: count(parts.time),
    categories: count(parts.category),
    seriesCount: count(parts.series),
    panelCount: count(parts.panel),
    negative: data?.rows.some((row) => metrics.some(({ id }) => Number(row[id]) < 0)) ?? false,
  };
}
