// One row per employee, indicator and month: what was reached, against which target, with which weight.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const kpiActual: Contract = {
  table: "kpi_actual",
  title: { en: "KPI results", zh: "KPI 完成情况" },
  grain: { en: "one row per employee, indicator and month", zh: "每名员工每项指标每月一行" },
  key: ["employee_id", "kpi", "month"],
  columns: [
    employeeId,
    {
      name: "kpi",
      type: "text",
      required: true,
      label: { en: "Indicator", zh: "指标" },
      headers: {
        en: ["kpi", "indicator", "kpi name", "measure", "objective"],
        zh: ["指标", "指标名称", "考核指标", "KPI指标", "KPI名称"],
      },
    },
    {
      name: "month",
      type: "date",
      required: true,
      label: { en: "Month", zh: "月份" },
      range: ["1990-01-01", "today"],
      headers: { en: ["period", "kpi month", "year month"], zh: ["月份", "考核月份", "考核期间", "期间"] },
    },
    {
      name: "value",
      type: "decimal",
      required: true,
      label: { en: "Reached", zh: "完成值" },
      headers: {
        en: ["actual", "actual value", "result", "achieved"],
        zh: ["完成值", "实际值", "实际完成", "完成情况"],
      },
    },
    {
      name: "target",
      type: "decimal",
      label: { en: "Target", zh: "目标值" },
      headers: {
        en: ["target value", "goal", "plan value", "quota"],
        zh: ["目标值", "目标", "计划值", "指标值"],
      },
    },
    {
      name: "weight",
      type: "decimal",
      label: { en: "Weight", zh: "权重" },
      range: [0, 100],
      headers: { en: ["kpi weight", "weighting", "weight percent"], zh: ["权重", "指标权重", "权重百分比"] },
    },
    {
      name: "kind",
      type: "category",
      label: { en: "Kind of indicator", zh: "指标类型" },
      headers: { en: ["kpi kind", "kpi type", "indicator type"], zh: ["指标类型", "指标类别", "指标性质"] },
      levels: {
        result: ["result", "outcome", "结果", "结果指标", "结果类"],
        process: ["process", "activity", "过程", "过程指标", "过程类"],
        balance: ["balance", "balancing", "平衡", "平衡指标", "平衡类"],
      },
    },
  ],
  checks: ["unique_key", "known_employee", "before_hire", "after_exit"],
  unlocks: {
    en: "KPI attainment, targets against results, incentive simulations",
    zh: "KPI 达成率、目标与实际对比、激励模拟",
  },
};
