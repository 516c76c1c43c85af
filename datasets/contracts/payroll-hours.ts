// One row per employee and month of payroll: the hours that were paid, to be held against attendance.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const payrollHours: Contract = {
  table: "payroll_hours",
  title: { en: "Payroll hours", zh: "计薪工时" },
  grain: { en: "one row per employee and month", zh: "每名员工每月一行" },
  key: ["employee_id", "month"],
  columns: [
    employeeId,
    {
      name: "month",
      type: "date",
      required: true,
      label: { en: "Month", zh: "月份" },
      range: ["1990-01-01", "today"],
      headers: { en: ["payroll month", "pay period"], zh: ["计薪月份", "工资月份", "薪资月份"] },
    },
    {
      name: "paid_hours",
      type: "decimal",
      unit: "hours",
      required: true,
      label: { en: "Paid hours, leave included, overtime not", zh: "计薪工时（含带薪假，不含加班）" },
      range: [0, 744],
      headers: {
        en: ["paid hours", "payroll hours", "regular paid hours"],
        zh: ["计薪工时", "计薪小时", "发薪工时"],
      },
    },
    {
      name: "paid_overtime_hours",
      type: "decimal",
      unit: "hours",
      label: { en: "Paid overtime hours", zh: "计薪加班工时" },
      range: [0, 744],
      headers: {
        en: ["paid overtime", "paid overtime hours", "payroll overtime"],
        zh: ["计薪加班工时", "计薪加班", "加班费工时"],
      },
    },
  ],
  checks: ["unique_key", "known_employee", "before_hire", "after_exit"],
  unlocks: {
    en: "reconciliation of paid hours against attendance",
    zh: "计薪工时与考勤工时的核对",
  },
};
