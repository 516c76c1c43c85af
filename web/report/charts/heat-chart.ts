// Numbers by two dimensions → a table of shaded cells, the value written in each where it fits.
import { textWidth } from "../axis-scale.js";
import { hatch, panelGrid, said, type ChartInput, type Spec } from "./chart-parts.js";
import { periodsOf, timeTicks } from "./time-axis.js";
import { wrapText } from "./group-chart.js";

export function heatChart(input: ChartInput): Spec {
  const { frame, rows, panels } = input;
  const down = input.series.length > 0 ? "series" : "category";
  const downNames = down === "series" ? input.series : input.categories;
  const widest = Math.min(Math.floor(frame.width * 0.3), 200);
  const names = Object.fromEntries(downNames.map((name) => [name, wrapText(name, widest)]));
  const left =
    12 +
    Math.max(
      ...Object.values(names)
        .flat()
        .map((line) => textWidth(line)),
      20,
    );
  const grid = panels.length > 0 ? panelGrid(frame.width, panels.length, left) : null;
  const width = grid ? grid.width : Math.max(160, frame.width - left - 8);
  const across = input.grain ? timeAcross(input, width) : groupsAcross(input, width);
  const texts = rows.filter(({ refused }) => refused === null).map(({ text }) => textWidth(text));
  const fits = width / Math.max(1, across.count) >= Math.max(...texts, 0) + 8;
  const known = rows.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b);
  // one outlier must not bleach the rest: shades end at the 95th percentile
  const [lowest, highest] = [known[0] ?? 0, known[Math.floor((known.length - 1) * 0.95)] ?? 0];
  const span = highest - lowest || 1;
  const values = rows.map((row) => {
    const shade = row.value === null ? 0 : Math.min(6, Math.floor(((row.value - lowest) / span) * 7));
    return {
      ...row,
      fill: frame.palette.sequential[shade],
      // the scale's far end is as strong as the ink: text on it takes the ground's colour
      ink: shade >= 4 ? frame.palette.paper : frame.palette.ink,
    };
  });
  const body: Spec = {
    width,
    height: { step: fits ? 34 : 24 },
    encoding: {
      x: across.encoding,
      y: {
        field: down,
        type: "nominal",
        sort: downNames,
        title: null,
        scale: { domain: downNames, paddingInner: 0 },
        axis: {
          labelExpr: `${JSON.stringify(names)}[datum.value]`,
          ticks: false,
          domain: false,
          labelLineHeight: 16,
          minExtent: left,
          maxExtent: left,
        },
      },
    },
    layer: [
      {
        transform: [{ filter: "!isValid(datum.refused)" }],
        mark: { type: "rect", stroke: frame.palette.paper, strokeWidth: 2, cursor: "pointer" },
        encoding: { color: { field: "fill", type: "nominal", scale: null }, ...said },
      },
      {
        transform: [{ filter: "isValid(datum.refused)" }],
        mark: {
          type: "rect",
          fill: hatch(frame, width / Math.max(1, across.count), fits ? 34 : 24),
          stroke: frame.palette.paper,
          strokeWidth: 2,
        },
        encoding: { ...said },
      },
      ...(fits
        ? [
            {
              transform: [{ filter: "!isValid(datum.refused)" }],
              mark: { type: "text", baseline: "middle", tooltip: null, cursor: "pointer" },
              encoding: {
                text: { field: "text" },
                color: { field: "ink", type: "nominal", scale: null },
                tooltip: { value: null },
              },
            },
          ]
        : []),
    ],
  };
  if (!grid) return { data: { values }, ...body };
  return {
    data: { values },
    facet: { field: "panel", type: "nominal", sort: panels, title: null },
    columns: grid.columns,
    bounds: "flush",
    spec: body,
  };
}

function timeAcross(input: ChartInput, width: number): { encoding: Spec; count: number } {
  const times = periodsOf(input);
  const { values, labels } = timeTicks(input, width);
  return {
    count: times.length,
    encoding: {
      field: "time",
      type: "ordinal",
      title: null,
      scale: { domain: times, paddingInner: 0 },
      axis: {
        values,
        tickCount: values.length,
        labelExpr: `${JSON.stringify(labels)}[toString(datum.value)]`,
        labelAngle: 0,
        ticks: false,
        domain: false,
        orient: "top",
      },
    },
  };
}

function groupsAcross(input: ChartInput, width: number): { encoding: Spec; count: number } {
  const groups = input.categories;
  const cell = width / Math.max(1, groups.length);
  const names = Object.fromEntries(groups.map((name) => [name, wrapText(name, Math.max(40, cell - 8))]));
  const upright = Object.values(names)
    .flat()
    .every((line) => textWidth(line) <= cell + 4);
  const lines = Math.max(...Object.values(names).map((name) => name.length), 1);
  // labels of fewer lines are filled up from above, so that all stand on the cells
  for (const name of groups)
    names[name] = [...Array<string>(lines - names[name]!.length).fill(""), ...names[name]!];
  return {
    count: groups.length,
    encoding: {
      field: "category",
      type: "nominal",
      sort: groups,
      title: null,
      scale: { domain: groups, paddingInner: 0 },
      axis: {
        labelExpr: `${JSON.stringify(names)}[datum.value]`,
        labelAngle: upright ? 0 : -60,
        labelAlign: upright ? "center" : "left",
        labelLineHeight: 16,
        labelPadding: upright ? 8 + (lines - 1) * 16 : 8,
        ticks: false,
        domain: false,
        orient: "top",
        labelOverlap: false,
      },
    },
  };
}
