// What a person can mend about a back-test, in both languages.
import { defineErrors } from "../../../engine/errors.js";

export const backtestErrors = defineErrors({
  backtest_periods_differ: {
    message: {
      en: "“{a}” is scored by {grainA, select, month {month} other {quarter}}, “{b}” by {grainB, select, month {month} other {quarter}}: they have no period in common.",
      zh: "“{a}”按{grainA, select, month {月} other {季度}}计分，“{b}”按{grainB, select, month {月} other {季度}}计分：没有共同的周期。",
    },
    hint: { en: "Compare schemes of the same period.", zh: "请比较周期相同的方案。" },
  },
  backtest_no_period: {
    message: {
      en: "A back-test needs one to {most} whole periods of the history ({from} to {to}); found {count}.",
      zh: "回测需要历史范围（{from} 至 {to}）内 1 至 {most} 个完整周期；实际为 {count} 个。",
    },
    hint: {
      en: "Name them, for instance: {example}.",
      zh: "请写明周期，例如：{example}。",
    },
  },
  backtest_needs_person_rights: {
    message: {
      en: "“{reader}” reads groups only: a back-test scores every person.",
      zh: "“{reader}”只能查看群体：回测需要为每个人计分。",
    },
    hint: {
      en: "A reader with exact numbers on the whole company runs it; its result in groups is then shown here.",
      zh: "请由对全公司有精确数字权限的用户运行；之后此处会显示按群体汇总的结果。",
    },
  },
  backtest_missing: {
    message: {
      en: "“{a}” against “{b}” was not back-tested yet.",
      zh: "尚未对“{a}”与“{b}”进行回测。",
    },
    hint: {
      en: "`rapport scheme backtest {a} {b} -w DIR`, by a reader with exact numbers on the whole company.",
      zh: "请由对全公司有精确数字权限的用户运行 `rapport scheme backtest {a} {b} -w DIR`。",
    },
  },
  backtest_small: {
    message: {
      en: "Fewer than {k} people are in “{a}” or “{b}”: nothing is shown to readers of groups.",
      zh: "“{a}”或“{b}”的适用人员少于 {k} 人：不向只能查看群体的用户显示。",
    },
    hint: { en: "Choose schemes with more people.", zh: "请选择适用人员更多的方案。" },
  },
});
