// Published measures of the other side of a comparison → the same in the order of the question's rows.
import { aligned, type Frame } from "./frame.js";
import type { PublishedMeasure } from "./released-share.js";

/** Another side's published measures in the order of the rows; what it does not have is not released. */
export function inRowsOf(frame: Frame, other: Frame, measured: PublishedMeasure): PublishedMeasure {
  const places = Float64Array.from({ length: other.length }, (_, row) => row);
  const where = aligned(frame, { ...other, sums: new Map([["place", places]]) }).get("place")!;
  const moved = (values: Float64Array): Float64Array =>
    Float64Array.from(where, (row) => (Number.isNaN(row) ? NaN : values[row]));
  const { value, low, high, error, n, events, exposure, step } = measured;
  return {
    node: measured.node,
    value: moved(value),
    low: moved(low),
    high: moved(high),
    error: moved(error),
    n: moved(n),
    events: moved(events),
    exposure: moved(exposure),
    step: moved(step),
    refused: Array.from(where, (row) => (Number.isNaN(row) ? "not_released" : measured.refused[row])),
  };
}
