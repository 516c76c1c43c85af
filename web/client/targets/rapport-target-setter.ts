// A target entered or slid → how likely it is reached, beside last year, the commit and the stretch mark.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { TargetsView } from "../../server/targets-view.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { t } from "../t.js";
import { numberText } from "../words.js";
import { amountScale, amountText, parseAmount, type AmountScale } from "./amount-scale.js";
import { chanceOf, quarterText } from "./quarters.js";
import "./rapport-slider-ticks.js";

/** Emits "rapport-target" with the value while it moves. */
@customElement("rapport-target-setter")
export class RapportTargetSetter extends RapportElement {
  @property({ attribute: false }) view!: TargetsView;
  @property({ type: Number }) target = 0;
  @property() currency = "CNY";
  /** What was typed and is no number. */
  @state() private misread: string | null = null;

  override render(): TemplateResult {
    const { view, target } = this;
    const { quarter, chances } = view;
    const chance = chanceOf(target, chances);
    const name = quarterText(quarter.from);
    const [min, max] = [chances[0].target, chances.at(-1)!.target];
    const scale = this.#scale;
    return html`<section class="fig" data-testid="target-setter" aria-labelledby="target-set">
      <div class="fig-head"><h2 id="target-set">${t("targets.set", { quarter: name })}</h2></div>
      <div class="set">
        <div>
          <label class="lab" for="target-entry"
            >${scale.name ? t("targets.target_in", { unit: scale.name }) : t("targets.target")}</label
          >
          <p class="entry">
            <input
              id="target-entry"
              type="text"
              inputmode="decimal"
              autocomplete="off"
              data-testid="target-entry"
              aria-invalid=${this.misread ? "true" : nothing}
              aria-describedby=${this.misread ? "target-misread" : nothing}
              .value=${live(this.misread ?? amountText(target, scale))}
              @change=${(event: Event) => this.#read((event.target as HTMLInputElement).value)}
              @keydown=${(event: KeyboardEvent) => this.#step(event)}
            />
          </p>
          ${
            this.misread
              ? html`<p class="lab wrong" id="target-misread" role="alert">${t("targets.misread")}</p>`
              : nothing
          }
          <p class="lab">${this.#onLastYear()}</p>
        </div>
        <div>
          <p class="lab">${t("targets.chance")}</p>
          <p class="hero" data-testid="target-chance" aria-live="polite">${chanceText(chance)}</p>
          <p class="lab">${t("targets.in_ten", { n: inTen(chance) })}</p>
        </div>
        <div class="slide">
          <input
            type="range"
            data-testid="target-slider"
            aria-label=${t("targets.slider", { quarter: name })}
            aria-valuetext=${t("targets.slider_value", { target: this.#money(target), chance: chanceText(chance) })}
            min=${min}
            max=${max}
            step=${(max - min) / 200}
            .value=${String(Math.min(max, Math.max(min, target)))}
            @input=${(event: Event) => this.#enter((event.target as HTMLInputElement).valueAsNumber)}
          />
          <rapport-slider-ticks .min=${min} .max=${max} .ticks=${this.#ticks()}></rapport-slider-ticks>
        </div>
      </div>
      ${this.#table(chance)}
    </section>`;
  }

  #read(typed: string): void {
    const value = parseAmount(typed, this.#scale);
    this.misread = value === null ? typed : null;
    if (value !== null) this.#enter(value);
  }

  /** Arrow keys step the entry, as they would in a field that only takes digits. */
  #step(event: KeyboardEvent): void {
    const way = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (way === 0) return;
    event.preventDefault();
    const { size, step } = this.#scale;
    this.#enter(Math.max(0, (Math.round(this.target / size / step) + way) * step * size));
  }

  #enter(value: number): void {
    if (!Number.isFinite(value)) return;
    this.misread = null;
    this.dispatchEvent(new CustomEvent("rapport-target", { detail: value, bubbles: true }));
  }

  #money(value: number): string {
    return numberText(value, this.view.unit, { currency: this.currency });
  }

  get #scale(): AmountScale {
    const { unit, quarter } = this.view;
    return amountScale(unit, this.currency, quarter.mean, session.locale);
  }

  #onLastYear(): string {
    const { lastYear } = this.view.quarter;
    if (lastYear === null || lastYear === 0) return t("targets.no_last_year");
    const share = this.target / lastYear - 1;
    const text = numberText(Math.abs(share), "share", { low: 0, high: 0.01 });
    const sign = Math.abs(share) < 0.0005 ? "±" : share > 0 ? "+" : "−";
    return t("targets.on_last_year", { change: `${sign}${text}` });
  }

  #ticks() {
    const { quarter } = this.view;
    return [
      ...(quarter.lastYear === null ? [] : [{ value: quarter.lastYear, label: t("targets.last_year") }]),
      { value: quarter.commit, label: t("targets.commit") },
      { value: quarter.stretch, label: t("targets.stretch") },
    ];
  }

  #table(chance: number): TemplateResult {
    const { quarter, chances } = this.view;
    const rows: [string, number, number][] = [
      [t("targets.row_target"), this.target, chance],
      [t("targets.row_commit"), quarter.commit, 0.5],
      [t("targets.row_stretch"), quarter.stretch, 0.25],
    ];
    if (quarter.lastYear !== null)
      rows.push([t("targets.row_last"), quarter.lastYear, chanceOf(quarter.lastYear, chances)]);
    return html`<table>
      <thead>
        <tr>
          <th>${t("targets.if")}</th>
          <th class="r">${t("targets.expected")}</th>
          <th class="r">${t("targets.chance_short")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, value, probability], i) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="r">${i === 0 ? html`<b>${this.#money(value)}</b>` : this.#money(value)}</td>
              <td class="r">${chanceText(probability)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

/** Simulated chances are known to about a point; the ends are never certain. */
export const chanceText = (chance: number): string =>
  chance < 0.01 ? "<1%" : chance > 0.99 ? ">99%" : `${Math.round(chance * 100)}%`;

const inTen = (chance: number): number =>
  chance < 0.05 ? 0 : chance > 0.95 ? 10 : Math.min(9, Math.max(1, Math.round(chance * 10)));
