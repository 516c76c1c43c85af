// "Add to…": the fields that a shelf takes, searched; those it cannot take stay, grey, with the reason.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { glyph, type Field, type FieldCatalogue } from "../../report/field-catalogue.js";
import { whyNot } from "../../report/report-action.js";
import type { Shelf } from "../../report/report-spec.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { matches } from "./rapport-field-list.js";
import { shelfName } from "./step-label.js";

@customElement("rapport-add-menu")
export class RapportAddMenu extends RapportElement {
  @property({ attribute: false }) catalogue!: FieldCatalogue;
  @property() shelf!: Shelf;
  @property({ attribute: false }) taken: string[] = [];
  @state() private search = "";

  override render(): TemplateResult {
    const all: Field[] = this.shelf === "up" ? this.catalogue.metrics : this.catalogue.dimensions;
    const fields = all.filter(
      (field) =>
        !this.taken.includes(field.id) &&
        matches(field, this.search) &&
        !(this.shelf === "only" && field.kind === "time"),
    );
    return html`<p class="popup-title">${t("builder.add_to_shelf", { shelf: shelfName(this.shelf) })}</p>
      ${
        all.length > 7
          ? html`<input
              type="search"
              autofocus
              aria-label=${t("builder.find_field")}
              placeholder=${t("builder.find_field")}
              @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
              @keydown=${(event: KeyboardEvent) => {
                if (event.key === "Enter")
                  this.querySelector<HTMLElement>("[role=menuitem]:not([aria-disabled=true])")?.click();
              }}
            />`
          : nothing
      }
      <div
        role="menu"
        class="choices"
        aria-label=${t("builder.add_to_shelf", { shelf: shelfName(this.shelf) })}
      >
        ${fields.map((field) => this.#item(field))}
      </div>
      ${fields.length === 0 ? html`<p class="none">${t("builder.no_field", { text: this.search })}</p>` : nothing}`;
  }

  #item(field: Field): TemplateResult {
    const reason = whyNot(this.catalogue, field, this.shelf);
    return html`<button
      type="button"
      role="menuitem"
      tabindex="-1"
      aria-disabled=${reason ? "true" : "false"}
      data-testid="add-${this.shelf}-${field.id}"
      @click=${() => {
        if (!reason) this.dispatchEvent(new CustomEvent("choose", { detail: field.id }));
      }}
    >
      <span class="ty" aria-hidden="true">${glyph(field)}</span>
      <span>${say(field.label)}${reason ? html`<small>${say(reason)}</small>` : nothing}</span>
    </button>`;
  }
}
