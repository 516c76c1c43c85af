// Mean and variance of a count → a central interval: Poisson quantiles, negative binomial when it varies more than that.

export interface Interval {
  low: number;
  high: number;
}

/** Smallest counts at which the distribution passes (1 − level)/2 and (1 + level)/2, never above `most`. */
export function countInterval(mean: number, variance: number, level: number, most = Infinity): Interval {
  if (!(mean > 0)) return { low: 0, high: 0 };
  const extra = variance - mean;
  // Negative binomial with that mean and variance; size → ∞ is Poisson.
  const size = extra > 1e-9 * mean ? (mean * mean) / extra : Infinity;
  let logP = size === Infinity ? -mean : -size * Math.log1p(mean / size);
  let cumulative = Math.exp(logP);
  const limit = Math.min(most, Math.ceil(mean + 40 * Math.sqrt(Math.max(variance, mean)) + 40));
  const quantileAt = (share: number) => {
    while (cumulative < share && count < limit) {
      count++;
      logP +=
        size === Infinity
          ? Math.log(mean / count)
          : Math.log((size + count - 1) / count) + Math.log(mean / (mean + size));
      cumulative += Math.exp(logP);
    }
    return count;
  };
  let count = 0;
  const low = quantileAt((1 - level) / 2);
  const high = quantileAt((1 + level) / 2);
  return { low, high };
}
