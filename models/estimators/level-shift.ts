// Series → lasting changes of level: when, by how much. A jump far outside the usual changes, after which the medians of up to six
// values on either side stay apart by at least half of it, and by far more than such medians usually do. Positive series are
// looked at on logs, less their season. After the outlier search of Chen & Liu 1993, with medians in place of filters.
import { differences } from "./seasonal-indices.js";

export interface LevelShift {
  /** Index of the first value on the new level. */
  at: number;
  /** Share by which the level changed (−.25: a quarter less), or the difference itself. */
  change: number;
  isShare: boolean;
}

const reach = 6;
const leastAfter = 3;
const leastBefore = 6;
/** Jump against the median absolute change; distance of the medians against what they usually are. */
const jumpBound = 4.5;
const medianBound = 5;
const mostShifts = 2;

/** Earliest first; none in fewer than 12 values, or before a season that cannot be taken out. */
export function findLevelShifts(y: Float64Array, m: number): LevelShift[] {
  const found: LevelShift[] = [];
  let levelled = y;
  for (let round = 0; round < mostShifts; round++) {
    const shift = largestShift(levelled, m);
    if (!shift || found.some(({ at }) => Math.abs(at - shift.at) < leastAfter)) break;
    found.push(shift);
    levelled = onOneLevel(levelled, [shift]);
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Everything before a shift moved to the level after it. */
export function onOneLevel(y: Float64Array, shifts: readonly LevelShift[]): Float64Array<ArrayBuffer> {
  const out = Float64Array.from(y);
  for (const { at, change, isShare } of shifts)
    for (let t = 0; t < at; t++) out[t] = isShare ? out[t] * (1 + change) : out[t] + change;
  return out;
}

/** A value of the levelled series at time `t` → as it was before levelling. */
export function atItsOwnLevel(value: number, t: number, shifts: readonly LevelShift[]): number {
  let own = value;
  for (const { at, change, isShare } of shifts) if (t < at) own = isShare ? own / (1 + change) : own - change;
  return own;
}

function largestShift(y: Float64Array, m: number): LevelShift | undefined {
  const n = y.length;
  if (n < 2 * reach || (m > 1 && n < 2 * m + 2)) return undefined;
  const isShare = y.every((v) => v > 0);
  const z = withoutSeason(isShare ? y.map(Math.log) : y, m);
  const jumps = differences(z);
  const drift = median(jumps);
  const typical = median(jumps.map((jump) => Math.abs(jump - drift)));
  if (!(typical > 0)) return undefined;
  const steps: { at: number; size: number; jump: number }[] = [];
  for (let at = leastBefore; at <= n - leastAfter; at++) {
    const before = z.subarray(Math.max(0, at - reach), at);
    const after = z.subarray(at, Math.min(n, at + reach));
    const apart = (before.length + after.length) / 2;
    steps.push({ at, size: median(after) - median(before) - drift * apart, jump: jumps[at - 1] - drift });
  }
  const usual = median(steps.map(({ size }) => Math.abs(size)));
  let best: { at: number; size: number } | undefined;
  for (const { at, size, jump } of steps) {
    const isLasting = Math.sign(size) === Math.sign(jump) && Math.abs(size) >= 0.5 * Math.abs(jump);
    if (!isLasting || Math.abs(jump) <= jumpBound * typical || Math.abs(size) <= medianBound * usual)
      continue;
    if (!best || Math.abs(size) > Math.abs(best.size)) best = { at, size };
  }
  return best && { at: best.at, change: isShare ? Math.expm1(best.size) : best.size, isShare };
}

/** Less the median of each season's distances from the running median: unlike means, both keep a jump's edge sharp. */
function withoutSeason(z: Float64Array, m: number): Float64Array {
  if (m < 2) return z;
  const half = m >> 1;
  const apart: number[][] = Array.from({ length: m }, () => []);
  for (let t = half; t < z.length - half; t++)
    apart[t % m].push(z[t] - median(z.subarray(t - half, t + half + 1)));
  const index = apart.map((own) => (own.length > 0 ? median(own) : 0));
  return z.map((v, t) => v - index[t % m]);
}

function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
