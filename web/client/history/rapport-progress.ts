// While an answer is built: which step is done now, asked of the server every second.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Bilingual } from "../../../engine/locale.js";
import { requestJson } from "../api.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";

interface Doing {
  title: Bilingual;
  done: number;
  of: number;
}

@customElement("rapport-progress")
export class RapportProgress extends RapportElement {
  @state() private doing: Doing | null = null;
  #clock: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => void this.#ask(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  async #ask(): Promise<void> {
    // A missed beat is no failure: the answer itself says when something is wrong.
    this.doing = (
      await requestJson<{ doing: Doing | null }>("/api/progress").catch(() => ({ doing: null }))
    ).doing;
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.doing) return nothing;
    const { title, done, of } = this.doing;
    return html`<p class="quiet" role="status" data-testid="progress">
      ${t("changes.step", { title: say(title), done: done + 1, of })}
      <progress max=${of} value=${done} aria-label=${say(title)}></progress>
    </p>`;
  }
}
