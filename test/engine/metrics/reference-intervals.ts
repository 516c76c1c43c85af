// Confidence limits by the longest way: search and sums of residuals instead of closed forms.
import jstat from "jstat";

export type Ends = [low: number, high: number];

/** Exact Poisson limits: the means at which this count, or more (less), has probability 2.5 %. */
export function poissonEnds(events: number): Ends {
  const atLeast = (mean: number): number => 1 - cumulated(events - 1, mean);
  const atMost = (mean: number): number => cumulated(events, mean);
  return [
    events === 0 ? 0 : bisect((mean) => atLeast(mean) - 0.025, 0, events),
    bisect((mean) => 0.025 - atMost(mean), events, events + 30 + 10 * Math.sqrt(events + 1)),
  ];
}

function cumulated(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = 0;
  for (let i = 0; i <= count; i++) {
    sum += term;
    term *= mean / (i + 1);
  }
  return count < 0 ? 0 : sum;
}

/** Proportions p with |x/n − p| ≤ z·√(p(1−p)/n): the roots of the score test, by search. */
export function wilsonEnds(x: number, n: number): Ends {
  const z = 1.959963984540054;
  const excess = (p: number): number => Math.abs(x / n - p) - z * Math.sqrt((p * (1 - p)) / n);
  return [x === 0 ? 0 : bisect((p) => -excess(p), 0, x / n), x === n ? 1 : bisect(excess, x / n, 1)];
}

/** Σy/Σx with residuals per person. */
export function personEnds(people: readonly { y: number; x: number }[]): Ends | null {
  const [y, x] = [sum(people.map((p) => p.y)), sum(people.map((p) => p.x))];
  const n = people.filter((p) => p.x > 0).length;
  if (n < 2 || !(x > 0)) return null;
  const ratio = y / x;
  const squares = sum(people.map((p) => (p.y - ratio * p.x) ** 2));
  const error = Math.sqrt((n / (n - 1)) * squares) / x;
  const t = jstat.studentt.inv(0.975, n - 1);
  return [ratio - t * error, ratio + t * error];
}

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Where an increasing function crosses 0. */
function bisect(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let i = 0; i < 200; i++) {
    const middle = (a + b) / 2;
    if (f(middle) < 0) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}
