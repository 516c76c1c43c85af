// Two occupations' profiles → how far apart they are and in what; and an occupation's nearest neighbours. Distances as
// scipy.spatial.distance (euclidean, cosine, correlation) on the elements that both have.
import { competencyErrors } from "./competency-errors.js";
import type { Occupation, OccupationTable } from "./occupation-table.js";

export const measures = ["euclid", "cosine", "pearson"] as const;
export type ProfileMeasure = (typeof measures)[number];

export interface ElementDifference {
  element: string;
  from: number;
  to: number;
  /** to − from. */
  gap: number;
}

export interface OccupationComparison {
  scale: OccupationTable["scale"];
  from: { code: string; title: string };
  to: { code: string; title: string };
  elements: number;
  /** Distance in points of the scale over all elements. */
  euclid: number;
  cosine: number;
  pearson: number;
  /** All elements, the largest rise first. */
  differences: ElementDifference[];
}

export function compareOccupations(
  table: OccupationTable,
  from: Occupation,
  to: Occupation,
): OccupationComparison {
  const differences = table.elements
    .map(({ name }, j) => ({
      element: name,
      from: from.values[j],
      to: to.values[j],
      gap: to.values[j] - from.values[j],
    }))
    .filter(({ gap }) => !Number.isNaN(gap));
  if (differences.length === 0)
    throw competencyErrors.occupation_file_invalid({ file: from.code, problem: "empty", scale: table.scale });
  return {
    scale: table.scale,
    from: { code: from.code, title: from.title },
    to: { code: to.code, title: to.title },
    elements: differences.length,
    euclid: similarity("euclid", from.values, to.values),
    cosine: similarity("cosine", from.values, to.values),
    pearson: similarity("pearson", from.values, to.values),
    differences: differences.sort((a, b) => b.gap - a.gap || (a.element < b.element ? -1 : 1)),
  };
}

export interface Neighbour {
  code: string;
  title: string;
  value: number;
}

/** Nearest first: smallest distance, or largest cosine or correlation. */
export function nearestOccupations(
  { occupations }: OccupationTable,
  of: Occupation,
  measure: ProfileMeasure,
  count = 5,
): Neighbour[] {
  const sign = measure === "euclid" ? 1 : -1;
  return occupations
    .filter(({ code }) => code !== of.code)
    .map(({ code, title, values }) => ({ code, title, value: similarity(measure, of.values, values) }))
    .filter(({ value }) => !Number.isNaN(value))
    .sort((a, b) => sign * (a.value - b.value) || (a.code < b.code ? -1 : 1))
    .slice(0, count);
}

export interface Standing {
  element: string;
  /** Standard deviations from the mean of all occupations (n − 1). */
  z: number;
  raw: number;
}

/** What marks an occupation out from all others, the most first. */
export function standings({ elements, occupations }: OccupationTable, of: Occupation): Standing[] {
  return elements
    .map(({ name }, j) => {
      const values = occupations.map((o) => o.values[j]).filter((v) => !Number.isNaN(v));
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
      return { element: name, z: (of.values[j] - mean) / deviation, raw: of.values[j] };
    })
    .filter(({ z }) => Number.isFinite(z))
    .sort((a, b) => b.z - a.z || (a.element < b.element ? -1 : 1));
}

function similarity(measure: ProfileMeasure, a: Float64Array, b: Float64Array): number {
  const both = [...a.keys()].filter((j) => !Number.isNaN(a[j]) && !Number.isNaN(b[j]));
  if (measure === "euclid") return Math.sqrt(both.reduce((sum, j) => sum + (a[j] - b[j]) ** 2, 0));
  const mean = (of: Float64Array): number =>
    measure === "pearson" ? both.reduce((sum, j) => sum + of[j], 0) / both.length : 0;
  const [ma, mb] = [mean(a), mean(b)];
  const sum = (of: (j: number) => number): number => both.reduce((total, j) => total + of(j), 0);
  return (
    sum((j) => (a[j] - ma) * (b[j] - mb)) /
    Math.sqrt(sum((j) => (a[j] - ma) ** 2) * sum((j) => (b[j] - mb) ** 2))
  );
}
