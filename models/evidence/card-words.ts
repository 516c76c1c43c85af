// A card's measures and calibration → words that a reader knows.
import type { Bilingual, Locale } from "../../engine/locale.js";
import { grouped } from "../../engine/metrics/format-number.js";
import type { ModelCard } from "../model.js";

const names: Record<string, Bilingual> = {
  log_loss: { en: "Log loss", zh: "对数损失" },
  roc_auc: { en: "ROC-AUC", zh: "ROC-AUC" },
  precision: { en: "Precision", zh: "精确率" },
  mean_absolute_error: { en: "Mean absolute error", zh: "平均绝对误差" },
  rmse: { en: "Root mean square error", zh: "均方根误差" },
};

/** "rmse relationship" → "Root mean square error, relationship"; what it is of is an id in words; an unknown measure keeps its id. */
export function measureText(measure: string, locale: Locale): string {
  const [id, ...of] = measure.split(" ") as [string, ...string[]];
  const name = names[id]?.[locale] ?? id;
  return of.length === 0
    ? name
    : `${name}${locale === "zh" ? "，" : ", "}${of.join(" ").replaceAll("_", " ")}`;
}

/** Predicted and seen, each as text in the same unit. */
export function calibrationTexts({ predicted, observed, isShare }: NonNullable<ModelCard["calibration"]>): {
  predicted: string;
  observed: string;
} {
  const text = (value: number): string => (isShare ? `${(100 * value).toFixed(2)}%` : grouped(value, 1));
  return { predicted: text(predicted), observed: text(observed) };
}
