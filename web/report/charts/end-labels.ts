// Where lines end → their names and last numbers beside them, kept apart; none where they would not fit.
import { spreadApart, textWidth, type AxisScale } from "../axis-scale.js";
import { inkOf, type ChartInput, type Spec } from "./chart-parts.js";
import { periodsOf } from "./time-axis.js";

const mostDirectLabels = 4;

interface EndLabel {
  time: number;
  at: number;
  text: string;
  range: string;
  ink: string;
}

/** Names at line ends, kept apart; null where they would not fit: then a legend stands above. */
export function endLabels(input: ChartInput, scale: AxisScale): { marks: EndLabel[]; width: number } | null {
  const { frame, rows, series } = input;
  const names = series.length > 0 ? series : [""];
  if (names.length > mostDirectLabels || frame.width < 520) return null;
  const height = 300;
  const last = periodsOf(input).at(-1) ?? 0;
  const ends = names.flatMap((name, index) => {
    const line = rows.filter((row) => row.series === name && row.value !== null && row.time !== null);
    const end = line.sort((a, b) => a.time! - b.time!).findLast(({ partial }) => !partial) ?? line.at(-1);
    const shown = line.at(-1);
    if (!end || !shown) return [];
    const numbers = [
      end.text,
      end.range && (frame.locale === "zh" ? `（${end.range}）` : ` (${end.range})`),
    ].join("");
    return [
      {
        name,
        numbers,
        ink: inkOf(frame, index),
        at: (1 - (shown.value! - scale.min) / (scale.max - scale.min)) * height,
      },
    ];
  });
  const at = spreadApart(
    ends.map((end) => end.at),
    38,
    height,
  );
  const width =
    22 + Math.max(...ends.flatMap(({ name, numbers }) => [textWidth(name) * 1.08, textWidth(numbers)]), 0);
  if (width > frame.width * 0.36) return null;
  return {
    width,
    marks: ends.map(({ name, numbers, ink }, index) => ({
      time: last,
      at: at[index]!,
      text: name,
      range: numbers,
      ink,
    })),
  };
}

export function labelLayers(marks: EndLabel[], { frame }: ChartInput): Spec[] {
  const alone = marks.length === 1 && marks[0]!.text === "";
  const place = {
    x: { field: "time", type: "quantitative" },
    y: { field: "at", type: "quantitative", scale: null, axis: null },
  };
  const text = { type: "text", align: "left", dx: 12, tooltip: null };
  return [
    {
      data: { values: marks },
      mark: { ...text, baseline: "middle", dy: -9, fontWeight: 600 },
      encoding: { ...place, text: { field: "text" }, color: { field: "ink", type: "nominal", scale: null } },
    },
    {
      data: { values: marks },
      mark: {
        ...text,
        baseline: "middle",
        dy: alone ? 0 : 9,
        color: frame.palette.ink3,
        fontWeight: alone ? 600 : 400,
      },
      encoding: { ...place, text: { field: "range" } },
    },
  ];
}
