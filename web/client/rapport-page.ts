// Base of a page: redrawn when the address changes; asks when data, reader, or the part of the address that it asks by are others.
import { html, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import "./figure/rapport-state.js";
import type { Load } from "./load.js";
import type { Meta } from "./meta.js";
import { RapportElement } from "./rapport-element.js";
import { router } from "./router.js";

export abstract class RapportPage<Known extends Meta = Meta> extends RapportElement {
  @property({ attribute: false }) meta!: Known;
  /** What was last asked about: data, reader, subject. Another text is another answer. */
  protected asked = "";

  readonly #moved = (): void => {
    this.addressChanged();
    this.#askAnew();
    this.requestUpdate();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener("change", this.#moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.removeEventListener("change", this.#moved);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("meta")) this.#askAnew();
  }

  #askAnew(): void {
    const { subject } = this;
    if (subject === null) return;
    const asked = `${this.meta.snapshot} ${this.meta.reader.id} ${subject}`;
    if (asked === this.asked) return;
    this.asked = asked;
    this.ask();
  }

  /** What is asked about beside data and reader, from the address; null: nothing can be asked. */
  protected get subject(): string | null {
    return "";
  }

  /** Sends the page's question. */
  protected abstract ask(): void;

  /** Before the page is drawn for its new address. */
  protected addressChanged(): void {}

  /** What stands in place of an answer that is still to come, failed or was stopped. */
  protected waiting(load: Load<unknown>, doing: string, stop = (): void => load.stop()): TemplateResult {
    return html`<rapport-state
      .load=${load.state}
      .doing=${doing}
      @retry=${() => load.retry()}
      @cancel=${stop}
    ></rapport-state>`;
  }
}
