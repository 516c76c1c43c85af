// Dated events → dotted lines with numbers above that never sit on each other.
import { svg, type SVGTemplateResult } from "lit";
import { signLabels } from "./sign-labels.js";
import { line, text } from "./sized.js";

export function eventMarks(
  marks: { x: number; sign: string }[],
  { top, bottom, right, signsAt }: { top: number; bottom: number; right: number; signsAt?: number },
): SVGTemplateResult {
  const lines = marks.map(({ x }) => line(x, top, x, bottom, "event"));
  const labels =
    signsAt === undefined
      ? []
      : signLabels(marks, right).map(({ x, words }) => text(x, signsAt, words, "s halo", "middle"));
  return svg`${lines}${labels}`;
}
