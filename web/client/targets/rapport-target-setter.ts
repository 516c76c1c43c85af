// A target entered or slid → how likely it is reached, beside last year, the commit and the stretch mark.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TargetsView } from "../../server/targets-view.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { t } from "../t.js";
import { numberText } from "../words.js";
import { chanceOf, quarterText } from "./quarters.js";
import "./rapport-slider-ticks.js";

/** Emits "rapport-target" with the value while it moves. */
@customElement("rapport-target-setter")
export class RapportTargetSetter extends RapportElement {
  @property({ attribute: false }) view!: TargetsView;
  @property({ type: Number }) target = 0;
  @property() currency = "CNY";

  override render(): TemplateResult {
    const { view, target } = this;
    const { quarter, chances } = view;
    const chance = chanceOf(target, chances);
    const name = quarterText(quarter.from);
    const [min, max] = [chances[0].target, chances.at(-1)!.target];
    const scale = this.#scale();
    return html`<section class="fig" data-testid="target-setter" aria-labelledby="target-set">
      <div class="fig-head"><h2 id="target-set">${t("targets.set", { quarter: name })}</h2></div>
      <div class="set">
        <div>
          <label class="lab" for="target-entry">${t("targets.target_in", { unit: scale.name })}</label>
          <p class="entry">
            <input
              id="target-entry"
              type="number"
              inputmode="decimal"
              step=${scale.step}
              data-testid="target-entry"
              .value=${String(trim(target / scale.size, scale.decimals))}
              @change=${(event: Event) => this.#enter((event.target as HTMLInputElement).valueAsNumber * scale.size)}
            />
          </p>
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

  #enter(value: number): void {
    if (!Number.isFinite(value)) return;
    this.dispatchEvent(new CustomEvent("rapport-target", { detail: value, bubbles: true }));
  }

  #money(value: number): string {
    return numberText(value, this.view.unit, { currency: this.currency });
  }

  /** Millions (en) or ten-thousands (zh) where the numbers are large: what people write on a target sheet. */
  #scale(): { size: number; name: string; step: number; decimals: number } {
    const zh = session.locale === "zh";
    const { unit, quarter } = this.view;
    if (unit !== "money") return { size: 1, name: zh ? "数量" : "number", step: 1, decimals: 0 };
    const name = zh && this.currency === "CNY" ? "元" : this.currency;
    const size = Math.abs(quarter.mean);
    if (zh && size >= 1e5) return { size: 1e4, name: `万${name}`, step: size >= 1e7 ? 10 : 1, decimals: 1 };
    if (!zh && size >= 1e6) return { size: 1e6, name: `${name} million`, step: 0.1, decimals: 2 };
    return { size: 1, name, step: Math.max(1, 10 ** Math.floor(Math.log10(size || 1) - 2)), decimals: 0 };
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
      </table>
      ${nothing}`;
  }
}

const trim = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** Simulated chances are known to about a point; the ends are never certain. */
export const chanceText = (chance: number): string =>
  chance < 0.01 ? "<1%" : chance > 0.99 ? ">99%" : `${Math.round(chance * 100)}%`;

const inTen = (chance: number): number =>
  chance < 0.05 ? 0 : chance > 0.95 ? 10 : Math.min(9, Math.max(1, Math.round(chance * 10)));
