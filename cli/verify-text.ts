// A verification → what a person reads in the terminal: the verdict, the reasons, the cells.
import type { CellDifference } from "../engine/history/compare-cells.js";
import { reasonText } from "../engine/history/reason-text.js";
import type { VerifyReport } from "../engine/history/verify-report.js";
import type { Bilingual, Locale } from "../engine/locale.js";

const verdicts: Record<VerifyReport["verdict"], Bilingual> = {
  equal: { en: "Equal: the same numbers come out.", zh: "一致：重新计算得到相同的数字。" },
  changed: { en: "Not equal.", zh: "不一致。" },
  tampered: {
    en: "Altered: what is verified, or what it rests on, was changed after it was written.",
    zh: "已被改动：凭证本身或其依据在写入之后被改动过。",
  },
};
const precisions: Record<NonNullable<VerifyReport["precision"]>, Bilingual> = {
  bits: { en: "To the last bit.", zh: "逐位相同。" },
  order_of_additions: {
    en: "But for the last bits of sums, which depend on the order of additions.",
    zh: "仅求和末位因相加次序而不同。",
  },
};

const cellsShown = 20;

export function verifyText(report: VerifyReport, locale: Locale): string {
  const zh = locale === "zh";
  const lines = [
    `${zh ? "凭证" : "Receipt"} ${report.receipt}: ${verdicts[report.verdict][locale]}`,
    ...(report.precision ? [precisions[report.precision][locale]] : []),
    ...report.reasons.map((reason) => `- ${reasonText(reason)[locale]}`),
    ...cellLines(report.cells, locale),
    zh
      ? `重新计算：${report.fromImports ? "全部由导入数据重建" : "使用已有缓存"}，权限同 ${report.reader}。`
      : `Recomputed ${report.fromImports ? "from the imports, without any cache" : "from the caches"}, with the rights of ${report.reader}.`,
  ];
  if (report.since && report.since.length > 0)
    lines.push(
      "",
      zh
        ? `按今天的数据，有 ${report.since.length} 个单元格不同：`
        : `On today's data ${report.since.length} cells are others:`,
      ...cellLines(report.since, locale),
    );
  else if (report.since)
    lines.push(zh ? "按今天的数据，数字仍相同。" : "On today's data the numbers are still the same.");
  return lines.join("\n");
}

function cellLines(cells: readonly CellDifference[], locale: Locale): string[] {
  const lines = cells.slice(0, cellsShown).map(({ row, column, was, is }) => {
    const total = locale === "zh" ? "合计" : "total";
    const place = row === "total" ? total : Object.values(row).map(String).join(" · ");
    return `    ${place || total} · ${column}: ${String(was ?? "–")} → ${String(is ?? "–")}`;
  });
  const hidden = cells.length - lines.length;
  if (hidden > 0) lines.push(locale === "zh" ? `    另有 ${hidden} 个` : `    and ${hidden} more`);
  return lines;
}
