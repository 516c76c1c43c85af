// Base of the workbench's elements: drawn in the page's own tree (one stylesheet, one tab order), redrawn when the reader chooses anew.
import { LitElement } from "lit";
import { session } from "./session.js";

export class RapportElement extends LitElement {
  readonly #redraw = (): void => {
    this.requestUpdate();
    this.sessionChanged();
  };

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    session.addEventListener("change", this.#redraw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    session.removeEventListener("change", this.#redraw);
  }

  /** For elements that must ask again when language or reader changes. */
  protected sessionChanged(): void {}
}
