// Which people: the whole company or one of its divisions and departments. Emits "choose" with `division:…` or "all".
import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { requestJson } from "../api.js";
import type { Meta } from "../meta.js";
import { scopeFrom, scopeKey, type Scope } from "../overview/scope.js";
import { RapportElement } from "../rapport-element.js";
import { t } from "../t.js";

const scopeLevels: Scope["field"][] = ["division", "department", "team"];

@customElement("rapport-scope-select")
export class RapportScopeSelect extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @property() chosen = "all";
  /** Offers teams too. */
  @property({ type: Boolean }) teams: boolean = false;
  @state() private choices: Scope[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("meta")) void this.#load();
  }

  async #load(): Promise<void> {
    const levels = (this.teams ? scopeLevels : scopeLevels.slice(0, 2)).filter((id) =>
      this.meta.dimensions.some((dimension) => dimension.id === id),
    );
    const answers = await Promise.all(
      levels.map((id) =>
        // Without the list the page still stands, for the whole company.
        requestJson<{ values: (string | null)[] }>(`/api/dimensions/${id}`).catch(() => ({
          values: [] as (string | null)[],
        })),
      ),
    );
    const seen = new Set<string>();
    this.choices = levels.flatMap((field, i) => {
      const values = answers[i].values.filter((value): value is string => typeof value === "string");
      if (values.length < 2) return [];
      return values
        .filter((value) => !seen.has(value) && seen.add(value))
        .map((value): Scope => ({ field, value }));
    });
  }

  override render(): TemplateResult {
    const own = scopeFrom(this.chosen);
    const listed = this.choices.some((scope) => scopeKey(scope) === this.chosen);
    const choices = own && !listed ? [...this.choices, own] : this.choices;
    return html`<label
      >${t("overview.people")}
      <select
        data-testid="people"
        @change=${(event: Event) =>
          this.dispatchEvent(
            new CustomEvent("choose", { detail: (event.target as HTMLSelectElement).value }),
          )}
      >
        <option value="all" ?selected=${this.chosen === "all"}>
          ${t(this.meta.reader.isScoped ? "overview.your_people" : "overview.everyone")}
        </option>
        ${choices.map((scope) => {
          const key = scopeKey(scope);
          return html`<option value=${key} ?selected=${key === this.chosen}>${scope.value}</option>`;
        })}
      </select></label
    >`;
  }
}
