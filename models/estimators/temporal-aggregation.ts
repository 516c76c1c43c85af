// Series without season → mean of exponential smoothing forecasts at every level of aggregation that divides the season
// (months, pairs, quarters, …, years). Kourentzes, Petropoulos & Trapero 2014 (MAPA); levels forecast by the AICc-weighted
// average of ETS forms, brought back to single periods along straight lines between the middles of the blocks.
import { etsAverage, type EtsAverage } from "./exponential-smoothing.js";

/** A level with fewer blocks says nothing about a trend. */
const leastBlocks = 8;

export interface AggregatedForecast {
  mean: Float64Array;
  /** Per level, to start a refit from. */
  levels: Map<number, EtsAverage>;
}

/** `y`: seasonally adjusted. `start`: levels of nearly the same series. */
export function aggregatedSmoothing(
  y: Float64Array,
  m: number,
  horizon: number,
  start?: Map<number, EtsAverage>,
): AggregatedForecast {
  const mean = new Float64Array(horizon);
  const levels = new Map<number, EtsAverage>();
  for (let size = 1; size <= m; size++) {
    if (m % size !== 0 || (size > 1 && Math.floor(y.length / size) < leastBlocks)) continue;
    const blocks = blockMeans(y, size);
    const level = etsAverage(blocks, 1, Math.ceil(horizon / size) + 1, { start: start?.get(size) });
    levels.set(size, level);
    for (let h = 0; h < horizon; h++) mean[h] += between(blocks, level.mean, (h + 0.5) / size - 0.5);
  }
  return { mean: mean.map((v) => v / levels.size), levels };
}

/** Means of blocks of `size` values, the last block ending with the series. */
function blockMeans(y: Float64Array, size: number): Float64Array {
  const count = Math.floor(y.length / size);
  const first = y.length - count * size;
  const means = new Float64Array(count);
  for (let i = 0; i < count * size; i++) means[Math.floor(i / size)] += y[first + i] / size;
  return means;
}

/** Value at `place` blocks after the first block to come (negative: in the last known one), on the line between middles. */
function between(known: Float64Array, coming: Float64Array, place: number): number {
  const at = (i: number) => (i < 0 ? known[known.length + i] : coming[i]);
  const low = Math.floor(place);
  const share = place - low;
  return share === 0 ? at(low) : at(low) * (1 - share) + at(low + 1) * share;
}
