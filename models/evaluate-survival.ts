// A flat table of times and events → Kaplan–Meier, log-rank, Cox with its checks, and concordance out of fold.
import type { Warning } from "../engine/result.js";
import { kaplanMeier, type RiskTime } from "../engine/survival/kaplan-meier.js";
import { concordance } from "./estimators/concordance.js";
import { type ChiSquareTest, fitCox } from "./estimators/cox-regression.js";
import { logRank } from "./estimators/log-rank.js";
import {
  kaplanMeierTime,
  type ProportionalHazardsTest,
  testProportionalHazards,
} from "./estimators/proportional-hazards-test.js";
import type { SurvivalRows } from "./estimators/risk-sets.js";
import type { FoldAssignment } from "./evaluate-classification.js";
import { type Covariate, isCovariateMissing, survivalDesign } from "./survival-design.js";

export interface SurvivalTable {
  time: Float64Array;
  event: Uint8Array;
  entry?: Float64Array;
  /** Each row's stratum, numbered in the order of `strata`. */
  stratum?: Int32Array;
  strata: string[];
  covariates: Covariate[];
  folds?: FoldAssignment[];
}

/** Field names as the command's file has them. */
export interface SurvivalReport {
  rows: number;
  events: number;
  coefficients: { name: string; coef: number; se: number | null; z: number | null; p: number | null }[];
  logLik: number;
  concordance: number | null;
  km: {
    stratum: string;
    time: number;
    nRisk: number;
    survival: number;
    lower: number | null;
    upper: number | null;
  }[];
  /** Across the strata; null with one stratum. */
  logrank: ChiSquareTest | null;
  zph: ProportionalHazardsTest[];
  cv: { repeat: number; fold: number; concordance: number | null }[];
  warnings: Warning[];
}

export interface EvaluateSurvivalOptions {
  progress?: (done: number, all: number) => void;
  /** Between fits: lets signals in, and throws when the person has cancelled. */
  pause?: () => Promise<void>;
}

/** Rows that lack a covariate are left out of Cox's model, as in R, and that is said; the curves have all rows. */
export async function evaluateSurvival(
  table: SurvivalTable,
  { progress = () => undefined, pause = async () => undefined }: EvaluateSurvivalOptions = {},
): Promise<SurvivalReport> {
  const all = Array.from(table.time, (_, row) => row);
  const complete = all.filter((row) => !table.covariates.some((c) => isCovariateMissing(c, row)));
  const { rows, design, fit } = cox(table, complete);
  const warnings: Warning[] = [];
  const say = (code: string, en: string, zh: string): void => void warnings.push({ code, text: { en, zh } });
  const incomplete = all.length - complete.length;
  if (incomplete > 0)
    say(
      "rows_incomplete",
      `${incomplete} of ${all.length} rows lack a covariate and are left out of Cox’s model`,
      `${all.length} 行中有 ${incomplete} 行缺少协变量，未纳入 Cox 模型`,
    );
  const aliased = fit.aliased.map((j) => design.names[j]!);
  if (aliased.length > 0)
    say(
      "coefficients_aliased",
      `Set aside, follow from other columns: ${aliased.join(", ")}`,
      `已搁置，可由其他列推出：${aliased.join("、")}`,
    );
  if (!fit.isConverged)
    say(
      "cox_diverges",
      "Cox’s model does not converge: a column tells those who left from those who stayed; its coefficient has no finite value",
      "Cox 模型不收敛：某一列把离开者与留下者完全分开，其系数没有有限值",
    );
  const zph =
    design.names.length === 0
      ? []
      : testProportionalHazards(rows, design.matrix, design.names.length, fit, design.terms, kaplanMeierTime);
  const violated = zph.filter(({ name, p }) => name !== "GLOBAL" && p < 0.05).map(({ name }) => name);
  if (violated.length > 0)
    say(
      "hazards_not_proportional",
      `The effect changes over time (p < .05): ${violated.join(", ")}; read its coefficient as an average`,
      `效应随时间变化（p < .05）：${violated.join("、")}；其系数应理解为平均值`,
    );
  return {
    rows: all.length,
    events: table.event.reduce((sum, happened) => sum + happened, 0),
    coefficients: design.names.map((name, j) => ({
      name,
      coef: fit.coefficients[j]!,
      se: finite(fit.standardErrors[j]!),
      z: finite(fit.z[j]!),
      p: finite(fit.p[j]!),
    })),
    logLik: fit.logLikelihood.full,
    concordance: finite(concordance(rows, fit.linearPredictors).concordance),
    km: table.strata.flatMap((name, s) =>
      curve(
        table,
        name,
        all.filter((row) => (table.stratum?.[row] ?? 0) === s),
      ),
    ),
    logrank: logRankOf(table),
    zph,
    cv: await outOfFold(table, complete, progress, pause),
    warnings,
  };
}

function cox(table: SurvivalTable, kept: readonly number[]) {
  const rows = rowsOf(table, kept);
  const design = survivalDesign(table.covariates, kept);
  return { rows, design, fit: fitCox(rows, design.matrix, design.names.length) };
}

const rowsOf = ({ time, event, entry, stratum }: SurvivalTable, kept: readonly number[]): SurvivalRows => ({
  stop: Float64Array.from(kept, (row) => time[row]!),
  event: Uint8Array.from(kept, (row) => event[row]!),
  ...(entry && { start: Float64Array.from(kept, (row) => entry[row]!) }),
  ...(stratum && { stratum: Int32Array.from(kept, (row) => stratum[row]!) }),
});

function curve(
  { time, event, entry }: SurvivalTable,
  stratum: string,
  rows: readonly number[],
): SurvivalReport["km"] {
  const at = new Map<number, { entered: number; left: number; events: number }>();
  const of = (t: number) => {
    const found = at.get(t) ?? { entered: 0, left: 0, events: 0 };
    at.set(t, found);
    return found;
  };
  for (const row of rows) {
    of(entry?.[row] ?? -Infinity).entered++;
    const end = of(time[row]!);
    end.left++;
    end.events += event[row]!;
  }
  const times = [...at.entries()]
    .sort(([a], [b]) => a - b)
    .map(([t, { entered, left, events }]): RiskTime => ({ time: t, entered, left, events: [events] }));
  return kaplanMeier(times).map(({ time: t, atRisk, survival, low, high }) => ({
    stratum,
    time: t,
    nRisk: atRisk,
    survival,
    lower: finite(low),
    upper: finite(high),
  }));
}

function logRankOf({ time, event, entry, stratum, strata }: SurvivalTable): ChiSquareTest | null {
  if (!stratum || strata.length < 2) return null;
  const { chisq, df, p } = logRank({ stop: time, event, start: entry }, stratum, strata.length);
  return { chisq, df, p };
}

/** Cox's model on the other folds, its linear predictor on the fold. A level that training lacks has effect 0. */
async function outOfFold(
  table: SurvivalTable,
  complete: readonly number[],
  progress: (done: number, all: number) => void,
  pause: () => Promise<void>,
): Promise<SurvivalReport["cv"]> {
  const tasks = (table.folds ?? []).flatMap((assignment, repeat) =>
    [...new Set(assignment)].sort((a, b) => a - b).map((fold) => ({ assignment, repeat, fold })),
  );
  const scores: SurvivalReport["cv"] = [];
  for (const [done, { assignment, repeat, fold }] of tasks.entries()) {
    await pause();
    const { fit } = cox(
      table,
      complete.filter((row) => assignment[row] !== fold),
    );
    const held = complete.filter((row) => assignment[row] === fold);
    const { matrix, names } = survivalDesign(table.covariates, held);
    const score = held.map((_, i) =>
      names.reduce((sum, _name, j) => sum + matrix[i * names.length + j]! * fit.coefficients[j]!, 0),
    );
    scores.push({
      repeat: repeat + 1,
      fold,
      concordance: finite(concordance(rowsOf(table, held), score).concordance),
    });
    progress(done + 1, tasks.length);
  }
  return scores;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
