// The data dictionary: a search, and one folded entry per source table.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { DictionaryTable } from "../../../engine/ingest/data-dictionary.js";
import { requestJson } from "../api.js";
import { figure } from "../figure/figure.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { say, t } from "../t.js";
import { columnTable, matches } from "./column-table.js";

@customElement("rapport-dictionary-page")
export class RapportDictionaryPage extends RapportPage {
  @state() private sought = "";
  private readonly tables = new Load<{ tables: DictionaryTable[] }>(this);

  protected override ask(): void {
    void this.tables.run((signal) =>
      requestJson<{ tables: DictionaryTable[] }>("/api/dictionary", { signal }),
    );
  }

  override render(): TemplateResult {
    const tables = this.tables.value?.tables;
    return html`<header class="head">
        <p class="crumb"><a class="link" href="/data">${t("shell.data")}</a></p>
        <h1 data-testid="title">
          ${tables ? t("dictionary.h1", { count: tables.length }) : t("dictionary.h1_loading")}
        </h1>
        <p class="how">${t("dictionary.lead")}</p>
      </header>
      ${
        tables
          ? html`<div class="cols">
              <div class="stack">${this.#figure(tables)}</div>
              <aside class="margin">${this.#command()} ${this.#forbidden()}</aside>
            </div>`
          : this.waiting(this.tables, t("dictionary.doing"))
      }`;
  }

  #figure(tables: readonly DictionaryTable[]): TemplateResult {
    const shown = tables.filter((table) => matches(table, this.sought));
    return figure({
      id: "figure-dictionary",
      number: 1,
      title: t("dictionary.fig"),
      how: t("dictionary.how"),
      body: html`<p class="seek">
          <input
            type="search"
            data-testid="dictionary-search"
            aria-label=${t("dictionary.find")}
            placeholder=${t("dictionary.find")}
            .value=${this.sought}
            @input=${(event: InputEvent) => (this.sought = (event.target as HTMLInputElement).value)}
          />
        </p>
        ${
          shown.length === 0
            ? html`<p class="quiet" role="status">${t("dictionary.none")}</p>`
            : html`<ul class="sources">
                ${shown.map((table) => this.#entry(table))}
              </ul>`
        }`,
    });
  }

  #entry(table: DictionaryTable): TemplateResult {
    const { title, grain, columns, analyses, unlocks, checks, replacedBy } = table;
    return html`<li data-testid=${`dictionary-${table.table}`}>
      <h3>${say(title)} <code>${table.table}</code></h3>
      <p>
        ${say(grain)} · ${t("dictionary.columns", { count: columns.length })} ·
        ${t("dictionary.metrics", { count: analyses.length })}${
          table.required ? html` · <b>${t("dictionary.needed")}</b>` : nothing
        }
      </p>
      <p>${t("dictionary.unlocks")}${t("dictionary.colon")}${say(unlocks)}</p>
      <details ?open=${this.sought.trim() !== ""}>
        <summary>${t("dictionary.open")}</summary>
        ${columnTable(table, this.sought)}
        <h4>${t("dictionary.checks")}</h4>
        <ul class="lines">
          ${checks.map(({ text }) => html`<li>${say(text)}</li>`)}
          ${replacedBy.length > 0 ? html`<li>${t("dictionary.replaced", { key: replacedBy.join(" + ") })}</li>` : nothing}
        </ul>
        ${
          analyses.length > 0
            ? html`<h4>${t("dictionary.unlocks")}</h4>
                <ul class="lines columns">
                  ${analyses.map(({ label }) => html`<li>${say(label)}</li>`)}
                </ul>`
            : nothing
        }
      </details>
    </li>`;
  }

  #command(): TemplateResult {
    return html`<section class="mn">
      <h2>${t("dictionary.command")}</h2>
      <pre class="sql" tabindex="0">npx rapport dictionary TABLE</pre>
    </section>`;
  }

  #forbidden(): TemplateResult {
    return html`<section class="mn light">
      <h2>${t("dictionary.forbidden")}</h2>
      <p>${t("dictionary.forbidden_text")}</p>
    </section>`;
  }
}
