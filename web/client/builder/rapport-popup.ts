// A button and what it opens: Escape and outside clicks close, the focus returns to the button. On a phone, a sheet.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { RapportElement } from "../rapport-element.js";

/**
 * `<rapport-popup .face=${html`Undo`} look="flat" .content=${(close) => html`…`}>`. The content is drawn only while open.
 * Arrow keys walk elements with role menuitem or option; other content keeps its own keys.
 */
@customElement("rapport-popup")
export class RapportPopup extends RapportElement {
  @property({ attribute: false }) face: TemplateResult | string = "";
  @property({ attribute: false }) content: (close: () => void) => TemplateResult = () => html``;
  @property() look = "flat";
  /** Said after the button's own words, and the name of what it opens. */
  @property() says = "";
  @property() test = "";
  @property() kind: "menu" | "dialog" = "menu";
  @state() open = false;

  readonly #outside = (event: Event): void => {
    if (this.open && !event.composedPath().includes(this)) this.#shut();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.#outside);
    this.addEventListener("keydown", this.#key);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#outside);
    this.removeEventListener("keydown", this.#key);
  }

  readonly close = (): void => {
    if (!this.open) return;
    this.#shut();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("button")?.focus());
  };

  readonly toggle = async (): Promise<void> => {
    if (this.open) return this.#shut();
    this.open = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>(
      ".popup [autofocus], .popup [role=menuitem], .popup [role=option], .popup input, .popup button",
    )?.focus();
    this.#intoView();
  };

  #shut(): void {
    this.open = false;
    this.dispatchEvent(new CustomEvent("closed"));
  }

  /** Opens to the left where the right edge is near. */
  #intoView(): void {
    const popup = this.querySelector<HTMLElement>(".popup");
    popup?.classList.toggle("leftward", popup.getBoundingClientRect().right > innerWidth - 8);
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (!this.open) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const items = [...this.querySelectorAll<HTMLElement>(".popup :is([role=menuitem],[role=option])")];
    if (items.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1;
    items.at(next % items.length)?.focus();
  };

  override render(): TemplateResult {
    return html`<button
        class=${this.look}
        type="button"
        aria-haspopup=${this.kind}
        aria-expanded=${this.open}
        aria-description=${this.says || nothing}
        data-testid=${this.test || nothing}
        @click=${this.toggle}
      >
        ${this.face}
      </button>
      ${this.open ? html`<div class="popup" role=${this.kind === "dialog" ? "dialog" : nothing} aria-label=${this.says || nothing}>${this.content(this.close)}</div>` : nothing}`;
  }
}
