// One row per employee and review: a score on a stated scale.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const performanceReview: Contract = {
  table: "performance_review",
  title: { en: "Performance reviews", zh: "绩效考核" },
  grain: { en: "one row per employee and review date", zh: "每名员工每次考核一行" },
  key: ["employee_id", "review_date"],
  columns: [
    employeeId,
    {
      name: "review_date",
      type: "date",
      required: true,
      label: { en: "Review date", zh: "考核日期" },
      range: ["1990-01-01", "today"],
      headers: {
        en: ["review date", "rating date", "appraisal date", "survey date", "date"],
        zh: ["考核日期", "评估日期", "考核时间"],
      },
    },
    {
      name: "score",
      type: "decimal",
      unit: "score",
      required: true,
      label: { en: "Score", zh: "绩效得分" },
      headers: {
        en: ["rating", "performance rating", "performance score", "review score"],
        zh: ["绩效得分", "考核得分", "绩效分数", "得分", "绩效评级"],
      },
    },
    {
      name: "scale_max",
      type: "decimal",
      label: { en: "Top of the scale", zh: "满分" },
      headers: { en: ["scale", "max score", "scale max"], zh: ["满分", "分制"] },
    },
    {
      name: "rater_id",
      type: "text",
      label: { en: "Rater", zh: "考核人" },
      protected: true,
      headers: { en: ["rater", "reviewer", "reviewer id"], zh: ["考核人", "评估人", "考核人工号"] },
    },
  ],
  checks: ["unique_key", "known_employee", "before_hire", "after_exit", "score_within_scale"],
  unlocks: { en: "review scores, high-performer traits", zh: "绩效得分、高绩效特征" },
};
