// One row per exit: who, last day employed, of which kind and why.
import type { Contract } from "./contract.js";
import { employeeId } from "./employee-id.js";

export const termination: Contract = {
  table: "termination",
  title: { en: "Exits", zh: "离职记录" },
  grain: { en: "one row per exit", zh: "每次离职一行" },
  key: ["employee_id", "exit_date"],
  columns: [
    employeeId,
    {
      name: "exit_date",
      type: "date",
      required: true,
      label: { en: "Last day employed", zh: "离职日期（最后在职日）" },
      range: ["1950-01-01", "today"],
      headers: {
        en: [
          "termination date",
          "leaving date",
          "last day",
          "last working day",
          "term date",
          "retirement date",
          "separation date",
        ],
        zh: ["离职日期", "离职时间", "最后工作日", "最后在职日"],
      },
    },
    {
      name: "exit_kind",
      type: "category",
      label: { en: "Kind of exit", zh: "离职类型" },
      headers: {
        en: ["termination type", "exit type", "retirement type", "leave type", "voluntary"],
        zh: ["离职类型", "离职性质", "离职方式"],
      },
      levels: {
        voluntary: [
          "voluntary",
          "resignation",
          "resigned",
          "quit",
          "true",
          "yes",
          "主动离职",
          "辞职",
          "主动",
        ],
        involuntary: [
          "involuntary",
          "fired",
          "dismissal",
          "dismissed",
          "layoff",
          "redundancy",
          "terminated",
          "false",
          "no",
          "被动离职",
          "辞退",
          "解雇",
          "裁员",
          "被动",
        ],
        other: [
          "other",
          "retirement",
          "retired",
          "death",
          "end of contract",
          "contract end",
          "退休",
          "合同到期",
          "其他",
          "身故",
        ],
      },
    },
    {
      name: "reason",
      type: "text",
      label: { en: "Reason", zh: "离职原因" },
      headers: {
        en: ["exit reason", "leaving reason", "resignation reason", "termination reason"],
        zh: ["离职原因", "原因"],
      },
    },
  ],
  checks: ["unique_key", "known_employee", "exit_before_hire", "one_open_exit"],
  unlocks: {
    en: "turnover, early exits, survival and attrition models",
    zh: "离职率、早期离职、留任分析与离职预测",
  },
};
