// Ways to draw the report, best first, each with its reason; impossible ones stay, grey, with theirs.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Suggestion } from "../../report/chart-rules.js";
import type { ChartKind } from "../../report/report-spec.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { sketches } from "./chart-sketches.js";
import { reportEvent } from "./report-event.js";

@customElement("rapport-chart-suggestions")
export class RapportChartSuggestions extends RapportElement {
  @property({ attribute: false }) suggestions: Suggestion[] = [];
  @property() chosen: ChartKind | null = null;

  override render(): TemplateResult | typeof nothing {
    if (this.suggestions.length === 0) return nothing;
    return html`<section class="sug mn" aria-labelledby="ways" data-testid="suggestions">
      <h2 id="ways">${t("builder.ways")}</h2>
      <ul>
        ${this.suggestions.map((suggestion) => html`<li class=${this.#look(suggestion)}>${this.#button(suggestion)}</li>`)}
      </ul>
    </section>`;
  }

  #look({ kind, possible }: Suggestion): string {
    return possible ? (kind === this.chosen ? "on" : "") : "no";
  }

  #button({ kind, label, reason, possible }: Suggestion): TemplateResult {
    return html`<button
      type="button"
      aria-pressed=${kind === this.chosen}
      aria-disabled=${!possible}
      data-testid="chart-${kind}"
      @click=${() => {
        if (possible) this.dispatchEvent(reportEvent({ do: "chart", chart: kind }));
      }}
    >
      <svg viewBox="0 0 48 32" fill="none" stroke="currentColor" aria-hidden="true">${sketches[kind]}</svg>
      <span><b>${say(label)}</b><small>${say(reason)}</small></span>
    </button>`;
  }
}
