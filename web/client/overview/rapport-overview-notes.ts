// Margin notes under the evidence: what would settle a doubt, what cannot be said, what more data would add.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";
import { exposureNeeded } from "./exposure-needed.js";
import { exitDatesDerived, type OverviewData } from "./overview-data.js";

@customElement("rapport-overview-notes")
export class RapportOverviewNotes extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @property({ attribute: false }) data!: OverviewData;

  override render(): TemplateResult {
    return html`${this.#derived()} ${this.#settle()} ${this.#cause()} ${this.#missing()}`;
  }

  /** Dates that a mapping made up from ages and tenures must not be read as records. */
  #derived(): TemplateResult | typeof nothing {
    const hires = this.meta.sources.some(({ derived }) => derived.includes("hire_date"));
    const exits = exitDatesDerived(this.meta);
    if (!hires && !exits) return nothing;
    return html`<section class="mn light" data-testid="derived-note">
      <h2>${t("overview.derived")}</h2>
      ${exits ? html`<p>${t("overview.derived_exits")}</p>` : nothing}
      ${hires ? html`<p>${t("overview.derived_hires")}</p>` : nothing}
    </section>`;
  }

  #settle(): TemplateResult | typeof nothing {
    const row = this.data.measures.find(({ metric }) => metric.unit === "rate_per_year");
    if (!row?.before || row.change?.chance !== "could_be_chance") return nothing;
    const { before, after } = row;
    if (before.value === null || after.value === null || before.exposure === null || after.exposure === null)
      return nothing;
    const needed = exposureNeeded(before.value, after.value);
    if (needed === null) return nothing;
    return html`<section class="mn light">
      <h2>${t("overview.settle")}</h2>
      <p>
        ${t("overview.settle_size", {
          before: rate(before.value),
          after: rate(after.value),
          needed: numberText(roundUp(needed), "count"),
          before_has: numberText(Math.round(before.exposure), "count"),
          after_has: numberText(Math.round(after.exposure), "count"),
        })}
      </p>
      ${this.data.phases.kind === "programme" ? html`<p>${t("overview.settle_wait")}</p>` : nothing}
    </section>`;
  }

  #cause(): TemplateResult | typeof nothing {
    const { programme } = this.data.phases;
    if (!programme) return nothing;
    const near = this.meta.events.filter(({ date }) => {
      const month = date.slice(0, 7);
      return month >= programme.changeFrom && month <= programme.changeTo;
    });
    if (near.length < 2) return nothing;
    const events = near.map(({ title }) => say(title));
    const text = session.locale === "zh" ? events.join("、") : new Intl.ListFormat("en").format(events);
    return html`<section class="mn light">
      <h2>${t("overview.cause")}</h2>
      <p>${t("overview.cause_text", { events: text })}</p>
    </section>`;
  }

  #missing(): TemplateResult | typeof nothing {
    const bySource = new Map<string, string[]>();
    for (const metric of this.meta.metrics)
      for (const source of metric.missing) {
        const title = say(source);
        bySource.set(title, [...(bySource.get(title) ?? []), say(metric.label)]);
      }
    if (bySource.size === 0) return nothing;
    const comma = session.locale === "zh" ? "、" : ", ";
    return html`<section class="mn light">
      <h2>${t("overview.missing")}</h2>
      <ul class="lines">
        ${[...bySource].map(
          ([source, metrics]) =>
            html`<li>${t("overview.missing_line", { source, metrics: metrics.join(comma) })}</li>`,
        )}
      </ul>
      <p class="acts"><a class="link" href="/data">${t("states.import_file")}</a></p>
    </section>`;
  }
}

const rate = (value: number): string => numberText(value, "rate_per_year", { low: 0, high: 1 });

/** Two leading digits are precise enough for a plan. */
function roundUp(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / step) * step;
}
