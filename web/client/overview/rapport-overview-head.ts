// Crumb, title, and one line that says of when, of whom and from which data; the people can be changed here.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { requestJson } from "../api.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { dayText, monthEndText, spanText } from "../words.js";
import type { OverviewData } from "./overview-data.js";
import { scopeKey, type Scope } from "./scope.js";

@customElement("rapport-overview-head")
export class RapportOverviewHead extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @property({ attribute: false }) data?: OverviewData;
  @property() override title = "";
  @state() private choices: Scope[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("meta")) void this.#loadChoices();
  }

  async #loadChoices(): Promise<void> {
    const levels = (["division", "department"] as const).filter((id) =>
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
    const { meta, data } = this;
    const programme = data?.phases.programme;
    const newest = meta.sources
      .map(({ importedAt }) => importedAt)
      .sort()
      .at(-1);
    return html`<header class="head">
      <p class="crumb">
        ${programme ? t("overview.crumb_programme", { programme: say(programme.title) }) : t("overview.crumb")}
      </p>
      <h1 data-testid="title">${this.title}</h1>
      <div class="asof">
        ${
          meta.history
            ? html`<span>${t("overview.org_as_of")} <b>${monthEndText(meta.history.to)}</b></span>`
            : nothing
        }
        ${newest ? html`<span>${t("overview.data_known")} <b>${dayText(newest)}</b></span>` : nothing}
        ${data ? this.#people(data) : nothing} ${data ? this.#compared(data) : nothing}
      </div>
    </header>`;
  }

  #people(data: OverviewData): TemplateResult {
    const chosen = scopeKey(data.scope);
    const options = this.choices.map((scope) => ({ key: scopeKey(scope), label: scope.value }));
    if (data.scope && !options.some(({ key }) => key === chosen))
      options.push({ key: chosen, label: data.scope.value });
    return html`<label
      >${t("overview.people")}
      <select
        data-testid="people"
        @change=${(event: Event) => router.setSearch({ people: (event.target as HTMLSelectElement).value, n: null })}
      >
        <option value="all" ?selected=${chosen === "all"}>${t("overview.everyone")}</option>
        ${options.map(({ key, label }) => html`<option value=${key} ?selected=${key === chosen}>${label}</option>`)}
      </select></label
    >`;
  }

  #compared({ phases: { before, after } }: OverviewData): TemplateResult {
    const words = before
      ? t("overview.compared_spans", {
          before: spanText(before.from, before.to),
          after: spanText(after.from, after.to),
        })
      : spanText(after.from, after.to);
    return html`<span
      >${t(before ? "overview.compared" : "overview.window")} <b class="long">${words}</b></span
    >`;
  }
}
