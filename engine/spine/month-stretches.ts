// Where the rows of a source lie in time → stretches of whole months that are read one after the other.
import type { SourceSpan } from "../ingest/source-spans.js";
import { addMonths } from "./history.js";

/** From the first day, up to but without the other; undefined is no limit. `YYYY-MM-DD`. */
export interface MonthStretch {
  from?: string;
  to?: string;
}

/**
 * Stretches of `length` months in order of time, without those that hold no rows. Every day of a span lies in exactly one.
 * Few months at a time are summed up much faster (at 200,000 people in 0.6 of the time), but only where each stretch can
 * leave out the files of the others: else, and without spans, all is one stretch.
 */
export function monthStretches(spans: readonly SourceSpan[], length: number): MonthStretch[] {
  const months = spans.flatMap((span) => [span.first.slice(0, 7), span.last.slice(0, 7)]).sort();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [{}];
  const edges: string[] = [];
  for (
    let month = addMonths(first, Math.max(1, length));
    month <= last;
    month = addMonths(month, Math.max(1, length))
  )
    edges.push(`${month}-01`);
  const stretches = [undefined, ...edges].map((from, i): MonthStretch => ({ from, to: edges[i] }));
  const read = stretches.map(({ from, to }) =>
    rowsOf(spans.filter((s) => (from === undefined || s.last >= from) && (to === undefined || s.first < to))),
  );
  if (read.reduce((a, b) => a + b, 0) > 1.5 * rowsOf(spans)) return [{}];
  return stretches.filter((_, i) => read[i]! > 0);
}

const rowsOf = (spans: readonly SourceSpan[]): number => spans.reduce((rows, span) => rows + span.rows, 0);
