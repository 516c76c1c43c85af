// Training rows → the model to use, by inner out-of-fold log loss. A glass box stands unless something is clearly better:
// 1. the (weighted) mean of a logistic regression and a curve per column, which err in different ways, or one of them alone;
// 2. with tables of pairs of columns; 3. with leaf-wise trees over all columns, the only black box.
// Each step must gain more than two standard errors, and more where several are tried. What does not clearly beat the base rate
// is switched off. At last the logits are calibrated by a rising line with one bend, which leaves the order of people as it is.
import type { FittedLearner, LearningTask } from "./base-learner.js";
import { blendOf } from "./blend.js";
import { bentLogit, fitBentCalibration } from "./bent-calibration.js";
import { finishTrees, fitCurves, fitPairs, fitTrees } from "./boosting-learner.js";
import { linearLearner, splineLearner } from "./logistic-learner.js";
import { logit, sigmoid, softplus } from "./logistic-regression.js";
import { normalCdf, normalQuantile } from "./normal-distribution.js";

export interface Choice {
  id: string;
  /** Every score, before its calibration, is an exact sum of effects of single columns and pairs. */
  isGlassBox: boolean;
  probabilities(rows: Int32Array): Float64Array;
  /** Inner out-of-fold log loss of every candidate. */
  losses: Record<string, number>;
  facts: Record<string, number | string>;
}

/** Below this number of events bending a logistic curve mostly costs more than it gains (measured on open data). */
const eventsForSplines = 150;

/**
 * Standard errors that a gain must be more than. The best of several challengers has more chances to be lucky, so that each must
 * gain more (Bonferroni): noise then passes for an effect in two of a hundred tables.
 */
const clearly = (challengers: number): number => -normalQuantile(normalCdf(-2) / challengers);

/** Inner folds that the first look at trees takes, and standard errors that their mean with the champion must gain there. */
const shareOfLook = 0.4;
const hopeful = 0.5;

export async function chooseLearner(task: LearningTask): Promise<Choice> {
  const { rows, y } = task;
  let events = 0;
  for (let i = 0; i < rows.length; i++) events += y[rows[i]];
  const base = logit((events + 0.5) / (rows.length + 1));
  const naiveLoss = lossesOf(new Float64Array(rows.length).fill(base), task);
  const losses: Record<string, number> = { naive: mean(naiveLoss) };
  const naive: Choice = {
    id: "naive",
    isGlassBox: true,
    probabilities: (wanted) => new Float64Array(wanted.length).fill(sigmoid(base)),
    losses,
    facts: { events },
  };
  if (events < 2 || events > rows.length - 2 || task.table.columns.length === 0) return naive;

  const consider = (id: string, fitted: FittedLearner): Candidate => {
    const loss = lossesOf(fitted.outOfFold, task);
    losses[id] = mean(loss);
    return { id, fitted, loss };
  };
  const beats = (challenger: Candidate, champion: Candidate, among: number): boolean =>
    isClearlyBetter(challenger.loss, champion.loss, task, clearly(among));
  const best = (of: readonly Candidate[]): Candidate =>
    of.reduce((a, b) => (mean(b.loss) < mean(a.loss) ? b : a));

  const { lineId, line } = lineOf(task, events);
  await task.pause?.();
  const curves = await fitCurves(task);
  const alone = [consider(lineId, line), consider("additive", curves)];
  const together = consider(`${lineId}+additive`, blendOf([line, curves], task));
  let champion = best([together, ...alone.filter((one) => beats(one, together, alone.length))]);

  const withPairs = await fitPairs(task, curves);
  const paired = [
    consider("pairs", withPairs),
    consider(`${lineId}+pairs`, blendOf([line, withPairs], task)),
  ];
  if (beats(best(paired), champion, paired.length)) champion = best(paired);
  const isGlass = champion;

  const members = { line, lineId, curves, pairs: withPairs };
  const { tried, challengers } = await blackBoxes(task, members, consider, champion);
  if (challengers.length > 0 && beats(best(challengers), champion, tried)) champion = best(challengers);

  if (!isClearlyBetter(champion.loss, naiveLoss, task)) return naive;
  const { id } = champion;
  const fitted = (await champion.finish?.()) ?? champion.fitted;
  const bend = fitBentCalibration(
    fitted.outOfFold,
    Uint8Array.from(rows, (row) => y[row]),
  );
  return {
    id,
    isGlassBox: champion === isGlass,
    probabilities: (wanted) => fitted.logits(wanted).map((value) => sigmoid(bentLogit(bend, value))),
    losses,
    facts: { events, ...fitted.facts },
  };
}

/** On few events a straight line, unless a bent one is clearly better there too. */
function lineOf(task: LearningTask, events: number): Pick<Members, "line" | "lineId"> {
  const bent = splineLearner.fit(task);
  if (events >= eventsForSplines) return { lineId: splineLearner.id, line: bent };
  const straight = linearLearner.fit(task);
  const isBent = isClearlyBetter(lossesOf(bent.outOfFold, task), lossesOf(straight.outOfFold, task), task);
  return isBent ? { lineId: splineLearner.id, line: bent } : { lineId: linearLearner.id, line: straight };
}

interface Members {
  line: FittedLearner;
  lineId: string;
  curves: FittedLearner;
  pairs: FittedLearner;
}

/**
 * A first look on some of the inner folds tells whether trees can win at all, and with which setting. Where not even their mean
 * with the champion gains, nothing more is fitted: a mean with what is truly better would gain at least half as much.
 */
async function blackBoxes(
  task: LearningTask,
  { line, lineId, curves, pairs }: Members,
  consider: (id: string, fitted: FittedLearner) => Candidate,
  champion: Candidate,
): Promise<{ tried: number; challengers: Candidate[] }> {
  const setting = await promisingTrees(task, champion);
  if (!setting) return { tried: 0, challengers: [] };
  const fitted = await fitTrees(task, setting);
  const alone = consider(setting === "trees" ? "trees" : "other trees", fitted);
  if (isClearlyBetter(champion.loss, alone.loss, task)) return { tried: 1, challengers: [] };
  const withTrees = (id: string, members: readonly FittedLearner[]): Candidate => {
    const blend = blendOf([...members, fitted], task);
    return {
      ...consider(id, blend),
      finish: async () => blend.with([...members, await finishTrees(task, fitted, setting)]),
    };
  };
  const challengers = [
    { ...alone, finish: () => finishTrees(task, fitted, setting) },
    withTrees(`${lineId}+additive+${alone.id}`, [line, curves]),
    withTrees(`pairs+${alone.id}`, [pairs]),
  ];
  return { tried: challengers.length + 1, challengers };
}

/** The setting of less loss on the folds looked at; none where the first does not gain there. */
async function promisingTrees(
  task: LearningTask,
  champion: Candidate,
): Promise<"trees" | "other" | undefined> {
  const innerFolds = Math.max(1, Math.floor(shareOfLook * task.innerFolds));
  const seen = Int32Array.from(task.innerFold.keys()).filter((i) => task.innerFold[i] < innerFolds);
  const part = { ...task, rows: seen.map((i) => task.rows[i]) };
  const lookOf = async (setting: "trees" | "other"): Promise<Float64Array> => {
    const { outOfFold } = await fitTrees({ ...task, innerFolds }, setting);
    return Float64Array.from(seen, (i) => outOfFold[i]);
  };
  const look = await lookOf("trees");
  const both = look.map((own, k) => (champion.fitted.outOfFold[seen[k]] + own) / 2);
  const without = Float64Array.from(seen, (i) => champion.loss[i]);
  if (!isClearlyBetter(lossesOf(both, part), without, part, hopeful)) return undefined;
  const other = await lookOf("other");
  return mean(lossesOf(look, part)) <= mean(lossesOf(other, part)) ? "trees" : "other";
}

interface Candidate {
  id: string;
  fitted: FittedLearner;
  /** Log loss of each training row, out of fold. */
  loss: Float64Array;
  /** What is left to do once it is chosen. */
  finish?: () => Promise<FittedLearner>;
}

/** Mean of row-wise differences against its standard error; rows of one group count as one observation. */
function isClearlyBetter(
  loss: Float64Array,
  than: Float64Array,
  { rows, group }: Pick<LearningTask, "rows" | "group">,
  errors = clearly(1),
): boolean {
  const gain = than.map((l, i) => l - loss[i]);
  const average = mean(gain);
  if (!(average > 0)) return false;
  const clusters = new Map<number, number>();
  gain.forEach((difference, i) => {
    const key = group ? group[rows[i]] : i;
    clusters.set(key, (clusters.get(key) ?? 0) + difference - average);
  });
  let squares = 0;
  for (const sum of clusters.values()) squares += sum * sum;
  const error = Math.sqrt((squares * clusters.size) / Math.max(1, clusters.size - 1)) / gain.length;
  return average > errors * error;
}

const lossesOf = (logits: Float64Array, { y, rows }: Pick<LearningTask, "y" | "rows">): Float64Array =>
  logits.map((l, i) => softplus(y[rows[i]] ? -l : l));

function mean(values: Float64Array): number {
  let sum = 0;
  for (const v of values) sum += v;
  return sum / values.length;
}
