// Numbers over time → lines with interval bands, panels of lines, columns or stacked columns. Partial periods stay open.
import { isPercentUnit } from "../../../engine/metrics/unit.js";
import { axisLabel, axisScale, textWidth, withEnds, type AxisScale } from "../axis-scale.js";
import type { ChartRow } from "../chart-rows.js";
import {
  hatch,
  panelGrid,
  said,
  seriesColour,
  seriesShape,
  type ChartInput,
  type Spec,
} from "./chart-parts.js";
import { endLabels, labelLayers } from "./end-labels.js";
import { eventLayers, periodsOf, stepOf, timeScale } from "./time-axis.js";

export type TimeStyle = "line" | "panels" | "column" | "stacked";

export function timeChart(given: ChartInput, style: TimeStyle): Spec {
  const input = style === "panels" ? asPanels(given) : given;
  const { frame, rows, panels } = input;
  const bars = style === "column" || style === "stacked";
  const scale = axisScale(style === "stacked" ? totals(rows) : reach(rows), bars, rows[0]?.unit);
  const left = 15 + Math.max(...scale.ticks.map((tick) => textWidth(tickText(tick, input))));
  const labels = panels.length === 0 && !bars ? endLabels(input, scale) : null;
  const right = labels ? labels.width : 14;
  const grid = panels.length > 0 ? panelGrid(frame.width, panels.length, left) : null;
  const width = grid ? grid.width : Math.max(160, frame.width - left - right);
  const height = grid ? 150 : frame.width < 480 ? 240 : 300;
  const size = { width, height };
  const legend = input.series.length > 0 && !labels;
  const layer = [
    ...refusedLayers(input, width, height),
    ...(bars ? barLayers(input, style, width) : lineLayers(input, legend, Boolean(grid))),
    ...eventLayers(input, width, height, !grid),
    ...(labels ? labelLayers(labels.marks, input) : []),
  ];
  const y = valueAxis(input, scale, left);
  const values = withSpans(input);
  const body: Spec = { ...size, encoding: { x: timeScale(input, width, bars, Boolean(grid)), y }, layer };
  if (!grid) return { data: { values }, ...body };
  return {
    data: { values },
    facet: { field: "panel", type: "nominal", sort: panels, title: null, header: { labelPadding: 6 } },
    columns: grid.columns,
    bounds: "flush",
    spacing: { row: 52, column: 24 },
    // every panel its own months: a short last row would else leave axes without panels
    resolve: { axis: { x: "independent" } },
    spec: body,
  };
}

/** Each group in a panel of its own, one colour for all. */
const asPanels = (input: ChartInput): ChartInput => ({
  ...input,
  series: [],
  panels: input.series,
  rows: input.rows.map((row) => ({ ...row, panel: row.series, series: "" })),
});

const reach = (rows: ChartRow[]): (number | null)[] =>
  withEnds(
    rows.flatMap(({ value, previous }) => [value, previous]),
    // intervals of partial periods are not drawn
    rows.flatMap(({ low, high, partial }) => (partial ? [] : [low, high])),
  );

function totals(rows: ChartRow[]): number[] {
  const sums = new Map<string, number>();
  for (const { time, panel, value } of rows)
    sums.set(`${time} ${panel}`, (sums.get(`${time} ${panel}`) ?? 0) + (value ?? 0));
  return [0, ...sums.values()];
}

const tickText = (tick: number, { rows }: ChartInput): string =>
  rows[0]?.unit !== undefined && isPercentUnit(rows[0].unit)
    ? `${Math.round(tick * 100)}%`
    : rows[0]?.unit === "money"
      ? "00.0 M"
      : tick.toLocaleString("en");

const valueAxis = ({ frame, rows }: ChartInput, scale: AxisScale, left: number): Spec => ({
  field: "value",
  type: "quantitative",
  title: null,
  scale: { domain: [scale.min, scale.max], nice: false, zero: false },
  axis: {
    values: scale.ticks,
    labelExpr: axisLabel(rows[0]?.unit ?? "index", frame.locale, scale),
    grid: true,
    tickCount: scale.ticks.length,
    minExtent: left,
    maxExtent: left,
  },
});

/** Withheld periods: hatching at the foot of the plot, the sentence on it. */
function refusedLayers(input: ChartInput, width: number, height: number): Spec[] {
  if (!input.rows.some(({ refused, time }) => refused !== null && time !== null)) return [];
  const each = Math.max(6, width / Math.max(1, periodsOf(input).length));
  return [
    {
      transform: [{ filter: "isValid(datum.refused)" }],
      mark: { type: "rect", fill: hatch(input.frame, each, 12), stroke: null },
      encoding: {
        x: { field: "from", type: "quantitative" },
        x2: { field: "until" },
        y: { value: height - 12 },
        y2: { value: height },
        ...said,
      },
    },
  ];
}

/** Half a period to either side, inside the axis: where a withheld period is hatched. */
function withSpans(input: ChartInput): Record<string, unknown>[] {
  const half = stepOf(input) / 2;
  const times = periodsOf(input);
  const { start, end } = bridgesOf(input.rows);
  return input.rows.map((row) => ({
    ...row,
    start: start.has(row),
    end: end.has(row),
    at: input.series.indexOf(row.series),
    from: Math.max((row.time ?? 0) - half, times[0] ?? 0),
    until: Math.min((row.time ?? 0) + half, Math.max(times.at(-1) ?? 0, (times[0] ?? 0) + half)),
  }));
}

function lineLayers(input: ChartInput, legend: boolean, inPanels: boolean): Spec[] {
  const { frame, rows, series } = input;
  const colour = seriesColour(input, legend);
  const shape = seriesShape(input, legend);
  const complete = { filter: "!datum.partial" };
  const many = periodsOf(input).length;
  const size = many > 60 ? 6 : many > 16 || inPanels ? 16 : 55;
  const lone = series.length <= 1;
  const layers: Spec[] = [];
  if (rows.some(({ low, value }) => low !== null && value !== null))
    layers.push({
      transform: [complete],
      mark: {
        type: "area",
        clip: true,
        opacity: lone ? frame.palette.band80 : frame.palette.band95,
        line: false,
        tooltip: null,
      },
      encoding: {
        y: { field: "low", type: "quantitative" },
        y2: { field: "high" },
        color: colour,
        tooltip: { value: null },
      },
    });
  if (lone && rows.some(({ previous }) => previous !== null))
    layers.push({
      mark: {
        type: "line",
        style: "comparison",
        color: frame.palette.category[6],
        strokeDash: [7, 3],
        strokeWidth: 2,
      },
      encoding: { y: { field: "previous", type: "quantitative" }, tooltip: { value: null } },
    });
  const line = { color: colour, tooltip: { value: null } };
  layers.push({ transform: [complete], mark: { type: "line" }, encoding: line });
  for (const end of ["start", "end"] as const)
    layers.push({
      transform: [{ filter: `datum.${end}` }],
      mark: { type: "line", strokeWidth: 2, strokeDash: [2, 4] },
      encoding: line,
    });
  const marks = { color: colour, shape, ...said };
  layers.push({
    transform: [complete],
    mark: { type: "point", filled: true, size, opacity: 1, cursor: "pointer" },
    encoding: marks,
  });
  if (rows.some(({ partial }) => partial))
    layers.push({
      transform: [{ filter: "datum.partial" }],
      mark: {
        type: "point",
        filled: false,
        fill: frame.palette.paper,
        strokeWidth: 1.8,
        size: Math.max(size, 40),
        opacity: 1,
        cursor: "pointer",
      },
      encoding: marks,
    });
  return layers;
}

/** At either end of a line: a partial mark and the complete one it hangs on, joined by a dotted line. */
function bridgesOf(rows: ChartRow[]): { start: Set<ChartRow>; end: Set<ChartRow> } {
  const lines = new Map<string, ChartRow[]>();
  for (const row of rows) {
    const key = `${row.panel}\u0000${row.series}`;
    lines.set(key, [...(lines.get(key) ?? []), row]);
  }
  const bridges = { start: new Set<ChartRow>(), end: new Set<ChartRow>() };
  for (const line of lines.values()) {
    const known = line.filter(({ value }) => value !== null).sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
    const [first, second, before, last] = [known[0], known[1], known.at(-2), known.at(-1)];
    if (first?.partial && second && !second.partial) bridges.start.add(first).add(second);
    if (last?.partial && before && !before.partial) bridges.end.add(before).add(last);
  }
  return bridges;
}

function barLayers(input: ChartInput, style: TimeStyle, width: number): Spec[] {
  const { frame, rows } = input;
  const bar = Math.max(3, Math.floor((width / Math.max(1, periodsOf(input).length)) * 0.7));
  const colour = seriesColour(input, input.series.length > 0);
  const stack = style === "stacked" ? { order: { field: "at", type: "quantitative" } } : {};
  const layers: Spec[] = [
    {
      transform: [{ filter: "!datum.partial" }],
      mark: {
        type: "bar",
        width: bar,
        cursor: "pointer",
        stroke: frame.palette.paper,
        strokeWidth: style === "stacked" ? 1 : 0,
      },
      encoding: { color: colour, ...stack, ...said },
    },
  ];
  if (rows.some(({ partial }) => partial))
    layers.push({
      transform: [{ filter: "datum.partial" }],
      mark: {
        type: "bar",
        width: bar - 2,
        fillOpacity: 0.18,
        strokeWidth: 1.5,
        strokeDash: [3, 3],
        cursor: "pointer",
      },
      encoding: { color: colour, stroke: colour, ...stack, ...said },
    });
  if (style === "column" && rows.some(({ low }) => low !== null))
    layers.push({
      mark: { type: "rule", clip: true, strokeWidth: 1.5, color: frame.palette.ink2 },
      encoding: {
        y: { field: "low", type: "quantitative" },
        y2: { field: "high" },
        tooltip: { value: null },
      },
    });
  if (style === "column" && rows.some(({ previous }) => previous !== null))
    layers.push({
      mark: { type: "tick", width: bar, thickness: 2, color: frame.palette.ink, orient: "horizontal" },
      encoding: { y: { field: "previous", type: "quantitative" }, tooltip: { value: null } },
    });
  return layers;
}
