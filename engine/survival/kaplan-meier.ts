// Entries, exits and censorings by time → Kaplan–Meier's survival curve with Greenwood's error and log-log limits.
// Numbers as R survival: survfit(Surv(start, stop, event) ~ 1, conf.type = "log-log"), delayed entry included.

/** What happens at one time: intervals (start, stop] that end or begin there. */
export interface RiskTime {
  time: number;
  /** Intervals that begin at this time: at risk for events later than it. */
  entered: number;
  /** Intervals that end at this time, with an event or without. */
  left: number;
  /** Events at this time by kind; at most `left` together. */
  events: readonly number[];
}

export interface SurvivalStep {
  time: number;
  /** At risk just before the time. */
  atRisk: number;
  events: number;
  survival: number;
  /** Greenwood's standard error of the survival. */
  error: number;
  low: number;
  high: number;
}

/** Normal quantile for 97.5 %. */
const z = 1.959963984540054;

/** `times` in rising order. Steps at the times of events only; before the first the survival is 1. */
export function kaplanMeier(times: readonly RiskTime[]): SurvivalStep[] {
  const steps: SurvivalStep[] = [];
  let [survival, greenwood] = [1, 0];
  for (const { time, atRisk, events } of riskSets(times)) {
    const count = events.reduce((a, b) => a + b, 0);
    if (count === 0) continue;
    survival *= (atRisk - count) / atRisk;
    greenwood += count / (atRisk * (atRisk - count));
    steps.push({
      time,
      atRisk,
      events: count,
      survival,
      error: survival === 0 ? NaN : survival * Math.sqrt(greenwood),
      ...logLogLimits(survival, Math.sqrt(greenwood)),
    });
  }
  return steps;
}

export interface RiskSet {
  time: number;
  atRisk: number;
  events: readonly number[];
}

/** At risk at t: entered before t and not left before t. Where nobody is at risk nothing can be learnt: left out. */
export function* riskSets(times: readonly RiskTime[]): Generator<RiskSet> {
  let atRisk = 0;
  for (const { time, entered, left, events } of times) {
    if (atRisk > 0) yield { time, atRisk, events };
    atRisk += entered - left;
  }
}

/** S^exp(±z·σ/log S) with σ = √Σ d/(n(n−d)) (Kalbfleisch & Prentice 1980); NaN where S is 0 or 1. */
function logLogLimits(survival: number, sigma: number): { low: number; high: number } {
  if (!(survival > 0 && survival < 1)) return { low: NaN, high: NaN };
  const spread = (z * sigma) / Math.log(survival);
  return { low: survival ** Math.exp(-spread), high: survival ** Math.exp(spread) };
}

/** Value of the curve at a time: that of the last step at or before it, 1 before the first. */
export function survivalAt(steps: readonly SurvivalStep[], time: number): SurvivalStep | null {
  return steps.findLast((step) => step.time <= time) ?? null;
}

/**
 * First time at which the curve is at or below the share; null where it never is. Exactly at it, the middle between that
 * step and the next, as R's quantile.survfit; its limits are where the limits of the curve cross.
 */
export function survivalQuantile(
  steps: readonly SurvivalStep[],
  share: number,
  of: (step: SurvivalStep) => number = (step) => step.survival,
): number | null {
  const tolerance = 1e-12;
  const at = steps.findIndex((step) => of(step) <= share + tolerance);
  if (at < 0) return null;
  const isExact = Math.abs(of(steps[at]) - share) <= tolerance;
  const next = steps.slice(at + 1).find((step) => of(step) < share - tolerance);
  return isExact && next ? (steps[at].time + next.time) / 2 : steps[at].time;
}
