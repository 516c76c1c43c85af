// "Followed up for more than N days wins more": the naive comparison of the leads on file beside the fair ones, and why they differ.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { FollowUp } from "../../../models/programme/index.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";
import { formNumber, numberField } from "./number-field.js";
import { compareFollowUp } from "./programme-data.js";

type Pair = NonNullable<FollowUp["naive"]>;

@customElement("rapport-follow-up-figure")
export class RapportFollowUpFigure extends RapportElement {
  @property({ type: Number }) number = 1;
  @state() private days = 30;
  private readonly found = new Load<FollowUp>(this);

  override render(): TemplateResult {
    const found = this.found.value;
    return figure({
      id: "figure-follow-up",
      number: this.number,
      title: t("programmes.fig_follow", { days: this.days }),
      how: t("programmes.how_follow"),
      body: html`<form
          class="programme-form"
          @submit=${(event: SubmitEvent) => {
            event.preventDefault();
            this.days = formNumber(event.target as HTMLFormElement, "days") ?? 30;
            void this.found.run((signal) => compareFollowUp(this.days, signal));
          }}
        >
          ${numberField("days", t("programmes.f_days"), "30", { min: 1, max: 3650 })}
          <button class="out" data-testid="compare-follow-up">${t("programmes.f_compare")}</button>
        </form>
        ${
          found
            ? this.#answer(found)
            : this.found.state.is === "idle"
              ? nothing
              : html`<rapport-state
                  .load=${this.found.state}
                  .doing=${t("programmes.f_doing")}
                  @retry=${() => this.found.retry()}
                  @cancel=${() => this.found.stop()}
                ></rapport-state>`
        }`,
    });
  }

  #answer({ naive, landmark, event, words }: FollowUp): TemplateResult {
    return html`<table data-testid="follow-up">
        <thead>
          <tr>
            <th>${t("programmes.design")}</th>
            <th class="r hideph">${t("programmes.f_followed")}</th>
            <th class="r hideph">${t("programmes.f_others")}</th>
            <th class="r">${t("programmes.f_relative")}</th>
            <th class="r">${t("programmes.interval")}</th>
          </tr>
        </thead>
        <tbody>
          ${this.#pair(t("programmes.f_naive"), naive)}
          ${this.#pair(t("programmes.f_landmark", { day: landmark ? Math.round(landmark.at) : "–" }), landmark)}
          ${
            event
              ? this.#row(
                  t("programmes.f_cox"),
                  "",
                  "",
                  t("programmes.f_ratio", { ratio: event.ratio.toFixed(2) }),
                  `${event.low.toFixed(2)} … ${event.high.toFixed(2)}`,
                )
              : this.#row(t("programmes.f_cox"), "", "", t("programmes.f_none"), "–")
          }
        </tbody>
      </table>
      ${[words.why, words.fair, words.caveat].map((text) => html`<p class="how spaced">${say(text)}</p>`)}`;
  }

  #pair(name: string, pair: Pair | null): TemplateResult {
    if (!pair) return this.#row(name, "", "", t("programmes.f_none"), "–");
    const won = ({ share, n }: Pair["exposed"]): string =>
      t("programmes.f_won", { share: numberText(share, "share"), n: numberText(n, "count") });
    return this.#row(
      name,
      won(pair.exposed),
      won(pair.others),
      signed(pair.relative),
      relative(pair.relativeLow, pair.relativeHigh),
    );
  }

  #row(name: string, followed: string, others: string, size: string, range: string): TemplateResult {
    return html`<tr>
      <th scope="row">${name}</th>
      <td class="r hideph">${followed}</td>
      <td class="r hideph">${others}</td>
      <td class="r"><b>${size}</b></td>
      <td class="r">${range}</td>
    </tr>`;
  }
}

const signed = (value: number): string => {
  const text = String(Math.abs(Math.round(100 * value)));
  return text === "0" ? "0%" : `${value > 0 ? "+" : "\u2212"}${text}%`;
};
const relative = (low: number, high: number): string => `${signed(low)} … ${signed(high)}`;
