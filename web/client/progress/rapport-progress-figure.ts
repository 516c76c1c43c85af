// One figure of a sheet: value and target, what is said of it, its evidence, and on one's own sheet the button to contest it.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { figureView } from "../../../models/progress/sheet-view.js";
import type { Contest, Figure, ProgressSheet } from "../../../models/progress/index.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { t } from "../t.js";
import { contestFigure } from "./progress-data.js";

/** Emits "contested" when a contest was kept. */
@customElement("rapport-progress-figure")
export class RapportProgressFigure extends RapportElement {
  @property({ attribute: false }) figure!: Figure;
  @property({ attribute: false }) sheet!: ProgressSheet;
  @property({ type: Boolean }) own = false;
  @state() private isOpen = false;
  private readonly sent = new Load<Contest>(this);

  override render(): TemplateResult {
    const { figure, sheet } = this;
    const view = figureView(figure, session.locale, sheet.currency);
    const met = sheet.look.includes(figure.goal.id) ? "short" : "";
    return html`<article class="progress-figure ${met}" data-testid=${`figure-${figure.goal.id}`}>
      <header>
        <h3>${view.name}${view.kind ? html` <small>${view.kind}</small>` : nothing}</h3>
        <p class="reached">
          <b>${view.value}</b>
          <span
            >${figure.goal.target === null ? t("progress.no_target") : t("progress.of_target", { target: view.target })}</span
          >
          ${figure.goal.weight === null ? nothing : html`<span>${t("progress.weight", { weight: view.weight })}</span>`}
        </p>
      </header>
      <ul class="lines">
        ${view.statements.map(({ about, text }) => html`<li class=${about}>${unbroken(text)}</li>`)}
      </ul>
      <details>
        <summary>${t("progress.evidence")}</summary>
        <dl>
          <dt>${t("progress.counted")}</dt>
          <dd>${view.evidence.counted}</dd>
          <dt>${t("progress.months")}</dt>
          <dd>${view.evidence.months}</dd>
          <dt>${t("progress.source")}</dt>
          <dd>${view.evidence.source}</dd>
          <dt>${t("progress.receipt")}</dt>
          <dd><code>${view.evidence.receipt}</code></dd>
        </dl>
      </details>
      ${this.own ? this.#contest() : nothing}
    </article>`;
  }

  #contest(): TemplateResult {
    if (!this.isOpen)
      return html`<p class="acts">
        <button class="link" data-testid="contest" @click=${() => (this.isOpen = true)}>
          ${t("progress.contest")}
        </button>
      </p>`;
    const id = `why-${this.figure.evidence.receipt}`;
    return html`<form class="quality-form reveal-form" @submit=${(event: Event) => void this.#send(event)}>
      <label
        >${t("progress.contest_what")}<textarea
          name="text"
          required
          maxlength="2000"
          aria-describedby=${id}
        ></textarea>
      </label>
      <p class="how" id=${id}>${t("progress.contest_how")}</p>
      <p class="acts">
        <button class="go" ?disabled=${this.sent.state.is === "waiting"}>
          ${t("progress.contest_send")}
        </button>
        <button type="button" class="link" @click=${() => (this.isOpen = false)}>
          ${t("progress.cancel")}
        </button>
      </p>
      ${
        this.sent.state.is === "failed"
          ? html`<rapport-state .load=${this.sent.state} @retry=${() => this.sent.retry()}></rapport-state>`
          : nothing
      }
    </form>`;
  }

  async #send(event: Event): Promise<void> {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get("text"));
    const { figure, sheet } = this;
    await this.sent.run(() =>
      contestFigure({
        indicator: figure.goal.id,
        kind: sheet.kind,
        month: figure.evidence.to,
        receipt: figure.evidence.receipt,
        text,
      }),
    );
    if (!this.sent.value) return;
    this.isOpen = false;
    this.dispatchEvent(new CustomEvent("contested", { bubbles: true }));
  }
}

/** "p = .12" stays on one line. */
const unbroken = (text: string): string => text.replace(/\bp = /g, "p\u00a0=\u00a0");
