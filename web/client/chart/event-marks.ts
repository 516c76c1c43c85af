// Dated events → dotted lines with numbers above that never sit on each other.
import { svg, type SVGTemplateResult } from "lit";
import { line, text } from "./sized.js";

export interface EventMark {
  month: string;
  /** ① ② ③, in the order of the key in the subtitle. */
  sign: string;
}

const signs = "①②③④⑤⑥⑦⑧⑨";
export const signOf = (i: number): string => signs[i] ?? "•";

const apart = 14;

export function eventMarks(
  marks: { x: number; sign: string }[],
  { top, bottom, right, signsAt }: { top: number; bottom: number; right: number; signsAt?: number },
): SVGTemplateResult {
  const drawn: SVGTemplateResult[] = [];
  let free = -Infinity;
  const placed = marks.map(({ x, sign }) => {
    const at = Math.max(x, free);
    free = at + apart;
    return { x, at, sign };
  });
  const over = Math.max(0, (placed.at(-1)?.at ?? 0) + apart / 2 - right);
  for (const { x, at, sign } of placed) {
    drawn.push(line(x, top, x, bottom, "event"));
    if (signsAt !== undefined) drawn.push(text(at - over, signsAt, sign, "s", "middle"));
  }
  return svg`${drawn}`;
}
