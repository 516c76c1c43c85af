// p values of all comparisons made → q values: the smallest false-discovery rate at which each would be called real.
// Benjamini & Hochberg 1995, JRSS B 57:289; numbers as R's p.adjust(p, method = "BH"). Pure: runs in the browser too.

/** NaN = no test was made: stays NaN and does not count as a comparison. */
export function falseDiscovery(p: ArrayLike<number>): number[] {
  const tested = Array.from(p, (_, i) => i).filter((i) => !Number.isNaN(p[i]));
  const downwards = tested.sort((a, b) => p[b] - p[a]);
  const q = Array.from({ length: p.length }, () => NaN);
  let smallest = 1;
  downwards.forEach((index, k) => {
    smallest = Math.min(smallest, (p[index] * downwards.length) / (downwards.length - k));
    q[index] = smallest;
  });
  return q;
}

/** Share of false alarms accepted among the comparisons called "beyond chance". */
export const falseDiscoveryRate = 0.05;
