// The months a report covers and what it is compared with: two controls in the head's line.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { monthText, periodMonth } from "../../report/period-label.js";
import type { ReportSpec } from "../../report/report-spec.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { monthText as monthName, spanText } from "../words.js";
import { reportEvent } from "./report-event.js";
import "./rapport-as-of-control.js";
import { session } from "../session.js";
import { comparisonName } from "./comparison-name.js";
import "./rapport-compare-editor.js";
import "./rapport-popup.js";

@customElement("rapport-window-controls")
export class RapportWindowControls extends RapportElement {
  @property({ attribute: false }) report!: ReportSpec;
  @property({ attribute: false }) meta!: Meta;

  override render(): TemplateResult | typeof nothing {
    const { history } = this.meta;
    if (!history) return nothing;
    const { from = history.from, to = history.to, compare } = this.report;
    const comparing =
      compare.map((one) => comparisonName(one)).join(session.locale === "zh" ? "、" : ", ") ||
      t("builder.compare_none");
    return html`<span
        >${t("builder.months")}
        <rapport-popup
          look="as-control"
          kind="dialog"
          .test=${"range"}
          .says=${`${t("builder.months")}: ${spanText(from, to)}`}
          .face=${spanText(from, to)}
          .content=${(close: () => void) => this.#range(history, close)}
        ></rapport-popup></span
      ><span
        >${t("builder.compare")}
        <rapport-popup
          look="as-control"
          kind="dialog"
          .test=${"compare"}
          .says=${`${t("builder.compare")}: ${comparing}`}
          .face=${comparing}
          .content=${() =>
            html`<rapport-compare-editor .report=${this.report} .meta=${this.meta}></rapport-compare-editor>`}
        ></rapport-popup></span
      >${
        this.meta.reader.rights === "person"
          ? html`<rapport-as-of-control .report=${this.report} .meta=${this.meta}></rapport-as-of-control>`
          : nothing
      }`;
  }

  #range(history: { from: string; to: string }, close: () => void): TemplateResult {
    const { from = history.from, to = history.to } = this.report;
    const [first, last] = [periodMonth(history.from)!, periodMonth(history.to)!];
    const months = Array.from({ length: last - first + 1 }, (_, index) => monthText(first + index));
    const set = (start?: string, end?: string): void => {
      this.dispatchEvent(
        reportEvent({ do: "range", ...(start && { from: start }), ...(end && { to: end }) }),
      );
    };
    const pick = (
      label: string,
      name: string,
      value: string,
      choose: (month: string) => void,
    ): TemplateResult =>
      html`<label
        >${label}<select
          data-testid=${name}
          @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
        >
          ${months.map((month) => html`<option value=${month} ?selected=${month === value}>${monthName(month)}</option>`)}
        </select></label
      >`;
    const back = (count: number): string => monthText(Math.max(first, last - count + 1));
    const preset = (label: string, start?: string): TemplateResult =>
      html`<button
        type="button"
        class="out"
        @click=${() => {
          set(start);
          close();
        }}
      >
        ${label}
      </button>`;
    return html`<div class="range">
      ${pick(t("builder.from"), "range-from", from, (month) => set(month, month > to ? month : this.report.to))}
      ${pick(t("builder.to"), "range-to", to, (month) => set(month < from ? month : this.report.from, month))}
      <p class="acts">
        ${preset(t("builder.whole_history"))}
        ${months.length > 12 ? preset(t("builder.last_12"), back(12)) : nothing}
        ${months.length > 24 ? preset(t("builder.last_24"), back(24)) : nothing}
      </p>
    </div>`;
  }
}
