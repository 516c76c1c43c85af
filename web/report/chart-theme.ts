// Palette and language → the Vega-Lite config that every chart is drawn with. No text below 13 px.
import type { Config } from "vega-lite";
import type { Locale } from "../../engine/locale.js";
import type { Palette } from "./chart-palette.js";

const fonts: Record<Locale, string> = {
  en: '"Source Sans 3", "Segoe UI", -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif',
  zh: '"PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif',
};

/** Smallest size of chart text in px. */
export const chartTextSize = 13;
/** Shapes of series, in the order of the categorical colours: never told apart by colour alone. */
export const seriesShapes = [
  "circle",
  "square",
  "triangle-up",
  "diamond",
  "cross",
  "triangle-down",
  "stroke",
];

export function chartTheme(palette: Palette, locale: Locale): Config {
  const font = fonts[locale];
  const text = {
    labelFont: font,
    titleFont: font,
    labelFontSize: chartTextSize,
    titleFontSize: chartTextSize,
  };
  return {
    background: "transparent",
    font,
    padding: 0,
    view: { stroke: undefined, continuousHeight: 280, continuousWidth: 640 },
    axis: {
      ...text,
      labelColor: palette.ink3,
      titleColor: palette.ink3,
      titleFontWeight: 400,
      labelPadding: 8,
      titlePadding: 8,
      labelOverlap: "greedy",
      labelLimit: 320,
      gridColor: palette.rule,
      gridWidth: 1,
      domain: false,
      ticks: false,
    },
    axisX: {
      grid: false,
      domain: true,
      domainColor: palette.ruleStrong,
      ticks: true,
      tickSize: 5,
      tickColor: palette.ruleStrong,
    },
    axisY: { titleAnchor: "end", titleAngle: 0, titleAlign: "left", titleBaseline: "bottom", titleY: -12 },
    axisBand: { grid: false, labelColor: palette.ink2 },
    legend: {
      ...text,
      orient: "top",
      direction: "horizontal",
      labelColor: palette.ink2,
      titleColor: palette.ink3,
      titleFontWeight: 400,
      symbolSize: 60,
      labelLimit: 240,
      columnPadding: 24,
      title: null,
    },
    header: {
      ...text,
      labelFontWeight: 600,
      labelColor: palette.ink,
      titleColor: palette.ink3,
      labelAnchor: "start",
      labelLimit: 240,
    },
    title: { font, fontSize: 15, fontWeight: 600, color: palette.ink, anchor: "start" },
    line: { strokeWidth: 2.5, strokeJoin: "round" },
    point: { filled: true, size: 45 },
    rule: { color: palette.ink3, strokeWidth: 1 },
    text: { font, fontSize: chartTextSize, color: palette.ink2 },
    bar: { fill: palette.category[0] },
    rect: { stroke: palette.paper, strokeWidth: 1 },
    tick: { color: palette.category[0], thickness: 2 },
    mark: { color: palette.category[0] },
    range: {
      category: palette.category,
      ordinal: palette.sequential,
      ramp: palette.sequential,
      heatmap: palette.sequential,
      diverging: palette.diverging,
      symbol: seriesShapes,
    },
    style: {
      "interval-95": { fill: palette.category[0], opacity: palette.band95 },
      "interval-80": { fill: palette.category[0], opacity: palette.band80 },
      forecast: { stroke: palette.category[0], strokeDash: [5, 4], strokeWidth: 2 },
      "could-be-chance": {
        stroke: palette.category[6],
        fill: palette.paper,
        strokeWidth: 2,
        strokeDash: [4, 3],
      },
      partial: { fill: palette.paper, strokeWidth: 1.8 },
      "event-line": { stroke: palette.ink3, strokeDash: [1, 3] },
      "event-label": { fill: palette.ink3, fontSize: chartTextSize },
      target: { stroke: palette.ink, strokeWidth: 3.5 },
      "direct-label": { fontSize: chartTextSize, fontWeight: 600, align: "left", baseline: "middle" },
      comparison: { stroke: palette.category[6], strokeDash: [7, 3] },
    },
  };
}
