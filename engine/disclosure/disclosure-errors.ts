// The one refusal of readers of groups, and what is said where groups cannot be compared safely at all.
import { defineErrors } from "../errors.js";

export const disclosureError = defineErrors({
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
