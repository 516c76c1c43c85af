// Saving the report under a name, opening one that was saved, deleting one: with the words that say what happened.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { dayText } from "../words.js";
import {
  deleteReport,
  listReports,
  type ReportList,
  type SavedReport,
  type SavedReportLine,
} from "./saved-reports.js";
import "./rapport-popup.js";
import "../figure/rapport-state.js";

/** Emits "new-report", "open-report" (id), "save-report" (name), "copy-link". */
@customElement("rapport-saved-menu")
export class RapportSavedMenu extends RapportElement {
  @property({ attribute: false }) saved: SavedReport | null = null;
  @property() suggested = "";
  @property({ type: Boolean }) changed = false;
  @property({ type: Boolean }) empty = false;
  @state() private deleting = "";
  @state() private copied = false;
  private readonly list = new Load<ReportList>(this);

  override render(): TemplateResult {
    return html`<button
        class="flat"
        type="button"
        data-testid="new-report"
        @click=${() => this.#emit("new-report")}
      >
        ${t("builder.new")}
      </button>
      <rapport-popup
        look="flat"
        kind="dialog"
        .test=${"open-report"}
        .face=${t("builder.open")}
        .content=${(close: () => void) => this.#open(close)}
        @click=${this.#ask}
      ></rapport-popup>
      <button class="flat" type="button" data-testid="copy-link" ?disabled=${this.empty} @click=${this.#copy}>
        ${t(this.copied ? "builder.link_copied" : "builder.copy_link")}
      </button>
      ${
        this.saved && !this.empty
          ? html`<button
              class="go"
              type="button"
              data-testid="save"
              ?disabled=${!this.changed}
              @click=${() => this.#emit("save-report", this.saved!.name)}
            >
              ${t("builder.save")}
            </button>`
          : html`<rapport-popup
              look="go"
              kind="dialog"
              .test=${"save"}
              .face=${t("builder.save")}
              .content=${(close: () => void) => this.#name(close)}
            ></rapport-popup>`
      }`;
  }

  #name(close: () => void): TemplateResult {
    return html`<form
      class="range"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const name = String(new FormData(event.target as HTMLFormElement).get("name") ?? "").trim();
        if (!name) return;
        close();
        this.#emit("save-report", name);
      }}
    >
      <label
        >${t("builder.save_name")}<input
          name="name"
          required
          maxlength="120"
          autofocus
          data-testid="save-name"
          .value=${this.suggested}
          ?disabled=${this.empty}
      /></label>
      <p class="acts">
        <button class="go" data-testid="save-confirm" ?disabled=${this.empty}>${t("builder.save")}</button>
      </p>
    </form>`;
  }

  readonly #ask = (): void => {
    if (this.list.state.is !== "waiting") void this.list.run(() => listReports());
  };

  #open(close: () => void): TemplateResult {
    const list = this.list.value;
    if (!list)
      return html`<rapport-state .load=${this.list.state} @retry=${() => this.list.retry()}></rapport-state>`;
    return html`<p class="popup-title">${t("builder.reports")}</p>
      ${list.reports.length === 0 ? html`<p class="none">${t("builder.no_reports")}</p>` : nothing}
      <ul class="choices saved">
        ${list.reports.map((line) => this.#line(line, close))}
      </ul>
      ${list.unreadable.length > 0 ? html`<p class="none">${t("builder.unreadable", { files: list.unreadable.join(", ") })}</p>` : nothing}`;
  }

  #line(line: SavedReportLine, close: () => void): TemplateResult {
    const sure = this.deleting === line.id;
    return html`<li>
      <button
        type="button"
        data-testid="open-${line.id}"
        aria-current=${this.saved?.id === line.id ? "true" : nothing}
        @click=${() => {
          close();
          this.#emit("open-report", line.id);
        }}
      >
        <span>${line.name}</span><small>${dayText(line.savedAt)}</small>
      </button>
      <button
        type="button"
        class="link"
        aria-label=${t("builder.delete", { name: line.name })}
        data-testid="delete-${line.id}"
        @click=${() => void this.#delete(line.id, sure)}
      >
        ${sure ? t("builder.delete_sure") : "×"}
      </button>
    </li>`;
  }

  async #delete(id: string, sure: boolean): Promise<void> {
    if (!sure) {
      this.deleting = id;
      return;
    }
    this.deleting = "";
    await this.list.run(async () => {
      await deleteReport(id);
      return listReports();
    });
    if (this.saved?.id === id) this.#emit("forget-report");
  }

  readonly #copy = async (): Promise<void> => {
    this.#emit("copy-link");
    this.copied = true;
    setTimeout(() => (this.copied = false), 2000);
  };

  #emit(name: string, detail?: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
