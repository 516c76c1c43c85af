// What is found in a table before any fit → warnings: near-identical rows on both sides of a fold, columns that know the answer.
import type { Bilingual } from "../engine/locale.js";
import type { Warning } from "../engine/result.js";
import type { FlatTable } from "./estimators/flat-table.js";
import { assignFolds } from "./estimators/folds.js";
import { singleColumnAuc } from "./estimators/single-column-auc.js";
import type { TwinRows } from "./estimators/twin-rows.js";
import type { FoldAssignment } from "./evaluate-classification.js";

/** The alarm of twins, if it fires and the given folds split some; without folds of the caller's, that twins were kept together. */
export function twinWarnings(twins: TwinRows, folds?: readonly FoldAssignment[]): Warning[] {
  if (!twins.alarm) return [];
  let split = 0;
  if (folds) {
    const seen = new Map<number, number>();
    const first = folds[0];
    twins.group.forEach((g, row) => {
      const fold = seen.get(g);
      if (fold === undefined) seen.set(g, first[row]);
      else if (fold !== first[row]) split++;
    });
    if (split === 0) return [];
  }
  const share = (100 * twins.share).toFixed(0);
  const agree = (100 * twins.agreement).toFixed(0);
  const chance = (100 * twins.chance).toFixed(0);
  return folds
    ? [
        {
          code: "duplicates_across_folds",
          text: {
            en: `${share}% of the rows have a near-identical twin, and twins share the outcome in ${agree}% of pairs (chance: ${chance}%). The given folds split such pairs: the scores are too good. Give --group or folds that keep twins together.`,
            zh: `${share}% 的行有几乎相同的“孪生”行，且 ${agree}% 的孪生对结果相同（偶然水平：${chance}%）。给定的折叠拆分了这些行，得分会虚高。请使用 --group 或不拆分孪生行的折叠。`,
          },
        },
      ]
    : [
        {
          code: "duplicates_grouped",
          text: {
            en: `${share}% of the rows have a near-identical twin, and twins share the outcome in ${agree}% of pairs (chance: ${chance}%). Twins were kept in one fold.`,
            zh: `${share}% 的行有几乎相同的“孪生”行，且 ${agree}% 的孪生对结果相同（偶然水平：${chance}%）。孪生行已放在同一折中。`,
          },
        },
      ];
}

/** Columns that alone tell the outcome; `remedy` is what the command's user can do about one. */
export function leakWarnings(
  table: FlatTable,
  y: Uint8Array,
  seed: number,
  remedy: Bilingual = { en: "Leave it out with --drop.", zh: "请用 --drop 排除。" },
): Warning[] {
  const folds = assignFolds(y, 5, seed);
  const leaking = table.columns.flatMap((column) => {
    const auc = singleColumnAuc(column, y, folds, 5);
    return auc > 0.95 ? [`${column.name} (${auc.toFixed(3)})`] : [];
  });
  if (leaking.length === 0) return [];
  return [
    {
      code: "leaking_columns",
      text: {
        en: `Alone gives the answer away (AUC above 0.95), probably known only afterwards: ${leaking.join(", ")}. ${remedy.en}`,
        zh: `单独一列即可得出答案（AUC 高于 0.95），很可能是事后才知道的信息：${leaking.join("、")}。${remedy.zh}`,
      },
    },
  ];
}
