// The fixed words of a sheet, in both languages. Pure: runs in the browser too.
import type { Bilingual, Locale } from "../../engine/locale.js";
import { dayWords, spanWords } from "../month-words.js";
import type { ProgressSheet } from "./progress-types.js";

export const sheetLabels = {
  weekly: { en: "Weekly progress", zh: "每周进度" },
  monthly: { en: "Performance conversation sheet", zh: "绩效沟通单" },
  figures: { en: "Figures", zh: "各项数据" },
  indicator: { en: "Indicator", zh: "指标" },
  value: { en: "Value", zh: "实际" },
  target: { en: "Target", zh: "目标" },
  gap: { en: "Gap", zh: "差距" },
  weight: { en: "Weight", zh: "权重" },
  band: { en: "Rank band", zh: "位次区间" },
  well: { en: "What went well", zh: "做得好的" },
  look: { en: "What to look at", zh: "需要关注的" },
  helps: { en: "Where it helps most", zh: "最值得投入的" },
  alerts: { en: "Now", zh: "当前提醒" },
  notes: { en: "The superior’s notes", zh: "上级记录" },
  say: { en: "What the person says", zh: "本人意见" },
  evidence: { en: "Where each figure comes from", zh: "数据来源" },
  none: { en: "Nothing by these facts.", zh: "按现有数据，暂无。" },
  receipt: { en: "Receipt", zh: "凭证" },
  months: { en: "Months", zh: "月份" },
  counted: { en: "Counted", zh: "计数" },
  source: { en: "Source", zh: "来源" },
  contested: { en: "Contested", zh: "已提出异议" },
  answered: { en: "answered", zh: "已答复" },
  open: { en: "open", zh: "待答复" },
  signed: { en: "Signatures (both), date", zh: "双方签名、日期" },
} satisfies Record<string, Bilingual>;

export const kindNames: Record<"result" | "process" | "balance", Bilingual> = {
  result: { en: "result", zh: "结果" },
  process: { en: "process", zh: "过程" },
  balance: { en: "balance", zh: "平衡" },
};

export const label = (key: keyof typeof sheetLabels, locale: Locale): string => sheetLabels[key][locale];

export const periodText = ({ period: { from, to } }: Pick<ProgressSheet, "period">, locale: Locale): string =>
  spanWords(from, to, locale);

/** Freshness in words: data are as new as the last import, and the sheet says so. */
export function freshnessText(
  sheet: Pick<ProgressSheet, "through" | "daysOld" | "importedAt" | "madeAt" | "snapshot">,
  locale: Locale,
): string {
  const [through, imported, made] = [sheet.through, sheet.importedAt, sheet.madeAt].map((one) =>
    dayWords(one, locale),
  );
  const at = `${made} ${sheet.madeAt.slice(11, 16)} UTC`;
  return locale === "zh"
    ? `数据截至 ${through}（距今 ${sheet.daysOld} 天），最近导入 ${imported}；本单生成于 ${at}；数据快照 ${sheet.snapshot}。`
    : `Data up to ${through} (${sheet.daysOld} ${sheet.daysOld === 1 ? "day" : "days"} old), last imported ${imported}; made ${at}; snapshot ${sheet.snapshot}.`;
}

/** Days of the month's round, from rapport.yml. */
export const roundText = (
  { days: { facts, talk, final } }: Pick<ProgressSheet, "days">,
  locale: Locale,
): string =>
  locale === "zh"
    ? `每月 ${facts} 日前发出数据，${talk} 日前面谈，${final} 日前确定分数。`
    : `Facts by day ${facts} of the month, conversation by day ${talk}, final score by day ${final}.`;

export const cautionText: Bilingual = {
  en: "Facts, not a judgement: people judge. “Could be chance” means that a difference of this size comes about by itself more than once in twenty months. Whoever is named here can contest any figure and is given its evidence.",
  zh: "本单只陈述数据，不作评判；评判由人作出。“可能只是偶然波动”指这样大小的差异在二十个月中会自然出现一次以上。当事人可对任何一项数据提出异议，并取得其依据。",
};
