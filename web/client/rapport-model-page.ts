// Base of a page about one fitted model: title and facts above; its figures, or why there are none; how it was fitted in the margin.
import { html, nothing, type TemplateResult } from "lit";
import type { ModelAnswer } from "../server/model-answer.js";
import { FittedModel } from "./fitted-model.js";
import type { MessageKey } from "./messages/index.js";
import type { Meta } from "./meta.js";
import { RapportPage } from "./rapport-page.js";
import { say, t } from "./t.js";

/** Messages `{words}.crumb`, `.trust`, `.fitting`, `.none`, `.none_text`, `.none_rights` and `.fit`. */
export type ModelWords = "competency" | "drivers" | "traits";

export abstract class RapportModelPage<
  Answer extends ModelAnswer<unknown>,
  Known extends Meta = Meta,
> extends RapportPage<Known> {
  protected readonly fitted: FittedModel<Answer>;

  /** `model` as in /api/models/{model}. */
  constructor(
    model: string,
    private readonly words: ModelWords,
  ) {
    super();
    this.fitted = new FittedModel<Answer>(this, model);
  }

  protected override ask(): void {
    this.fitted.open(this.meta);
  }

  protected word(key: string): string {
    return t(`${this.words}.${key}` as MessageKey);
  }

  override render(): TemplateResult {
    const answer = this.fitted.value;
    return html`<header class="head">
        <p class="crumb">${this.word("crumb")}</p>
        <h1 data-testid="title">${this.heading(answer)}</h1>
        ${this.about(answer)}
      </header>
      <div class="cols">
        <div class="stack">${answer ? this.main(answer) : this.#fitting()} ${this.beside()}</div>
        <aside class="margin" aria-label=${this.word("trust")} @refit=${() => this.fitted.fit()}>
          ${answer ? this.notes(answer) : nothing}
        </aside>
      </div>`;
  }

  protected abstract heading(answer: Answer | undefined): string;
  /** Facts below the heading. */
  protected abstract about(answer: Answer | undefined): TemplateResult | typeof nothing;
  protected abstract main(answer: Answer): TemplateResult;
  protected abstract notes(answer: Answer): TemplateResult;
  /** What is shown whether or not a model is there. */
  protected beside(): TemplateResult | typeof nothing {
    return nothing;
  }
  /** While it is asked for or fitted. */
  protected doing(): string {
    return this.word("fitting");
  }

  /** In place of a model: refused, failed, or never fitted. */
  protected instead(answer: Answer): TemplateResult {
    const { refusal, error, canFit } = answer;
    if (refusal)
      return html`<div class="state" data-testid="model-refused">
        <p><b>${say(refusal.text)}</b></p>
      </div>`;
    return html`<div class=${error ? "state err" : "state"} role=${error ? "alert" : nothing}>
      <p><b>${error ? error.message : this.word("none")}</b></p>
      <p>${error ? error.hint : this.word(canFit ? "none_text" : "none_rights")}</p>
      ${
        canFit
          ? html`<p class="acts">
              <button class="link" @click=${() => this.fitted.fit()}>${this.word("fit")}</button>
            </p>`
          : nothing
      }
    </div>`;
  }

  #fitting(): TemplateResult {
    return html`<rapport-state
      .load=${this.fitted.load.state}
      .doing=${this.doing()}
      @retry=${() => this.fitted.fit()}
      @cancel=${() => void this.fitted.cancel()}
    ></rapport-state>`;
  }
}
