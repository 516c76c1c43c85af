// Two sets of rules on the same past periods → cost of either, by department and attainment; who would gain and who lose, in bands.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { PayRulesView, PaySimulation } from "../../server/pay-routes.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { monthText } from "../words.js";
import { amountText, comparePay, lastPeriods, moneyText, type Currency } from "./pay-data.js";

type Costs = { a: number; b: number };

@customElement("rapport-simulation-figure")
export class RapportSimulationFigure extends RapportElement {
  @property({ attribute: false }) rules!: PayRulesView;
  @property({ attribute: false }) all: PayRulesView[] = [];
  @property({ attribute: false }) money!: Currency;
  @property() until = "";
  @property({ type: Number }) k = 5;
  @state() private chosen: string | null = null;
  private readonly found = new Load<PaySimulation>(this);

  override render(): TemplateResult {
    const found = this.found.value;
    return figure({
      id: "figure-simulation",
      number: 3,
      title: found ? this.#title(found) : t("pay.fig_simulation"),
      how: found
        ? t("pay.how_simulation", { from: monthText(found.from), to: monthText(found.to), n: found.people })
        : t("pay.how_simulation_plain", { k: this.k }),
      body: html`${this.#form()}
      ${
        found
          ? this.#answer(found)
          : this.found.state.is === "idle"
            ? nothing
            : html`<rapport-state
                .load=${this.found.state}
                .doing=${t("pay.comparing")}
                @retry=${() => this.found.retry()}
                @cancel=${() => this.found.stop()}
              ></rapport-state>`
      }`,
    });
  }

  #title({ a, b, totals }: PaySimulation): string {
    const difference = totals.b - totals.a;
    const names = { a: sideText(a), b: sideText(b) };
    if (difference === 0) return t("pay.fig_simulation_same", names);
    return t("pay.fig_simulation_made", {
      ...names,
      difference: moneyText(Math.abs(difference), this.money),
      direction: difference > 0 ? "more" : "less",
    });
  }

  #form(): TemplateResult {
    const others = this.all.filter(({ id, period, isUndeclared }) => id !== this.rules.id && period === this.rules.period && !isUndeclared); // prettier-ignore
    const versions = this.rules.isUndeclared || this.rules.versions.length < 2 ? [] : this.rules.versions;
    const { from, to } = lastPeriods(this.rules.period, this.until);
    return html`<form
      class="programme-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        this.#compare(event.target as HTMLFormElement);
      }}
    >
      ${
        this.rules.isUndeclared
          ? nothing
          : html`<label
              >${t("pay.b")}
              <select
                name="b"
                @change=${(event: Event) => (this.chosen = (event.target as HTMLSelectElement).value)}
              >
                ${others.map(({ id, name }) => html`<option value=${id} ?selected=${id === this.chosen}>${say(name)}</option>`)}
                ${versions.map(
                  ({ version, from: start }) =>
                    html`<option value=${`${this.rules.id}@${version}`}>
                      ${t("pay.version", { version, from: monthText(start) })}
                    </option>`,
                )}
              </select></label
            >`
      }
      <label>${t("pay.from")}<input name="from" .defaultValue=${from} required maxlength="8" /></label>
      <label>${t("pay.to")}<input name="to" .defaultValue=${to} required maxlength="8" /></label>
      <button class="out" data-testid="compare">${t("pay.compare")}</button>
    </form>`;
  }

  #compare(form: HTMLFormElement): void {
    const data = new FormData(form);
    const text = (name: string): string => String(data.get(name) ?? "").trim();
    const b = this.rules.isUndeclared ? undefined : text("b") || this.rules.id;
    const question = { a: this.rules.id, b, from: text("from"), to: text("to") };
    void this.found.run((signal) => comparePay(question, signal));
  }

  #answer(found: PaySimulation): TemplateResult {
    const most = Math.max(1, ...found.bands.map(({ people }) => people));
    return html`<div class="scroll" tabindex="0">
        <table data-testid="simulation">
          <thead>
            <tr>
              <th>${t("pay.cost")}</th>
              <th class="r">A: ${sideText(found.a)}</th>
              <th class="r">B: ${sideText(found.b)}</th>
              <th class="r">${t("pay.difference")}</th>
            </tr>
          </thead>
          <tbody>
            ${this.#row(html`<b>${t("pay.total")}</b>`, found.totals)}
            ${found.units.map((unit) => this.#row(html`${unit.unit ?? t("pay.small_units")}<span class="sub">${t("pay.people")} ${unit.people}</span>`, unit))}
            ${found.attainment.map((one) => this.#row(t("pay.at_target", { share: `${Math.round(one.share * 100)}%` }), one))}
          </tbody>
        </table>
      </div>
      <h3 class="sub-head">${t("pay.change")}</h3>
      <table data-testid="bands">
        <thead>
          <tr>
            <th>${t("pay.change_head")}</th>
            <th class="r">${t("pay.people")}</th>
            <th class="hideph"></th>
          </tr>
        </thead>
        <tbody>
          ${found.bands.map(
            (band) =>
              html`<tr>
                <td>${bandText(band)}</td>
                <td class="r">${band.people}</td>
                <td class="plot hideph">${bar(band.people / most)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${found.incomplete > 0 ? html`<p class="slip">${t("pay.incomplete", { n: found.incomplete })}</p>` : nothing}
      ${found.partly > 0 ? html`<p class="slip">${t("pay.partly", { n: found.partly })}</p>` : nothing}`;
  }

  #row(label: TemplateResult | string, { a, b }: Costs): TemplateResult {
    return html`<tr>
      <td>${label}</td>
      <td class="r">${amountText(a, this.money)}</td>
      <td class="r">${amountText(b, this.money)}</td>
      <td class="r">${b > a ? "+" : ""}${amountText(b - a, this.money)}</td>
    </tr>`;
  }
}

/** Drawn to the widest; the number stands beside it. */
export const bar = (share: number): TemplateResult =>
  html`<svg class="pay-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
    <rect width=${(100 * Math.max(0, share)).toFixed(2)} height="8"></rect>
  </svg>`;

const sideText = ({ name, version, reading }: PaySimulation["a"]): string =>
  [
    say(name),
    version === null ? "" : `v${version}`,
    reading === null ? "" : `(${t(reading === "points" ? "pay.side_points" : "pay.side_relative")})`,
  ]
    .filter(Boolean)
    .join(" ");

const signed = (share: number): string =>
  `${share > 0 ? "+" : share < 0 ? "\u2212" : ""}${Math.abs(Math.round(share * 100))}`;

function bandText({ low, high }: PaySimulation["bands"][number]): string {
  if (low === null && high !== null && high <= 0)
    return t("pay.band_below", { high: Math.abs(Math.round(high * 100)) });
  if (high === null && low !== null && low >= 0) return t("pay.band_above", { low: Math.round(low * 100) });
  return t("pay.band_between", {
    low: low === null ? "\u2212∞ " : signed(low),
    high: high === null ? "+∞ " : signed(high),
  });
}
