// What a nowcast refuses, and the next step.
import { defineErrors } from "../../engine/errors.js";

export const nowcastErrors = defineErrors({
  rate_has_no_quota: {
    message: {
      en: "“{metric}” is a rate: {target, number, percent} of the cases, in every week as in the whole period. A quota of {target, number, percent} ÷ {parts} per part would mean nothing, because rates do not add up",
      zh: "“{metric}”是比率：每周与整个周期都应达到 {target, number, percent}。把 {target, number, percent} 除以 {parts} 作为每期定额没有意义，因为比率不能累加",
    },
    hint: {
      en: "Compare the rate so far with {target, number, percent}, and look at how many cases are still to come; share out the number of cases instead if a quota is wanted.",
      zh: "请把截至目前的比率与 {target, number, percent} 比较，并查看剩余的个案数；如需定额，请分解个案数量。",
    },
  },
  nowcast_day_invalid: {
    message: { en: "“{found}” is no day", zh: "“{found}”不是有效日期" },
    hint: { en: "Write it as 2026-11-15.", zh: "请写作 2026-11-15。" },
  },
  quota_parts_invalid: {
    message: {
      en: "A period is shared out into a whole number of parts from 1; found {found}",
      zh: "周期只能分成至少 1 份的整数份；给出的是 {found}",
    },
    hint: { en: "For a quarter in weeks: 13.", zh: "一个季度按周分解：13。" },
  },
});
