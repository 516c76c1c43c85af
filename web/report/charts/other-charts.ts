// Two metrics against each other, few parts of a whole, one number: the charts that have no axis of time or group.
import { axisLabel, axisScale, textWidth } from "../axis-scale.js";
import type { ChartRow } from "../chart-rows.js";
import {
  colourOf,
  inkOf,
  said,
  seriesColour,
  seriesShape,
  type ChartInput,
  type Spec,
} from "./chart-parts.js";

/** Rows of two metrics, joined by the answer's row. */
export function scatterChart(across: ChartInput, up: ChartInput): Spec {
  const { frame } = up;
  const other = new Map(across.rows.map((row) => [row.row, row]));
  const points = up.rows.flatMap((row) => {
    const left = other.get(row.row);
    if (!left || left.value === null || row.value === null) return [];
    const name = [row.panel, row.category, row.series].filter(Boolean).join(" · ");
    const facts = [left, row].map((one) => one.tip.split("\n").slice(1).join("\n")).join("\n");
    return [{ ...row, name, x: left.value, xLow: left.low, xHigh: left.high, tip: `${name}\n${facts}` }];
  });
  const axis = (rows: ChartRow[], title: string): Spec => {
    const scale = axisScale(
      rows.flatMap(({ value, low, high }) => [value, low, high]),
      false,
      rows[0]?.unit,
    );
    return {
      type: "quantitative",
      title,
      scale: { domain: [scale.min, scale.max], nice: false, zero: false },
      axis: {
        values: scale.ticks,
        tickCount: scale.ticks.length,
        labelExpr: axisLabel(rows[0]?.unit ?? "index", frame.locale, scale),
        grid: true,
      },
    };
  };
  const named = points.length <= 12;
  const right = named ? Math.min(140, Math.max(...points.map(({ name }) => textWidth(name)), 0)) + 12 : 16;
  const both = up.series.length > 0 && up.categories.length > 0;
  const single = { ...up, series: both ? up.series : [] };
  const rule = { type: "rule", strokeWidth: 1.5, opacity: 0.35, tooltip: null, color: frame.palette.ink3 };
  return {
    data: { values: points },
    width: Math.max(160, frame.width - 56 - right),
    height: frame.width < 480 ? 260 : 340,
    encoding: {
      x: { field: "x", ...axis(across.rows, across.rows[0]?.metricLabel ?? "") },
      y: { field: "value", ...axis(up.rows, up.rows[0]?.metricLabel ?? "") },
    },
    layer: [
      { mark: rule, encoding: { y: { field: "low", type: "quantitative" }, y2: { field: "high" } } },
      { mark: rule, encoding: { x: { field: "xLow", type: "quantitative" }, x2: { field: "xHigh" } } },
      {
        mark: { type: "point", filled: true, size: 90, opacity: 1, cursor: "pointer" },
        encoding: { color: seriesColour(single, both), shape: seriesShape(single, both), ...said },
      },
      ...(named
        ? [
            {
              mark: {
                type: "text",
                align: "left",
                dx: 9,
                dy: -9,
                tooltip: null,
                stroke: frame.palette.paper,
                strokeWidth: 4,
                strokeOpacity: 0.9,
              },
              encoding: { text: { field: "name" } },
            },
            {
              mark: { type: "text", align: "left", dx: 9, dy: -9, tooltip: null },
              encoding: { text: { field: "name" } },
            },
          ]
        : []),
    ],
  };
}

export function pieChart(input: ChartInput): Spec {
  const { frame } = input;
  const part = input.categories.length > 0 ? "category" : "series";
  const names = part === "category" ? input.categories : input.series;
  const shown = input.rows.filter(({ value }) => value !== null && value > 0);
  const whole = shown.reduce((sum, { value }) => sum + value!, 0) || 1;
  const rows = shown.map((row) => {
    const at = names.indexOf(row[part]);
    const share = `${Math.round((row.value! / whole) * 100)}%`;
    return {
      ...row,
      at,
      fill: colourOf(frame, at),
      ink: inkOf(frame, at),
      label: [row[part], `${row.text}, ${share}`],
    };
  });
  const widest = Math.max(...rows.flatMap(({ label }) => label.map((line) => textWidth(line))), 0);
  const radius = Math.max(50, Math.min(120, Math.floor(frame.width / 2 - widest - 16)));
  const theta = { field: "value", type: "quantitative", stack: true };
  const order = { field: "at", type: "quantitative" };
  return {
    data: { values: rows },
    width: frame.width,
    height: radius * 2 + 90,
    view: { stroke: null },
    encoding: { theta, order },
    layer: [
      {
        mark: {
          type: "arc",
          outerRadius: radius,
          stroke: frame.palette.paper,
          strokeWidth: 2,
          cursor: "pointer",
        },
        encoding: { color: { field: "fill", type: "nominal", scale: null }, ...said },
      },
      {
        mark: {
          type: "text",
          radius: radius + 14 + widest / 2,
          lineHeight: 17,
          fontWeight: 600,
          tooltip: null,
        },
        encoding: { text: { field: "label" }, color: { field: "ink", type: "nominal", scale: null } },
      },
    ],
  };
}

const at = (field: string): Spec => ({ field, type: "quantitative", scale: null, axis: null });

/** Numbers without a breakdown, large, the interval below. */
export function numberChart(rows: ChartRow[], { frame }: ChartInput): Spec {
  const columns = Math.max(1, Math.min(rows.length, Math.floor(frame.width / 190)));
  const width = Math.floor(frame.width / columns);
  const { palette } = frame;
  const values = rows.map((row, index) => ({
    ...row,
    x: (index % columns) * width,
    y: Math.floor(index / columns) * 130,
    note: row.refused ? row.text : row.range,
    number: row.refused ? "–" : row.text,
  }));
  const text = { type: "text", align: "left", baseline: "top", cursor: "pointer" };
  return {
    data: { values },
    width: frame.width,
    height: Math.ceil(rows.length / columns) * 130 - 14,
    view: { stroke: null },
    encoding: { x: at("x"), y: at("y"), ...said },
    layer: [
      { mark: { ...text, fontSize: 15, color: palette.ink2 }, encoding: { text: { field: "metricLabel" } } },
      {
        mark: { ...text, dy: 26, fontSize: 40, fontWeight: 600, color: palette.ink },
        encoding: { text: { field: "number" } },
      },
      { mark: { ...text, dy: 78, fontSize: 15, color: palette.ink3 }, encoding: { text: { field: "note" } } },
    ],
  };
}
