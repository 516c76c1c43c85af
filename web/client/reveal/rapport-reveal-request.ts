// One request: where it stands, who asked and decided, every look; what this reader may do about it.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Reveal, RevealedPrediction } from "../../../models/index.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import type { MessageKey } from "../messages/index.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { dayText } from "../words.js";
import { approve, look, refuse, type RevealsAnswer } from "./reveal-data.js";
import "./rapport-person-prediction.js";

/** Emits "decided". */
@customElement("rapport-reveal-request")
export class RapportRevealRequest extends RapportElement {
  @property({ attribute: false }) reveal!: Reveal;
  @property({ attribute: false }) answer!: RevealsAnswer;
  private readonly shown = new Load<RevealedPrediction>(this);
  private readonly decision = new Load<Reveal>(this);
  @state() private refusing = false;

  override render(): TemplateResult {
    const {
      person,
      purpose,
      requestedBy,
      requestedAt,
      expires,
      state: stands,
      decidedBy,
      reason,
    } = this.reveal;
    const label = this.answer.purposes.find(({ id }) => id === purpose)?.label;
    return html`<article class="record" data-testid=${`reveal-${this.reveal.id}`}>
      <h3>${t("reveal.about", { person, purpose: label ? say(label) : purpose })}</h3>
      <p class="how">
        ${t("reveal.asked", { by: requestedBy, date: dayText(requestedAt), end: lastDay(expires) })}
        <b data-testid="state">${t(`reveal.state_${stands}` as MessageKey)}</b>
        ${decidedBy ? t("reveal.decided", { by: decidedBy }) : nothing}
        ${reason ? t("reveal.because", { reason }) : nothing}
        ${t("reveal.looked", { count: this.reveal.looks.length })}
      </p>
      ${this.#acts()}
      ${this.decision.state.is === "failed" ? html`<rapport-state .load=${this.decision.state}></rapport-state>` : nothing}
      ${
        this.shown.value
          ? html`<rapport-person-prediction
              .prediction=${this.shown.value.prediction}
              .contests=${this.shown.value.contests}
            ></rapport-person-prediction>`
          : this.shown.state.is === "idle"
            ? nothing
            : html`<rapport-state
                .load=${this.shown.state}
                .doing=${t("reveal.looking")}
                @retry=${() => this.shown.retry()}
                @cancel=${() => this.shown.stop()}
              ></rapport-state>`
      }
    </article>`;
  }

  #acts(): TemplateResult {
    const { id, state: stands, requestedBy, decidedBy } = this.reveal;
    const { reader } = this.answer;
    const objections = this.answer.contests.filter(({ person }) => person === this.reveal.person);
    const told = objections.map(
      ({ at, text }) =>
        html`<p class="objection"><b>${t("reveal.objected", { date: dayText(at) })}</b> ${text}</p>`,
    );
    if (stands === "pending" && requestedBy === reader)
      return html`${told}
        <p class="how">${t("reveal.waits")}</p>`;
    if (stands === "pending")
      return html`${told}
        <p class="acts">
          <button class="go" data-testid="approve" @click=${() => void this.#decide(() => approve(id))}>
            ${t("reveal.approve")}
          </button>
          <button class="link" data-testid="refuse" @click=${() => (this.refusing = !this.refusing)}>
            ${t("reveal.refuse")}
          </button>
        </p>
        ${this.refusing ? this.#refusal(id) : nothing}`;
    if (stands === "approved" && (requestedBy === reader || decidedBy === reader))
      return html`<p class="acts">
        <button class="link" data-testid="look" @click=${() => this.#look(id)}>${t("reveal.look")}</button>
      </p>`;
    return html`${told}`;
  }

  #refusal(id: string): TemplateResult {
    return html`<form
      class="quality-form reveal-form"
      @submit=${(event: Event) => {
        event.preventDefault();
        const reason = String(new FormData(event.target as HTMLFormElement).get("reason"));
        void this.#decide(() => refuse(id, reason));
      }}
    >
      <label>${t("reveal.why")}<input name="reason" required maxlength="2000" /></label>
      <p class="acts"><button class="go">${t("reveal.refuse")}</button></p>
    </form>`;
  }

  #look(id: string): void {
    void this.shown.run(() => look(id));
  }

  async #decide(act: () => Promise<Reveal>): Promise<void> {
    await this.decision.run(act);
    if (this.decision.value) this.dispatchEvent(new CustomEvent("decided"));
  }
}

/** The end is the moment after the last day. */
const lastDay = (expires: string): string => dayText(new Date(Date.parse(expires) - 1).toISOString());
