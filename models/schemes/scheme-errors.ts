// What can be wrong with a KPI scheme, its file, or a question about scores, in both languages.
import { defineErrors } from "../../engine/errors.js";

export const schemeErrors = defineErrors({
  scheme_invalid: {
    message: { en: "{file}, line {line}: {rule}.", zh: "{file} 第 {line} 行：{ruleZh}。" },
    hint: {
      en: "Correct that line; `rapport scheme list --shipped` names schemes that work, `rapport scheme show ID` prints one.",
      zh: "请更正该行；`rapport scheme list --shipped` 列出可用的方案，`rapport scheme show ID` 可打印其内容。",
    },
  },
  scheme_unknown: {
    message: { en: "There is no KPI scheme “{found}”.", zh: "没有名为“{found}”的绩效方案。" },
    hint: {
      en: "{count, plural, =0 {Put a file into schemes/ of the workspace.} other {Schemes: {known}}}",
      zh: "{count, plural, =0 {请在工作区的 schemes/ 中放入方案文件。} other {现有方案：{known}}}",
    },
  },
  sealed_rows_invalid: {
    message: { en: "{file} holds no sealed rows of a score.", zh: "{file} 中没有带封签的得分数据行。" },
    hint: {
      en: "Write it with `rapport scheme rows ID --employee E --json > FILE`, and change nothing in it.",
      zh: "请用 `rapport scheme rows ID --employee E --json > FILE` 生成，且不要改动。",
    },
  },
  scheme_version_unknown: {
    message: {
      en: "“{scheme}” has no version “{found}”.",
      zh: "方案“{scheme}”没有版本“{found}”。",
    },
    hint: { en: "Versions: {known}.", zh: "现有版本：{known}。" },
  },
  scheme_period_invalid: {
    message: {
      en: "“{scheme}” is scored by {grain, select, month {month} other {quarter}}; found “{found}”.",
      zh: "方案“{scheme}”按{grain, select, month {月} other {季度}}计分；实际为“{found}”。",
    },
    hint: {
      en: "Write {grain, select, month {2026-03} other {2026-Q1}}.",
      zh: "请写成 {grain, select, month {2026-03} other {2026-Q1}}。",
    },
  },
  scheme_not_in_force: {
    message: {
      en: "“{scheme}” has no version for {period}: its first begins in {first}.",
      zh: "方案“{scheme}”在 {period} 没有可用版本：最早的版本始于 {first}。",
    },
    hint: {
      en: "Ask for a later period, or add a version with an earlier effective_from.",
      zh: "请查询更晚的周期，或增加生效月份更早的版本。",
    },
  },
  scheme_nobody: {
    message: {
      en: "“{scheme}”: nobody whom you may read is in it in {period}.",
      zh: "方案“{scheme}”：在 {period}，您有权查看的人员均不在其适用范围内。",
    },
    hint: {
      en: "Check applies_to of the scheme, the employee numbers and the period.",
      zh: "请核对方案的 applies_to、工号与周期。",
    },
  },
  scheme_indicator_unknown: {
    message: {
      en: "“{scheme}” has no indicator “{found}” for this person in {period}.",
      zh: "方案“{scheme}”在 {period} 没有适用于该员工的指标“{found}”。",
    },
    hint: { en: "Indicators: {known}.", zh: "现有指标：{known}。" },
  },
  scheme_is_shipped: {
    message: {
      en: "“{id}” is an example that comes with Rapport; it is not the company's own.",
      zh: "“{id}”是 Rapport 自带的示例，不是本公司的方案。",
    },
    hint: {
      en: "Copy it first: `rapport scheme show {id} > schemes/{id}.yml` in the workspace.",
      zh: "请先在工作区内复制：`rapport scheme show {id} > schemes/{id}.yml`。",
    },
  },
  scheme_changed_meanwhile: {
    message: {
      en: "schemes/{id}.yml was changed by somebody else in the meantime; nothing was written.",
      zh: "schemes/{id}.yml 在此期间已被他人修改；未写入任何内容。",
    },
    hint: {
      en: "Load the scheme again and repeat the change.",
      zh: "请重新载入该方案后再修改。",
    },
  },
  scheme_write_refused: {
    message: {
      en: "“{reader}” may not change KPI schemes.",
      zh: "“{reader}”无权修改绩效方案。",
    },
    hint: {
      en: "Schemes are written by readers with person-level rights on the whole company.",
      zh: "绩效方案由对全公司有个人级权限的用户编写。",
    },
  },
});
