// Row counts of earlier batches (or months) → how many rows the next should have, and whether it has.
import jstat from "jstat";

export interface RowPrediction {
  expected: number;
  /** 99 % prediction interval: one false alarm in a hundred, since every source is looked at every time. */
  low: number;
  high: number;
  /** Counts that it was learnt from. */
  from: number;
  /** `level`: around the mean; `last`: around the count before; whichever would have foretold the past better. */
  method: "level" | "last";
}

export const fewestCounts = 5;
const level = 0.99;

/**
 * Learns on the logarithm, where growth and shrinkage weigh the same; the spread is never taken below that of a Poisson
 * count. Null below five earlier counts. Limits by Student's t with the usual √(1 + 1/n) for a new observation.
 */
export function predictRows(earlier: readonly number[]): RowPrediction | null {
  if (earlier.length < fewestCounts) return null;
  const logs = earlier.slice(-24).map((count) => Math.log(count + 0.5));
  const steps = logs.slice(1).map((value, i) => value - logs[i]!);
  const byLevel = logs.slice(2).map((value, i) => value - mean(logs.slice(0, i + 2)));
  const byLast = steps.slice(1);
  const method = square(byLast) < square(byLevel) ? "last" : "level";
  const sample = method === "level" ? logs : steps;
  const centre = method === "level" ? mean(logs) : logs.at(-1)! + mean(steps);
  const poisson = 1 / Math.sqrt(Math.exp(centre) + 0.5);
  const spread = Math.max(deviation(sample), poisson) * Math.sqrt(1 + 1 / sample.length);
  const half = jstat.studentt.inv((1 + level) / 2, sample.length - 1) * spread;
  return {
    expected: rows(centre),
    low: Math.floor(rows(centre - half)),
    high: Math.ceil(rows(centre + half)),
    from: earlier.length,
    method,
  };
}

const rows = (logarithm: number): number => Math.max(0, Math.exp(logarithm) - 0.5);
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const square = (values: readonly number[]): number => values.reduce((sum, v) => sum + v * v, 0);
const deviation = (values: readonly number[]): number =>
  Math.sqrt(square(values.map((v) => v - mean(values))) / (values.length - 1));
