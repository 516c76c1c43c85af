// Drafts of the organisation: make one, take steps on it, take them back, delete it. Emits "rapport-draft" after each change.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ApiError } from "../api.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";
import { dayText } from "../words.js";
import {
  createDraft,
  deleteDraft,
  rollBack,
  takeStep,
  type Draft,
  type DraftStep,
  type OrganisationComparison,
} from "./organisation-data.js";
import "./rapport-draft-step-form.js";

@customElement("rapport-draft-editor")
export class RapportDraftEditor extends RapportElement {
  @property({ attribute: false }) drafts: Draft[] = [];
  @property({ attribute: false }) comparison: OrganisationComparison | null = null;
  @property({ attribute: false }) history: { from: string; to: string } | null = null;
  @state() private failed: ApiError | null = null;
  @state() private deleting: string | null = null;
  @state() private isBusy = false;

  override render(): TemplateResult {
    return html`<section class="mn" data-testid="drafts">
        <h2>${t("organisation.drafts")}</h2>
        <p>${t("organisation.drafts_how")}</p>
        ${this.failed ? html`<p class="stale" role="alert">${this.failed.message} ${this.failed.detail.hint}</p>` : nothing}
        ${this.drafts.length === 0 ? html`<p class="quiet">${t("organisation.no_draft")}</p>` : nothing}
        <form class="quality-form" @submit=${(event: SubmitEvent) => this.#create(event)}>
          <label
            >${t("organisation.name")}<input
              name="name"
              required
              pattern="[a-z0-9][a-z0-9\\-]{0,39}"
              placeholder=${t("organisation.name_hint")}
              data-testid="draft-name"
          /></label>
          <button class="out" ?disabled=${this.isBusy}>${t("organisation.create")}</button>
        </form>
      </section>
      ${this.drafts.map((draft) => this.#draft(draft))}`;
  }

  #draft(draft: Draft): TemplateResult {
    const { name, base, steps } = draft;
    const units = this.comparison?.b.draft === name ? this.comparison.units : null;
    return html`<section class="mn light" data-testid=${`draft-${name}`}>
      <h2>${name}</h2>
      <p class="quiet">${t("organisation.based_on", { day: dayText(base) })}</p>
      ${
        steps.length === 0
          ? html`<p>${t("organisation.no_steps")}</p>`
          : html`<ol>
              ${steps.map((step) => html`<li>${stepText(step)}</li>`)}
            </ol>`
      }
      ${
        units
          ? html`<rapport-draft-step-form
              .units=${units.filter((unit) => unit.b !== null)}
              @take=${(event: CustomEvent<DraftStep>) => this.#do(name, () => takeStep(name, event.detail), { name, show: base })}
            ></rapport-draft-step-form>`
          : nothing
      }
      <p class="acts">
        <a
          class="link"
          href=${`/organisation?${new URLSearchParams({ a: base, b: `draft:${name}` }).toString()}`}
          >${t("organisation.compare_with_base")}</a
        >
        <a
          class="link"
          href=${`/reports?${new URLSearchParams({ q: JSON.stringify({ metrics: ["headcount"], by: ["month", "department"], asOf: { org: `draft:${name}` } }) }).toString()}`}
          >${t("organisation.see_numbers")}</a
        >
        ${
          steps.length > 0
            ? html`<button
                class="link"
                ?disabled=${this.isBusy}
                data-testid="undo"
                @click=${() => this.#do(name, () => rollBack(name, steps.length - 1), { name, show: base })}
              >
                ${t("organisation.undo")}
              </button>`
            : nothing
        }
        ${
          this.deleting === name
            ? html`${t("organisation.delete_sure", { name })}
                <button
                  class="link"
                  data-testid="delete-sure"
                  @click=${() => this.#do(name, () => deleteDraft(name), { gone: name })}
                >
                  ${t("organisation.delete")}
                </button>
                <button class="link" @click=${() => (this.deleting = null)}>
                  ${t("organisation.keep")}
                </button>`
            : html`<button class="link" data-testid="delete" @click=${() => (this.deleting = name)}>
                ${t("organisation.delete")}
              </button>`
        }
      </p>
    </section>`;
  }

  #create(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const name = String(new FormData(form).get("name") ?? "").trim();
    void this.#do(name, async () => {
      const { base } = await createDraft(name, "latest");
      form.reset();
      return base;
    });
  }

  /** One change at a time; what went wrong is said where it was asked for. */
  async #do(name: string, work: () => Promise<unknown>, detail: object | null = null): Promise<void> {
    this.isBusy = true;
    this.failed = null;
    try {
      const result = await work();
      this.deleting = null;
      const told = detail ?? { name, show: result as string };
      this.dispatchEvent(new CustomEvent("rapport-draft", { detail: told }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.failed = error;
    } finally {
      this.isBusy = false;
    }
  }
}

function stepText(step: DraftStep): string {
  const top = t("organisation.root");
  switch (step.do) {
    case "add":
      return t("organisation.step_add", { unit: step.unit, name: step.name, parent: step.parent ?? top });
    case "move":
      return t("organisation.step_move", { unit: step.unit, parent: step.to ?? top });
    case "merge":
      return t("organisation.step_merge", { unit: step.unit, into: step.into });
    case "rename":
      return t("organisation.step_rename", { unit: step.unit, name: step.name });
  }
}
