// What a report can be made of: metrics, time, groups; searched, dragged, or added with a key. Locked ones say why.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { glyph, type Field, type FieldCatalogue } from "../../report/field-catalogue.js";
import { bestShelf, shelfOf } from "../../report/report-action.js";
import type { ReportSpec } from "../../report/report-spec.js";
import type { MessageKey } from "../messages/index.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { dragField } from "./drag.js";
import { reportEvent } from "./report-event.js";
import { shelfName } from "./step-label.js";

const mostShown = 10;

@customElement("rapport-field-list")
export class RapportFieldList extends RapportElement {
  @property({ attribute: false }) catalogue!: FieldCatalogue;
  @property({ attribute: false }) report!: ReportSpec;
  @state() private search = "";
  @state() private all = false;

  override render(): TemplateResult {
    const { metrics, dimensions } = this.catalogue;
    const groups: [MessageKey, Field[]][] = [
      ["builder.metrics", metrics],
      ["builder.time", dimensions.filter(({ kind }) => kind === "time")],
      ["builder.groups", dimensions.filter(({ kind }) => kind === "group")],
    ];
    const found = groups.map(
      ([title, fields]) => [title, fields.filter((field) => matches(field, this.search))] as const,
    );
    return html`<section class="fields" aria-label=${t("builder.fields")}>
      <label class="vh" for="find-field">${t("builder.find_field")}</label>
      <input
        id="find-field"
        type="search"
        data-testid="find-field"
        placeholder=${t("builder.find_field")}
        .value=${this.search}
        @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
        @keydown=${this.#keys}
      />
      ${found.map(([title, fields]) =>
        fields.length === 0
          ? nothing
          : html`<h2>${t(title)}</h2>
              <ul>
                ${this.#shown(fields).map((field) => html`<li>${this.#row(field)}</li>`)}
              </ul>
              ${
                this.#shown(fields).length < fields.length
                  ? html`<button
                      type="button"
                      class="link more"
                      data-testid="more-fields"
                      @click=${() => (this.all = true)}
                    >
                      ${t("builder.more_fields", { count: fields.length - this.#shown(fields).length })}
                    </button>`
                  : nothing
              }`,
      )}
      ${
        found.every(([, fields]) => fields.length === 0)
          ? html`<p class="none" role="status">${t("builder.no_field", { text: this.search })}</p>`
          : nothing
      }
    </section>`;
  }

  /** Of a long list the first few and those in use, until all are asked for. */
  #shown(fields: Field[]): Field[] {
    if (this.all || this.search !== "" || fields.length <= mostShown + 2) return fields;
    return fields.filter((field, index) => index < mostShown || shelfOf(this.report, field.id) !== null);
  }

  #row(field: Field): TemplateResult {
    const name = say(field.label);
    const on = shelfOf(this.report, field.id);
    const target = bestShelf(this.report, field);
    const says = field.locked
      ? `${name}. ${say(field.locked)}`
      : on
        ? t("builder.used", { field: name })
        : t("builder.add_field", { field: name, shelf: shelfName(target) });
    const hint = field.locked ? say(field.locked) : field.description ? say(field.description) : "";
    return html`<button
      type="button"
      class=${on ? "on" : ""}
      aria-disabled=${field.locked ? "true" : "false"}
      aria-description=${says}
      title=${hint}
      data-testid="field-${field.id}"
      ${dragField({ field: field.id, off: Boolean(field.locked) })}
      @click=${() => this.#turn(field)}
    >
      <span class="ty" aria-hidden="true">${glyph(field)}</span><span>${name}</span>
      <span class="add" aria-hidden="true"
        >${field.locked ? t("builder.locked") : on ? "✓" : t("builder.add")}</span
      >
      ${field.locked ? html`<small>${say(field.locked)}</small>` : nothing}
    </button>`;
  }

  #turn(field: Field): void {
    if (field.locked) return;
    const on = shelfOf(this.report, field.id);
    const shelf = bestShelf(this.report, field);
    if (on) this.dispatchEvent(reportEvent({ do: "remove", field: field.id, shelf: on }));
    else if (shelf !== "only") this.dispatchEvent(reportEvent({ do: "place", field: field.id, shelf }));
  }

  /** From the search box, Enter adds the only field found; arrow down goes to the list. */
  readonly #keys = (event: KeyboardEvent): void => {
    const rows = [...this.querySelectorAll<HTMLButtonElement>("li button")];
    if (event.key === "ArrowDown") {
      event.preventDefault();
      rows[0]?.focus();
    } else if (event.key === "Enter" && this.search !== "" && rows[0]) {
      rows[0].click();
    } else if (event.key === "Escape" && this.search !== "") {
      event.preventDefault();
      this.search = "";
    }
  };
}

/** Found by either language's name, or by the id that definitions and questions use. */
export const matches = (field: Field, text: string): boolean => {
  const wanted = text.trim().toLowerCase();
  return (
    wanted === "" ||
    [field.label.en, field.label.zh, field.id].some((name) => name.toLowerCase().includes(wanted))
  );
};
