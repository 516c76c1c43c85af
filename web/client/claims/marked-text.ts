// Text + findings → the text with a coloured, numbered mark at the first place of each finding.
import { html, nothing, type TemplateResult } from "lit";
import type { Finding } from "../../../models/claims/index.js";
import { t } from "../t.js";
import { textBlocks, type Place, type TextBlock } from "./text-blocks.js";

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
  const marks = marksOf(findings);
  return html`${textBlocks(text).map((block) =>
    block.is === "prose"
      ? html`<p class="claims-pre">${pieces(text, block, marks)}</p>`
      : table(text, block, marks),
  )}`;
}

function table(
  text: string,
  { head, rows }: Extract<TextBlock, { is: "table" }>,
  marks: readonly Mark[],
): TemplateResult {
  const row = (cells: readonly Place[], isHead: boolean): TemplateResult =>
    html`<tr>
      ${cells.map((cell) => {
        const inside = pieces(text, cell, marks);
        return isHead ? html`<th scope="col">${inside}</th>` : html`<td>${inside}</td>`;
      })}
    </tr>`;
  const [first, ...others] = rows;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("claims.marked")}>
    <table class="claims-table">
      ${
        head && first
          ? html`<thead>
              ${row(first, true)}
            </thead>`
          : nothing
      }
      <tbody>
        ${(head ? others : rows).map((cells) => row(cells, false))}
      </tbody>
    </table>
  </div>`;
}

/** The part of the text at a place, with what is marked of it; a mark that goes on elsewhere has its number where it begins. */
function pieces(text: string, { start, end }: Place, marks: readonly Mark[]): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let at = start;
  for (const mark of marks) {
    const [from, to] = [Math.max(mark.start, start), Math.min(mark.end, end)];
    if (from >= to) continue;
    parts.push(
      text.slice(at, from),
      html`${from === mark.start ? mark.numbers.slice(1).map((number) => html`<span id=${`mark-${number}`}></span>`) : nothing}<a
          id=${from === mark.start ? `mark-${mark.numbers[0]}` : nothing}
          class="claim is-${mark.verdict}"
          href=${`#claim-${mark.numbers[0]}`}
          title=${t(`claims.${mark.verdict}`)}
          >${text.slice(from, to)}${from === mark.start ? html`<sup>${mark.numbers.join(",")}</sup>` : nothing}</a
        >`,
    );
    at = to;
  }
  return [...parts, text.slice(at, end)];
}
