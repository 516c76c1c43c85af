// How right survival curves are → a table for the terminal: models by row, concordance and Brier score, then each horizon.
import type { Locale } from "../engine/locale.js";
import type { JudgedModel, SurvivalAccuracy } from "../models/survival-accuracy.js";
import { textTable } from "./text-table.js";

const words = {
  out_of_fold: {
    en: (folds: number) => `How right the curves are, on rows not learnt from (${folds} folds)`,
    zh: (folds: number) => `生存曲线的准确性：在未参与学习的行上（${folds} 折）`,
  },
  in_sample: {
    en: () =>
      "How right Cox’s curves are on the rows they were learnt from: better than they are; give --folds or --cv",
    zh: () => "Cox 曲线在参与学习的行上的准确性：会偏乐观；请给出 --folds 或 --cv",
  },
  model: { en: "model", zh: "模型" },
  concordance: { en: "concordance", zh: "一致性" },
  integrated: { en: "Brier, 0–", zh: "Brier，0–" },
  brier: { en: "Brier", zh: "Brier" },
  gain: { en: "less than KM", zh: "比 KM 低" },
  at: { en: "at ", zh: "时点 " },
  predicted: { en: "predicted", zh: "预测" },
  observed: { en: "observed (95%)", zh: "实际（95%）" },
};

const names: Record<JudgedModel, Record<Locale, string>> = {
  "kaplan-meier": { en: "Kaplan–Meier", zh: "Kaplan–Meier" },
  cox: { en: "Cox", zh: "Cox" },
  boosted: { en: "boosted", zh: "提升树" },
  chosen: { en: "chosen", zh: "自动选择" },
};

const digits = (value: number | null): string => (value === null ? "–" : value.toFixed(4));
const percent = (value: number | null): string =>
  value === null ? "–" : `${(100 * value).toFixed(1)}%`.replace(/^-(?=0\.0%$)/, "");

export function accuracyText(accuracy: SurvivalAccuracy, locale: Locale): string {
  const say = (key: Exclude<keyof typeof words, "out_of_fold" | "in_sample">): string => words[key][locale];
  const until = Number(accuracy.until.toPrecision(4));
  const rows = accuracy.models.flatMap((model) =>
    model.at.map((at, i) => {
      const { predicted, observed, low, high } = at.calibration;
      return [
        i === 0 ? names[model.model][locale] : "",
        i === 0 ? digits(model.concordance) : "",
        i === 0 ? digits(model.integratedBrier) : "",
        `${say("at")}${Number(at.horizon.toPrecision(4))}`,
        digits(at.brier),
        percent(at.gain),
        digits(at.auc),
        percent(predicted),
        `${percent(observed)}${low === null || high === null ? "" : ` (${percent(low)}–${percent(high)})`}`,
      ];
    }),
  );
  const head = [
    say("model"),
    say("concordance"),
    `${say("integrated")}${until}`,
    "",
    say("brier"),
    say("gain"),
    "AUC",
    say("predicted"),
    say("observed"),
  ];
  return [
    words[accuracy.sample][locale](accuracy.folds),
    textTable([head, ...rows], [1, 2, 4, 5, 6, 7]),
  ].join("\n");
}
