// One row per rating that a customer gave to the work of an employee.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";
import { scaleMax } from "./scale-max.js";

export const customerFeedback: Contract = {
  table: "customer_feedback",
  title: { en: "Customer feedback", zh: "客户评价" },
  grain: { en: "one row per rating", zh: "每次评价一行" },
  key: ["feedback_id"],
  columns: [
    {
      name: "feedback_id",
      type: "text",
      required: true,
      label: { en: "Feedback", zh: "评价编号" },
      headers: {
        en: ["feedback", "feedback no", "rating id", "response id"],
        zh: ["评价编号", "评价号", "反馈编号", "评价ID"],
      },
    },
    employeeId,
    {
      name: "customer_id",
      type: "text",
      label: { en: "Customer", zh: "客户编号" },
      headers: { en: ["customer", "client id", "account id"], zh: ["客户编号", "客户号", "客户ID"] },
    },
    {
      name: "feedback_date",
      type: "date",
      required: true,
      label: { en: "Date", zh: "评价日期" },
      range: ["1990-01-01", "today"],
      headers: { en: ["date", "rated on", "date of feedback"], zh: ["评价日期", "反馈日期", "回访日期"] },
    },
    {
      name: "score",
      type: "decimal",
      unit: "score",
      required: true,
      label: { en: "Score", zh: "满意度评分" },
      headers: {
        en: ["rating", "satisfaction", "csat", "satisfaction score"],
        zh: ["满意度评分", "满意度", "评分", "客户评分"],
      },
    },
    scaleMax,
  ],
  checks: ["unique_key", "known_employee", "score_within_scale"],
  unlocks: { en: "customer satisfaction", zh: "客户满意度" },
};
