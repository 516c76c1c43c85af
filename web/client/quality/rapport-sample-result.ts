// A drawn sample → which of its records were wrong, entered once. Emits "rapport-sample", or "rapport-cancel".
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Sample } from "../../../engine/quality/index.js";
import { postJson } from "../api.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { numberText } from "../words.js";

@customElement("rapport-sample-result")
export class RapportSampleResult extends RapportElement {
  @property({ attribute: false }) sample!: Sample;
  @state() private typed = "";
  private readonly entered = new Load<Sample>(this);

  override render(): TemplateResult {
    const { wrong, misread } = readPositions(this.typed);
    const { size } = this.sample;
    return html`<form
      class="quality-form"
      data-testid="result-form"
      @submit=${(event: Event) => this.#enter(event)}
    >
      <label
        >${t("quality.positions")}<input
          name="positions"
          inputmode="numeric"
          autocomplete="off"
          aria-describedby="positions-how"
          .value=${this.typed}
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
      /></label>
      <p class="how" id="positions-how">
        ${misread === null ? t("quality.positions_how", { size: numberText(size, "count") }) : html`<span class="stale">${t("quality.positions_misread", { text: misread })}</span>`}
      </p>
      <p class="acts">
        <button class="go" ?disabled=${misread !== null || this.entered.state.is === "waiting"}>
          ${t("quality.save", { count: wrong.length })}
        </button>
        <button
          type="button"
          class="out"
          @click=${() => this.dispatchEvent(new CustomEvent("rapport-cancel"))}
        >
          ${t("quality.cancel")}
        </button>
      </p>
      ${
        this.entered.state.is === "failed"
          ? html`<rapport-state
              .load=${this.entered.state}
              @retry=${() => this.entered.retry()}
            ></rapport-state>`
          : nothing
      }
    </form>`;
  }

  async #enter(event: Event): Promise<void> {
    event.preventDefault();
    const { wrong } = readPositions(this.typed);
    const path = `/api/quality/samples/${encodeURIComponent(this.sample.id)}/result`;
    await this.entered.run((signal) => postJson<Sample>(path, { wrong }, { signal }));
    if (this.entered.value) this.dispatchEvent(new CustomEvent("rapport-sample", { bubbles: true }));
  }
}

/** "17, 203" → positions; the first thing that is none is given back as it was typed. */
export function readPositions(typed: string): { wrong: number[]; misread: string | null } {
  const parts = typed.split(/[,，、;；\s]+/).filter(Boolean);
  const misread = parts.find((part) => !/^[1-9]\d*$/.test(part)) ?? null;
  return { wrong: misread === null ? [...new Set(parts.map(Number))] : [], misread };
}
