// One row per employee and change of pay: base pay per month, bonus, currency, pay grade.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const pay: Contract = {
  table: "pay",
  title: { en: "Pay", zh: "薪酬" },
  grain: { en: "one row per employee and change of pay", zh: "每名员工每次调薪一行" },
  key: ["employee_id", "valid_from"],
  columns: [
    employeeId,
    {
      name: "valid_from",
      type: "date",
      required: true,
      label: { en: "Valid from", zh: "生效日期" },
      range: ["1950-01-01", "today"],
      headers: {
        en: ["effective date", "effective from", "from", "pay from", "salary from"],
        zh: ["生效日期", "薪资生效日期", "调薪日期", "起薪日期", "开始日期"],
      },
    },
    {
      name: "base_pay",
      type: "decimal",
      unit: "money",
      required: true,
      protected: true,
      label: { en: "Base pay per month", zh: "月基本工资" },
      range: [0, 1e9],
      headers: {
        en: [
          "base pay",
          "base salary",
          "monthly salary",
          "monthly pay",
          "salary",
          "basic salary",
          "base pay per month",
        ],
        zh: ["月基本工资", "基本工资", "月薪", "基本薪资", "月工资", "固定工资"],
      },
    },
    {
      name: "bonus",
      type: "decimal",
      unit: "money",
      protected: true,
      label: { en: "Target bonus per year", zh: "年度目标奖金" },
      headers: {
        en: ["bonus", "target bonus", "annual bonus"],
        zh: ["奖金", "目标奖金", "年度奖金", "年度目标奖金"],
      },
    },
    {
      name: "currency",
      type: "text",
      label: { en: "Currency", zh: "币种" },
      headers: { en: ["currency code", "ccy"], zh: ["币种", "货币"] },
    },
    {
      name: "grade",
      type: "text",
      label: { en: "Pay grade", zh: "薪级" },
      headers: {
        en: ["pay grade", "salary grade", "pay band", "salary band"],
        zh: ["薪级", "薪等", "薪酬等级"],
      },
    },
  ],
  checks: ["unique_key", "known_employee", "after_exit"],
  unlocks: { en: "pay against peers, raises, pay equity", zh: "薪酬同侪对比、调薪、薪酬公平" },
};
