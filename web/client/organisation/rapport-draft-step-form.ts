// One step on a draft: what is done to which unit. Emits "take" with the step; what is wrong with it the server says.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ComparedUnit } from "../../../engine/history/compare-organisations.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import type { DraftStep } from "./organisation-data.js";

const kinds = ["move", "merge", "rename", "add"] as const;

@customElement("rapport-draft-step-form")
export class RapportDraftStepForm extends RapportElement {
  /** Units of the draft as it is now. */
  @property({ attribute: false }) units: ComparedUnit[] = [];
  @state() private kind: DraftStep["do"] = "move";

  override render(): TemplateResult {
    const { kind } = this;
    return html`<form
      class="quality-form"
      data-testid="step-form"
      @submit=${(event: SubmitEvent) => this.#take(event)}
    >
      <label
        >${t("organisation.do")}<select
          data-testid="step-kind"
          @change=${(event: Event) => (this.kind = (event.target as HTMLSelectElement).value as DraftStep["do"])}
        >
          ${kinds.map((one) => html`<option value=${one} ?selected=${one === kind}>${t(`organisation.do_${one}`)}</option>`)}
        </select></label
      >
      ${
        kind === "add"
          ? html`<label>${t("organisation.new_id")}<input name="unit" required maxlength="60" /></label>`
          : this.#select("unit", t("organisation.unit"), false)
      }
      ${
        kind === "rename" || kind === "add"
          ? html`<label
              >${t("organisation.new_name")}<input
                name="name"
                required
                maxlength="120"
                data-testid="step-name"
            /></label>`
          : nothing
      }
      ${kind === "merge" ? this.#select("target", t("organisation.into"), false) : nothing}
      ${kind === "move" || kind === "add" ? this.#select("target", t("organisation.under"), true) : nothing}
      <button class="out" data-testid="take-step">${t("organisation.take")}</button>
    </form>`;
  }

  #select(name: string, label: string, mayBeTop: boolean): TemplateResult {
    return html`<label
      >${label}<select name=${name} data-testid=${`step-${name}`}>
        ${this.units.map(
          ({ unit, depth, b }) =>
            html`<option value=${unit}>${"\u2003".repeat(Math.max(0, depth - 1))}${b!.name}</option>`,
        )}
        ${mayBeTop ? html`<option value="">${t("organisation.root")}</option>` : nothing}
      </select></label
    >`;
  }

  #take(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => String(data.get(name) ?? "").trim();
    const unit = text("unit");
    const target = text("target");
    const steps: Record<DraftStep["do"], DraftStep> = {
      add: { do: "add", unit, name: text("name"), parent: target || null },
      move: { do: "move", unit, to: target || null },
      merge: { do: "merge", unit, into: target },
      rename: { do: "rename", unit, name: text("name") },
    };
    this.dispatchEvent(new CustomEvent("take", { detail: steps[this.kind] }));
  }
}
