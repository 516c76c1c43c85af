// p values of all comparisons made → q values: the smallest false-discovery rate at which each would be called real.
// Benjamini & Hochberg 1995, JRSS B 57:289; numbers as R's p.adjust(p, method = "BH"). Pure: runs in the browser too.
import { risingOrder } from "./rising-order.js";

/** NaN = no test was made: stays NaN and does not count as a comparison. */
export function falseDiscovery(p: ArrayLike<number>): number[] {
  const places = new Int32Array(p.length);
  const tested = new Float64Array(p.length);
  const q: number[] = [];
  let count = 0;
  for (let i = 0; i < p.length; i++) {
    q.push(Number.NaN);
    if (Number.isNaN(p[i])) continue;
    places[count] = i;
    tested[count++] = p[i];
  }
  const rising = risingOrder(tested.subarray(0, count));
  let smallest = 1;
  for (let rank = count; rank > 0; rank--) {
    const at = rising[rank - 1];
    smallest = Math.min(smallest, (tested[at] * count) / rank);
    q[places[at]] = smallest;
  }
  return q;
}

/** Share of false alarms accepted among the comparisons called "beyond chance". */
export const falseDiscoveryRate = 0.05;
