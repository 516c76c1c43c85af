// Undo, redo, and the list of all steps: any of them can be returned to.
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { FieldCatalogue } from "../../report/field-catalogue.js";
import { canRedo, canUndo, type History } from "../../report/history.js";
import type { ReportSpec } from "../../report/report-spec.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { stepText, type StepLabel } from "./step-label.js";
import "./rapport-popup.js";

const onMac = /Mac|iP(hone|ad)/.test(navigator.platform);

@customElement("rapport-history-bar")
export class RapportHistoryBar extends RapportElement {
  @property({ attribute: false }) history!: History<ReportSpec, StepLabel>;
  @property({ attribute: false }) catalogue!: FieldCatalogue;

  override render(): TemplateResult {
    const { history } = this;
    return html`<button
        class="flat"
        type="button"
        data-testid="undo"
        aria-keyshortcuts="Control+Z Meta+Z"
        ?disabled=${!canUndo(history)}
        @click=${() => this.#go(history.at - 1)}
      >
        ${t("builder.undo")}<kbd aria-hidden="true">${onMac ? "⌘Z" : "Ctrl Z"}</kbd>
      </button>
      <button
        class="flat"
        type="button"
        data-testid="redo"
        aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
        ?disabled=${!canRedo(history)}
        @click=${() => this.#go(history.at + 1)}
      >
        ${t("builder.redo")}
      </button>
      <rapport-popup
        look="flat"
        kind="dialog"
        .test=${"history"}
        .says=${t("builder.history")}
        .face=${t("builder.steps", { count: history.at })}
        .content=${() => this.#list()}
      ></rapport-popup>`;
  }

  #list(): TemplateResult {
    const { steps, at } = this.history;
    return html`<p class="popup-title">${t("builder.history")}</p>
      <ol class="choices steps" data-testid="history-list">
        ${steps.map(
          ({ label }, index) =>
            html`<li>
              <button
                type="button"
                class=${index > at ? "undone" : ""}
                aria-current=${index === at ? "step" : "false"}
                @click=${() => this.#go(index)}
              >
                ${stepText(label, this.catalogue)}
              </button>
            </li>`,
        )}
      </ol>`;
  }

  #go(at: number): void {
    this.dispatchEvent(new CustomEvent("go-to", { detail: at }));
  }
}
