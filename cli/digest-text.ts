// Written digests and contested figures → what the command says.
import type { Locale } from "../engine/index.js";
import type { Contest, WrittenDigest } from "../models/progress/index.js";
import { textTable } from "./text-table.js";

export function digestText({ folder, manifest }: WrittenDigest, locale: Locale): string {
  const { people, withoutFigures, files, period, through } = manifest;
  const span = period.from === period.to ? period.from : `${period.from} – ${period.to}`;
  const left = withoutFigures.length;
  return locale === "zh"
    ? [
        `已为 ${people} 人写入 ${files.length} 个文件：${folder}`,
        `周期 ${span}，数据截至 ${through}。${left > 0 ? `${left} 人在此期间没有数据：${withoutFigures.slice(0, 5).join("、")}${left > 5 ? " 等" : ""}。` : ""}`,
        "未发送任何内容。请查看后运行：rapport outbox list|send",
      ].join("\n")
    : [
        `${files.length} files for ${people} ${people === 1 ? "person" : "people"}: ${folder}`,
        `Period ${span}, data up to ${through}.${left > 0 ? ` ${left} without figures in it: ${withoutFigures.slice(0, 5).join(", ")}${left > 5 ? ", …" : ""}.` : ""}`,
        "Nothing was sent. Look at them, then: rapport outbox list|send",
      ].join("\n");
}

const words = {
  none: { en: "No contested figures.", zh: "没有数据异议。" },
  open: { en: "open", zh: "待答复" },
  answered: { en: "answered", zh: "已答复" },
  head: {
    en: ["Contest", "Employee", "Figure", "Period", "State", "Says", "Answer"],
    zh: ["编号", "工号", "指标", "周期", "状态", "陈述", "答复"],
  },
};

export function contestsText(contests: readonly Contest[], locale: Locale): string {
  if (contests.length === 0) return words.none[locale];
  return textTable([
    words.head[locale],
    ...contests.map(({ id, employee, indicator, period, state, text, answer }) => [
      id,
      employee,
      indicator,
      period,
      words[state][locale],
      text.replaceAll(/\s+/g, " ").slice(0, 60),
      answer ? `${answer.by}: ${answer.text.replaceAll(/\s+/g, " ").slice(0, 60)}` : "–",
    ]),
  ]);
}
