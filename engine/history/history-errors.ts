// What can be wrong with a question about change and with a receipt, in both languages.
import { defineErrors } from "../errors.js";

export const historyError = defineErrors({
  changes_one_number: {
    message: {
      en: "Why a number changed is asked of one number: expected one metric and no breakdown, found {metrics} by {by}.",
      zh: "“为何变化”只针对一个数字：应为一个指标且不分组，实际为 {metrics}，分组 {by}。",
    },
    hint: {
      en: "Name one metric; put the group into “where” and the period into “from” and “to”.",
      zh: "请只给一个指标；用 where 指定群体，用 from 与 to 指定期间。",
    },
  },
  changes_need_person_rights: {
    message: {
      en: "The rows behind a change are rows about people; they are shown to readers with person-level rights.",
      zh: "变化背后的数据行涉及个人，仅向有个人级权限的读者显示。",
    },
    hint: { en: "Ask a person with those rights.", zh: "请有个人级权限的同事查询。" },
  },
  changes_since_now: {
    message: {
      en: "Nothing was imported after {since}: the last import was made on {last}.",
      zh: "{since} 之后没有新的导入：最近一次导入于 {last}。",
    },
    hint: { en: "Name an earlier day.", zh: "请给出更早的日期。" },
  },
  receipt_unreadable: {
    message: { en: "{file} is not a receipt: {reason}.", zh: "{file} 不是凭证文件：{reason}。" },
    hint: {
      en: "A receipt is what “rapport query … --json” prints, or what “Save the receipt” beside a number saves.",
      zh: "凭证即 rapport query … --json 的输出，或在数字旁“保存凭证”所得的文件。",
    },
  },
});
