// p values of several comparisons → q values: the smallest false-discovery rate at which each would be called real.
// Benjamini & Hochberg 1995; numbers as R's p.adjust(method = "BH").

export function falseDiscovery(p: readonly number[]): number[] {
  const order = [...p.keys()].sort((a, b) => p[b] - p[a]);
  const q = Array.from({ length: p.length }, () => 1);
  let smallest = 1;
  order.forEach((index, k) => {
    smallest = Math.min(smallest, (p[index] * p.length) / (p.length - k));
    q[index] = smallest;
  });
  return q;
}
