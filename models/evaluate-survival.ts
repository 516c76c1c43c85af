// A flat table of times and events → Kaplan–Meier, log-rank, Cox with its checks, and concordance out of fold.
import type { Warning } from "../engine/result.js";
import { kaplanMeier } from "../engine/survival/kaplan-meier.js";
import { concordance } from "./estimators/concordance.js";
import type { ChiSquareTest } from "./estimators/cox-regression.js";
import { assignFolds } from "./estimators/folds.js";
import { logRank } from "./estimators/log-rank.js";
import {
  kaplanMeierTime,
  type ProportionalHazardsTest,
  testProportionalHazards,
} from "./estimators/proportional-hazards-test.js";
import type { SurvivalRows } from "./estimators/risk-sets.js";
import { averageCurves } from "./estimators/survival-curves.js";
import { riskTimes } from "./estimators/survival-calibration.js";
import { findTwins } from "./estimators/twin-rows.js";
import type { FoldAssignment } from "./evaluate-classification.js";
import { leakWarnings, twinWarnings } from "./leak-warnings.js";
import { AccuracyRecord, accuracyPlan, type SurvivalAccuracy } from "./survival-accuracy.js";
import { covariateTable, isCovariateMissing } from "./survival-design.js";
import { coxOnBaseline } from "./survival-fold-curves.js";
import { type SurvivalFoldScore, survivalOutOfFold } from "./survival-out-of-fold.js";
import { coxOf, type SurvivalTable } from "./survival-table.js";

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
  /** Null where Cox's model did not converge: the test stands on its maximum. */
  zph: (Pick<ProportionalHazardsTest, "name" | "df"> & { chisq: number | null; p: number | null })[];
  /** With folds: the automatically chosen model out of fold, and Cox's beside it. */
  cv: SurvivalFoldScore[];
  /** The same on test rows that have no near-identical row in training: the honest figure where twins were found. */
  cvWithoutTwins: { repeat: number; fold: number; rows: number; concordance: number | null }[];
  cvMean: { concordance: number | null; withoutTwins: number | null; cox: number | null } | null;
  /** How right the curves are: out of fold with folds, else of Cox's model on the rows it learnt from. Null with entries. */
  accuracy: SurvivalAccuracy | null;
  warnings: Warning[];
}

/** This command has no --drop: its covariates are named. */
const leakRemedy = { en: "Leave it out of --covariates.", zh: "请将其从 --covariates 中去掉。" };

export interface EvaluateSurvivalOptions {
  seed?: number;
  /** Where the table has no folds: makes this many, with near-identical rows in one. */
  ownFolds?: number;
  /** Times at which Brier score, AUC and calibration are asked for; quartiles of the times of events when left out. */
  horizons?: readonly number[];
  progress?: (done: number, all: number) => void;
  /** Between fits: lets signals in, and throws when the person has cancelled. */
  pause?: () => Promise<void>;
}

/** Rows that lack a covariate are left out of Cox's model, as in R, and that is said; the curves have all rows. */
export async function evaluateSurvival(
  given: SurvivalTable,
  {
    seed = 1,
    ownFolds,
    horizons,
    progress = () => undefined,
    pause = async () => undefined,
  }: EvaluateSurvivalOptions = {},
): Promise<SurvivalReport> {
  const all = Array.from(given.time, (_, row) => row);
  const columns = covariateTable(given.covariates, all.length);
  const twins = findTwins(columns, given.event, seed);
  const foldsOf = (count: number): FoldAssignment =>
    Int16Array.from(assignFolds(given.event, count, seed, twins.alarm ? twins.group : undefined));
  const table: SurvivalTable =
    given.folds || ownFolds === undefined ? given : { ...given, folds: [foldsOf(ownFolds)] };
  const complete = all.filter((row) => !table.covariates.some((c) => isCovariateMissing(c, row)));
  const { rows, design, fit } = coxOf(table, complete);
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
  const isSound = (p: number): boolean => fit.isConverged && Number.isFinite(p);
  const violated = zph
    .filter(({ name, p }) => name !== "GLOBAL" && isSound(p) && p < 0.05)
    .map(({ name }) => name);
  if (violated.length > 0)
    say(
      "hazards_not_proportional",
      `The effect changes over time (p < .05): ${violated.join(", ")}; read its coefficient as an average`,
      `效应随时间变化（p < .05）：${violated.join("、")}；其系数应理解为平均值`,
    );
  if (table.folds) warnings.push(...twinWarnings(twins, table.folds));
  else if (twins.alarm)
    say(
      "duplicates_found",
      `${(100 * twins.share).toFixed(0)}% of the rows have a near-identical twin, mostly of the same outcome: standard errors here take them for different people and are too small`,
      `${(100 * twins.share).toFixed(0)}% 的行有几乎相同的“孪生”行，且结果多数相同：此处的标准误把它们当作不同的人，因而偏小`,
    );
  warnings.push(...leakWarnings(columns, table.event, seed, leakRemedy));
  const outOfFold =
    table.folds && (await survivalOutOfFold(table, twins, { seed, horizons, progress, pause }));
  const accuracy = outOfFold
    ? outOfFold.accuracy
    : inSample(table, complete, rows, fit.linearPredictors, horizons);
  if (table.entry)
    say(
      "accuracy_needs_whole_follow_up",
      "Brier score and AUC are left out: with entry times their weights do not hold, which take everybody as watched from 0",
      "未计算 Brier 分数与 AUC：有进入时间时其权重不成立，因为权重假定每人都从 0 开始被观察",
    );
  else if (accuracy === null)
    say(
      "accuracy_needs_follow_up",
      "Brier score and AUC are left out: no time has a tenth of the rows still watched beyond it",
      "未计算 Brier 分数与 AUC：没有任何时间点之后仍有十分之一的行在观察中",
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
    zph: zph.map(({ name, chisq, df, p }) =>
      isSound(p) ? { name, chisq, df, p } : { name, chisq: null, df, p: null },
    ),
    cv: outOfFold?.cv ?? [],
    cvWithoutTwins: outOfFold?.cvWithoutTwins ?? [],
    cvMean: outOfFold?.cvMean ?? null,
    accuracy,
    warnings,
  };
}

/** Cox's model on the rows it learnt from, beside Kaplan–Meier: what it can do at best. */
function inSample(
  table: SurvivalTable,
  complete: readonly number[],
  rows: SurvivalRows,
  scores: Float64Array,
  horizons?: readonly number[],
): SurvivalAccuracy | null {
  const plan = table.entry ? null : accuracyPlan(rows, horizons);
  if (!plan) return null;
  const record = new AccuracyRecord(plan);
  record.add({
    train: rows,
    test: rows,
    testRows: complete.map((_, i) => i),
    repeat: 1,
    curves: {
      "kaplan-meier": averageCurves(rows, complete.length, rows.stratum),
      ...(table.covariates.length > 0 && { cox: coxOnBaseline(rows, scores, scores, rows) }),
    },
  });
  return record.result(rows, "in_sample");
}

function curve(table: SurvivalTable, stratum: string, rows: readonly number[]): SurvivalReport["km"] {
  const { time, event, entry } = table;
  const times = riskTimes({ stop: time, event, ...(entry && { start: entry }) }, rows);
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

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
