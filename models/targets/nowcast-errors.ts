// What a nowcast refuses, and the next step.
import { defineErrors } from "../../engine/errors.js";

export const nowcastErrors = defineErrors({
  rate_has_no_quota: {
    message: {
      en: "“{metric}” does not add up over time: {said} holds for every week as for the whole quarter. {said} ÷ {parts} = {part} per week would mean nothing",
      zh: "“{metric}”不随时间累加：{said} 对每周和整个季度同样适用。{said} ÷ {parts} = 每周 {part} 没有意义",
    },
    hint: {
      en: "Compare the rate so far with {said}, and look at how many cases are still to come (rapport target nowcast); share out the number of cases if a quota is wanted.",
      zh: "请把截至目前的比率与 {said} 比较，并查看剩余的个案数（rapport target nowcast）；如需定额，请分解个案数量。",
    },
  },
  rate_needs_cases: {
    message: {
      en: "“{metric}” is no share of counted cases, so what is still to come cannot be drawn",
      zh: "“{metric}”不是按个案计数的占比，无法推算剩余部分",
    },
    hint: { en: "Shares of cases: {known}", zh: "按个案计数的占比：{known}" },
  },
  rate_target_invalid: {
    message: {
      en: "The target of a share lies above 0 and at most at 1; found {found}",
      zh: "占比目标应大于 0 且不超过 1；给出的是 {found}",
    },
    hint: { en: "Write 85 % as 0.85.", zh: "85% 请写作 0.85。" },
  },
  plan_needs_target: {
    message: {
      en: "No target on {metric} for the quarter from {from} is on record",
      zh: "台账中没有 {from} 起季度的 {metric} 目标",
    },
    hint: {
      en: "Give one with --value, or commit to one with rapport target set.",
      zh: "请用 --value 给出，或用 rapport target set 设定。",
    },
  },
  plan_unit_without_months: {
    message: {
      en: "No month of {metric} is known for {unit}",
      zh: "没有 {unit} 的 {metric} 月度数据",
    },
    hint: {
      en: "Check the name: rapport org shows the parts of the company.",
      zh: "请核对名称：rapport org 可查看组织单元。",
    },
  },
  nowcast_day_invalid: {
    message: { en: "“{found}” is no day", zh: "“{found}”不是有效日期" },
    hint: { en: "Write it as 2026-11-15.", zh: "请写作 2026-11-15。" },
  },
});
