// Nothing measured yet: what to do, and a few whole reports to begin with, made of what this workspace has.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { findField, type FieldCatalogue } from "../../report/field-catalogue.js";
import { describeReport } from "../../report/finding.js";
import { emptyReport, type ReportSpec } from "../../report/report-spec.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { t } from "../t.js";

const beginnings: Partial<ReportSpec>[] = [
  { metrics: ["headcount"], across: ["month"] },
  { metrics: ["voluntary_turnover"], across: ["quarter"], colour: ["tenure_band"] },
  { metrics: ["hires", "exits"], across: ["month"] },
  { metrics: ["voluntary_turnover"], across: ["department"] },
  { metrics: ["big_client_share"], across: ["month"] },
];

@customElement("rapport-empty-report")
export class RapportEmptyReport extends RapportElement {
  @property({ attribute: false }) catalogue!: FieldCatalogue;
  @property({ attribute: false }) meta!: Meta;

  override render(): TemplateResult {
    if (!this.meta.history)
      return html`<div class="state" role="status" data-testid="empty">
        <p><b>${t("builder.no_metrics")}</b></p>
        <p class="acts"><a class="link" href="/data">${t("states.import_file")}</a></p>
      </div>`;
    const usable = beginnings
      .map((one): ReportSpec => ({ ...emptyReport, ...one }))
      .filter((report) => this.#usable(report));
    return html`<div class="state" role="status" data-testid="empty">
      <p><b>${t("builder.empty_title")}</b></p>
      ${usable.length > 0 ? html`<p>${t("builder.empty_hint")}</p>` : nothing}
      <ul class="beginnings">
        ${usable.map(
          (report) =>
            html`<li>
              <button
                class="link"
                type="button"
                @click=${() => this.dispatchEvent(new CustomEvent("start-report", { detail: report }))}
              >
                ${describeReport(report, (id) => findField(this.catalogue, id)!.label, session.locale)}
              </button>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #usable(report: ReportSpec): boolean {
    return [...report.metrics, ...report.across, ...report.colour].every((id) => {
      const field = findField(this.catalogue, id);
      return field !== undefined && !field.locked;
    });
  }
}
