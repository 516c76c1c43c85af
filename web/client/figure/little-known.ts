// Rows of a table of rates → those that are shown one by one, those too small to say anything, those withheld.
import type { Fact } from "../overview/fact.js";

/** Person-years below which a rate's interval reaches from nothing to everything. */
export const leastPersonYears = 5;

export interface Sorted<Row> {
  shown: Row[];
  tiny: Row[];
  hidden: Row[];
}

/** `factsOf`: the numbers a row shows. One row alone is never folded away: its name says as much as a count would. */
export function sortRows<Row>(rows: Row[], factsOf: (row: Row) => (Fact | null)[]): Sorted<Row> {
  const hidden = rows.filter((row) => isWithheld(factsOf(row)));
  const tiny = rows.filter((row) => !hidden.includes(row) && factsOf(row).every(isTiny));
  return {
    shown: rows.filter((row) => !hidden.includes(row) && !tiny.includes(row)),
    tiny,
    hidden,
  };
}

/** A unit with one side known is shown: founded or closed in between, it has no other side. */
const isWithheld = (facts: (Fact | null)[]): boolean =>
  facts.some((fact) => fact?.refused === "small_group") &&
  facts.every((fact) => fact === null || fact.value === null);

const isTiny = (fact: Fact | null): boolean =>
  fact === null || fact.value === null || (fact.exposure !== null && fact.exposure < leastPersonYears);
