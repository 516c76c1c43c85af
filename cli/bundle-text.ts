// A recomputed evidence bundle → what the command says.
import type { Locale } from "../engine/index.js";
import type { BundleReport } from "../models/progress/index.js";

const verdicts = {
  equal: { en: "equal: the imports give the same figure", zh: "一致：由导入数据得出相同数值" },
  changed: { en: "changed", zh: "有变化" },
  tampered: { en: "not as it was bundled", zh: "与打包时不一致" },
};

export function bundleText(
  { verdict, receipt, reasons, bundled, recomputed }: BundleReport,
  locale: Locale,
): string {
  const zh = locale === "zh";
  return [
    `${zh ? "凭证" : "Receipt"} ${receipt}${zh ? "：" : ": "}${verdicts[verdict][locale]}`,
    ...reasons.map((reason) => `- ${reason[locale]}`),
    zh
      ? `打包时 ${bundled ?? "–"}，重新计算 ${recomputed ?? "–"}`
      : `bundled ${bundled ?? "–"}, recomputed ${recomputed ?? "–"}`,
  ].join("\n");
}
