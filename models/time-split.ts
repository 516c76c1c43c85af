// Months with known outcomes → rolling origins: the past trains, the following block tests, never the other way round.

export interface TimeSplit {
  /** Outcome months before this one train. */
  origin: number;
  /** Outcome months origin … until − 1 test. */
  until: number;
}

export interface TimeSplitOptions {
  /** Months per test block. */
  block: number;
  /** Blocks at most; the latest ones are kept. */
  most: number;
  /** Outcome months needed before the first origin. */
  leastTraining: number;
}

/** Blocks end at the last month; the first origin keeps at least `leastTraining` months before it. */
export function timeSplits(firstMonth: number, lastMonth: number, options: TimeSplitOptions): TimeSplit[] {
  const splits: TimeSplit[] = [];
  for (let until = lastMonth + 1; splits.length < options.most; until -= options.block) {
    const origin = until - options.block;
    if (origin - firstMonth < options.leastTraining) break;
    splits.unshift({ origin, until });
  }
  return splits;
}
