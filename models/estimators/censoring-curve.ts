// Times and events → how likely it is that somebody is still watched: the Kaplan–Meier curve of being censored.
// Where events and censorings tie, events come first: who has the event at t is no longer at risk of being censored at t
// (prodlim::prodlim(reverse = TRUE) in R, sksurv's CensoringDistributionEstimator).
import type { SurvivalRows } from "./risk-sets.js";

export interface CensoringCurve {
  /** Chance of being watched beyond the time. */
  at(time: number): number;
  /** Chance of being watched up to the time: the value just before it. */
  before(time: number): number;
}

export function censoringCurve({ stop, event }: Pick<SurvivalRows, "stop" | "event">): CensoringCurve {
  const order = Array.from({ length: stop.length }, (_, row) => row).sort((a, b) => stop[a] - stop[b]);
  const times: number[] = [];
  const values: number[] = [];
  let watched = 1;
  for (let from = 0; from < order.length;) {
    const time = stop[order[from]];
    let [to, events] = [from, 0];
    for (; to < order.length && stop[order[to]] === time; to++) events += event[order[to]];
    const censored = to - from - events;
    if (censored > 0) {
      watched *= 1 - censored / (order.length - from - events);
      times.push(time);
      values.push(watched);
    }
    from = to;
  }
  const after = (steps: number): number => (steps === 0 ? 1 : values[steps - 1]);
  return {
    at: (time) => after(countUpTo(times, time)),
    before: (time) => after(countUpTo(times, time, false)),
  };
}

/** How many of the rising times are at or before the time; before it alone where `isAtCounted` is false. */
export function countUpTo(times: ArrayLike<number>, time: number, isAtCounted = true): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAtCounted ? times[middle] <= time : times[middle] < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
