// A rounded count over what is published below the line → the share of a published row; what a row is published with.
import { shareBand, type Published } from "../disclosure/honest-digits.js";
import type { RefusalCode } from "../result.js";
import { hasEvents, type Measured } from "./cell.js";
import { poissonRate, wilson } from "./interval.js";
import type { YearOfExits } from "./released-kinds.js";
import type { Scale } from "./released-scale.js";
import type { MeasureNode } from "./tree.js";

export interface PublishContext {
  k: number;
  fiscalYearStart: number;
  /** True where the question breaks down or filters by a protected attribute. */
  isProtected: boolean;
  /** People of the company in the month: below 100 what persists is shown at year ends only. */
  peopleIn(month: number): number;
  /** Per row; needed for personal measures only. */
  scaleOf(row: number): Scale | undefined;
  /** Exits of each kind and hires of the row, in the order of eventCounts, whatever the protected attribute. */
  eventsOf(rows: MeasureNode["rows"], row: number): readonly number[];
  /** What is published of the kinds of exits in the row's fiscal year; undefined where it is not closed. */
  kindsOf(row: number): YearOfExits | undefined;
  /** Whether all who were hired in these months had been followed as long as the measure needs when a closed month closed. */
  isFollowed(node: MeasureNode, window: { from: number; to: number }): boolean;
}

export interface PublishedMeasure extends Measured {
  /** The value is known to half of this; NaN where it is exact. */
  step: Float64Array;
}

/** A rounded count of `asked` people over what is published below the line; of fewer than 5k people a word. */
export function publishShare(
  { node }: Measured,
  row: number,
  count: Published,
  asked: number,
  base: number,
  k: number,
  result: PublishedMeasure,
  refuse: (code: RefusalCode) => void,
): void {
  const band = shareBand(count, asked, k);
  if (band) return refuse(band);
  if (!(base > 0)) return refuse("small_group");
  result.value[row] = count.value / base;
  result.step[row] = count.step / base;
  result.exposure[row] = base;
  if (hasEvents(node)) result.events[row] = count.value;
  const limits =
    node.metric.interval === "poisson"
      ? poissonRate(count.value, base)
      : node.metric.interval === "wilson"
        ? wilson(Math.min(count.value, base), base)
        : null;
  if (limits) [result.low[row], result.high[row]] = [limits.low, limits.high];
}

export const toMultiple = (x: number, k: number): number => Math.round(x / k) * k;
