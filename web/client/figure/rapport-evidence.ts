// Where a number comes from: meaning, formula, what was counted, interval, sources with age, receipt, SQL.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Meta } from "../meta.js";
import type { Fact } from "../overview/fact.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { dayText, intervalText, numberText, spanText } from "../words.js";
import "./rapport-receipt-acts.js";
import { refusalText } from "./refused.js";
import "./rapport-why-changed.js";

@customElement("rapport-evidence")
export class RapportEvidence extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @property({ attribute: false }) fact: Fact | null = null;
  /** Words for what the number is about, e.g. "after the change". */
  @property() about = "";
  @state() private sql = false;
  @state() private copied = false;
  @state() private why = false;

  readonly #askWhy = (): void => {
    this.why = true;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("rapport-why", this.#askWhy);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("rapport-why", this.#askWhy);
  }

  override render(): TemplateResult {
    const { fact } = this;
    return html`<section class="mn" data-testid="evidence" aria-live="polite">
      <h2>${t("evidence.title")}</h2>
      ${fact ? this.#fact(fact) : html`<p>${t("evidence.none")}</p>`}
    </section>`;
  }

  #fact(fact: Fact): TemplateResult {
    const { metric } = fact;
    const options = { currency: this.meta.workspace.currency, low: fact.low, high: fact.high };
    const value = fact.refused ? refusalText(fact.refused) : numberText(fact.value, metric.unit, options);
    const range = intervalText(fact.low, fact.high, metric.unit, options);
    return html`<dl class="kv">
        ${entry("evidence.number", html`<span class=${fact.refused ? "" : "big"}>${value}</span>`)}
        ${entry("evidence.what", `${say(metric.label)}${this.about ? ` · ${this.about}` : ""}`)}
        ${fact.unitName ? entry("evidence.people", fact.unitName) : nothing}
        ${entry("evidence.window", spanText(fact.from, fact.to))}
        ${entry("evidence.formula", say(metric.formula))} ${entry("evidence.counted", this.#counted(fact))}
        ${entry("evidence.interval", range ? t("evidence.interval_95", { range }) : t("evidence.no_interval"))}
        ${entry("evidence.sources", this.#sources(fact))}
        ${entry("evidence.receipt", html`<span class="receipt">${fact.receipt.id}</span>`)}
      </dl>
      <p class="acts">
        <a class="link" href=${`/reports?${reportSearch(fact)}`}>${t("evidence.open_report")}</a>
        <a class="link" href=${`/metrics/${metric.id}`}>${t("metrics.definition")}</a>
        <button class="link" aria-expanded=${this.sql} @click=${() => (this.sql = !this.sql)}>
          ${t(this.sql ? "evidence.hide_sql" : "evidence.sql")}
        </button>
        ${
          fact.refused
            ? nothing
            : html`<button
                class="link"
                data-testid="why"
                aria-expanded=${this.why}
                @click=${() => (this.why = !this.why)}
              >
                ${t(this.why ? "why.close" : "why.open")}
              </button>`
        }
        <button class="link" @click=${() => void this.#copy()}>
          ${t(this.copied ? "evidence.copied" : "evidence.copy_link")}
        </button>
      </p>
      <rapport-receipt-acts
        .fact=${fact}
        .mayVerify=${this.meta.reader.rights === "person" && !this.meta.reader.isScoped}
      ></rapport-receipt-acts>
      ${
        this.why && !fact.refused
          ? html`<rapport-why-changed .fact=${fact} .meta=${this.meta}></rapport-why-changed>`
          : nothing
      }
      ${this.sql ? html`<pre class="sql" tabindex="0">${fact.receipt.sql}</pre>` : nothing}`;
  }

  #counted({ events, exposure, n, metric }: Fact): string {
    const parts = [
      events === null ? "" : t("evidence.events", { count: events }),
      exposure === null || metric.unit !== "rate_per_year"
        ? ""
        : t("evidence.person_years", { years: Math.round(exposure * 10) / 10 }),
      n === null ? "" : t("evidence.people_n", { count: n }),
    ].filter(Boolean);
    return parts.join(t("evidence.comma")) || "–";
  }

  #sources({ metric }: Fact): TemplateResult {
    const used = this.meta.sources.filter(({ table }) => metric.sources.includes(table));
    return html`<ul>
      ${used.map(
        (source) =>
          html`<li>
            ${t("evidence.source_line", { title: say(source.title), date: dayText(source.importedAt) })}${
              source.rejected > 0
                ? html`, <span class="stale">${t("evidence.rejected", { count: source.rejected })}</span>`
                : nothing
            }
          </li>`,
      )}
    </ul>`;
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(location.href);
    this.copied = true;
    setTimeout(() => (this.copied = false), 2000);
  }
}

const entry = (key: Parameters<typeof t>[0], value: unknown): TemplateResult =>
  html`<dt>${t(key)}</dt>
    <dd>${value}</dd>`;

/** The same people and months, month by month, as a bare question the builder reads. */
const reportSearch = ({ metric, where, from, to }: Fact): string =>
  new URLSearchParams({
    q: JSON.stringify({
      metrics: [metric.id],
      by: ["month"],
      ...(where.length > 0 ? { where } : {}),
      from,
      to,
    }),
  }).toString();
