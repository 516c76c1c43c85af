// KPI schemes: which there are, one in form and text, what its versions change, the past under two of them, one score to its rows.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { brokenFiles } from "../figure/broken-files.js";
import { figure } from "../figure/figure.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { monthText } from "../words.js";
import "./rapport-backtest-figure.js";
import "./rapport-scheme-diff.js";
import "./rapport-scheme-editor.js";
import "./rapport-score-figure.js";
import { readSchemes, type ListedScheme, type SchemeList } from "./scheme-data.js";
import { newScheme } from "./scheme-draft.js";
import { plain } from "./plain-number.js";

/** The chosen scheme is in the address: `?scheme=ID`; `?scheme=` + nothing begins a new one. */
@customElement("rapport-schemes-page")
export class RapportSchemesPage extends RapportPage {
  @state() private list: SchemeList | null = null;
  @state() private draft: string | null = null;
  private readonly load = new Load<SchemeList>(this);

  protected override addressChanged(): void {
    this.draft = null;
  }

  protected override ask(): void {
    this.list = null;
    void this.load.run(async (signal) => (this.list = await readSchemes(signal)));
  }

  get #isNew(): boolean {
    return router.place.search.get("scheme") === "" && this.list?.canWrite === true;
  }

  get #chosen(): ListedScheme | undefined {
    if (this.#isNew) return undefined;
    const wanted = router.place.search.get("scheme");
    const schemes = this.list?.schemes ?? [];
    return schemes.find(({ id }) => id === wanted) ?? schemes.find(({ isOwn }) => isOwn) ?? schemes[0];
  }

  override render(): TemplateResult {
    const chosen = this.#chosen;
    return html`<header class="head">
        <p class="crumb">${t("schemes.crumb")}</p>
        <h1 data-testid="title">
          ${chosen ? t("schemes.h1_one", { name: say(chosen.name) }) : t("schemes.h1")}
        </h1>
      </header>
      <div class="stack schemes-page">
        ${this.list ? this.#main(this.list, chosen) : this.waiting(this.load, t("schemes.doing"))}
      </div>`;
  }

  #main(list: SchemeList, chosen: ListedScheme | undefined): TemplateResult {
    const begin = newScheme(
      list.metrics.some(({ id }) => id === "revenue") ? "revenue" : (list.metrics[0]?.id ?? "tenure"),
    );
    return html`${brokenFiles(t("schemes.broken"), list.problems)} ${this.#overview(list, chosen)}
    ${
      chosen || this.#isNew
        ? html`<rapport-scheme-editor
            .number=${2}
            .meta=${this.meta}
            .scheme=${chosen ?? null}
            .begin=${begin}
            .list=${list}
            @draft=${(event: CustomEvent<string | null>) => (this.draft = event.detail)}
            @saved=${(event: CustomEvent<{ list: SchemeList; id: string }>) => this.#saved(event.detail)}
          ></rapport-scheme-editor>`
        : nothing
    }
    ${
      chosen
        ? html`<rapport-scheme-diff .number=${3} .list=${list} .scheme=${chosen.id}></rapport-scheme-diff>
            <rapport-backtest-figure
              .number=${4}
              .list=${list}
              .scheme=${chosen.id}
              .draft=${this.draft}
              .currency=${this.meta.workspace.currency}
            ></rapport-backtest-figure>
            ${
              list.canScore || list.me !== null
                ? html`<rapport-score-figure
                    .number=${5}
                    .list=${list}
                    .scheme=${chosen}
                  ></rapport-score-figure>`
                : nothing
            }`
        : nothing
    }`;
  }

  #saved({ list, id }: { list: SchemeList; id: string }): void {
    this.list = list;
    this.draft = null;
    if (router.place.search.get("scheme") !== id) router.setSearch({ scheme: id }, "replace");
  }

  #overview(list: SchemeList, chosen: ListedScheme | undefined): TemplateResult {
    const { schemes, canWrite } = list;
    return figure({
      id: "figure-schemes",
      number: 1,
      title: t("schemes.fig_list"),
      how: t("schemes.how_list"),
      body: html`${
        schemes.length === 0
          ? html`<div class="state" data-testid="no-scheme">
              <p><b>${t("schemes.none")}</b></p>
              <p>${t("schemes.none_text")}</p>
            </div>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label=${t("schemes.fig_list")}>
              <table data-testid="schemes">
                <thead>
                  <tr>
                    <th class="names">${t("schemes.scheme")}</th>
                    <th>${t("schemes.period")}</th>
                    <th>${t("schemes.versions")}</th>
                  </tr>
                </thead>
                <tbody>
                  ${schemes.map((scheme) => this.#row(scheme, scheme.id === chosen?.id))}
                </tbody>
              </table>
            </div>`
      }
      ${
        canWrite
          ? html`<p class="acts">
              <a class="link" href="/schemes?scheme=" data-testid="new-scheme">${t("schemes.new")}</a>
            </p>`
          : nothing
      }`,
    });
  }

  #row({ id, name, period, isOwn, versions }: ListedScheme, isChosen: boolean): TemplateResult {
    return html`<tr class=${isChosen ? "chosen" : ""}>
      <th scope="row">
        <a href=${`/schemes?scheme=${id}`} aria-current=${isChosen ? "true" : nothing}>${say(name)}</a
        ><span class="sub">${id} · ${t(isOwn ? "schemes.own" : "schemes.shipped")}</span>
      </th>
      <td>${t(`schemes.${period}`)}</td>
      <td>
        ${versions.map(
          ({ version, from, stated }) =>
            html`<span class="version"
              >${t("schemes.version_from", { version, month: monthText(from) })}${
                stated < 100 ? html` · ${t("schemes.stated", { stated: plain(stated) })}` : nothing
              }</span
            >`,
        )}
      </td>
    </tr>`;
  }
}
