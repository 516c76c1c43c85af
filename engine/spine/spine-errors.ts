// What can be wrong with sources so that no spine can be built, or with the spine itself.
import { defineErrors } from "../errors.js";

export const spineErrors = defineErrors({
  no_employees: {
    message: {
      en: "Expected at least one employee with an employed day between {from} and {to}; found none among {employees, number} employees.",
      zh: "在 {from} 至 {to} 之间应至少有一名在职员工；{employees, number} 名员工中没有找到。",
    },
    hint: {
      en: "Import an employee list (rapport import FILE -w DIR), or set historyFrom and historyTo in rapport.yml.",
      zh: "请导入员工名单（rapport import 文件 -w 工作区），或在 rapport.yml 中设置 historyFrom 和 historyTo。",
    },
  },
  history_unknown: {
    message: {
      en: "The sources hold no date, so there is no month to report on.",
      zh: "数据中没有任何日期，无法确定报告月份。",
    },
    hint: {
      en: "Import an employee list first (rapport import FILE -w DIR), or set historyFrom and historyTo in rapport.yml.",
      zh: "请先导入员工名单（rapport import 文件 -w 工作区），或在 rapport.yml 中设置 historyFrom 和 historyTo。",
    },
  },
  history_reversed: {
    message: {
      en: "The history would begin in {from} and end in {to}, before it began.",
      zh: "历史区间起始月 {from} 晚于结束月 {to}。",
    },
    hint: {
      en: "Correct historyFrom and historyTo in rapport.yml.",
      zh: "请修改 rapport.yml 中的 historyFrom 和 historyTo。",
    },
  },
  history_too_long: {
    message: {
      en: "The history would run from {from} to {to}: more than {limit, number} years. A date in the sources is probably mistyped.",
      zh: "历史区间从 {from} 到 {to}，超过 {limit, number} 年，可能有日期录入错误。",
    },
    hint: {
      en: "Correct the date, or set historyFrom and historyTo in rapport.yml.",
      zh: "请更正该日期，或在 rapport.yml 中设置 historyFrom 和 historyTo。",
    },
  },
  employee_month_grain: {
    message: {
      en: "employee_month needs one row per employee and month; found {duplicates, number} duplicates, first {employee} {month}.",
      zh: "employee_month 应为每名员工每月一行；发现 {duplicates, number} 处重复，首个为 {employee} {month}。",
    },
    hint: {
      en: "Check for repeated rows of that employee in source_employee and source_job_assignment.",
      zh: "请检查该员工在 source_employee 和 source_job_assignment 中是否有重复行。",
    },
  },
});
