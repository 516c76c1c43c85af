// The columns and rows of an answer → a table: numerals right-aligned, intervals in small type, withheld cells said aloud.
//
//   <rapport-data-table .columns=${result.columns} .rows=${rows} caption="…" currency="CNY"></rapport-data-table>
//
// `columns`: ResultColumn[] of an answer; parts such as low and high are read from their columns and shown as small
// type. `rows`: plain objects by column name. Fires `rapport-cell` { detail: { row, column } } when a number is chosen
// (set `evidence` to make numbers choosable).
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ResultColumn } from "../../../engine/result.js";
import type { Cell, Row } from "../../report/report-data.js";
import { postJson } from "../api.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { t } from "../t.js";
import { shownColumns, tableCell, toCsv } from "../../report/table-cells.js";

const mostRows = 500;

@customElement("rapport-data-table")
export class RapportDataTable extends RapportElement {
  @property({ attribute: false }) columns: ResultColumn[] = [];
  @property({ attribute: false }) rows: readonly Row[] = [];
  /** Row of totals, computed at their own grain; shown at the foot. */
  @property({ attribute: false }) total: Row | null = null;
  /** Id of the answer's receipt: copying its rows is noted in the journal. */
  @property() receipt = "";
  @property() caption = "";
  @property() currency = "CNY";
  @property({ type: Boolean }) evidence = false;
  /** Sorted by this column; changed by the reader, told by `rapport-sort`. */
  @property({ attribute: false }) sort?: { by: string; down: boolean };
  @state() private copied: "no" | "yes" | "failed" = "no";

  protected override render() {
    const shown = shownColumns(this.columns);
    if (shown.length === 0) return nothing;
    const rows = this.#sorted();
    const hidden = rows.length > mostRows;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.caption || nothing}>
        <table>
          ${
            this.caption
              ? html`<caption>
                  ${this.caption}
                </caption>`
              : nothing
          }
          <thead>
            <tr>
              ${shown.map((column) => this.#head(column))}
            </tr>
          </thead>
          <tbody>
            ${
              rows.length === 0
                ? html`<tr>
                    <td colspan=${shown.length}>${t("chart.no_rows")}</td>
                  </tr>`
                : rows.slice(0, mostRows).map(
                    (row) =>
                      html`<tr>
                        ${shown.map((column, index) => this.#cell(column, row, index))}
                      </tr>`,
                  )
            }
          </tbody>
          ${
            this.total && rows.length > 1
              ? html`<tfoot>
                  <tr>
                    ${this.#foot(shown, this.total)}
                  </tr>
                </tfoot>`
              : nothing
          }
        </table>
      </div>
      <p class="table-foot">
        <span
          >${hidden ? t("chart.more_rows", { shown: mostRows, count: rows.length }) : t("chart.rows", { count: rows.length })}</span
        >
        <button type="button" class="copy" @click=${this.#copy}>
          ${t(({ no: "chart.copy_csv", yes: "chart.copied", failed: "chart.copy_failed" } as const)[this.copied])}
        </button>
      </p>`;
  }

  #head(column: ResultColumn) {
    const sorted = this.sort?.by === column.name ? (this.sort.down ? "descending" : "ascending") : "none";
    const label = column.label[session.locale];
    return html`<th scope="col" class=${column.role === "metric" ? "r" : ""} aria-sort=${sorted}>
      <button
        type="button"
        title=${t("chart.sort_by", { column: label })}
        @click=${() => this.#sortBy(column)}
      >
        ${label}<i aria-hidden="true">${sorted === "none" ? "" : sorted === "descending" ? "↓" : "↑"}</i>
      </button>
    </th>`;
  }

  #cell(column: ResultColumn, row: Row, index: number) {
    const cell = tableCell(this.columns, column, row, session.locale, this.currency);
    if (column.role !== "metric")
      return index === 0
        ? html`<th scope="row">${cell.text}${cell.small ? html` <small>${cell.small}</small>` : nothing}</th>`
        : html`<td>${cell.text}</td>`;
    if (cell.refused) return html`<td class="r refused"><span>${cell.refused}</span></td>`;
    const small = cell.small ? html`<small>${cell.small}</small>` : nothing;
    if (!this.evidence) return html`<td class="r">${cell.text}${small}</td>`;
    const choose = () =>
      this.dispatchEvent(
        new CustomEvent("rapport-cell", { detail: { row, column }, bubbles: true, composed: true }),
      );
    return html`<td class="r">
      <button
        type="button"
        class="number"
        aria-label="${cell.text}. ${t("chart.open_evidence", { what: column.label[session.locale] })}"
        @click=${choose}
      >
        ${cell.text}</button
      >${small}
    </td>`;
  }

  #foot(shown: ResultColumn[], total: Row) {
    const groups = shown.filter(({ role }) => role !== "metric").length;
    return html`<th scope="row" colspan=${Math.max(1, groups)}>${t("chart.total")}</th>
      ${shown.filter(({ role }) => role === "metric").map((column) => this.#cell(column, total, 1))}`;
  }

  #sortBy({ name, role }: ResultColumn) {
    const down = this.sort?.by === name ? !this.sort.down : role === "metric";
    this.sort = { by: name, down };
    this.dispatchEvent(new CustomEvent("rapport-sort", { detail: this.sort, bubbles: true }));
  }

  #sorted(): readonly Row[] {
    const sort = this.sort;
    if (!sort) return this.rows;
    const order = new Intl.Collator(session.locale === "zh" ? "zh-CN" : "en", { numeric: true });
    const compare = (a: Cell, b: Cell): number =>
      typeof a === "number" && typeof b === "number" ? a - b : order.compare(String(a), String(b));
    return [...this.rows].sort((left, right) => {
      const [a, b] = [left[sort.by] ?? null, right[sort.by] ?? null];
      if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1; // withheld cells last, either way
      return sort.down ? -compare(a, b) : compare(a, b);
    });
  }

  /** What cannot be noted does not leave the page. */
  #copy = async () => {
    const { receipt, rows } = this;
    try {
      if (receipt !== "") await postJson("/api/exports", { receipt, format: "csv", rows: rows.length });
      await navigator.clipboard.writeText(toCsv(this.columns, rows));
      this.copied = "yes";
    } catch {
      this.copied = "failed";
    }
    setTimeout(() => (this.copied = "no"), this.copied === "yes" ? 2000 : 6000);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "rapport-data-table": RapportDataTable;
  }
}
