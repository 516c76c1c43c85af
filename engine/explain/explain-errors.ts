// Why a change cannot be taken apart, in both languages.
import { defineErrors } from "../errors.js";

export const explainError = defineErrors({
  explain_needs_person_rights: {
    message: {
      en: "Taking a change apart into joiners, leavers and movers counts single people; your rights are to groups.",
      zh: "将变化拆分为入职、离职与调动需要逐人统计；您的权限仅限于群体数据。",
    },
    hint: {
      en: "Compare groups with “compare” in a question, or ask a person with person-level rights.",
      zh: "可在查询中用 compare 对比各组，或请有个人级权限的同事查询。",
    },
  },
  explain_no_number: {
    message: {
      en: "There is no “{metric}” on the {side} side ({from} to {to}): {reason}.",
      zh: "{sideZh}（{from} 至 {to}）没有“{metric}”：{reasonZh}。",
    },
    hint: {
      en: "Choose months inside the history in which somebody is counted.",
      zh: "请选择历史范围内且有人计入的月份。",
    },
  },
  explain_not_of_one_dimension: {
    message: {
      en: "A change is told apart by one group such as team or job; found “{field}”.",
      zh: "变化只能按一个分组（如团队、岗位）拆分；发现“{field}”。",
    },
    hint: { en: "Name one dimension that is not time in “by”.", zh: "请在 by 中给出一个非时间维度。" },
  },
});
