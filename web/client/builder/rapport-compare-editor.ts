// What a report is compared with, several at once: the past, the past aligned to Spring Festival, other months, another group.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { movingComparisons } from "../../../engine/metrics/metric-query.js";
import { groupEntry, isMoving, spanEntry } from "../../report/comparison-entry.js";
import { monthText, periodMonth } from "../../report/period-label.js";
import type { ReportSpec } from "../../report/report-spec.js";
import { requestJson } from "../api.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { monthText as monthName } from "../words.js";
import { comparisonName } from "./comparison-name.js";
import { reportEvent } from "./report-event.js";

const most = 8;

@customElement("rapport-compare-editor")
export class RapportCompareEditor extends RapportElement {
  @property({ attribute: false }) report!: ReportSpec;
  @property({ attribute: false }) meta!: Meta;
  @state() private from = "";
  @state() private to = "";
  @state() private field = "";
  @state() private value = "";
  private readonly values = new Load<(string | number)[]>(this);

  override render(): TemplateResult {
    const { compare } = this.report;
    const own = compare.filter((one) => !isMoving(one));
    return html`<fieldset class="range" data-testid="compare-editor">
      <legend class="popup-title">${t("builder.compare")}</legend>
      ${movingComparisons.map(
        (one) =>
          html`<label class="tick"
            ><input
              type="checkbox"
              data-testid="compare-${one}"
              .checked=${compare.includes(one)}
              @change=${() =>
                this.#set([
                  ...movingComparisons.filter((each) => compare.includes(each) !== (each === one)),
                  ...own,
                ])}
            />${t(`builder.${one}`)}</label
          >`,
      )}
      ${own.map(
        (one) =>
          html`<label class="tick"
            ><input
              type="checkbox"
              checked
              aria-label=${t("builder.compare_remove", { name: comparisonName(one) })}
              @change=${() => this.#set(compare.filter((each) => each !== one))}
            />${comparisonName(one)}</label
          >`,
      )}
      ${compare.length >= most ? html`<p>${t("builder.compare_full")}</p>` : html`${this.#months()}${this.#group()}`}
    </fieldset>`;
  }

  #set(compare: string[]): void {
    this.dispatchEvent(reportEvent({ do: "compare", compare: [...new Set(compare)] }));
  }

  #months(): TemplateResult | typeof nothing {
    const { history } = this.meta;
    if (!history) return nothing;
    const [first, last] = [periodMonth(history.from)!, periodMonth(history.to)!];
    const months = Array.from({ length: last - first + 1 }, (_, index) => monthText(first + index));
    const from = this.from || months[0]!;
    const to = this.to && this.to >= from ? this.to : from;
    const pick = (name: string, chosen: string, choose: (month: string) => void): TemplateResult =>
      html`<label
        >${t(name === "from" ? "builder.from" : "builder.to")}<select
          data-testid=${`compare-${name}`}
          @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
        >
          ${months.map((month) => html`<option value=${month} ?selected=${month === chosen}>${monthName(month)}</option>`)}
        </select></label
      >`;
    return html`<p class="popup-title">${t("builder.compare_months")}</p>
      ${pick("from", from, (month) => (this.from = month))} ${pick("to", to, (month) => (this.to = month))}
      <p class="acts">
        <button
          type="button"
          class="out"
          data-testid="compare-add-months"
          @click=${() => this.#set([...this.report.compare, spanEntry(from, to)])}
        >
          ${t("builder.compare_add")}
        </button>
      </p>`;
  }

  #group(): TemplateResult {
    const fields = this.meta.dimensions.filter(({ kind }) => kind === "group");
    const choose = (id: string): void => {
      this.field = id;
      this.value = "";
      void this.values.run(async (signal) => {
        const { values } = await requestJson<{ values: (string | number | null)[] }>(
          `/api/dimensions/${encodeURIComponent(id)}`,
          { signal },
        );
        return values.filter((value): value is string | number => value !== null);
      });
    };
    const labels = fields.find(({ id }) => id === this.field)?.values;
    const values = this.values.value ?? [];
    const name = (value: string | number): string => {
      const label = labels?.find((one) => one.value === String(value))?.label;
      return label ? say(label) : String(value);
    };
    return html`<p class="popup-title">${t("builder.compare_group")}</p>
      <label
        >${t("builder.compare_field")}<select
          data-testid="compare-field"
          @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
        >
          <option value="" ?selected=${this.field === ""}></option>
          ${fields.map(({ id, label }) => html`<option value=${id} ?selected=${id === this.field}>${say(label)}</option>`)}
        </select></label
      >
      ${
        this.field
          ? html`<label
              >${t("builder.compare_value")}<select
                data-testid="compare-value"
                @change=${(event: Event) => (this.value = (event.target as HTMLSelectElement).value)}
              >
                <option value=""></option>
                ${values.map((value, i) => html`<option value=${String(i)} ?selected=${String(i) === this.value}>${name(value)}</option>`)}
              </select></label
            >`
          : nothing
      }
      <p class="acts">
        <button
          type="button"
          class="out"
          data-testid="compare-add-group"
          ?disabled=${this.value === ""}
          @click=${() => {
            const value = values[Number(this.value)];
            if (value !== undefined) this.#set([...this.report.compare, groupEntry(this.field, value)]);
          }}
        >
          ${t("builder.compare_add")}
        </button>
      </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "rapport-compare-editor": RapportCompareEditor;
  }
}
