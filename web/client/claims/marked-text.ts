// Text + findings → the text with a coloured, numbered mark at the first place of each finding.
import { html, type TemplateResult } from "lit";
import type { Finding } from "../../../models/claims/index.js";
import { t } from "../t.js";

interface Mark {
  start: number;
  end: number;
  /** Numbers of the findings that stand here, 1-based; the gravest first. */
  numbers: number[];
  verdict: Finding["verdict"];
}

/** Places that overlap become one mark; `findings` in the order in which they are listed. */
export function marksOf(findings: readonly Finding[]): Mark[] {
  const places = findings
    .map(({ spans, verdict }, i) => ({ ...spans[0]!, verdict, number: i + 1 }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const marks: Mark[] = [];
  for (const { start, end, verdict, number } of places) {
    const last = marks.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      last.numbers.push(number);
      if (gravity[verdict] < gravity[last.verdict]) last.verdict = verdict;
    } else marks.push({ start, end, numbers: [number], verdict });
  }
  return marks;
}

const gravity: Record<Finding["verdict"], number> = {
  wrong: 0,
  doubtful: 1,
  incomplete: 2,
  ambiguous: 3,
  not_checkable: 4,
  consistent: 5,
};

export function markedText(text: string, findings: readonly Finding[]): TemplateResult {
  const parts: (string | TemplateResult)[] = [];
  let at = 0;
  for (const { start, end, numbers, verdict } of marksOf(findings)) {
    parts.push(
      text.slice(at, start),
      html`<a class="claim is-${verdict}" href=${`#claim-${numbers[0]}`} title=${t(`claims.${verdict}`)}
        >${text.slice(start, end)}<sup>${numbers.join(",")}</sup></a
      >`,
    );
    at = end;
  }
  return html`<span class="claims-pre">${parts}${text.slice(at)}</span>`;
}
