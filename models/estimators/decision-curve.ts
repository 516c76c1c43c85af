// Predicted chances and outcomes → what acting on them would be worth at each threshold: net benefit (Vickers and Elkin 2006),
// true positives less false positives at the odds of the threshold, per row; beside acting on everybody and on nobody (0).

export interface DecisionPoint {
  threshold: number;
  model: number;
  all: number;
  /** Share of rows acted on. */
  acted: number;
}

export function decisionCurve(
  y: ArrayLike<number>,
  p: ArrayLike<number>,
  thresholds: readonly number[],
): DecisionPoint[] {
  const n = y.length;
  let events = 0;
  for (let i = 0; i < n; i++) events += y[i] > 0 ? 1 : 0;
  return thresholds.map((threshold) => {
    const odds = threshold / (1 - threshold);
    let hits = 0;
    let acted = 0;
    for (let i = 0; i < n; i++) {
      if (p[i] < threshold) continue;
      acted++;
      if (y[i] > 0) hits++;
    }
    return {
      threshold,
      model: (hits - (acted - hits) * odds) / n,
      all: (events - (n - events) * odds) / n,
      acted: acted / n,
    };
  });
}

/** Evenly spaced on the scale of the predictions, from the lowest to the 99th percentile. */
export function thresholdsFor(p: ArrayLike<number>, count = 25): number[] {
  const sorted = Float64Array.from(p).sort();
  const low = sorted[0];
  const high = sorted[Math.min(sorted.length - 1, Math.floor(0.99 * sorted.length))];
  if (!(high > low)) return [low];
  return Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1));
}
