// People of other systems → lines and tables for the terminal: recognised by which rule, waiting for a decision, with reasons.
import type { IdentityCounts, IdentityOverview } from "../engine/ingest/identity-list.js";
import { type IdentityRule, reasonTexts } from "../engine/identity/match-identity.js";
import type { Bilingual, Locale } from "../engine/locale.js";
import { textTable } from "./text-table.js";

export const ruleTexts: Record<IdentityRule, Bilingual> = {
  number: { en: "employee number", zh: "工号" },
  number_spelling: { en: "employee number, written otherwise", zh: "工号（写法不同）" },
  number_digits_and_name: { en: "digits of the employee number and name", zh: "工号数字部分与姓名" },
  email: { en: "e-mail address", zh: "邮箱" },
  name_and_birth_date: { en: "name and date of birth", zh: "姓名与出生日期" },
  decision: { en: "a person's decision", zh: "人工确认" },
};

export function identityLines({ matched, review, reviewRows }: IdentityCounts, locale: Locale): string[] {
  const zh = locale === "zh";
  const lines: string[] = [];
  const rules = Object.entries(matched) as [IdentityRule, number][];
  if (rules.length > 0) {
    const list = rules.map(([rule, n]) => `${ruleTexts[rule][locale]} ${n}`).join(zh ? "，" : ", ");
    lines.push(
      zh
        ? `  按其他标识对应的人员：${list}`
        : `  People recognised otherwise than by their exact number: ${list}`,
    );
  }
  if (review > 0)
    lines.push(
      zh
        ? `  ${review} 人（${reviewRows} 行）可能对应多名员工，未导入：用 rapport identity 确认后重新导入该文件`
        : `  ${review} people (${reviewRows} rows) could be several employees and were not imported: decide with rapport identity, then import the file again`,
    );
  return lines;
}

export function identityText({ review, matched, decisions }: IdentityOverview, locale: Locale): string {
  const zh = locale === "zh";
  const parts: string[] = [];
  const comma = zh ? "、" : ", ";
  if (review.length === 0) parts.push(zh ? "没有待确认的人员。" : "Nobody waits for a decision.");
  else {
    const rows = review.flatMap((r) =>
      r.candidates.map((c, i) => [
        i === 0 ? r.record : "",
        i === 0 ? `${r.system} · ${r.file} #${r.row}` : "",
        i === 0 ? [r.number, r.name, r.email, r.birthDate].filter((t) => t && t !== "").join(" · ") : "",
        i === 0 ? String(r.rows) : "",
        c.employee,
        c.confidence.toFixed(2),
        c.reasons.map((reason) => reasonTexts[reason][locale]).join(comma),
      ]),
    );
    const heads = zh
      ? ["记录", "来源", "该系统中的人员", "行数", "候选工号", "置信", "理由"]
      : ["record", "from", "as the system knows them", "rows", "candidate", "confidence", "reasons"];
    parts.push(textTable([heads, ...rows], [3, 5]));
    parts.push(
      zh
        ? "确认：rapport identity decide 记录 --employee 工号（或 --nobody）-w DIR，然后重新导入该文件。"
        : "Decide: rapport identity decide RECORD --employee NUMBER (or --nobody) -w DIR, then import the file again.",
    );
  }
  if (matched.length > 0) {
    const rows = matched.map((m) => [
      `${m.system} · ${m.file} #${m.row}`,
      [m.number, m.name, m.email].filter((t) => t && t !== "").join(" · "),
      m.employee,
      ruleTexts[m.rule][locale],
      m.confidence.toFixed(2),
    ]);
    const heads = zh
      ? ["来源", "该系统中的人员", "工号", "规则", "置信"]
      : ["from", "as the system knows them", "employee", "rule", "confidence"];
    parts.push("", textTable([heads, ...rows], [4]));
  }
  if (decisions.length > 0)
    parts.push(
      "",
      ...decisions.map((d) =>
        zh
          ? `${d.at.slice(0, 10)} ${d.by}：${d.record} → ${d.employee ?? "不属于任何员工"}`
          : `${d.at.slice(0, 10)} ${d.by}: ${d.record} → ${d.employee ?? "nobody"}`,
      ),
    );
  return parts.join("\n");
}
