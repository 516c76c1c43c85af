// The services demo's change of strategy and one of its courses → plans to try the page on.
import { programmeSchema, type Programme } from "./programme-schema.js";

const plans = [
  {
    id: "big-clients",
    name: { en: "From small to large clients", zh: "从中小客户转向大客户" },
    phases: {
      before: { from: "2023-05", to: "2025-01" },
      change: { from: "2025-02", to: "2025-05" },
      after: { from: "2025-06", to: "2026-10" },
    },
    treated: { where: [{ field: "job_family", op: "=", value: "销售" }] },
    comparison: "everyone_else",
    assigned: "unit",
    outcomes: ["voluntary_turnover", "overtime_per_head", "review_score"],
    worthwhile: 0.05,
  },
  {
    id: "course-customer-insight",
    name: { en: "Course: customer insight", zh: "课程：客户洞察" },
    phases: {
      before: { from: "2024-02", to: "2025-02" },
      change: { from: "2025-03", to: "2025-12" },
      after: { from: "2026-01", to: "2026-10" },
    },
    treated: { course: "客户洞察", where: [{ field: "job_family", op: "=", value: "销售" }] },
    comparison: "everyone_else",
    assigned: "volunteers",
    outcomes: ["revenue_per_head", "voluntary_turnover"],
  },
];

export const demoProgrammes = (): Programme[] => plans.map((plan) => programmeSchema.parse(plan));
