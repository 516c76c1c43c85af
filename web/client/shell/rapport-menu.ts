// A button that opens a short list of which one is chosen; arrows walk, Escape and outside clicks close.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { RapportElement } from "../rapport-element.js";

export interface MenuItem {
  id: string;
  label: string;
  note?: string;
}

@customElement("rapport-menu")
export class RapportMenu extends RapportElement {
  @property() name!: string;
  @property() label!: string;
  @property() intro?: string;
  @property({ attribute: false }) items: MenuItem[] = [];
  @property() chosen!: string;
  @state() private open: boolean = false;

  readonly #outside = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.open = false;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.#outside);
    this.addEventListener("keydown", this.#key);
    this.addEventListener("focusout", this.#left);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#outside);
  }

  readonly #left = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.open = false;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const options = [...this.querySelectorAll<HTMLElement>("[role=menuitemradio]")];
    if (event.key === "Escape" && this.open) {
      this.open = false;
      this.querySelector<HTMLElement>("button")?.focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !this.open) {
      event.preventDefault();
      void this.#show();
    } else if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
      event.preventDefault();
      const at = options.indexOf(document.activeElement as HTMLElement);
      const next =
        event.key === "Home" ? 0 : event.key === "End" ? -1 : at + (event.key === "ArrowDown" ? 1 : -1);
      options.at(next % options.length)?.focus();
    }
  };

  async #show(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    (
      this.querySelector<HTMLElement>("[aria-checked=true]") ??
      this.querySelector<HTMLElement>("[role=menuitemradio]")
    )?.focus();
  }

  #choose(id: string): void {
    this.open = false;
    this.querySelector<HTMLElement>("button")?.focus();
    this.dispatchEvent(new CustomEvent("choose", { detail: id }));
  }

  override render(): TemplateResult {
    return html`<button
        class="flat"
        data-testid=${`menu-${this.name}`}
        aria-haspopup="menu"
        aria-expanded=${this.open}
        @click=${() => (this.open ? (this.open = false) : void this.#show())}
      >
        ${this.label}
      </button>
      ${
        this.open
          ? html`<div class="menu">
              ${this.intro ? html`<p id=${`menu-${this.name}-intro`}>${this.intro}</p>` : ""}
              <div role="menu" aria-label=${this.intro ?? this.label}>
                ${this.items.map(
                  (item) =>
                    html`<button
                      role="menuitemradio"
                      tabindex="-1"
                      aria-checked=${item.id === (this.chosen ?? "")}
                      data-testid=${`choose-${this.name}-${item.id || "own"}`}
                      @click=${() => this.#choose(item.id)}
                    >
                      <span>${item.label}</span>${item.note ? html`<small>${item.note}</small>` : nothing}
                    </button>`,
                )}
              </div>
            </div>`
          : nothing
      }`;
  }
}
