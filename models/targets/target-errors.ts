// What keeps a target from being set, and the next step.
import { defineErrors } from "../../engine/errors.js";

export const targetErrors = defineErrors({
  target_person_not_readable: {
    message: {
      en: "{reader} may not read the months of {employee}, or there are none",
      zh: "{reader} 无权读取 {employee} 的月度数据，或该员工没有数据",
    },
    hint: {
      en: "Targets of single people are set by readers with person-level rights on them. Check the employee number.",
      zh: "个人目标由对该员工拥有个人级权限的用户设定。请核对工号。",
    },
  },
  target_person_left: {
    message: {
      en: "{employee} has no month after {last}; the data go to {until}",
      zh: "{employee} 在 {last} 之后没有数据；现有数据截至 {until}",
    },
    hint: {
      en: "A target can be set for people employed in the last month.",
      zh: "只能为最近一个月在职的员工设定目标。",
    },
  },
  target_value_invalid: {
    message: {
      en: "A target must be a number above 0; found {found}",
      zh: "目标必须是大于 0 的数；给出的是 {found}",
    },
    hint: { en: "For example: --value 1200000", zh: "例如：--value 1200000" },
  },
  target_needs_reason: {
    message: {
      en: "Say why this target, in at most {most} characters; found {found}",
      zh: "请用不超过 {most} 个字符说明设定该目标的理由；给出了 {found} 个字符",
    },
    hint: {
      en: 'The reason stays beside the target in the ledger, e.g. --why "agreed with the team on 3 October".',
      zh: "理由将与目标一同保留在台账中，例如 --why “10 月 3 日与团队商定”。",
    },
  },
  target_is_hindsight: {
    message: {
      en: "{from} to {to} is over and known: a target for it would be hindsight",
      zh: "{from} 至 {to} 已结束且结果已知：此时设定目标属于事后回看",
    },
    hint: { en: "Set one for {next} or later.", zh: "请为 {next} 或之后的季度设定目标。" },
  },
  target_unchanged: {
    message: {
      en: "The same target stands already: line {seq} of the ledger, by {by}",
      zh: "相同的目标已在台账中：第 {seq} 行，由 {by} 设定",
    },
    hint: {
      en: "Give another value; the new line takes its place and the old one stays visible.",
      zh: "请给出不同的数值；新行将取代旧行，旧行仍可查看。",
    },
  },
  target_group_too_small: {
    message: {
      en: "{reader} may not set a target here: {withheld} of {months} months are withheld because too few people are behind them",
      zh: "{reader} 不能在此设定目标：{months} 个月中有 {withheld} 个月因人数过少而隐藏",
    },
    hint: {
      en: "Choose a larger part of the company, or ask a reader with person-level rights.",
      zh: "请选择更大的范围，或由拥有个人级权限的用户设定。",
    },
  },
  target_people_unknown: {
    message: {
      en: "There are no {field} “{value}” in the last month",
      zh: "最近一个月没有{field}“{value}”",
    },
    hint: { en: "Known: {known}", zh: "现有：{known}" },
  },
  target_metric_not_summed: {
    message: {
      en: "{metric} is a rate or a mean: targets of teams do not add up to the company's",
      zh: "{metric} 是比率或平均值：各团队的目标不能相加为公司目标",
    },
    hint: {
      en: "The company's value is the teams' values weighted by their exposure. Sums are shown for: {known}",
      zh: "公司数值是各团队数值按其基数加权的结果。可求和的指标：{known}",
    },
  },
  attainment_without_target: {
    message: {
      en: "No target on {metric} stands for everybody in {from} to {to} or later: there is nothing that the forecast could be a part of",
      zh: "{from} 至 {to} 及之后没有覆盖全员的 {metric} 目标：预测没有可比的目标",
    },
    hint: {
      en: "Set one: rapport target set --metric {metric} --quarter {from} --value … --why …; or type the shares with --forecast.",
      zh: "请先设定：rapport target set --metric {metric} --quarter {from} --value … --why …；或用 --forecast 直接给出比例。",
    },
  },
  target_quarter_invalid: {
    message: {
      en: "“{found}” is not a quarter",
      zh: "“{found}”不是季度",
    },
    hint: { en: "Write 2026-Q4, or its first month: 2026-10.", zh: "请写作 2026-Q4，或其首月 2026-10。" },
  },
});
