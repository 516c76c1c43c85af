// One row per suggestion for improvement: who made it, whether it was adopted, what it saved.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const suggestion: Contract = {
  table: "suggestion",
  title: { en: "Suggestions", zh: "改进建议" },
  grain: { en: "one row per suggestion", zh: "每条建议一行" },
  key: ["suggestion_id"],
  columns: [
    {
      name: "suggestion_id",
      type: "text",
      required: true,
      label: { en: "Suggestion", zh: "建议编号" },
      headers: {
        en: ["suggestion", "suggestion no", "idea id", "proposal id"],
        zh: ["建议编号", "建议号", "提案编号", "建议ID"],
      },
    },
    employeeId,
    {
      name: "suggestion_date",
      type: "date",
      required: true,
      label: { en: "Date", zh: "提出日期" },
      range: ["1990-01-01", "today"],
      headers: {
        en: ["date", "suggested on", "submitted on", "date of suggestion"],
        zh: ["提出日期", "建议日期", "提案日期", "提交日期"],
      },
    },
    {
      name: "is_adopted",
      type: "boolean",
      label: { en: "Adopted", zh: "是否采纳" },
      headers: { en: ["adopted", "accepted", "implemented"], zh: ["是否采纳", "采纳", "是否实施"] },
    },
    {
      name: "saving",
      type: "decimal",
      unit: "money",
      label: { en: "Saving", zh: "节约金额" },
      headers: { en: ["savings", "amount saved", "cost saving"], zh: ["节约金额", "节省金额", "降本金额"] },
    },
  ],
  checks: ["unique_key", "known_employee", "before_hire", "after_exit"],
  unlocks: { en: "suggestions made, adopted and what they saved", zh: "建议数量、采纳率与节约金额" },
};
