// Scores without the top of their scale → the scale that their largest value speaks for, as a proposal to be confirmed.
import type { Database } from "../../database.js";
import type { TableMatch } from "../headers.js";
import type { RawTable } from "../raw-table.js";
import { numbersOf } from "./raw-facts.js";

const usualScales = [5, 10, 100, 1000];

/** The smallest usual scale that holds every score; undefined when more than the scale is missing, or there are no scores. */
export async function draftScale(
  db: Database,
  raw: RawTable,
  match: TableMatch,
): Promise<number | undefined> {
  const score = match.columns.get("score");
  if (match.missing.join() !== "scale_max" || score === undefined) return undefined;
  const { max } = await numbersOf(db, raw, score);
  return max === null ? undefined : usualScales.find((scale) => scale >= max);
}
