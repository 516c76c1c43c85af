// What all charts share: the paint of what is withheld, tooltips, series encodings, panel grids.
import type { TimeGrain } from "../../../engine/metrics/metric-query.js";
import type { ChartFrame } from "../chart-frame.js";
import type { ChartRow } from "../chart-rows.js";
import { textWidth } from "../axis-scale.js";
import { seriesShapes } from "../chart-theme.js";

/** A Vega-Lite fragment: the library's own types are wider than what is written here. */
export type Spec = Record<string, unknown>;

export interface ChartInput {
  frame: ChartFrame;
  /** Marks of one metric. */
  rows: ChartRow[];
  series: string[];
  categories: string[];
  panels: string[];
  events: ChartEvent[];
  /** Whether groups have an order of their own (bands), so they are not sorted by value. */
  inOrder: boolean;
  grain: TimeGrain | null;
  /** Whether the metric adds up over groups. */
  adds: boolean;
}

/** Something that happened to the whole company: drawn on every time axis. */
export interface ChartEvent {
  /** YYYY-MM or YYYY-MM-DD */
  date: string;
  title: { en: string; zh: string };
}

/** Stripes at 45° over a box of that many px, without a pattern: a gradient of hard stops. */
export function hatch({ palette }: ChartFrame, width: number, height: number): Spec {
  const ratio = height / width;
  // the gradient's line is given in shares of the box: tilted so that it stands at 45° on the page
  const reach = (1 + ratio) / (1 + ratio * ratio);
  const stripes = Math.max(2, Math.min(120, Math.round((width + height) / 9)));
  const stops = Array.from({ length: stripes }, (_, index) => {
    const [from, ink, to] = [index / stripes, (index + 0.84) / stripes, (index + 1) / stripes];
    return [
      { offset: from, color: palette.paper },
      { offset: ink, color: palette.paper },
      { offset: ink, color: palette.hatch },
      { offset: to, color: palette.hatch },
    ];
  }).flat();
  return { gradient: "linear", x1: 0, y1: 0, x2: reach, y2: reach * ratio, stops };
}

export const tip: Spec = { field: "tip", type: "nominal" };
/** Tooltip for the eye, the same words for the ear. */
export const said = { tooltip: tip, description: tip };

export const colourOf = (frame: ChartFrame, index: number): string =>
  frame.palette.category[index % frame.palette.category.length]!;
export const inkOf = (frame: ChartFrame, index: number): string =>
  frame.palette.categoryText[index % frame.palette.categoryText.length]!;

/** `legend` must be the same in every layer of a chart: Vega-Lite merges them. */
export const seriesColour = (input: ChartInput, legend: boolean): Spec =>
  input.series.length === 0
    ? { value: colourOf(input.frame, 0) }
    : {
        field: "series",
        type: "nominal",
        scale: { domain: input.series, range: input.series.map((_, index) => colourOf(input.frame, index)) },
        legend: legend ? legendFor(input) : null,
      };

export const seriesShape = (input: ChartInput, legend: boolean): Spec =>
  input.series.length === 0
    ? { value: "circle" }
    : {
        field: "series",
        type: "nominal",
        scale: { domain: input.series, range: input.series.map((_, index) => seriesShapes[index % 7]) },
        legend: legend ? legendFor(input) : null,
      };

/** On a narrow screen a legend takes as many columns as fit. */
export const legendFor = ({ frame, series }: ChartInput): Spec => {
  const longest = Math.max(...series.map((name) => textWidth(name)), 20) + 44;
  return {
    title: null,
    columns: Math.max(1, Math.floor(frame.width / longest)),
    symbolOpacity: 1,
    offset: 22,
  };
};

/** How many panels stand beside each other, and how wide each is drawn. */
export function panelGrid(width: number, count: number, left: number): { columns: number; width: number } {
  const most = Math.max(1, Math.min(count, Math.floor((width - left + 24) / 224)));
  // four panels stand two by two rather than three and one
  const columns = Math.ceil(count / Math.ceil(count / most));
  return {
    columns,
    width: Math.max(120, Math.floor((width - left - 12 - (columns - 1) * 24) / columns)),
  };
}
