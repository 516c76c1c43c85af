// One metric in full: meaning, formula, unit, grain, what is left out, who may see it, sources, and its worked example.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ExampleSheet, MetricSheet } from "../../../engine/metrics/metric-sheet.js";
import type { MessageKey } from "../messages/index.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";

@customElement("rapport-metric-sheet")
export class RapportMetricSheet extends RapportElement {
  @property({ attribute: false }) sheet!: MetricSheet;
  @property() currency = "CNY";

  override render(): TemplateResult {
    const { sheet } = this;
    return html`<p class="meaning">${say(sheet.description)}</p>
      <dl class="kv">
        ${entry("metrics.formula", say(sheet.formula))} ${entry("metrics.unit", say(sheet.unitLabel))}
        ${entry("metrics.grain", say(sheet.grain))}
        ${sheet.exclusions ? entry("metrics.exclusions", say(sheet.exclusions)) : nothing}
        ${entry("metrics.interval", say(sheet.interval))}
        ${entry("metrics.disclosure", say(sheet.disclosureText))} ${entry("metrics.sources", this.#sources())}
      </dl>
      ${sheet.example ? this.#example(sheet.example) : nothing}
      <p class="acts">
        <a class="link" href=${reportHref(sheet.id)}>${t("metrics.use")}</a> <code>${sheet.id}</code>
      </p>`;
  }

  #sources(): TemplateResult | string {
    const { sources } = this.sheet;
    if (sources.length === 0) return t("metrics.always");
    return html`<ul>
      ${sources.map(
        ({ title, isThere }) =>
          html`<li>
            ${say(title)}${isThere ? nothing : html` <span class="stale">${t("metrics.not_imported")}</span>`}
          </li>`,
      )}
    </ul>`;
  }

  #example({ text, columns, rows, expected }: ExampleSheet): TemplateResult {
    const name = t("metrics.example_of", { metric: say(this.sheet.label) });
    return html`<h4>${t("metrics.example")}</h4>
      <p>${say(text)}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${name}>
        <table>
          <thead>
            <tr>
              ${columns.map(({ label }, i) => html`<th class=${i > 1 ? "r" : ""}>${say(label)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row) =>
                html`<tr>
                  ${row.map((value, i) => html`<td class=${i > 1 ? "r" : ""}>${cellText(value)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="result">
        ${t("metrics.comes_out")} <b>${numberText(expected, this.sheet.unit, { currency: this.currency })}</b>
      </p>`;
  }
}

const entry = (key: MessageKey, value: unknown): TemplateResult =>
  html`<dt>${t(key)}</dt>
    <dd>${value}</dd>`;

/** A number as it was written; unknown is a dash, never 0. */
const cellText = (value: string | number | boolean | null): string =>
  value === null
    ? "–"
    : typeof value === "boolean"
      ? t(value ? "metrics.yes" : "metrics.no")
      : typeof value === "number"
        ? value.toLocaleString(session.locale === "zh" ? "zh-CN" : "en", { maximumFractionDigits: 4 })
        : value;

const reportHref = (id: string): string =>
  `/reports?${new URLSearchParams({ q: JSON.stringify({ metrics: [id], by: ["quarter"] }) })}`;
