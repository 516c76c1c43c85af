// A row of an answer → the months that its numbers are about.
import { grainOf } from "../../report/chart-rows.js";
import { monthsIn, monthText, periodMonth } from "../../report/period-label.js";
import type { Row } from "../../report/report-data.js";
import type { Answer } from "../api.js";

/** Months that a row is about: of its period, where it has one, those inside the answer's. */
export function windowOf({ columns, from, to }: Answer, row: Row): { from: string; to: string } {
  const time = columns.find(({ role }) => role === "time");
  const start = time ? periodMonth(row[time.name]) : null;
  const grain = grainOf(time);
  if (start === null || grain === null) return { from, to };
  const [first, last] = [monthText(start), monthText(start + monthsIn(grain) - 1)];
  return { from: first < from ? from : first, to: last > to ? to : last };
}
