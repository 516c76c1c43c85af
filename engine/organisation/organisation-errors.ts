// Everything that can be wrong with an organisation as of a date and with a draft of one, in both languages.
import { defineErrors } from "../errors.js";

export const organisationError = defineErrors({
  organisation_unknown: {
    message: {
      en: "“{found}” does not name an organisation: expected a day (YYYY-MM-DD), a month (YYYY-MM), latest, or draft:NAME.",
      zh: "“{found}”不是有效的组织版本：应为日期（YYYY-MM-DD）、月份（YYYY-MM）、latest 或 draft:名称。",
    },
    hint: {
      en: "{count, plural, =0 {There is no draft yet; make one with: rapport org draft create NAME -w DIR} other {The drafts are {drafts}.}}",
      zh: "{count, plural, =0 {尚无草案；可用以下命令创建：rapport org draft create NAME -w DIR} other {已有草案：{drafts}。}}",
    },
  },
  draft_unknown: {
    message: { en: "There is no draft “{found}”.", zh: "没有名为“{found}”的草案。" },
    hint: {
      en: "{count, plural, =0 {Make one with: rapport org draft create NAME -w DIR} other {The drafts are {drafts}.}}",
      zh: "{count, plural, =0 {可用以下命令创建：rapport org draft create NAME -w DIR} other {已有草案：{drafts}。}}",
    },
  },
  draft_name_invalid: {
    message: {
      en: "“{found}” cannot name a draft: expected lower-case letters, digits and hyphens, up to 40.",
      zh: "“{found}”不能作为草案名称：应为小写字母、数字与连字符，最多 40 个字符。",
    },
    hint: { en: "For instance: merge-sales-2026", zh: "例如：merge-sales-2026" },
  },
  draft_exists: {
    message: { en: "There is a draft “{name}” already.", zh: "已有名为“{name}”的草案。" },
    hint: { en: "Take another name, or delete it first.", zh: "请换一个名称，或先删除该草案。" },
  },
  draft_damaged: {
    message: { en: "{file} is not a draft: {problem}.", zh: "{file} 不是有效的草案文件：{problem}。" },
    hint: { en: "Restore it from a backup, or delete the file.", zh: "请从备份恢复，或删除该文件。" },
  },
  draft_unit_unknown: {
    message: {
      en: "There is no unit “{unit}” in the draft “{name}”.",
      zh: "草案“{name}”中没有组织单元“{unit}”。",
    },
    hint: {
      en: "{count, plural, =0 {rapport org show lists the units.} other {Did you mean {candidates}?}}",
      zh: "{count, plural, =0 {用 rapport org show 可列出组织单元。} other {是否指：{candidates}？}}",
    },
  },
  draft_unit_exists: {
    message: {
      en: "The draft “{name}” has a unit “{unit}” already.",
      zh: "草案“{name}”中已有组织单元“{unit}”。",
    },
    hint: { en: "Take another id for the new unit.", zh: "请为新单元另取编号。" },
  },
  draft_cycle: {
    message: {
      en: "“{unit}” cannot come under “{parent}”, which is “{unit}” itself or lies below it.",
      zh: "“{unit}”不能归入“{parent}”：后者就是该单元或在其下级。",
    },
    hint: { en: "Move the lower unit out first.", zh: "请先将下级单元移出。" },
  },
  draft_step_unknown: {
    message: {
      en: "The draft “{name}” has {steps} steps; {found} cannot be gone back to.",
      zh: "草案“{name}”共有 {steps} 步，无法回退到第 {found} 步。",
    },
    hint: {
      en: "Name a step from 0 (as it began) to {steps}.",
      zh: "请给出 0（初始状态）至 {steps} 之间的步数。",
    },
  },
});
