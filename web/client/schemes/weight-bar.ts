// Weights of a version → a bar of 100 points and its sum in words: too many, missing, or whole.
import { html, type TemplateResult } from "lit";
import { say, t } from "../t.js";
import type { Slip } from "./scheme-data.js";
import type { DraftIndicator } from "./scheme-draft.js";
import { plain } from "./plain-number.js";

export function weightBar(
  indicators: readonly DraftIndicator[],
  sum: number,
  isPartial: boolean,
  slips: readonly Slip[],
): TemplateResult {
  const by = Math.abs(Math.round((sum - 100) * 100) / 100);
  const isRight = by === 0 || (isPartial && sum < 100);
  const remark =
    by === 0
      ? ""
      : isPartial && sum < 100
        ? t("schemes.sum_partial")
        : t(sum > 100 ? "schemes.sum_over" : "schemes.sum_under", { by: plain(by) });
  const scale = Math.max(100, sum);
  return html`<div class="weights" data-testid="weights" data-sum=${sum}>
    <p role="status" class=${isRight ? "" : "slip"}>
      <b>${t("schemes.sum", { sum: plain(sum) })}</b>${remark ? html` · ${remark}` : ""}
    </p>
    <div class="weight-bar" aria-hidden="true">
      ${indicators.map(
        ({ weight, kind, name }) =>
          html`<i
            class=${`kind-${kind ?? "result"}`}
            .style=${`width:${((Number(weight) || 0) / scale) * 100}%`}
            title=${`${say({ en: name?.en ?? "", zh: name?.zh ?? "" })}: ${weight}`}
          ></i>`,
      )}
      <b .style=${`left:${(100 / scale) * 100}%`}></b>
    </div>
    ${slips.map(({ text }) => html`<p class="slip">${say(text)}</p>`)}
    <p class="weight-key">
      ${(["result", "process", "balance"] as const).map(
        (kind) => html`<span><i class=${`kind-${kind}`}></i>${t(`schemes.kind_${kind}`)}</span>`,
      )}
    </p>
  </div>`;
}
