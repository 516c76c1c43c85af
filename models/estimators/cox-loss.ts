// Survival rows → Cox's partial likelihood as a loss for boosting: scores are log hazards, up to a constant per stratum.
// Breslow's ties. With H(i) the hazard that row i has passed through, exp(score) × H is what was expected of it, and the slope
// is expected minus observed events (the negative martingale residual); as in gbm and xgboost's survival:cox, but with
// entries and strata.
import type { BoostingLoss } from "./boosting-loss.js";
import type { SurvivalRows } from "./risk-sets.js";

export function coxLoss({ start, stop, event, stratum }: SurvivalRows): BoostingLoss {
  const n = stop.length;
  const times = eventTimes({ stop, event, stratum });
  // row i is at risk at the event times from[i] … until[i] − 1
  const from = Int32Array.from({ length: n }, (_, i) =>
    start ? times.firstAfter(stratum?.[i] ?? 0, start[i]) : times.first(stratum?.[i] ?? 0),
  );
  const until = Int32Array.from({ length: n }, (_, i) => times.firstAfter(stratum?.[i] ?? 0, stop[i]));
  const { deaths } = times;
  const events = deaths.reduce((a, b) => a + b, 0);
  const risk = new Float64Array(n);
  const atRisk = new Float64Array(deaths.length + 1);
  const hazard = new Float64Array(deaths.length + 1);
  const squared = new Float64Array(deaths.length + 1);

  /** Sums of exp(score) over each risk set; returns the greatest score, taken off all before. */
  function riskSets(scores: Float64Array): number {
    let highest = -Infinity;
    for (let i = 0; i < n; i++) if (scores[i] > highest) highest = scores[i];
    atRisk.fill(0);
    for (let i = 0; i < n; i++) {
      risk[i] = Math.exp(scores[i] - highest);
      if (from[i] >= until[i]) continue;
      atRisk[from[i]] += risk[i];
      atRisk[until[i]] -= risk[i];
    }
    let sum = 0;
    for (let k = 0; k < deaths.length; k++) atRisk[k] = sum += atRisk[k];
    return highest;
  }

  return {
    rows: n,
    weight: events,
    start: 0,
    derivatives(scores, into) {
      riskSets(scores);
      for (let k = 0; k < deaths.length; k++) {
        hazard[k + 1] = hazard[k] + deaths[k] / atRisk[k];
        squared[k + 1] = squared[k] + deaths[k] / atRisk[k] ** 2;
      }
      for (let i = 0; i < n; i++) {
        const passed = from[i] < until[i];
        const expected = passed ? risk[i] * (hazard[until[i]] - hazard[from[i]]) : 0;
        into[2 * i] = expected - event[i];
        into[2 * i + 1] = passed
          ? Math.max(0, expected - risk[i] ** 2 * (squared[until[i]] - squared[from[i]]))
          : 0;
      }
    },
    mean(scores) {
      const highest = riskSets(scores);
      let sum = 0;
      for (let k = 0; k < deaths.length; k++) sum += deaths[k] * Math.log(atRisk[k]);
      for (let i = 0; i < n; i++) if (event[i]) sum -= scores[i] - highest;
      return sum / Math.max(1, events);
    },
  };
}

interface EventTimes {
  /** Events at each distinct time, stratum by stratum, earliest first. */
  deaths: Float64Array;
  /** Number of the stratum's first event time. */
  first(stratum: number): number;
  /** Number of the stratum's first event time after `time`. */
  firstAfter(stratum: number, time: number): number;
}

function eventTimes({ stop, event, stratum }: SurvivalRows): EventTimes {
  const counts = new Map<number, Map<number, number>>();
  for (let i = 0; i < stop.length; i++) {
    const key = stratum?.[i] ?? 0;
    const own = counts.get(key) ?? new Map<number, number>();
    counts.set(key, own);
    if (event[i]) own.set(stop[i], (own.get(stop[i]) ?? 0) + 1);
  }
  const deaths: number[] = [];
  const strata = new Map<number, { first: number; times: Float64Array }>();
  for (const [key, own] of counts) {
    const times = Float64Array.from(own.keys()).sort();
    strata.set(key, { first: deaths.length, times });
    for (const time of times) deaths.push(own.get(time)!);
  }
  return {
    deaths: Float64Array.from(deaths),
    first: (key) => strata.get(key)!.first,
    firstAfter(key, time) {
      const { first, times } = strata.get(key)!;
      let [low, high] = [0, times.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (times[middle] <= time) low = middle + 1;
        else high = middle;
      }
      return first + low;
    },
  };
}
