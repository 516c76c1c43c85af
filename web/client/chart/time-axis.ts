// Months in a row → x positions; labels that fit.
import { addMonths, monthList, type Span } from "../overview/phases.js";
import { monthText } from "../words.js";
import { labelWidth } from "./sized.js";

export interface TimeAxis {
  months: string[];
  /** Left edge of a month; the month after the last is the right edge. */
  edge(month: string): number;
  centre(month: string): number;
  step: number;
}

export function timeAxis(span: Span, left: number, right: number): TimeAxis {
  const months = monthList(span);
  const step = (right - left) / Math.max(1, months.length);
  const position = (month: string): number => {
    const i = months.indexOf(month);
    if (i >= 0) return i;
    return month < span.from ? 0 : months.length;
  };
  return {
    months,
    step,
    edge: (month) => left + position(month) * step,
    centre: (month) => left + (position(month) + 0.5) * step,
  };
}

export interface AxisLabel {
  x: number;
  words: string;
  anchor: "start" | "middle" | "end";
}

/** First and last month always; the wanted ones between them where they do not collide. */
export function timeLabels(
  axis: TimeAxis,
  span: Span,
  wanted: string[],
  left: number,
  right: number,
): AxisLabel[] {
  const first: AxisLabel = { x: left, words: monthText(span.from), anchor: "start" };
  const last: AxisLabel = { x: right, words: monthText(span.to), anchor: "end" };
  const labels = [first];
  let taken = left + labelWidth(first.words) + 16;
  const limit = right - labelWidth(last.words) - 16;
  for (const month of wanted) {
    const x = axis.edge(month);
    const words = monthText(month);
    if (x < taken || x + labelWidth(words) > limit) continue;
    labels.push({ x, words, anchor: "start" });
    taken = x + labelWidth(words) + 16;
  }
  return [...labels, last];
}

/** Every January inside the span: what a calendar axis marks. */
export const januaries = (span: Span): string[] => monthList(span).filter((month) => month.endsWith("-01"));

export const nextMonth = (month: string): string => addMonths(month, 1);
