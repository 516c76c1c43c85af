// Which values of a dimension count: read from the engine, searched, ticked, or left out.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Filter } from "../../../engine/metrics/metric-query.js";
import type { DimensionField } from "../../report/field-catalogue.js";
import type { ReportSpec } from "../../report/report-spec.js";
import { ask, type Cell } from "../api.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { valueText } from "./filter-text.js";
import { reportEvent } from "./report-event.js";
import "../figure/rapport-state.js";

interface Value {
  value: Cell;
  people: number | null;
}

const mostShown = 200;
/** Metric asked for to learn which values occur, and how many people have them. */
const countedBy = "headcount";

@customElement("rapport-filter-editor")
export class RapportFilterEditor extends RapportElement {
  @property({ attribute: false }) field!: DimensionField;
  @property({ attribute: false }) report!: ReportSpec;
  @property({ attribute: false }) meta!: Meta;
  @state() private search = "";
  @state() private ticked = new Set<Cell>();
  @state() private exclude = false;
  private readonly values = new Load<Value[]>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    const own = this.report.filters.filter(({ field }) => field === this.field.id);
    this.exclude = own.some(({ op }) => op === "!=");
    this.ticked = new Set(
      own.filter(({ op }) => op !== "between").flatMap(({ value }) => value as Cell | Cell[]),
    );
    void this.values.run((signal) => this.#read(signal));
  }

  async #read(signal: AbortSignal): Promise<Value[]> {
    const { from, to } = this.report;
    const answer = await ask(
      { metrics: [countedBy], by: [this.field.id], ...(from && { from }), ...(to && { to }) },
      signal,
    );
    const values = answer.rows.map((row): Value => {
      const people = row[countedBy];
      return { value: row[this.field.id] ?? null, people: typeof people === "number" ? people : null };
    });
    // a value chosen before, of which nobody is left, can still be taken away
    const known = new Set(values.map(({ value }) => value));
    return [
      ...values,
      ...[...this.ticked].filter((value) => !known.has(value)).map((value) => ({ value, people: 0 })),
    ];
  }

  override render(): TemplateResult {
    const title = t("builder.filter_title", { field: say(this.field.label) });
    const values = this.values.value;
    return html`<form class="filter" data-testid="filter-editor" aria-label=${title} @submit=${this.#apply}>
      <p class="popup-title">${title}</p>
      ${
        values
          ? this.#choices(values)
          : html`<rapport-state
              .load=${this.values.state}
              .doing=${t("builder.filter_loading")}
              @retry=${() => this.values.retry()}
              @cancel=${() => this.values.stop()}
            ></rapport-state>`
      }
      <p class="acts">
        <button class="go" type="submit" data-testid="filter-apply">${t("builder.apply")}</button>
        <button class="out" type="button" @click=${this.#done}>${t("builder.cancel")}</button>
        ${
          this.report.filters.some(({ field }) => field === this.field.id)
            ? html`<button
                class="link"
                type="button"
                data-testid="filter-clear"
                @click=${() => this.#set([])}
              >
                ${t("builder.clear")}
              </button>`
            : nothing
        }
      </p>
    </form>`;
  }

  #choices(values: Value[]): TemplateResult {
    const text = this.search.trim().toLowerCase();
    const found = values.filter(({ value }) =>
      valueText(this.meta, this.field.id, value).toLowerCase().includes(text),
    );
    return html`<fieldset class="mode">
        <legend class="vh">${t("builder.filter_mode")}</legend>
        ${[false, true].map(
          (exclude) =>
            html`<label
              ><input
                type="radio"
                name="mode"
                ?checked=${this.exclude === exclude}
                data-testid=${exclude ? "filter-exclude" : "filter-include"}
                @change=${() => (this.exclude = exclude)}
              />${t(exclude ? "builder.filter_exclude" : "builder.filter_include")}</label
            >`,
        )}
      </fieldset>
      ${
        values.length > 8
          ? html`<input
              type="search"
              autofocus
              aria-label=${t("builder.filter_find")}
              placeholder=${t("builder.filter_find")}
              @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
            />`
          : nothing
      }
      <div class="choices values">
        ${found
          .slice(0, mostShown)
          .map(
            ({ value, people }) =>
              html`<label
                ><input
                  type="checkbox"
                  .checked=${this.ticked.has(value)}
                  data-testid="value-${String(value)}"
                  @change=${() => this.#tick(value)}
                /><span>${valueText(this.meta, this.field.id, value)}</span
                ><small
                  >${people === null ? "" : t("builder.filter_people", { count: Math.round(people) })}</small
                ></label
              >`,
          )}
        ${found.length === 0 ? html`<p class="none">${t("builder.filter_empty", { text: this.search })}</p>` : nothing}
      </div>
      ${found.length > mostShown ? html`<p class="none">${t("builder.filter_first", { shown: mostShown, count: found.length })}</p>` : nothing}`;
  }

  #tick(value: Cell): void {
    const ticked = new Set(this.ticked);
    if (!ticked.delete(value)) ticked.add(value);
    this.ticked = ticked;
  }

  readonly #apply = (event: Event): void => {
    event.preventDefault();
    const values = [...this.ticked];
    const field = this.field.id;
    this.#set(
      values.length === 0
        ? []
        : this.exclude
          ? values.map((value): Filter => ({ field, op: "!=", value }))
          : [
              values.length === 1
                ? { field, op: "=", value: values[0]! }
                : { field, op: "in", value: values },
            ],
    );
  };

  #set(conditions: Filter[]): void {
    this.dispatchEvent(reportEvent({ do: "filter", field: this.field.id, conditions }));
    this.#done();
  }

  readonly #done = (): void => {
    this.dispatchEvent(new CustomEvent("done"));
  };
}
