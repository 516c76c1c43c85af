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
      en: "There is no “{metric}” {side, select, now {for the months asked} other {for the months compared}} ({from} to {to}): {reason, select, outside_history {the history does not reach that far} no_exposure {nobody is counted there} no_source {its source has not been imported} needs_12_months {twelve months of history come first} not_followed_yet {people have not been followed long enough} other {it is withheld}}.",
      zh: "{side, select, now {所查询} other {对比}}时段（{from} 至 {to}）没有“{metric}”：{reason, select, outside_history {超出历史范围} no_exposure {无人计入} no_source {尚未导入所需的数据源} needs_12_months {历史不足 12 个月} not_followed_yet {观察期未满} other {不予显示}}。",
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
