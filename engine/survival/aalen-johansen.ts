// Entries, exits and censorings by time → probability of having left by each kind of exit (Aalen & Johansen 1978).
// F_k(t) = Σ S(u−)·d_k(u)/n(u), n with delayed entry. Numbers as R survival: survfit(Surv(time, factor(kind)) ~ 1)$pstate.
// Standard error by the delta method (Gaynor et al. 1993, J. Am. Stat. Assoc. 88:400); with one kind it is Greenwood's.
import { riskSets, type RiskTime } from "./kaplan-meier.js";

export interface IncidenceStep {
  time: number;
  atRisk: number;
  /** Events of this kind at this time. */
  events: number;
  incidence: number;
  error: number;
  /** 95 % limits on the log(−log) scale; NaN where the incidence is 0 or 1. */
  low: number;
  high: number;
}

/** Normal quantile for 97.5 %. */
const z = 1.959963984540054;

/** One curve per kind, steps at the times of its events. The curves and the survival of all kinds add up to 1. */
export function aalenJohansen(times: readonly RiskTime[], kinds: number): IncidenceStep[][] {
  const curves = Array.from({ length: kinds }, () => new Incidence());
  let survival = 1;
  for (const { time, atRisk, events } of riskSets(times)) {
    const all = events.reduce((a, b) => a + b, 0);
    if (all === 0) continue;
    for (const [kind, curve] of curves.entries()) curve.step(time, atRisk, all, events[kind] ?? 0, survival);
    survival *= (atRisk - all) / atRisk;
  }
  return curves.map(({ steps }) => steps);
}

class Incidence {
  readonly steps: IncidenceStep[] = [];
  #incidence = 0;
  // Var F(t) = Σ_u { (F(t)−F(u))²·A − 2(F(t)−F(u))·C + B } with A = d/(n(n−d)), B = S(u−)²·d_k(n−d_k)/n³, C = S(u−)·d_k/n²,
  // kept as the coefficients of F(t)², F(t) and 1.
  #square = 0;
  #linear = 0;
  #constant = 0;

  step(time: number, atRisk: number, all: number, events: number, before: number): void {
    this.#incidence += (before * events) / atRisk;
    const f = this.#incidence;
    // When all leave at once nothing changes any more: the first term is 0 from here on.
    const a = all === atRisk ? 0 : all / (atRisk * (atRisk - all));
    const b = (before ** 2 * events * (atRisk - events)) / atRisk ** 3;
    const c = (before * events) / atRisk ** 2;
    this.#square += a;
    this.#linear += a * f + c;
    this.#constant += a * f * f + 2 * c * f + b;
    if (events === 0) return;
    const variance = f * f * this.#square - 2 * f * this.#linear + this.#constant;
    const error = Math.sqrt(Math.max(0, variance));
    this.steps.push({ time, atRisk, events, incidence: f, error, ...limits(f, error) });
  }
}

function limits(incidence: number, error: number): { low: number; high: number } {
  if (!(incidence > 0 && incidence < 1)) return { low: NaN, high: NaN };
  const spread = (z * error) / (incidence * Math.log(incidence));
  return { low: incidence ** Math.exp(-spread), high: incidence ** Math.exp(spread) };
}
