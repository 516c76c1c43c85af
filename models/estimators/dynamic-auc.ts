// Outcomes and predicted risks at a time → cumulative/dynamic ROC-AUC: does one who has had the event by then stand above one
// who is still without it? Cases weigh 1 / G(T−), for those of their kind who went out of sight. Uno, Cai, Tian and Wei 2007;
// Hung and Chiang 2010. Numbers match sksurv.metrics.cumulative_dynamic_auc where no event ties with a censoring.
import { type CensoringCurve, countUpTo } from "./censoring-curve.js";
import type { SurvivalRows } from "./risk-sets.js";

/** Equal risks count half. Null without a case or without anybody still there. O(n log n). */
export function dynamicAuc(
  { stop, event }: Pick<SurvivalRows, "stop" | "event">,
  risk: ArrayLike<number>,
  time: number,
  watched: CensoringCurve,
): number | null {
  const staying: number[] = [];
  for (let row = 0; row < stop.length; row++) if (stop[row] > time) staying.push(risk[row]);
  staying.sort((a, b) => a - b);
  let [above, all] = [0, 0];
  for (let row = 0; row < stop.length; row++) {
    if (stop[row] > time || !event[row]) continue;
    const weight = 1 / watched.before(stop[row]);
    const lower = countUpTo(staying, risk[row], false);
    const same = countUpTo(staying, risk[row]) - lower;
    above += weight * (lower + same / 2);
    all += weight;
  }
  const auc = above / (all * staying.length);
  return Number.isFinite(auc) ? auc : null;
}
