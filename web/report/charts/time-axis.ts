// Periods and width → the time axis: which periods are labelled, how, and what happened in between.
import { monthsIn, periodLabel } from "../period-label.js";
import { pickEvenly, textWidth } from "../axis-scale.js";
import type { ChartInput, Spec } from "./chart-parts.js";

const monthOf = (time: number): number => {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

export const periodsOf = ({ rows }: ChartInput): number[] =>
  [...new Set(rows.flatMap(({ time }) => (time === null ? [] : [time])))].sort((a, b) => a - b);

/** Milliseconds of one period: how far marks stand apart. */
export const stepOf = ({ grain }: ChartInput): number => monthsIn(grain ?? "month") * 30.4 * 86_400_000;

/** Long histories are labelled by year; short ones by as many periods as fit. */
export function timeTicks(
  input: ChartInput,
  width: number,
): { values: number[]; labels: Record<string, string> } {
  const times = periodsOf(input);
  const grain = input.grain ?? "month";
  const label = (time: number): string => periodLabel(monthOf(time), grain, input.frame.locale, true);
  const januaries = times.filter((time) => monthOf(time) % 12 === 0);
  const room = Math.max(2, Math.floor(width / (textWidth(label(times.at(-1) ?? 0)) + 26)));
  if (monthsIn(grain) < 12 && times.length > Math.max(12, room * 2) && januaries.length >= 2) {
    const values = pickEvenly(januaries, room + 1);
    const year = (time: number): string => periodLabel(monthOf(time), "year", input.frame.locale, false);
    return { values, labels: Object.fromEntries(values.map((time) => [String(time), year(time)])) };
  }
  const values = pickEvenly(times, room);
  return { values, labels: Object.fromEntries(values.map((time) => [String(time), label(time)])) };
}

export function timeScale(input: ChartInput, width: number, padded: boolean, flush = false): Spec {
  const times = periodsOf(input);
  const half = padded || times.length === 1 ? stepOf(input) / 2 : 0;
  const { values, labels } = timeTicks(input, width);
  return {
    field: "time",
    // instants as plain numbers: the axis is labelled by us, in the reader's language
    type: "quantitative",
    title: null,
    scale: { zero: false, domain: [(times[0] ?? 0) - half, (times.at(-1) ?? 0) + half], nice: false },
    axis: {
      values,
      tickCount: values.length,
      labelExpr: `${JSON.stringify(labels)}[toString(datum.value)]`,
      grid: false,
      // inside panels the first and last label stay within their own panel
      labelFlush: flush,
    },
  };
}

/** ① ② ③ on the axis and in the key below it. */
export const signOf = (index: number): string => "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"[index] ?? String(index + 1);

/** Events inside the axis, with the text drawn above each: the title when it is alone and fits, else its number. */
export function eventMarks(input: ChartInput, width: number): { time: number; text: string; tip: string }[] {
  const times = periodsOf(input);
  const [first, last] = [times[0] ?? 0, (times.at(-1) ?? 0) + stepOf(input)];
  const { locale } = input.frame;
  const inside = input.events
    .map((event) => ({ time: Date.parse(event.date.length === 7 ? `${event.date}-01` : event.date), event }))
    .filter(({ time }) => time > first && time < last)
    .sort((a, b) => a.time - b.time);
  const [axisStart, axisEnd] = [times[0] ?? 0, Math.max(times.at(-1) ?? 0, (times[0] ?? 0) + 1)];
  const place = (time: number): number => ((time - axisStart) / (axisEnd - axisStart)) * width;
  const marks = inside.map(({ time, event }, index) => {
    const title = event.title[locale];
    const tip = `${title}${locale === "zh" ? "，" : ", "}${periodLabel(monthOf(time), "month", locale)}`;
    const alone = inside.length === 1 && textWidth(tip) < width * 0.7;
    return { time, tip, text: alone ? tip : signOf(index) };
  });
  // numbers that would touch stand together over the first of their lines
  for (let at = 0, end: number; at < marks.length; at = end) {
    end = at + 1;
    while (marks[end] && place(marks[end]!.time) - place(marks[end - 1]!.time) < 18) end++;
    if (end - at < 2) continue;
    marks[at]!.text = `${signOf(at)}–${signOf(end - 1)}`;
    for (const later of marks.slice(at + 1, end)) later.text = "";
  }
  return marks;
}

/** Dotted lines over the whole height, the number or title above. */
export function eventLayers(input: ChartInput, width: number, height: number, withText: boolean): Spec[] {
  const marks = eventMarks(input, width);
  if (marks.length === 0) return [];
  const x = { field: "time", type: "quantitative" };
  const data = { values: marks };
  const layers: Spec[] = [
    {
      data,
      mark: { type: "rule", style: "event-line", strokeDash: [1, 3], tooltip: null },
      encoding: { x, y: { value: 0 }, y2: { value: height } },
    },
  ];
  if (withText)
    layers.push({
      data,
      mark: { type: "text", style: "event-label", baseline: "bottom", dy: -4, clip: false },
      encoding: { x, y: { value: 0 }, text: { field: "text" }, tooltip: { field: "tip" } },
    });
  return layers;
}
