// Numbers by group → bars from zero, dots with intervals, or stacked bars; the value is written beside each mark.
import { axisLabel, axisScale, pickEvenly, textWidth, withEnds } from "../axis-scale.js";
import type { ChartRow } from "../chart-rows.js";
import {
  colourOf,
  hatch,
  panelGrid,
  said,
  seriesColour,
  seriesShape,
  type ChartInput,
  type Spec,
} from "./chart-parts.js";

export type GroupStyle = "bar" | "dot" | "stacked";
/** Groups drawn; the table holds all. */
export const mostGroups = 60;

export function groupChart(given: ChartInput, style: GroupStyle): Spec {
  const input = latest(along(given));
  const { frame, rows, panels, series } = input;
  const groups = sortedGroups(input).slice(0, mostGroups);
  const scale = axisScale(style === "stacked" ? sums(rows) : reach(rows), style !== "dot", rows[0]?.unit);
  const widest = Math.min(Math.floor(frame.width * 0.36), 220);
  const names = Object.fromEntries(groups.map((name) => [name, wrapText(name, widest)]));
  const left =
    12 +
    Math.max(
      ...Object.values(names)
        .flat()
        .map((line) => textWidth(line)),
      20,
    );
  const written = style !== "stacked" && series.length === 0 && panels.length === 0;
  const right = written
    ? 16 +
      Math.max(...rows.filter(({ refused }) => !refused).map((row) => textWidth(label(row, frame.locale))), 0)
    : 14;
  const grid = panels.length > 0 ? panelGrid(frame.width, panels.length, left) : null;
  const width = grid ? grid.width : Math.max(120, frame.width - left - right);
  const lines = Math.max(...Object.values(names).map((text) => text.length), 1);
  const beside = style === "stacked" ? 1 : Math.max(1, series.length);
  const step = Math.max(26 + (lines - 1) * 16, beside * (style === "bar" ? 16 : 14) + 12);
  const y: Spec = {
    field: "category",
    type: "nominal",
    sort: groups,
    title: null,
    scale: { domain: groups, paddingInner: style === "dot" ? 0 : 0.28, paddingOuter: 0.15 },
    axis: {
      labelExpr: `${JSON.stringify(names)}[datum.value]`,
      ticks: false,
      domain: false,
      grid: style === "dot",
      labelLineHeight: 16,
      minExtent: left,
      maxExtent: left,
    },
  };
  const x: Spec = {
    field: "value",
    type: "quantitative",
    title: null,
    scale: { domain: [scale.min, scale.max], nice: false, zero: false },
    axis: {
      // as many as can be read side by side
      values: pickEvenly(scale.ticks, Math.max(2, Math.floor(width / 48))),
      tickCount: scale.ticks.length,
      labelExpr: axisLabel(rows[0]?.unit ?? "index", frame.locale, scale),
      grid: style !== "dot",
      domain: false,
      ticks: false,
    },
    ...(style === "stacked" && { stack: "zero" }),
  };
  const offset =
    beside > 1 ? { yOffset: { field: "series", type: "nominal", scale: { domain: series } } } : {};
  const encoding = { x, y, ...offset };
  const body: Spec = {
    width,
    height: { step: step / beside > 14 || beside === 1 ? step : beside * 14 },
    encoding,
    layer: [
      ...refusedLayers(input, width, frame.locale),
      ...(style === "dot" ? dotLayers(input) : barLayers(input, style)),
      ...(written ? [textLayer(width, frame.palette.ink2)] : []),
    ],
  };
  // y offsets size by step per group: the height is a number then
  if (beside > 1) body["height"] = Math.max(groups.length, 1) * step;
  const values = rows
    .filter(({ category }) => groups.includes(category))
    .map((row) => ({ ...row, label: label(row, frame.locale), at: series.indexOf(row.series) }));
  if (!grid) return { data: { values }, ...body };
  return {
    data: { values },
    facet: { field: "panel", type: "nominal", sort: panels, title: null },
    columns: grid.columns,
    bounds: "flush",
    spec: body,
  };
}

/** With one group only, it runs along the axis wherever it stands. */
const along = (input: ChartInput): ChartInput =>
  input.categories.length > 0
    ? input
    : {
        ...input,
        categories: input.series,
        series: [],
        rows: input.rows.map((row) => ({ ...row, category: row.series, series: "" })),
      };

/** Of a report over time, the latest complete period. */
function latest(input: ChartInput): ChartInput {
  const times = input.rows.filter(({ time, partial }) => time !== null && !partial).map(({ time }) => time!);
  if (input.grain === null) return input;
  const last = times.length > 0 ? Math.max(...times) : Math.max(...input.rows.map(({ time }) => time ?? 0));
  return { ...input, rows: input.rows.filter(({ time }) => time === last) };
}

function sortedGroups({ rows, categories, inOrder }: ChartInput): string[] {
  if (inOrder) return categories;
  const size = new Map<string, number>();
  for (const { category, value } of rows)
    size.set(category, Math.max(size.get(category) ?? -Infinity, value ?? -Infinity));
  return [...categories].sort((a, b) => (size.get(b) ?? -Infinity) - (size.get(a) ?? -Infinity) || 0);
}

const reach = (rows: ChartRow[]): (number | null)[] =>
  withEnds(
    rows.flatMap(({ value, previous }) => [value, previous]),
    rows.flatMap(({ low, high }) => [low, high]),
  );

function sums(rows: ChartRow[]): number[] {
  const byGroup = new Map<string, number>();
  for (const { category, panel, value } of rows)
    byGroup.set(`${panel} ${category}`, (byGroup.get(`${panel} ${category}`) ?? 0) + (value ?? 0));
  return [0, ...byGroup.values()];
}

const label = ({ text, range, refused }: ChartRow, locale: "en" | "zh"): string =>
  refused ? "" : range ? (locale === "zh" ? `${text}（${range}）` : `${text} (${range})`) : text;

const textLayer = (width: number, color: string): Spec => ({
  mark: { type: "text", align: "left", baseline: "middle", color, tooltip: null },
  encoding: { x: { value: width + 10 }, text: { field: "label" } },
});

/** Withheld groups: a hatched bar over the row and the sentence on it. */
function refusedLayers(input: ChartInput, width: number, locale: "en" | "zh"): Spec[] {
  const { frame, rows } = input;
  if (!rows.some(({ refused }) => refused !== null)) return [];
  const hidden = { filter: "isValid(datum.refused)" };
  const layers: Spec[] = [
    {
      transform: [hidden],
      mark: { type: "bar", fill: hatch(frame, width, 20), height: { band: 0.72 }, stroke: null },
      encoding: { x: { value: 0 }, x2: { value: width }, ...said },
    },
  ];
  const longest = Math.max(...rows.map(({ refused, text }) => (refused ? textWidth(text) : 0)));
  if (input.series.length === 0 && longest < width - 24)
    layers.push(
      {
        transform: [hidden],
        mark: { type: "bar", fill: frame.palette.paper, height: { band: 0.72 }, stroke: null, tooltip: null },
        encoding: { x: { value: 10 }, x2: { value: longest + (locale === "zh" ? 24 : 26) } },
      },
      {
        transform: [hidden],
        mark: { type: "text", align: "left", baseline: "middle", color: frame.palette.ink3, tooltip: null },
        encoding: { x: { value: 18 }, text: { field: "text" } },
      },
    );
  return layers;
}

const intervals = (color: string): Spec => ({
  transform: [{ filter: "isValid(datum.low) && isValid(datum.high)" }],
  mark: { type: "rule", clip: true, strokeWidth: 2.5, opacity: 0.55, ...(color && { color }) },
  encoding: { x: { field: "low", type: "quantitative" }, x2: { field: "high" }, tooltip: { value: null } },
});

function dotLayers(input: ChartInput): Spec[] {
  const { frame, rows, series } = input;
  const legend = series.length > 0;
  const base = intervals(series.length > 0 ? "" : colourOf(frame, 0));
  const rule = legend
    ? { ...base, encoding: { ...(base["encoding"] as Spec), color: seriesColour(input, legend) } }
    : base;
  const layers: Spec[] = [rule];
  if (!legend && rows.some(({ previous }) => previous !== null))
    layers.push({
      mark: { type: "tick", thickness: 2, size: 14, color: frame.palette.ink3, tooltip: null },
      encoding: { x: { field: "previous", type: "quantitative" } },
    });
  layers.push({
    transform: [{ filter: "!isValid(datum.refused)" }],
    mark: { type: "point", filled: true, size: 90, opacity: 1, cursor: "pointer" },
    encoding: { color: seriesColour(input, legend), shape: seriesShape(input, legend), ...said },
  });
  return layers;
}

function barLayers(input: ChartInput, style: GroupStyle): Spec[] {
  const { frame, rows, series } = input;
  const colour = seriesColour(input, series.length > 0);
  const layers: Spec[] = [
    {
      transform: [{ filter: "!isValid(datum.refused)" }],
      mark: {
        type: "bar",
        cursor: "pointer",
        stroke: frame.palette.paper,
        strokeWidth: style === "stacked" ? 1 : 0,
      },
      encoding: {
        color: colour,
        ...(style === "stacked" && { order: { field: "at", type: "quantitative" } }),
        ...said,
      },
    },
  ];
  if (style === "stacked") return layers;
  if (rows.some(({ low }) => low !== null))
    layers.push({
      ...intervals(frame.palette.ink),
      mark: { type: "rule", clip: true, strokeWidth: 1.5, color: frame.palette.ink },
    });
  if (rows.some(({ previous }) => previous !== null) && series.length === 0)
    layers.push({
      mark: { type: "tick", thickness: 2, color: frame.palette.ink3, tooltip: null },
      encoding: { x: { field: "previous", type: "quantitative" } },
    });
  return layers;
}

/** Text → lines no wider than `most` px, broken at spaces, or anywhere in Chinese; even, never cut. */
export function wrapText(text: string, most: number): string[] {
  const total = textWidth(text);
  if (total <= most) return [text];
  const count = Math.ceil(total / most);
  const target = Math.min(most, total / count + 13);
  const words = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*/g) ?? [text];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last + word.trimEnd()) <= target)
      lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  return lines.map((line) => line.trim());
}
