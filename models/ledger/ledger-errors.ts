// What keeps a prediction from being issued, and the next step.
import { defineErrors } from "../../engine/errors.js";

export const ledgerErrors = defineErrors({
  issue_is_hindsight: {
    message: {
      en: "Outcomes up to {seen} are known: a prediction for people at the end of {month} would be hindsight",
      zh: "截至 {seen} 的结果已知：对 {month} 月末人员的“预测”只是事后回看",
    },
    hint: {
      en: "Issue for the last month, or replay: the model is then learned anew from the months before {month} only, and marked as a replay.",
      zh: "请对最近的月份发布预测，或使用回放：仅用 {month} 之前的月份重新学习模型，并标记为回放。",
    },
  },
  issue_exists: {
    message: {
      en: "This model has issued its prediction for {month} already ({issue})",
      zh: "该模型已发布过 {month} 的预测（{issue}）",
    },
    hint: {
      en: "A prediction is never rewritten. See its scores with --score.",
      zh: "预测一经发布不再改写。可用 --score 查看其评分。",
    },
  },
  kept_file_changed: {
    message: {
      en: "The kept predictions of issue {issue} are not the ones that were frozen ({file} has another hash)",
      zh: "发布 {issue} 的留存预测与冻结时不一致（{file} 的哈希值不同）",
    },
    hint: {
      en: "Restore that file from a backup; without it the issue cannot be scored.",
      zh: "请从备份恢复该文件；否则无法对该次发布评分。",
    },
  },
});
