// Rounding of a published measure → the column `m__step`: the number is known to half of it; empty where it is exact.
import type { AnswerColumn } from "./result-columns.js";
import type { MeasureNode } from "./tree.js";

export function stepColumn({ metric }: MeasureNode, step: Float64Array): AnswerColumn {
  return {
    meta: {
      name: `${metric.id}__step`,
      role: "metric",
      label: { en: `${metric.label.en}: rounded to`, zh: `${metric.label.zh}：取整单位` },
      metric: metric.id,
      part: "step",
      unit: metric.unit,
    },
    values: step,
    integer: false,
  };
}
