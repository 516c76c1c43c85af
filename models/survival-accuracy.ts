// Survival models learnt on some rows → how right their curves are on others: integrated Brier score, Brier score and AUC at
// horizons, calibration there; beside Kaplan–Meier, which knows nothing of the person. One fold after another, then means.
import { censoringCurve } from "./estimators/censoring-curve.js";
import { concordance } from "./estimators/concordance.js";
import { dynamicAuc } from "./estimators/dynamic-auc.js";
import type { SurvivalRows } from "./estimators/risk-sets.js";
import { brierScore, integratedBrier } from "./estimators/survival-brier.js";
import { type SurvivalCalibration, survivalCalibration } from "./estimators/survival-calibration.js";
import type { SurvivalCurves } from "./estimators/survival-curves.js";

/** `chosen` is the automatic choice, `boosted` the best of the boosted models. */
export type JudgedModel = "kaplan-meier" | "cox" | "boosted" | "chosen";

export interface AccuracyAt {
  horizon: number;
  /** Brier score; 0 is perfect. */
  brier: number | null;
  /** Share of Kaplan–Meier's Brier score that is gone: 0 = no better, 1 = perfect. */
  gain: number | null;
  /** Cumulative/dynamic ROC-AUC; .5 knows nothing. */
  auc: number | null;
  /** Over the rows of the first repeat, all folds together. */
  calibration: SurvivalCalibration;
}

export interface ModelAccuracy {
  model: JudgedModel;
  /** Harrell's; null where nobody is told from another. */
  concordance: number | null;
  /** Brier score integrated over 0 … until, divided by until. */
  integratedBrier: number | null;
  at: AccuracyAt[];
}

export interface SurvivalAccuracy {
  /** In sample: on the rows that Cox's model learnt from, so better than it is. */
  sample: "out_of_fold" | "in_sample";
  folds: number;
  rows: number;
  /** Up to this time at least a tenth of the rows is still watched. */
  until: number;
  models: ModelAccuracy[];
}

export interface AccuracyPlan {
  until: number;
  horizons: number[];
}

/** Share of rows that have to be watched beyond the time up to which Brier scores are integrated. */
const leastBeyond = 0.1;

/**
 * Horizons as asked, else the quartiles of the times of events. Null where no time has a tenth of the rows beyond it, as when
 * all end together.
 */
export function accuracyPlan(
  { stop, event }: Pick<SurvivalRows, "stop" | "event">,
  asked?: readonly number[],
): AccuracyPlan | null {
  const times = Float64Array.from(Array.from(stop)).sort();
  const enough = Math.ceil(leastBeyond * times.length);
  const first = times[times.length - enough];
  const until = times.findLast((time) => time < first);
  if (until === undefined) return null;
  const events = times.length === 0 ? [] : Array.from(stop).filter((time, row) => event[row] && time < first);
  events.sort((a, b) => a - b);
  const quartiles = [0.25, 0.5, 0.75].map((share) => events[Math.ceil(share * events.length) - 1]);
  const horizons = asked ?? quartiles.filter((time) => time !== undefined);
  return { until, horizons: [...new Set(horizons)].sort((a, b) => a - b) };
}

export interface FoldToJudge {
  train: SurvivalRows;
  test: SurvivalRows;
  /** Row numbers of `test`, to put the folds of one repeat together. */
  testRows: ArrayLike<number>;
  /** Only the first repeat enters the calibration: each row once. */
  repeat: number;
  curves: Partial<Record<JudgedModel, SurvivalCurves>>;
}

interface Kept {
  concordance: (number | null)[];
  integrated: (number | null)[];
  /** One list per horizon. */
  brier: (number | null)[][];
  auc: (number | null)[][];
  /** Of the first repeat: rows as judged, and risk at each horizon. */
  rows: number[];
  risks: number[][];
}

export class AccuracyRecord {
  readonly #kept = new Map<JudgedModel, Kept>();
  #folds = 0;

  constructor(private readonly plan: AccuracyPlan) {}

  add({ train, test, testRows, repeat, curves }: FoldToJudge): void {
    const { until, horizons } = this.plan;
    const watched = censoringCurve(train);
    this.#folds++;
    for (const [model, own] of Object.entries(curves) as [JudgedModel, SurvivalCurves][]) {
      const kept = this.#kept.get(model) ?? newlyKept(horizons.length);
      this.#kept.set(model, kept);
      kept.concordance.push(own.risk ? finite(concordance(test, own.risk).concordance) : null);
      kept.integrated.push(integratedBrier(test, own, until, watched));
      if (repeat === 1) kept.rows.push(...Array.from(testRows));
      for (const [h, horizon] of horizons.entries()) {
        const survival = own.at(horizon);
        const risk = survival.map((share) => 1 - share);
        kept.brier[h].push(brierScore(test, survival, horizon, watched));
        kept.auc[h].push(dynamicAuc(test, risk, horizon, watched));
        if (repeat === 1) kept.risks[h].push(...risk);
      }
    }
  }

  /** `outcomes`: of the table's rows, as numbered in `testRows`. */
  result(outcomes: SurvivalRows, sample: SurvivalAccuracy["sample"]): SurvivalAccuracy {
    const { until, horizons } = this.plan;
    const baseline = this.#kept.get("kaplan-meier");
    const models = [...this.#kept].map(([model, kept]): ModelAccuracy => ({
      model,
      concordance: mean(kept.concordance),
      integratedBrier: mean(kept.integrated),
      at: horizons.map((horizon, h) => {
        const brier = mean(kept.brier[h]);
        const naive = baseline ? mean(baseline.brier[h]) : null;
        const seen = {
          stop: kept.rows.map((row) => outcomes.stop[row]),
          event: kept.rows.map((row) => outcomes.event[row]),
        };
        return {
          horizon,
          brier,
          gain: brier === null || naive === null || naive === 0 ? null : 1 - brier / naive,
          auc: mean(kept.auc[h]),
          calibration: survivalCalibration(seen, kept.risks[h], horizon, model !== "kaplan-meier"),
        };
      }),
    }));
    return { sample, folds: this.#folds, rows: baseline?.rows.length ?? 0, until, models };
  }
}

const newlyKept = (horizons: number): Kept => {
  const lists = <T>(): T[][] => Array.from({ length: horizons }, () => []);
  return { concordance: [], integrated: [], brier: lists(), auc: lists(), rows: [], risks: lists() };
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Over the folds that have a value. */
function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
}
