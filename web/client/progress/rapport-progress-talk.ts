// What is written beside a sheet: the superior's notes, the person's say, contested figures with their evidence and answers.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Contest, ProgressSheet } from "../../../models/progress/index.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import type { MessageKey } from "../messages/index.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { dayText } from "../words.js";
import { answerContest, bundleHref, writeNote } from "./progress-data.js";

/** Emits "contested" after anything was written, so that the sheet is read again. */
@customElement("rapport-progress-talk")
export class RapportProgressTalk extends RapportElement {
  @property({ attribute: false }) sheet!: ProgressSheet;
  @property({ type: Boolean }) own = false;
  private readonly kept = new Load<unknown>(this);

  override render(): TemplateResult {
    const { contests } = this.sheet;
    return html`<section class="record" data-testid="talk">
      <div class="two-notes">
        ${this.#notes("note", t("progress.notes"))}
        ${this.#notes("say", t(this.own ? "progress.say" : "progress.say_other"))}
      </div>
      ${
        contests.length === 0
          ? nothing
          : html`<h3>${t("progress.contests")}</h3>
              ${contests.map((contest) => this.#contest(contest))}`
      }
      ${
        this.kept.state.is === "failed"
          ? html`<rapport-state .load=${this.kept.state} @retry=${() => this.kept.retry()}></rapport-state>`
          : nothing
      }
    </section>`;
  }

  #notes(kind: "note" | "say", title: string): TemplateResult {
    const notes = this.sheet.notes.filter((note) => note.kind === kind);
    const mayWrite = (kind === "say") === this.own;
    return html`<div>
      <h3>${title}</h3>
      ${notes.map(({ by, at, text }) => html`<p class="objection"><b>${by}, ${dayText(at)}</b> ${text}</p>`)}
      ${notes.length === 0 && !mayWrite ? html`<p class="how">–</p>` : nothing}
      ${
        mayWrite
          ? html`<form
              class="quality-form reveal-form"
              data-testid="note-form"
              @submit=${(event: Event) =>
                this.#keep(event, (text) => writeNote(this.sheet.employee, this.sheet.period.from, text))}
            >
              <label>${t("progress.write")}<textarea name="text" required maxlength="2000"></textarea></label>
              <p class="how">${t("progress.write_how")}</p>
              <p class="acts"><button class="go">${t("progress.write_send")}</button></p>
            </form>`
          : nothing
      }
    </div>`;
  }

  #contest({ id, indicator, state, text, answer }: Contest): TemplateResult {
    const goal = this.sheet.figures.find((figure) => figure.goal.id === indicator)?.goal;
    return html`<article class="objection" data-testid="contested">
      <p>
        <b>${goal ? say(goal.name) : indicator}</b>
        <small>${id} · ${t(`progress.contest_${state}` as MessageKey)}</small>
      </p>
      <p>${text}</p>
      ${answer ? html`<p><b>${answer.by}, ${dayText(answer.at)}</b> ${answer.text}</p>` : nothing}
      <p class="acts">
        <a class="link" download=${`${id}.zip`} href=${bundleHref(id)}>${t("progress.bundle")}</a>
      </p>
      ${
        !this.own && state === "open"
          ? html`<form
              class="quality-form reveal-form"
              @submit=${(event: Event) => this.#keep(event, (said) => answerContest(id, said))}
            >
              <label
                >${t("progress.answer")}<textarea name="text" required maxlength="2000"></textarea>
              </label>
              <p class="acts"><button class="go">${t("progress.answer_send")}</button></p>
            </form>`
          : nothing
      }
    </article>`;
  }

  async #keep(event: Event, write: (text: string) => Promise<unknown>): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = String(new FormData(form).get("text"));
    await this.kept.run(() => write(text));
    if (this.kept.state.is !== "done") return;
    form.reset();
    this.dispatchEvent(new CustomEvent("contested", { bubbles: true }));
  }
}
