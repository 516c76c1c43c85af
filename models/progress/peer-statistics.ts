// Values of a group → what its members may be told of each other: a mean, quantiles and bands on one grid of honest steps.
// Every statistic is one published number for the whole group: a sheet adds only its own person's value to it, so that two
// sheets, or all but one, hold no more about a colleague than the published number does.
import { flooredCount, snap, toStep } from "../../engine/disclosure/honest-digits.js";
import { exact } from "./gap.js";
import type { Band, Direction } from "./progress-types.js";

export interface PeerValue {
  employee: string;
  value: number;
  numerator: number | null;
  /** Of ratios; null for sums and recorded values. */
  denominator: number | null;
}

export interface PeerStatistics {
  /** People, as a lower bound in multiples of k. */
  people: number;
  mean: number;
  meanStep: number;
  /** Grid of quantiles and bands. */
  step: number;
  median: number | null;
  /** From here on the best tenth begins. */
  top: number | null;
  /** Where bands meet, rising; empty where they would tell too much. */
  edges: number[];
}

/**
 * Null below k people, and where the values are so alike that a published number would be everybody's. Steps come from the
 * middle 80 % of the values ÷ people (as for released cells); of whole numbers at least 2, so that no published quantile names
 * a colleague's number. Thirds, from 4k people quarters; the median from 2k, the best tenth from 10k.
 */
export function peerStatistics(
  values: readonly PeerValue[],
  k: number,
  direction: Direction,
): PeerStatistics | null {
  const n = values.length;
  if (n < k) return null;
  const sorted = values.map(({ value }) => value).sort((a, b) => a - b);
  const range = quantile(sorted, 0.9) - quantile(sorted, 0.1);
  if (!(range > 0)) return null;
  const { mean, influence } = meanOf(values);
  const meanStep = snap(range * influence);
  const isWhole = sorted.every(Number.isInteger);
  const step = Math.max(snap(range / n), isWhole ? 2 : 0);
  const at = (share: number): number =>
    toStep(quantile(sorted, direction === "at_least" ? share : 1 - share), step);
  const parts = n >= 4 * k ? 4 : 3;
  return {
    people: flooredCount(n, k),
    mean: toStep(mean, meanStep),
    meanStep,
    step,
    median: n >= 2 * k ? at(0.5) : null,
    top: n >= 10 * k ? at(0.9) : null,
    edges: distinctEdges(sorted, parts, step, direction),
  };
}

/** The band of a value is decided by the published edges, never by an order among colleagues: equal values, equal bands. */
export function bandOf(value: number, { edges }: PeerStatistics, direction: Direction): Band | null {
  if (edges.length === 0) return null;
  const isAt = (edge: number): boolean => (direction === "at_least" ? value >= edge : value <= edge);
  const reached = edges.filter(isAt).length;
  const of = (edges.length + 1) as 3 | 4;
  const next = reached === edges.length ? null : edges[reached]!;
  return {
    place: of - reached,
    of,
    next,
    distance: next === null ? null : exact(Math.abs(next - value)),
  };
}

/** From the worst band to the best; none unless every band holds somebody and every edge is its own. */
function distinctEdges(
  sorted: readonly number[],
  parts: number,
  step: number,
  direction: Direction,
): number[] {
  const rising = Array.from({ length: parts - 1 }, (_, i) => toStep(quantile(sorted, (i + 1) / parts), step));
  const isDistinct = rising.every((edge, i) => i === 0 || edge > rising[i - 1]!);
  const bounds = [-Infinity, ...rising, Infinity];
  const isFilled = bounds.slice(1).every((upper, i) => sorted.some((v) => v >= bounds[i]! && v < upper));
  if (!isDistinct || !isFilled) return [];
  return direction === "at_least" ? rising : rising.reverse();
}

/** Of ratios the group's own ratio (Σ numerator ÷ Σ denominator), and how much of it one person can be. */
function meanOf(values: readonly PeerValue[]): { mean: number; influence: number } {
  const denominators = values.map(({ denominator }) => denominator);
  if (denominators.every((d) => d !== null)) {
    const all = denominators.reduce((a, b) => a + b, 0);
    const sum = values.reduce((total, { numerator }) => total + (numerator ?? 0), 0);
    if (all > 0) return { mean: sum / all, influence: Math.max(...denominators) / all };
  }
  return {
    mean: values.reduce((sum, { value }) => sum + value, 0) / values.length,
    influence: 1 / values.length,
  };
}

/** Hyndman and Fan's type 7, as R's quantile(). */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (place - low) * (sorted[high]! - sorted[low]!);
}
