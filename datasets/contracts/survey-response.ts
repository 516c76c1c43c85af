// One row per employee, survey date and item: a score.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const surveyResponse: Contract = {
  table: "survey_response",
  title: { en: "Survey responses", zh: "员工调查" },
  grain: { en: "one row per employee, survey date and item", zh: "每名员工每次调查每题一行" },
  key: ["employee_id", "survey_date", "item"],
  columns: [
    employeeId,
    {
      name: "survey_date",
      type: "date",
      required: true,
      label: { en: "Survey date", zh: "调查日期" },
      range: ["1990-01-01", "today"],
      headers: { en: ["survey date", "date survey", "date"], zh: ["调查日期", "填写日期"] },
    },
    {
      name: "item",
      type: "text",
      required: true,
      label: { en: "Item", zh: "题目" },
      headers: { en: ["item", "question"], zh: ["题目", "问题", "维度"] },
    },
    {
      name: "score",
      type: "decimal",
      unit: "score",
      label: { en: "Score", zh: "评分" },
      headers: { en: ["score", "answer", "response"], zh: ["评分", "得分", "分数"] },
    },
  ],
  checks: ["unique_key", "known_employee", "before_hire", "after_exit"],
  unlocks: { en: "satisfaction and engagement over time", zh: "满意度与敬业度变化" },
};
