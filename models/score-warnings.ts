// Scores of an evaluation → what keeps them from saying much: few events, folds with one outcome, no model above the constant rate.
import type { Warning } from "../engine/result.js";
import type { ClassificationReport } from "./evaluate-classification.js";

/** Fewer of the rarer outcome than this: which model is best is mostly chance. */
export const leastEvents = 30;

/** Nobody's leaving is foretold this well by what is known before. */
const tooGood = 0.98;

export function scoreWarnings(
  { foldScores, models, scores }: Pick<ClassificationReport, "foldScores" | "models" | "scores">,
  y: Uint8Array,
): Warning[] {
  const warnings: Warning[] = [];
  const say = (code: string, en: string, zh: string): void => void warnings.push({ code, text: { en, zh } });
  const positives = y.reduce((sum, v) => sum + Number(v === 1), 0);
  const rarer = Math.min(
    positives,
    y.reduce((sum, v) => sum + Number(v === 0), 0),
  );
  if (rarer < leastEvents)
    say(
      "few_events",
      `Only ${rarer} rows of the rarer outcome: the scores are mostly chance; at least ${leastEvents} are needed (${leastEvents - rarer} more).`,
      `较少的一类结果只有 ${rarer} 行：得分主要取决于偶然；至少需要 ${leastEvents} 行（还差 ${leastEvents - rarer} 行）。`,
    );
  const folds = foldScores.length;
  const single = foldScores.filter(({ rocAuc }) => Number.isNaN(rocAuc)).length;
  if (single > 0)
    say(
      "folds_of_one_outcome",
      `${single} of ${folds} test folds hold one outcome only: they have no AUC and are left out of its mean.`,
      `${folds} 个测试折中有 ${single} 个只含一种结果：这些折没有 AUC，未计入其平均值。`,
    );
  if (scores.rocAuc >= tooGood)
    say(
      "scores_too_good",
      `ROC-AUC ${scores.rocAuc.toFixed(3)} is too good to be true: columns together (not only each alone) may be known afterwards or follow from the outcome, or the same people stand on both sides of a fold. Look at what the columns are before believing it.`,
      `ROC-AUC ${scores.rocAuc.toFixed(3)} 好得不真实：可能有若干列合在一起（不只是单独一列）是事后才知道的或由结果推出的，或同一批人出现在折的两侧。采信之前请先检查各列的来源。`,
    );
  const naive = models.naive ?? 0;
  if (naive > folds / 2)
    say(
      "no_model_beats_constant",
      `In ${naive} of ${folds} folds no model was better than the constant rate, which was taken.`,
      `${folds} 折中有 ${naive} 折没有任何模型优于恒定比率，因而采用恒定比率。`,
    );
  return warnings;
}
