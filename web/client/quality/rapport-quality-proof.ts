// Samples drawn and what they prove; the form that draws one, and the entry of its result.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { QualityReport, Sample } from "../../../engine/quality/index.js";
import { figure } from "../figure/figure.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";
import { boundText } from "./rate-text.js";
import "./rapport-sample-draw.js";
import "./rapport-sample-result.js";

@customElement("rapport-quality-proof")
export class RapportQualityProof extends RapportElement {
  @property({ attribute: false }) report!: QualityReport;
  /** Person-level rights on the whole company. */
  @property({ type: Boolean }) mayDraw = false;
  @state() private entering: string | null = null;

  override render(): TemplateResult {
    const { samples, sources, quarter } = this.report;
    const proved = new Set(samples.filter((s) => s.check?.verdict === "proved").map((s) => s.table)).size;
    return figure({
      id: "figure-quality-proof",
      number: 4,
      title: t("quality.fig_proof", { proved }),
      how: t("quality.how_proof", {
        size: numberText(299, "count"),
        limit: numberText(0.01, "share"),
        confidence: numberText(0.95, "share"),
      }),
      body: html`${samples.length > 0 ? this.#table(samples) : nothing}
      ${
        this.mayDraw
          ? html`<rapport-sample-draw .sources=${sources} .quarter=${quarter}></rapport-sample-draw>`
          : html`<p class="quiet">${t("quality.needs_rights")}</p>`
      }`,
    });
  }

  #table(samples: Sample[]): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("quality.sample")}>
      <table data-testid="quality-samples">
        <thead>
          <tr>
            <th>${t("quality.sample")}</th>
            <th class="r">${t("quality.lot")}</th>
            <th class="r">${t("quality.size")}</th>
            <th class="r">${t("quality.wrong")}</th>
            <th class="r">${t("quality.upper")}</th>
            <th>${t("quality.verdict")}</th>
          </tr>
        </thead>
        <tbody>
          ${[...samples].reverse().map((sample) => this.#row(sample))}
        </tbody>
      </table>
    </div>`;
  }

  #row(sample: Sample): TemplateResult {
    const { id, table, quarter, lot, size, check, confidence } = sample;
    const source = this.report.sources.find((s) => s.table === table);
    return html`<tr data-testid=${`sample-${id}`}>
        <th scope="row">${source ? say(source.title) : table} ${quarter}<span class="sub">${id}</span></th>
        <td class="r">${numberText(lot, "count")}</td>
        <td class="r">${numberText(check?.checked ?? size, "count")}</td>
        <td class="r">${check ? numberText(check.errors, "count") : "–"}</td>
        <td class="r">
          ${
            check
              ? html`<b>${boundText(check.upper)}</b
                  ><span class="sub"
                    >${t("quality.at_confidence", { confidence: numberText(confidence, "share") })}</span
                  >`
              : "–"
          }
        </td>
        <td>${check ? verdict(sample) : this.#acts(sample)}</td>
      </tr>
      ${
        this.entering === id && !check
          ? html`<tr>
              <td colspan="6">
                <rapport-sample-result
                  .sample=${sample}
                  @rapport-cancel=${() => (this.entering = null)}
                ></rapport-sample-result>
              </td>
            </tr>`
          : nothing
      }`;
  }

  #acts({ id }: Sample): TemplateResult {
    if (!this.mayDraw) return html`${t("quality.awaited")}`;
    const search = new URLSearchParams();
    if (session.as !== null) search.set("as", session.as);
    if (session.purpose !== null) search.set("purpose", session.purpose);
    return html`${t("quality.awaited")}<br />
      <a
        class="link"
        href=${`/api/quality/samples/${encodeURIComponent(id)}/list.csv?${search}`}
        download
        data-testid="list"
        >${t("quality.list")}</a
      >
      ·
      <button class="link" data-testid="enter" @click=${() => (this.entering = id)}>
        ${t("quality.enter")}
      </button>`;
  }
}

function verdict({ check, limit }: Sample): TemplateResult {
  const isProved = check!.verdict === "proved";
  return html`<span class=${isProved ? "chip yes" : "chip maybe"}
    ><i></i
    >${t(isProved ? "quality.proved" : "quality.not_proved", { limit: numberText(limit, "share") })}</span
  >`;
}
