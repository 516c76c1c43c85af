// Exits of people who take a course at different times → compared only from each one's course on (Cox with start and stop on the
// calendar): who leaves early can take no course, so "took it" against "did not" credits that time to the course.
import { fitCox } from "../estimators/cox-regression.js";
import { estimate, type Estimate } from "../estimators/estimate.js";
import { normalQuantile } from "../estimators/normal-distribution.js";
import { groupMean, type PanelRow } from "./person-panel.js";

export interface CourseExits {
  hazardRatio: number;
  low: number;
  high: number;
  p: number;
  events: number;
  /** Exits per year of those who took the course at some time, and of the others, as a naive comparison has them. */
  naive: { treated: number; others: number };
  /** Person-months of the treated before their course, in which they could not leave. */
  immortalMonths: number;
  /** Of the months from the course on, in the rate's own unit. */
  exposure: number;
  /** Difference of rates: the rate of months without the course × (hazard ratio − 1). */
  effect: Estimate;
}

const isOn = ({ month, person: { since } }: PanelRow): boolean => since !== null && month >= since;
const exits = (list: readonly PanelRow[]): number => list.filter(({ y }) => y > 0).length;
const isTreated = ({ person }: PanelRow): boolean => person.group === "treated";

/** `rows`: both groups, from the first month of the change on. Null with fewer than 5 exits on either side. */
export function courseExits(rows: readonly PanelRow[], first: number): CourseExits | null {
  const [on, off] = [rows.filter(isOn), rows.filter((row) => !isOn(row))];
  if (exits(on) < 5 || exits(off) < 5) return null;
  const fit = fitCox(
    {
      start: rows.map(({ month }) => month - first),
      stop: rows.map(({ month }) => month - first + 1),
      event: rows.map(({ y }) => Number(y > 0)),
    },
    Float64Array.from(rows, (row) => Number(isOn(row))),
    1,
  );
  const [b, se] = [fit.coefficients[0]!, fit.standardErrors[0]!];
  if (!fit.isConverged || !(se > 0)) return null;
  const half = normalQuantile(0.975) * se;
  const rate = groupMean(off)!.value;
  const treated = rows.filter(isTreated);
  const naive = {
    treated: groupMean(treated)!.value,
    others: groupMean(rows.filter((row) => !isTreated(row)))?.value ?? Number.NaN,
  };
  const of = (log: number): number => rate * (Math.exp(log) - 1);
  return {
    hazardRatio: Math.exp(b),
    low: Math.exp(b - half),
    high: Math.exp(b + half),
    p: fit.p[0]!,
    events: fit.events,
    naive,
    exposure: groupMean(on)!.exposure,
    immortalMonths: treated.filter((row) => !isOn(row)).length,
    effect: {
      ...estimate(of(b), rate * Math.exp(b) * se, Infinity),
      low: of(b - half),
      high: of(b + half),
      p: fit.p[0]!,
    },
  };
}
