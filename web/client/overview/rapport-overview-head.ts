// Crumb, title, and one line that says of when, of whom and from which data; the people can be changed here.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../figure/rapport-scope-select.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { dayText, monthEndText, spanText } from "../words.js";
import type { OverviewData } from "./overview-data.js";
import { scopeKey } from "./scope.js";

@customElement("rapport-overview-head")
export class RapportOverviewHead extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  @property({ attribute: false }) data?: OverviewData;
  @property() override title = "";

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
    return html`<rapport-scope-select
      .meta=${this.meta}
      .chosen=${scopeKey(data.scope)}
      @choose=${(event: CustomEvent<string>) => router.setSearch({ people: event.detail, n: null })}
    ></rapport-scope-select>`;
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
