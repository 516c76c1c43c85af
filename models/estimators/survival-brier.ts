// Outcomes and predicted survival → the squared error of the curves, people who went out of sight counted through those who
// stayed in it: BS(t) = mean of S(t)² [T ≤ t, event] / G(T−) + (1 − S(t))² [T > t] / G(t), with G the censoring curve.
// Graf, Schmoor, Sauerbrei and Schumacher 1999. 0 is perfect; without knowledge S(t)(1 − S(t)). Numbers match
// sksurv.metrics.brier_score where no event ties with a censoring, and pec::pec(cens.model = "marginal") in R.
import type { CensoringCurve } from "./censoring-curve.js";
import type { SurvivalRows } from "./risk-sets.js";
import type { SurvivalCurves } from "./survival-curves.js";

type Outcomes = Pick<SurvivalRows, "stop" | "event">;

/** Steps looked at when integrating, at most: exact below that. */
const mostSteps = 1_000;

/** Null where a weight has no value: nobody who was learnt from is watched beyond. */
export function brierScore(
  { stop, event }: Outcomes,
  survival: ArrayLike<number>,
  time: number,
  watched: CensoringCurve,
): number | null {
  let sum = 0;
  const beyond = watched.at(time);
  for (let row = 0; row < stop.length; row++) {
    if (stop[row] > time) sum += (1 - survival[row]) ** 2 / beyond;
    else if (event[row]) sum += survival[row] ** 2 / watched.before(stop[row]);
  }
  const score = sum / stop.length;
  return Number.isFinite(score) ? score : null;
}

/** Mean of BS(t) over 0 … `until`: curves and weights are steps, so the integral is a sum. */
export function integratedBrier(
  rows: Outcomes,
  curves: SurvivalCurves,
  until: number,
  watched: CensoringCurve,
): number | null {
  const changes = [...new Set([0, ...curves.times, ...Array.from(rows.stop)])]
    .filter((time) => time >= 0 && time < until)
    .sort((a, b) => a - b);
  const kept =
    changes.length <= mostSteps
      ? changes
      : Array.from({ length: mostSteps }, (_, i) => changes[Math.floor((i * changes.length) / mostSteps)]);
  let sum = 0;
  for (const [i, time] of kept.entries()) {
    const score = brierScore(rows, curves.at(time), time, watched);
    if (score === null) return null;
    sum += score * ((kept[i + 1] ?? until) - time);
  }
  return kept.length === 0 ? null : sum / until;
}
