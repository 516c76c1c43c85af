// The one refusal of readers of groups, and what is said where groups cannot be compared safely at all.
import { defineErrors } from "../errors.js";

export const disclosureError = defineErrors({
  groups_not_fixed: {
    message: {
      en: "Which groups may be answered is not fixed yet for {months, number} months ({from} to {to}).",
      zh: "尚有 {months, number} 个月（{from} 至 {to}）未确定可公布的分组。",
    },
    hint: {
      en: "Run once, and then nightly: rapport release -w DIR",
      zh: "请先运行一次，之后每晚运行：rapport release -w DIR",
    },
  },
  not_released: {
    message: {
      en: "This group is not released. Nearest: {nearest}.",
      zh: "该群体未发布。最接近的已发布分组：{nearestZh}。",
    },
    hint: {
      en: "Groups are fixed when a month closes; each rests on at least {k} people and cannot be unmasked by subtraction.",
      zh: "分组在月度关闭时确定；每组至少 {k} 人，且不能通过相减还原个人。",
    },
  },
});
