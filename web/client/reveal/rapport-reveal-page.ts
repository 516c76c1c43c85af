// One person's risk: off unless the workspace says otherwise; asked for, decided by somebody else, looked at until a day, told.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Reveal } from "../../../models/index.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { say, t } from "../t.js";
import { askReveal, readReveals, type RevealsAnswer } from "./reveal-data.js";
import "./rapport-about-me.js";
import "./rapport-reveal-request.js";

@customElement("rapport-reveal-page")
export class RapportRevealPage extends RapportPage {
  private readonly list = new Load<RevealsAnswer>(this);
  private readonly sent = new Load<Reveal>(this);

  protected override ask(): void {
    void this.list.run((signal) => readReveals(signal));
  }

  override render(): TemplateResult {
    const answer = this.list.value;
    return html`<header class="head">
        <p class="crumb">${t("reveal.crumb")}</p>
        <h1 data-testid="title">${t(answer && !answer.on ? "reveal.h1_off" : "reveal.h1")}</h1>
      </header>
      <div class="cols">
        <div class="stack">${answer ? this.#body(answer) : this.waiting(this.list, t("reveal.doing"))}</div>
        <aside class="margin" aria-label=${t("reveal.rules")}>
          <section class="mn">
            <h2>${t("reveal.rules")}</h2>
            <ul class="lines">
              <li>${t("reveal.rule_purpose")}</li>
              <li>${t("reveal.rule_second")}</li>
              <li>${t("reveal.rule_end", { days: answer?.mostDays ?? 30 })}</li>
              <li>${t("reveal.rule_journal")}</li>
              <li>${t("reveal.rule_person")}</li>
              <li>${t("reveal.rule_decision")}</li>
            </ul>
          </section>
        </aside>
      </div>`;
  }

  #body(answer: RevealsAnswer): TemplateResult {
    const requests = answer.reveals.filter(({ person }) => person !== answer.employee);
    return html`${
      answer.on
        ? nothing
        : html`<div class="state" data-testid="reveal-off">
            <p><b>${t("reveal.off")}</b></p>
            <p>${t("reveal.off_next")}</p>
          </div>`
    }
    ${answer.employee ? html`<rapport-about-me .answer=${answer}></rapport-about-me>` : nothing}
    ${answer.on && answer.canAsk ? this.#form(answer) : nothing}
    ${
      answer.on && answer.canAsk && requests.length === 0
        ? html`<div class="state"><p>${t("reveal.none")}</p></div>`
        : nothing
    }
    ${requests.map(
      (reveal) =>
        html`<rapport-reveal-request
          .reveal=${reveal}
          .answer=${answer}
          @decided=${() => this.ask()}
        ></rapport-reveal-request>`,
    )}
    ${
      !answer.canAsk && !answer.employee
        ? html`<div class="state"><p>${t("reveal.no_rights")}</p></div>`
        : nothing
    }`;
  }

  #form(answer: RevealsAnswer): TemplateResult {
    const today = Date.now();
    const day = (ahead: number) => new Date(today + ahead * 86_400_000).toISOString().slice(0, 10);
    return html`<form
      class="quality-form reveal-form"
      data-testid="reveal-form"
      @submit=${(event: Event) => void this.#ask(event)}
    >
      <h3>${t("reveal.ask")}</h3>
      <div class="fields">
        <label>${t("reveal.person")}<input name="person" required maxlength="80" autocomplete="off" /></label>
        <label
          >${t("reveal.purpose")}<select name="purpose">
            ${answer.purposes.map(({ id, label }) => html`<option value=${id}>${say(label)}</option>`)}
          </select></label
        >
        <label
          >${t("reveal.end")}<input
            name="expires"
            type="date"
            required
            min=${day(1)}
            max=${day(answer.mostDays)}
            .value=${day(7)}
        /></label>
      </div>
      <p class="how">${t("reveal.ask_how")}</p>
      <p class="acts">
        <button class="go" ?disabled=${this.sent.state.is === "waiting"}>${t("reveal.ask_send")}</button>
      </p>
      ${
        this.sent.state.is === "failed"
          ? html`<rapport-state .load=${this.sent.state} @retry=${() => this.sent.retry()}></rapport-state>`
          : nothing
      }
    </form>`;
  }

  async #ask(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const [person, purpose, expires] = ["person", "purpose", "expires"].map((name) =>
      String(data.get(name)).trim(),
    );
    await this.sent.run(() => askReveal({ person, purpose, expires }));
    if (!this.sent.value) return;
    form.reset();
    this.ask();
  }
}
