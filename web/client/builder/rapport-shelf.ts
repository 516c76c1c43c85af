// One shelf: its pills in order, what may still be added, and where a dragged field lands. Keys do all that dragging does.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { findField, glyph, type FieldCatalogue } from "../../report/field-catalogue.js";
import { whyNot } from "../../report/report-action.js";
import { shelves, type ReportSpec, type Shelf } from "../../report/report-spec.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { dragField, dropField } from "./drag.js";
import { filterText } from "./filter-text.js";
import { filterEvent, reportEvent } from "./report-event.js";
import { shelfName } from "./step-label.js";
import type { RapportPopup } from "./rapport-popup.js";
import "./rapport-popup.js";
import "./rapport-add-menu.js";
import "./rapport-filter-editor.js";

@customElement("rapport-shelf")
export class RapportShelf extends RapportElement {
  @property() shelf!: Shelf;
  @property({ attribute: false }) report!: ReportSpec;
  @property({ attribute: false }) catalogue!: FieldCatalogue;
  @property({ attribute: false }) meta!: Meta;
  /** Field whose filter is being set for the first time. */
  @property() pending = "";
  /** Words beside a pill: "3 groups". */
  @property({ attribute: false }) notes: Record<string, string> = {};

  get #fields(): string[] {
    const { report, shelf } = this;
    if (shelf === "up") return report.metrics;
    if (shelf !== "only") return report[shelf];
    return [
      ...new Set([...report.filters.map(({ field }) => field), ...(this.pending ? [this.pending] : [])]),
    ];
  }

  override render(): TemplateResult {
    const name = shelfName(this.shelf);
    return html`<div
      class="shelf"
      role="group"
      aria-label=${name}
      data-testid="shelf-${this.shelf}"
      ${dropField({ accepts: (field) => this.#accepts(field), drop: (field, at) => this.#take(field, at) })}
    >
      <span id="shelf-${this.shelf}">${name}</span>
      <div class="pills">
        ${this.#fields.map((id) => this.#pill(id))}
        <rapport-popup
          look="drop"
          .face=${html`${t("builder.add_to")}<span class="vh"> ${name}</span>`}
          .says=${t("builder.add_to_shelf", { shelf: name })}
          .test=${`add-${this.shelf}`}
          .content=${(close: () => void) =>
            html`<rapport-add-menu
              .catalogue=${this.catalogue}
              .shelf=${this.shelf}
              .taken=${this.#fields}
              @choose=${(event: CustomEvent<string>) => {
                close();
                this.#take(event.detail);
              }}
            ></rapport-add-menu>`}
        ></rapport-popup>
      </div>
    </div>`;
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has("pending") && this.pending)
      void this.updateComplete.then(() =>
        this.querySelector<RapportPopup>(`[data-pill="${this.pending}"] rapport-popup`)?.toggle(),
      );
  }

  #pill(id: string): TemplateResult {
    const field = findField(this.catalogue, id);
    const name = field ? say(field.label) : id;
    const isFilter = this.shelf === "only";
    const note = isFilter ? filterText(this.report, id, this.meta) : this.notes[id];
    return html`<span
      class="pill-slot"
      data-pill=${id}
      ${dragField({ field: id })}
      @keydown=${(event: KeyboardEvent) => this.#key(event, id)}
    >
      <rapport-popup
        .look=${field?.kind === "metric" ? "pill m" : "pill"}
        .kind=${isFilter ? "dialog" : "menu"}
        .test=${`pill-${id}`}
        .says=${t(isFilter ? "builder.edit_filter" : "builder.pill_keys")}
        .face=${html`<span class="ty" aria-hidden="true">${field ? glyph(field) : "?"}</span>${name}${note ? html`<em>${note}</em>` : nothing}`}
        .content=${(close: () => void) => (isFilter ? this.#editor(id, close) : this.#menu(id, close))}
        @closed=${() => {
          if (this.pending === id) this.dispatchEvent(filterEvent(""));
        }}
      ></rapport-popup>
    </span>`;
  }

  #editor(id: string, close: () => void): TemplateResult {
    return html`<rapport-filter-editor
      .field=${findField(this.catalogue, id)}
      .report=${this.report}
      .meta=${this.meta}
      @done=${close}
    ></rapport-filter-editor>`;
  }

  #menu(id: string, close: () => void): TemplateResult {
    const field = findField(this.catalogue, id);
    const at = this.#fields.indexOf(id);
    const item = (label: string, test: string, act: () => void, off = false): TemplateResult =>
      html`<button
        type="button"
        role="menuitem"
        data-testid=${test}
        ?disabled=${off}
        @click=${() => {
          close();
          act();
        }}
      >
        ${label}
      </button>`;
    const others = shelves.filter(
      (shelf) => shelf !== this.shelf && field && whyNot(this.catalogue, field, shelf) === null,
    );
    return html`<div role="menu">
      ${others.map((shelf) => item(t("builder.move_to", { shelf: shelfName(shelf) }), `move-${shelf}`, () => this.#move(id, shelf)))}
      ${
        this.#fields.length > 1
          ? [
              item(t("builder.move_earlier"), "move-earlier", () => this.#place(id, at - 1), at === 0),
              item(
                t("builder.move_later"),
                "move-later",
                () => this.#place(id, at + 1),
                at === this.#fields.length - 1,
              ),
            ]
          : nothing
      }
      ${item(t("builder.remove"), "remove", () => this.#remove(id))}
    </div>`;
  }

  readonly #key = (event: KeyboardEvent, id: string): void => {
    if ((event.target as HTMLElement).closest(".popup")) return;
    const at = this.#fields.indexOf(id);
    if (event.key === "Delete" || event.key === "Backspace") this.#remove(id);
    else if (event.key === "ArrowLeft" && at > 0) this.#place(id, at - 1);
    else if (event.key === "ArrowRight" && at < this.#fields.length - 1) this.#place(id, at + 1);
    else if (event.key === "ArrowUp" || event.key === "ArrowDown")
      this.#step(id, event.key === "ArrowUp" ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** To the nearest shelf above or below that takes the field. */
  #step(id: string, direction: 1 | -1): void {
    const field = findField(this.catalogue, id);
    let at = shelves.indexOf(this.shelf) + direction;
    while (shelves[at]) {
      const shelf = shelves[at]!;
      if (field && shelf !== "only" && whyNot(this.catalogue, field, shelf) === null)
        return this.#move(id, shelf);
      at += direction;
    }
  }

  #accepts(id: string): boolean {
    const field = findField(this.catalogue, id);
    return field !== undefined && whyNot(this.catalogue, field, this.shelf) === null;
  }

  #take(field: string, at?: number): void {
    if (this.shelf === "only") this.dispatchEvent(filterEvent(field));
    else this.#place(field, at);
  }

  #move(field: string, shelf: Shelf): void {
    if (shelf === "only") this.dispatchEvent(filterEvent(field));
    else this.dispatchEvent(reportEvent({ do: "place", field, shelf }));
  }

  #place(field: string, at?: number): void {
    if (this.shelf === "only") return;
    this.dispatchEvent(
      reportEvent({ do: "place", field, shelf: this.shelf, ...(at !== undefined && { at }) }),
    );
  }

  #remove(field: string): void {
    this.dispatchEvent(
      this.shelf === "only"
        ? reportEvent({ do: "filter", field, conditions: [] })
        : reportEvent({ do: "remove", field, shelf: this.shelf }),
    );
  }
}
