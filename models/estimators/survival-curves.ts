// Survival rows and log hazards → everybody's survival curve: S(t | x) = exp(−H₀(t) exp(score)), H₀ the baseline of the rows
// that were learnt from. Breslow 1972; with Efron's ties as survfit(coxph(…)) in R. Without scores: Kaplan–Meier's curve.
import { countUpTo } from "./censoring-curve.js";
import { riskOrder, type SurvivalRows, walkRiskSets } from "./risk-sets.js";

export interface SurvivalCurves {
  /** Times at which some curve steps, rising. */
  times: readonly number[];
  /** Everybody's chance to be without the event beyond the time. */
  at(time: number): Float64Array;
  /** Everybody's hazard beside others of the same stratum; absent where nobody is told from another. */
  risk?: Float64Array;
}

/** Of one stratum: event times, and the value from each on. */
interface Steps {
  times: number[];
  values: number[];
}

export interface BaselineHazard {
  strata: Map<number, Steps>;
  /** Strata together: for a stratum that the rows lack. */
  pooled: Steps;
  /** Taken off every score before exp: H₀ is that of somebody with this score. */
  shift: number;
}

export function baselineHazard(
  rows: SurvivalRows,
  scores: ArrayLike<number>,
  ties: "breslow" | "efron" = "breslow",
): BaselineHazard {
  const shift = greatest(scores);
  const risk = Float64Array.from(scores, (score) => Math.exp(score - shift));
  const hazardAt = (weight: number, dying: number, deaths: number): number => {
    if (ties === "breslow") return deaths / weight;
    // the l-th of d deaths leaves l/d of them out of the risk set
    let sum = 0;
    for (let l = 0; l < deaths; l++) sum += 1 / (weight - (l / deaths) * dying);
    return sum;
  };
  const cumulative = (of: SurvivalRows) => stepsOf(of, risk, 0, (sum, ...step) => sum + hazardAt(...step));
  const { stratum: _, ...together } = rows;
  return { strata: cumulative(rows), pooled: cumulative(together).get(0) ?? none, shift };
}

const none: Steps = { times: [], values: [] };

/** Curves of people by score and stratum, on the baseline of others. */
export function proportionalCurves(
  { strata, pooled, shift }: BaselineHazard,
  scores: ArrayLike<number>,
  stratum?: ArrayLike<number>,
): SurvivalCurves {
  const risk = Float64Array.from(scores, (score) => Math.exp(score - shift));
  const survival = (hazard: number, row: number): number => Math.exp(-hazard * risk[row]);
  return { ...curves(strata, pooled, stratum, risk.length, 0, survival), risk };
}

/** Everybody the curve of their stratum: what is known without covariates. */
export function averageCurves(
  rows: SurvivalRows,
  people: number,
  stratum?: ArrayLike<number>,
): SurvivalCurves {
  const same = new Float64Array(rows.stop.length).fill(1);
  const product = (of: SurvivalRows) =>
    stepsOf(of, same, 1, (survival, weight, _dying, deaths) => survival * (1 - deaths / weight));
  const { stratum: _, ...together } = rows;
  return curves(product(rows), product(together).get(0) ?? none, stratum, people, 1, (survival) => survival);
}

function curves(
  strata: Map<number, Steps>,
  pooled: Steps,
  stratum: ArrayLike<number> | undefined,
  people: number,
  first: number,
  survival: (value: number, row: number) => number,
): SurvivalCurves {
  const all = [pooled, ...strata.values()];
  const of = (row: number): Steps => strata.get(stratum?.[row] ?? 0) ?? pooled;
  return {
    times: [...new Set(all.flatMap(({ times }) => times))].sort((a, b) => a - b),
    at(time) {
      const value = new Map(
        all.map((steps) => {
          const passed = countUpTo(steps.times, time);
          return [steps, passed === 0 ? first : steps.values[passed - 1]];
        }),
      );
      return Float64Array.from({ length: people }, (_, row) => survival(value.get(of(row))!, row));
    },
  };
}

/** Walks each stratum's event times, earliest first. */
function stepsOf(
  rows: SurvivalRows,
  risk: Float64Array,
  first: number,
  next: (before: number, weight: number, dying: number, deaths: number) => number,
): Map<number, Steps> {
  const seen = new Map<number, { time: number; weight: number; dying: number; deaths: number }[]>();
  const order = riskOrder(rows);
  walkRiskSets(rows, order, new Float64Array(0), 0, risk, ({ time, deaths, atRisk, dying }) => {
    const key = order.stratumOf(deaths[0]);
    const own = seen.get(key) ?? [];
    seen.set(key, own);
    own.push({ time, weight: atRisk.weight, dying: dying.weight, deaths: deaths.length });
  });
  return new Map(
    [...seen].map(([key, steps]) => {
      let value = first;
      const values = steps
        .reverse()
        .map(({ weight, dying, deaths }) => (value = next(value, weight, dying, deaths)));
      return [key, { times: steps.map(({ time }) => time), values }];
    }),
  );
}

function greatest(scores: ArrayLike<number>): number {
  let highest = -Infinity;
  for (let i = 0; i < scores.length; i++) if (scores[i] > highest) highest = scores[i];
  return Number.isFinite(highest) ? highest : 0;
}
