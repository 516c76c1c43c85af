// A checked text → lines for the terminal: the text with numbered marks, then what is said about each.
import type { Locale } from "../engine/locale.js";
import type { CheckedText, Verdict } from "../models/claims/index.js";

export const verdictWords: Record<Verdict, Record<Locale, string>> = {
  wrong: { en: "wrong", zh: "错误" },
  doubtful: { en: "doubtful", zh: "存疑" },
  incomplete: { en: "incomplete", zh: "不完整" },
  ambiguous: { en: "ambiguous", zh: "有歧义" },
  not_checkable: { en: "not checkable", zh: "无法核对" },
  consistent: { en: "consistent", zh: "一致" },
};

const text = {
  right: { en: "right", zh: "应为" },
  settle: { en: "would settle it", zh: "可据以判定" },
  none: { en: "No claim found that can be checked.", zh: "没有发现可核对的说法。" },
};

/** Marks: ⟦35 %⟧¹ round the first place of each finding. */
export function claimText({ text: pasted, findings }: CheckedText, locale: Locale): string {
  if (findings.length === 0) return `${pasted.trimEnd()}\n\n${text.none[locale]}`;
  const colon = locale === "zh" ? "：" : ": ";
  const lines = findings.map(({ verdict, reason, right, settle, spans: [{ start, end }] }, i) =>
    [
      `${i + 1}. ${verdictWords[verdict][locale]}${colon}${locale === "zh" ? `“${pasted.slice(start, end)}”` : `“${pasted.slice(start, end)}”`}`,
      `   ${reason[locale]}`,
      ...(right ? [`   ${text.right[locale]}${colon}${right[locale]}`] : []),
      ...(settle ? [`   ${text.settle[locale]}${colon}${settle[locale]}`] : []),
    ].join("\n"),
  );
  return `${marked(pasted, findings).trimEnd()}\n\n${lines.join("\n")}`;
}

const superscript = (n: number): string =>
  [...String(n)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");

function marked(pasted: string, findings: CheckedText["findings"]): string {
  const numbers = new Map<string, number[]>();
  for (const [i, { spans }] of findings.entries()) {
    const key = `${spans[0].start}:${spans[0].end}`;
    numbers.set(key, [...(numbers.get(key) ?? []), i + 1]);
  }
  let out = "";
  let at = 0;
  for (const {
    spans: [{ start, end }],
  } of findings) {
    if (start < at) continue;
    const own = numbers.get(`${start}:${end}`)!;
    out += `${pasted.slice(at, start)}⟦${pasted.slice(start, end)}⟧${own.map(superscript).join("‧")}`;
    at = end;
  }
  return out + pasted.slice(at);
}
