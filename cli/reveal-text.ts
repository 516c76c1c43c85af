// Requests, one person's prediction, and what a person is told about themselves → text for the terminal.
import type { Locale } from "../engine/locale.js";
import {
  revealPurposes,
  type AboutMe,
  type Contest,
  type PersonPrediction,
  type Reveal,
} from "../models/index.js";
import { textTable } from "./text-table.js";

const states: Record<Reveal["state"], Record<Locale, string>> = {
  pending: { en: "waits for a second person", zh: "待第二人批准" },
  approved: { en: "approved", zh: "已批准" },
  refused: { en: "refused", zh: "已拒绝" },
  expired: { en: "past its end", zh: "已过期" },
};

export function revealsText(
  reveals: readonly Reveal[],
  contests: readonly Contest[],
  locale: Locale,
): string {
  const zh = locale === "zh";
  if (reveals.length === 0 && contests.length === 0) return zh ? "没有申请。" : "No requests.";
  const head = zh
    ? ["编号", "员工", "用途", "申请人", "状态", "决定人", "失效", "查看次数"]
    : ["id", "person", "purpose", "asked by", "state", "decided by", "ends", "looks"];
  const rows = reveals.map((reveal) => [
    reveal.id,
    reveal.person,
    purposeText(reveal.purpose, locale),
    reveal.requestedBy,
    states[reveal.state][locale],
    reveal.decidedBy ?? "–",
    lastDay(reveal.expires),
    String(reveal.looks.length),
  ]);
  return [
    ...(rows.length > 0 ? [textTable([head, ...rows])] : []),
    ...contests.map((one) => contestText(one, locale)),
  ].join("\n");
}

const purposeText = (id: string, locale: Locale): string =>
  revealPurposes.find((purpose) => purpose.id === id)?.label[locale] ?? id;

const contestText = ({ person, at, text }: Contest, locale: Locale): string =>
  locale === "zh"
    ? `! ${person} 于 ${at.slice(0, 10)} 提出异议：${text}`
    : `! ${person} objected on ${at.slice(0, 10)}: ${text}`;

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

export function predictionText(
  prediction: PersonPrediction,
  contests: readonly Contest[],
  locale: Locale,
): string {
  const zh = locale === "zh";

  const risks = textTable([
    zh
      ? ["月内", "概率", "95% 区间", "全公司平均"]
      : ["within months", "chance", "95% interval", "company mean"],
    ...prediction.horizons.map((h) => [
      String(h.months),
      percent(h.risk),
      `${percent(h.low)} – ${percent(h.high)}`,
      percent(h.company),
    ]),
  ]);
  const reasons = textTable([
    zh ? ["理由", "对数几率", "倍数"] : ["reason", "log odds", "times"],
    [zh ? "平均人月" : "average person-month", prediction.base.toFixed(4), ""],
    ...prediction.reasons.map((r) => [r.label[locale], r.value.toFixed(4), `× ${r.ratio.toFixed(2)}`]),
    [zh ? "合计" : "total", prediction.total.toFixed(4), ""],
  ]);
  const levers = prediction.levers.map(
    (lever) =>
      `${lever.action[locale]}: ${percent(lever.now)} → ${percent(lever.after)} (12 ${zh ? "个月" : "months"})`,
  );
  return [
    risks,
    "",
    reasons,
    ...(levers.length > 0
      ? ["", zh ? "若改变（其他不变）：" : "With a change, the rest as it is:", ...levers]
      : []),
    "",
    prediction.caution[locale],
    ...contests.map((one) => contestText(one, locale)),
  ].join("\n");
}

export function aboutMeText(mine: AboutMe, locale: Locale): string {
  const zh = locale === "zh";
  const looks = mine.reveals.flatMap((reveal) =>
    reveal.looks.map(({ by, at }) =>
      zh
        ? `${at.slice(0, 16)} ${by} 查看（${purposeText(reveal.purpose, locale)}）`
        : `${at.slice(0, 16)} ${by} looked (${purposeText(reveal.purpose, locale)})`,
    ),
  );
  const issued =
    mine.issued.length > 0
      ? zh
        ? `您包含在 ${mine.issued.length} 次群体预测中（最近 ${mine.issued[0].asOf}）。`
        : `You are one of the people in ${mine.issued.length} group predictions (latest ${mine.issued[0].asOf}).`
      : zh
        ? "没有包含您的已发布预测。"
        : "No issued prediction has you among its people.";
  return [
    issued,
    revealsText(mine.reveals, mine.contests, locale),
    ...(looks.length > 0
      ? looks
      : [zh ? "无人查看过您的个人风险。" : "Nobody has looked at a risk of yours."]),
    ...(mine.prediction ? ["", predictionText(mine.prediction, [], locale)] : []),
  ].join("\n");
}

/** The end is the moment after the last day. */
const lastDay = (expires: string): string => new Date(Date.parse(expires) - 1).toISOString().slice(0, 10);
