// What an employee is told about themselves: predictions that hold them, who asked and looked, when and why; and their objection.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AboutMe } from "../../../models/index.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import type { MessageKey } from "../messages/index.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { dayText } from "../words.js";
import { objectTo, readMine, type RevealsAnswer } from "./reveal-data.js";
import "./rapport-person-prediction.js";

@customElement("rapport-about-me")
export class RapportAboutMe extends RapportElement {
  @property({ attribute: false }) answer!: RevealsAnswer;
  private readonly mine = new Load<AboutMe>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("answer") && this.mine.state.is === "idle")
      void this.mine.run((signal) => readMine(signal));
  }

  override render(): TemplateResult {
    const mine = this.mine.value;
    if (!mine)
      return html`<rapport-state
        .load=${this.mine.state}
        .doing=${t("reveal.about_me")}
        @retry=${() => this.mine.retry()}
        @cancel=${() => this.mine.stop()}
      ></rapport-state>`;
    return html`<section class="record" data-testid="about-me">
      <h3>${t("reveal.about_me")}</h3>
      <p>${t("reveal.issued", { count: mine.issued.length })}</p>
      ${
        mine.reveals.length === 0
          ? html`<p>${t("reveal.nobody")}</p>`
          : html`<div class="scroll" tabindex="0">
              <table data-testid="who-looked">
                <thead>
                  <tr>
                    <th>${t("reveal.purpose")}</th>
                    <th>${t("reveal.asked_by")}</th>
                    <th>${t("reveal.decision")}</th>
                    <th>${t("reveal.looks")}</th>
                  </tr>
                </thead>
                <tbody>
                  ${mine.reveals.map(
                    (reveal) =>
                      html`<tr>
                        <th scope="row">${this.#purpose(reveal.purpose)}</th>
                        <td>${reveal.requestedBy} <small>${dayText(reveal.requestedAt)}</small></td>
                        <td>
                          ${t(`reveal.state_${reveal.state}` as MessageKey)}
                          <small>${reveal.decidedBy ?? ""}</small>
                        </td>
                        <td>
                          ${
                            reveal.looks.length === 0
                              ? t("reveal.no_looks")
                              : reveal.looks.map(
                                  ({ by, at }) => html`<div>${by} <small>${momentText(at)}</small></div>`,
                                )
                          }
                        </td>
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
      }
      ${
        mine.prediction
          ? html`<rapport-person-prediction
              .prediction=${mine.prediction}
              .contests=${mine.contests}
            ></rapport-person-prediction>`
          : mine.contests.map(
              ({ at, text }) =>
                html`<p class="objection"><b>${t("reveal.objected", { date: dayText(at) })}</b> ${text}</p>`,
            )
      }
      ${mine.reveals.length + mine.issued.length > 0 ? this.#form() : nothing}
    </section>`;
  }

  #form(): TemplateResult {
    return html`<form
      class="quality-form reveal-form"
      data-testid="objection-form"
      @submit=${(event: Event) => {
        event.preventDefault();
        const text = String(new FormData(event.target as HTMLFormElement).get("text"));
        void this.mine.run(() => objectTo(text));
      }}
    >
      <label
        >${t("reveal.object")}<textarea
          name="text"
          required
          maxlength="2000"
          aria-describedby="object-how"
        ></textarea>
      </label>
      <p class="how" id="object-how">${t("reveal.object_how")}</p>
      <p class="acts"><button class="go">${t("reveal.object_send")}</button></p>
    </form>`;
  }

  #purpose(id: string): string {
    const label = this.answer.purposes.find((purpose) => purpose.id === id)?.label;
    return label ? say(label) : id;
  }
}

const momentText = (iso: string): string => `${dayText(iso)} ${iso.slice(11, 16)} UTC`;
