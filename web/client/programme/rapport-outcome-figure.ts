// One outcome of a programme: its months, what every design says, what was the same before, and what it cannot say.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { JudgedOutcome } from "../../../models/programme/index.js";
import { differenceUnit } from "../../../engine/metrics/unit.js";
import { figure } from "../figure/figure.js";
import type { MessageKey } from "../messages/index.js";
import type { Span } from "../overview/phases.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { differenceRange, differenceText } from "../words.js";
import "./rapport-programme-chart.js";

interface Shown {
  value: number | null;
  low: number | null;
  high: number | null;
  p: number | null;
}

const two = (value: number): string => value.toFixed(2).replace("-", "\u2212");

export const pText = (p: number | null | undefined): string =>
  p == null || Number.isNaN(p) ? "–" : p < 0.001 ? "< 0.001" : p.toFixed(p < 0.1 ? 3 : 2);

@customElement("rapport-outcome-figure")
export class RapportOutcomeFigure extends RapportElement {
  @property({ attribute: false }) outcome!: JudgedOutcome;
  @property({ attribute: false }) phases!: Record<"before" | "change" | "after", Span>;
  @property() currency = "CNY";
  @property({ type: Number }) number = 2;

  override render(): TemplateResult {
    const { metric, label, words, months, cost } = this.outcome;
    return figure({
      id: `figure-outcome-${metric}`,
      number: this.number,
      title: say(words.finding),
      how: months.length > 0 ? t("programmes.how_months", { label: say(label) }) : say(label),
      body: html`${
          months.length > 0
            ? html`<rapport-programme-chart
                .outcome=${this.outcome}
                .phases=${this.phases}
                .currency=${this.currency}
              ></rapport-programme-chart>`
            : nothing
        }
        ${this.#designs()} ${this.#checks()}
        ${cost ? html`<p class="how" data-testid="cost">${say(cost.text)}</p>` : nothing}
        <h3 class="sub-head">${t("programmes.doubts")}</h3>
        <ul class="lines doubts" data-testid="doubts">
          ${words.doubts.map(({ text, code }) => html`<li data-code=${code}>${say(text)}</li>`)}
        </ul>`,
      foot: say(words.design),
    });
  }

  #designs(): TemplateResult {
    const { treated, difference, staggered, interrupted, matched, design, effect } = this.outcome;
    const { timeVarying } = this.outcome;
    const rows: [MessageKey, Shown | null, boolean][] = [
      ["programmes.d_time_varying", timeVarying ? effect : null, design === "time_varying"],
      ["programmes.d_difference", difference, design === "difference"],
      ["programmes.d_by_month", difference?.byMonth ?? null, false],
      ["programmes.d_by_team", difference?.byTeam ?? null, false],
      ["programmes.d_staggered", staggered?.effect ?? null, design === "staggered"],
      ["programmes.d_matched", matched, false],
      ["programmes.d_interrupted", interrupted?.effect ?? null, design === "interrupted"],
      ["programmes.d_before_after", timeVarying ? null : treated.change, design === "before_after"],
    ];
    return html`<table class="designs">
      <thead>
        <tr>
          <th>${t("programmes.design")}</th>
          <th class="r">${t("programmes.effect")}</th>
          <th class="r">${t("programmes.interval")}</th>
          <th class="r hideph">p</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(([name, shown, isChosen]) => (shown ? this.#row(t(name), shown, isChosen) : nothing))}
      </tbody>
    </table>`;
  }

  #row(name: string, { value, low, high, p }: Shown, isChosen: boolean): TemplateResult {
    const unit = differenceUnit(this.outcome.unit);
    const options = { low, high, currency: this.currency };
    const range = low === null || high === null ? "–" : differenceRange(low, high, unit, options);
    return html`<tr>
      <th scope="row">${isChosen ? html`<b>${name}</b>` : name}</th>
      <td class="r">
        ${isChosen ? html`<b>${differenceText(value, unit, options)}</b>` : differenceText(value, unit, options)}
      </td>
      <td class="r wrap">${range}</td>
      <td class="r hideph">${pText(p)}</td>
    </tr>`;
  }

  #checks(): TemplateResult {
    const paths = this.outcome.difference?.paths;
    const balance = this.outcome.matched?.balance;
    const list = balance
      ?.map(({ label, before, after }) => `${say(label)} ${two(before)} → ${two(after)}`)
      .join(t("evidence.comma_list"));
    return html`${
      paths
        ? html`<p class="how" data-testid="paths">
            ${t(paths.isParallel ? "programmes.paths_ok" : "programmes.paths_bad", {
              joint: pText(paths.joint?.p),
              slope: pText(paths.slope?.p),
            })}
          </p>`
        : nothing
    }
    ${list ? html`<p class="how">${t("programmes.balance", { list })}</p>` : nothing}`;
  }
}
