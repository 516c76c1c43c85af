// Sources: rows, freshness, what was rejected, what is unlocked, and what each missing source would add.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { WorkspaceStatus } from "../../../engine/status.js";
import { requestJson } from "../api.js";
import { figure } from "../figure/figure.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { say, t } from "../t.js";
import { dayText, numberText, spanText } from "../words.js";

type Missing = WorkspaceStatus["missing"][number] & {
  columns: { name: string; label: { en: string; zh: string }; required: boolean }[];
};
type Status = Omit<WorkspaceStatus, "missing"> & { missing: Missing[] };

@customElement("rapport-data-page")
export class RapportDataPage extends RapportPage {
  private readonly status = new Load<Status>(this);

  protected override ask(): void {
    void this.status.run((signal) => requestJson<Status>("/api/status", { signal }));
  }

  override render(): TemplateResult {
    const status = this.status.value;
    return html`<header class="head">
        <p class="crumb">${t("data.crumb")}</p>
        <h1 data-testid="title">
          ${
            status
              ? t("data.h1", { count: status.sources.length, people: numberText(status.employees, "count") })
              : t("data.h1_loading")
          }
        </h1>
        ${status ? this.#asOf(status) : nothing}
      </header>
      ${
        status
          ? html`<div class="cols">
              <div class="stack">
                ${status.sources.length > 0 ? this.#sources(status) : this.#empty()}
                ${status.missing.length > 0 ? this.#missing(status) : nothing}
              </div>
              <aside class="margin">${this.#how()} ${this.#unlocked(status)}</aside>
            </div>`
          : this.waiting(this.status, t("data.doing"))
      }`;
  }

  #asOf({ history, sources }: Status): TemplateResult {
    const rejected = sources.reduce((sum, source) => sum + source.rejected, 0);
    return html`<div class="asof">
      ${history ? html`<span>${t("data.history")} <b>${spanText(history.from, history.to)}</b></span>` : nothing}
      ${
        sources.length === 0
          ? nothing
          : html`<span
              >${t("data.rejected_all")}
              <b class=${rejected > 0 ? "stale" : ""}
                >${rejected > 0 ? numberText(rejected, "count") : t("data.none")}</b
              ></span
            >`
      }
    </div>`;
  }

  #empty(): TemplateResult {
    return html`<div class="state" data-testid="empty">
      <p><b>${t("data.empty_title")}</b></p>
      <p>${t("data.empty")}</p>
    </div>`;
  }

  #sources({ sources }: Status): TemplateResult {
    return figure({
      id: "figure-sources",
      number: 1,
      title: t("data.fig_sources"),
      how: t("data.how_sources"),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("data.fig_sources")}>
        <table data-testid="source-table">
          <thead>
            <tr>
              <th>${t("data.source")}</th>
              <th class="r">${t("data.rows")}</th>
              <th>${t("data.covers")}</th>
              <th class="r">${t("data.rejected")}</th>
              <th class="r">${t("data.imported")}</th>
            </tr>
          </thead>
          <tbody>
            ${sources.map(
              (source) =>
                html`<tr>
                  <th scope="row">
                    ${say(source.title)}<span class="sub file"
                      >${source.files.map((file, i) => html`${i > 0 ? ", " : ""}<span class="nb">${file}</span>`)}</span
                    >
                  </th>
                  <td class="r">${numberText(source.rows, "count")}</td>
                  <td>${source.from && source.to ? dates(source.from, source.to) : "–"}</td>
                  <td class=${source.rejected > 0 ? "r stale" : "r"}>
                    ${numberText(source.rejected, "count")}
                  </td>
                  <td class="r">
                    ${dayText(source.lastImport)}<span class="sub"
                      >${t("data.days_old", { days: source.freshnessDays })}</span
                    >
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
    });
  }

  #missing({ missing, sources }: Status): TemplateResult {
    return figure({
      id: "figure-missing",
      number: sources.length > 0 ? 2 : 1,
      title: t("data.fig_missing"),
      how: t("data.how_missing"),
      body: html`<ul class="sources">
        ${missing.map(
          ({ table, title, unlocks, columns }) =>
            html`<li data-testid=${`missing-${table}`}>
              <h3>${say(title)}</h3>
              <p>${t("data.unlocks", { what: say(unlocks) })}</p>
              <details>
                <summary>${t("data.columns")}</summary>
                <ul class="columns">
                  ${columns.map(
                    ({ name, label, required }) =>
                      html`<li>
                        ${say(label)} <code>${name}</code>${
                          required ? html` <span class="quiet">${t("data.required")}</span>` : nothing
                        }
                      </li>`,
                  )}
                </ul>
              </details>
            </li>`,
        )}
      </ul>`,
    });
  }

  #how(): TemplateResult {
    return html`<section class="mn">
      <h2>${t("data.how_import")}</h2>
      <p>${t("data.command")}</p>
      <pre class="sql" tabindex="0">npx rapport import FILE… -w DIR</pre>
      <p>${t("data.after")}</p>
      <p><a class="link" href="/quality" data-testid="to-quality">${t("quality.title")}</a></p>
      <p><a class="link" href="/metrics" data-testid="to-metrics">${t("metrics.title")}</a></p>
      <p><a class="link" href="/dictionary" data-testid="to-dictionary">${t("dictionary.title")}</a></p>
      <p><a class="link" href="/identity" data-testid="to-identity">${t("identity.title")}</a></p>
      <p><a class="link" href="/trust" data-testid="to-trust">${t("trust.title")}</a></p>
    </section>`;
  }

  #unlocked({ unlocked }: Status): TemplateResult | typeof nothing {
    if (unlocked.length === 0) return nothing;
    return html`<section class="mn light">
      <h2>${t("data.unlocked")}</h2>
      <ul class="lines quiet">
        ${unlocked.map(({ unlocks }) => html`<li>${say(unlocks)}</li>`)}
      </ul>
    </section>`;
  }
}

const dates = (from: string, to: string): string =>
  from === to ? dayText(from) : `${dayText(from)} – ${dayText(to)}`;
