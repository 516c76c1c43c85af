// A report and its answer → the Vega-Lite specification of the chosen chart, laid out for a frame.
import type { TopLevelSpec } from "vega-lite";
import type { ChartFrame } from "./chart-frame.js";
import { chartRows, grainOf, ordered, type ChartRow } from "./chart-rows.js";
import type { ChartEvent, ChartInput, Spec } from "./charts/chart-parts.js";
import { groupChart } from "./charts/group-chart.js";
import { heatChart } from "./charts/heat-chart.js";
import { numberChart, pieChart, scatterChart } from "./charts/other-charts.js";
import { timeChart } from "./charts/time-chart.js";
import { valueColumns, type ReportData } from "./report-data.js";
import { reportParts } from "./report-shape.js";
import type { ChartKind, ReportSpec } from "./report-spec.js";

export interface ChartOptions {
  frame: ChartFrame;
  events?: ChartEvent[];
  currency?: string;
  /** Metrics whose groups add up; others are never stacked. */
  adds?: readonly string[];
}

export function toVegaLite(
  report: ReportSpec,
  data: ReportData,
  kind: ChartKind,
  options: ChartOptions,
): TopLevelSpec {
  const { frame } = options;
  const rows = chartRows(report, data, frame.locale, options.currency);
  const parts = reportParts(report);
  const dimension = (name: string | null) => data.columns.find((column) => column.name === name);
  const lead = dimension(parts.category ?? parts.series);
  const base: ChartInput = {
    frame,
    rows,
    series: ordered(data, parts.series, frame.locale),
    categories: ordered(data, parts.category, frame.locale),
    panels: ordered(data, parts.panel, frame.locale),
    events: options.events ?? [],
    inOrder: Boolean(lead?.values?.length),
    grain: grainOf(dimension(parts.time)),
    adds: false,
  };
  const metrics = valueColumns(data.columns).map((column) => column.metric ?? column.name);
  const only = (metric: string | undefined): ChartInput => ({
    ...base,
    rows: rows.filter((row) => row.metric === metric),
    adds: options.adds?.includes(metric ?? "") ?? false,
  });
  if (kind === "number") return finish(numberChart(rows, base));
  if (kind === "scatter") return finish(scatterChart(only(metrics[0]), only(metrics[1])));
  const charts = metrics.map((metric) => draw(kind, only(metric)));
  if (charts.length === 1) return finish(charts[0]!);
  // one chart under the other, each with its own scale and its name above
  return finish({
    vconcat: charts.map((chart, index) => ({ title: titleOf(rows, metrics[index]!), ...chart })),
    spacing: 36,
  });
}

const titleOf = (rows: ChartRow[], metric: string): string =>
  rows.find((row) => row.metric === metric)?.metricLabel ?? metric;

function draw(kind: Exclude<ChartKind, "number" | "scatter">, input: ChartInput): Spec {
  switch (kind) {
    case "line":
    case "panels":
    case "column":
      return timeChart(input, kind);
    case "stacked_bar":
      return input.grain ? timeChart(input, "stacked") : groupChart(input, "stacked");
    case "bar":
    case "dot":
      return groupChart(input, kind);
    case "heat_table":
      return heatChart(input);
    case "pie":
      return pieChart(input);
  }
}

/** Marks that say nothing (bands, rules, labels) are kept from screen readers and from the arrow keys. */
function hush(spec: Spec): Spec {
  const inside = spec["spec"] as Spec | undefined;
  const [layers, charts] = [spec["layer"], spec["vconcat"]] as (Spec[] | undefined)[];
  if (inside) return { ...spec, spec: hush(inside) };
  if (charts) return { ...spec, vconcat: charts.map(hush) };
  const spoken = (layer: Spec): boolean =>
    "description" in ((layer["encoding"] ?? {}) as Spec) ||
    "description" in ((spec["encoding"] ?? {}) as Spec);
  return {
    ...spec,
    layer: layers?.map((layer) =>
      spoken(layer) ? layer : { ...layer, mark: { ...(layer["mark"] as Spec), aria: false } },
    ),
  };
}

const finish = (spec: Spec): TopLevelSpec =>
  ({
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    ...hush(spec),
  }) as unknown as TopLevelSpec;
