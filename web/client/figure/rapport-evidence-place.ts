// The evidence in the margin; on a phone in a sheet that rises from the foot when a number is chosen.
import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Meta } from "../meta.js";
import type { Fact } from "../overview/fact.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import "./rapport-evidence.js";

const phone = matchMedia("screen and (max-width: 700px)");

@customElement("rapport-evidence-place")
export class RapportEvidencePlace extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @property({ attribute: false }) fact: Fact | null = null;
  @property() about = "";
  @state() private narrow = phone.matches;

  readonly #turned = (): void => {
    this.narrow = phone.matches;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    phone.addEventListener("change", this.#turned);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    phone.removeEventListener("change", this.#turned);
  }

  /** After a reader chose a number: the margin is in view on a desk, the sheet rises on a phone. */
  show(): void {
    if (this.narrow) this.querySelector("dialog")?.showModal();
    else if (this.getBoundingClientRect().bottom < 80 || this.getBoundingClientRect().top > innerHeight - 80)
      this.scrollIntoView({ block: "nearest", behavior: calm() });
  }

  override render(): TemplateResult {
    const evidence = html`<rapport-evidence
      .meta=${this.meta}
      .fact=${this.fact}
      .about=${this.about}
    ></rapport-evidence>`;
    if (!this.narrow) return evidence;
    return html`<dialog
      class="sheet"
      aria-label=${t("evidence.title")}
      data-testid="evidence-sheet"
      @click=${this.#outside}
    >
      ${evidence}
      <p class="acts">
        <button class="out" @click=${() => this.querySelector("dialog")?.close()}>
          ${t("evidence.close")}
        </button>
      </p>
    </dialog>`;
  }

  #outside(event: Event): void {
    if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
  }
}

const calm = (): ScrollBehavior =>
  matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

declare global {
  interface HTMLElementTagNameMap {
    "rapport-evidence-place": RapportEvidencePlace;
  }
}
