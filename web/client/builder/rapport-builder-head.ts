// Head of the builder: where one is, the report's title to be edited, its months and comparison, and what went wrong.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ReportSpec } from "../../report/report-spec.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { t } from "../t.js";
import type { Notice } from "./builder-state.js";
import { reportEvent } from "./report-event.js";
import type { SavedReport } from "./saved-reports.js";
import "./rapport-window-controls.js";

@customElement("rapport-builder-head")
export class RapportBuilderHead extends RapportElement {
  @property({ attribute: false }) report!: ReportSpec;
  @property({ attribute: false }) meta!: Meta;
  @property({ attribute: false }) saved: SavedReport | null = null;
  @property({ type: Boolean }) changed = false;
  /** Title that describes the report, while a person has not set one. */
  @property() name = "";
  @property({ attribute: false }) notice: Notice | null = null;
  @state() private editing = false;

  override render(): TemplateResult {
    const title = this.report.title || this.name;
    const separator = session.locale === "zh" ? "／" : " / ";
    return html`<header class="head">
      <p class="crumb">
        <a class="crumb-link" href="/reports">${t("builder.reports")}</a
        >${separator}${this.saved ? `${this.saved.name}${separator}` : ""}<span data-testid="save-state"
          >${this.#saveState()}</span
        >
      </p>
      ${this.editing ? this.#editor(title) : this.#title(title)}
      ${this.meta.history ? html`<div class="asof"><rapport-window-controls .report=${this.report} .meta=${this.meta}></rapport-window-controls></div>` : nothing}
      ${this.notice ? this.#notice(this.notice) : nothing}
    </header>`;
  }

  #title(title: string): TemplateResult {
    return html`<h1>
      ${title}
      ${
        this.report.metrics.length > 0
          ? html`<button
              class="edit"
              type="button"
              data-testid="edit-title"
              aria-label=${t("builder.edit_title")}
              title=${t("builder.edit_title")}
              @click=${this.#edit}
            >
              <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M4 20h4L19 9l-4-4L4 16zM13 7l4 4" />
              </svg>
            </button>`
          : nothing
      }
    </h1>`;
  }

  #editor(title: string): TemplateResult {
    return html`<input
      class="title-input"
      data-testid="title-input"
      aria-label=${t("builder.title")}
      maxlength="200"
      .value=${title}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === "Enter") (event.target as HTMLElement).blur();
        else if (event.key === "Escape") {
          (event.target as HTMLInputElement).value = title;
          (event.target as HTMLElement).blur();
        }
      }}
      @blur=${(event: Event) => this.#set((event.target as HTMLInputElement).value)}
    />`;
  }

  readonly #edit = async (): Promise<void> => {
    this.editing = true;
    await this.updateComplete;
    this.querySelector<HTMLInputElement>(".title-input")?.select();
  };

  #set(text: string): void {
    this.editing = false;
    const title = text.trim();
    // the generated title, left as it was, stays generated
    this.dispatchEvent(reportEvent({ do: "title", title: title === this.name ? "" : title }));
  }

  #saveState(): string {
    if (!this.saved) return t("builder.draft");
    const at = new Date(this.saved.savedAt);
    const time = at.toLocaleTimeString(session.locale === "zh" ? "zh-CN" : "en-GB", {
      hour: "2-digit",
      minute: "2-digit",
    });
    return t(this.changed ? "builder.changed_since" : "builder.saved_at", { time });
  }

  #notice(notice: Notice): TemplateResult {
    const text =
      notice.is === "bad_link"
        ? t("builder.bad_link")
        : notice.is === "failed"
          ? notice.text
          : t("builder.unknown_fields", { fields: notice.fields.join(", ") });
    return html`<div class="state err" role="alert" data-testid="notice">
      <p>
        ${text}
        <button class="link" type="button" @click=${() => this.dispatchEvent(new CustomEvent("dismiss"))}>
          ${t("builder.dismiss")}
        </button>
      </p>
    </div>`;
  }
}
