// Progress: one's own figures, or those of a report that is chosen; weekly or for the monthly conversation.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { cautionText, freshnessText, roundText } from "../../../models/progress/sheet-labels.js";
import { sheetView } from "../../../models/progress/sheet-view.js";
import type { DigestKind, ProgressPeople, ProgressSheet } from "../../../models/progress/index.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { router } from "../router.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { dayText, spanText } from "../words.js";
import { readPeople, readSheet } from "./progress-data.js";
import "./rapport-progress-figure.js";
import "./rapport-progress-talk.js";

/** State of the page is its address: `?person=…&sheet=monthly`. */
@customElement("rapport-progress-page")
export class RapportProgressPage extends RapportPage {
  private readonly people = new Load<ProgressPeople>(this);
  private readonly sheet = new Load<ProgressSheet>(this);
  @state() private person: string | null = null;

  protected override ask(): void {
    void this.people.run((signal) => readPeople(signal)).then(() => this.#read());
  }

  protected override addressChanged(): void {
    this.#read();
  }

  get #kind(): DigestKind {
    return router.place.search.get("sheet") === "monthly" ? "monthly" : "weekly";
  }

  /** The sheet of the person in the address; the reader's own where none is named, or nobody whom they may read. */
  #read(): void {
    const known = this.people.value;
    if (!known) return;
    const wanted = router.place.search.get("person");
    this.person = known.people.some(({ employee }) => employee === wanted) ? wanted : known.own;
    const { person } = this;
    if (person === null) return;
    const isOwn = person === known.own;
    void this.sheet.run((signal) => readSheet(isOwn ? null : person, this.#kind, signal));
  }

  #set(search: Record<string, string | null>): void {
    router.setSearch(search, "replace");
  }

  override render(): TemplateResult {
    const known = this.people.value;
    const sheet = this.person === null ? undefined : this.sheet.value;
    const isOwn = known !== undefined && known.own !== null && this.person === known.own;
    return html`<header class="head">
        <p class="crumb">${t("progress.crumb")}</p>
        <h1 data-testid="title">${this.#title(sheet, isOwn)}</h1>
        ${known ? this.#controls(known, sheet) : nothing}
      </header>
      ${known ? this.#body(known, sheet, isOwn) : this.waiting(this.people, t("progress.doing"))}`;
  }

  #title(sheet: ProgressSheet | undefined, isOwn: boolean): string {
    if (isOwn) return t("progress.h1_own");
    return sheet ? t("progress.h1_other", { name: sheet.name ?? sheet.employee }) : t("progress.h1_none");
  }

  #controls(
    { own, people }: ProgressPeople,
    sheet: ProgressSheet | undefined,
  ): TemplateResult | typeof nothing {
    if (own === null && people.length === 0) return nothing;
    const others = people.filter(({ employee }) => employee !== own);
    return html`<div class="asof">
      ${
        others.length === 0
          ? nothing
          : html`<label
              >${t("progress.whose")}
              <select
                data-testid="person"
                @change=${(event: Event) => this.#set({ person: (event.target as HTMLSelectElement).value || null })}
              >
                <option value="" ?selected=${this.person === own}>
                  ${t(own === null ? "progress.choose" : "progress.mine")}
                </option>
                ${others.map(
                  ({ employee, name, unit }) =>
                    html`<option value=${employee} ?selected=${employee === this.person}>
                      ${[name ?? employee, unit].filter(Boolean).join(" · ")}
                    </option>`,
                )}
              </select></label
            >`
      }
      <label
        >${t("progress.kind")}
        <select
          data-testid="kind"
          @change=${(event: Event) => this.#set({ sheet: (event.target as HTMLSelectElement).value })}
        >
          ${(["weekly", "monthly"] as const).map(
            (kind) =>
              html`<option value=${kind} ?selected=${kind === this.#kind}>${t(`progress.${kind}`)}</option>`,
          )}
        </select></label
      >
      ${
        sheet
          ? html`<span
              >${spanText(sheet.period.from, sheet.period.to)} ·
              ${t("progress.data_to", { date: dayText(sheet.through) })}</span
            >`
          : nothing
      }
    </div>`;
  }

  #body(known: ProgressPeople, sheet: ProgressSheet | undefined, isOwn: boolean): TemplateResult {
    if (this.person === null)
      return html`<div class="state" data-testid="empty">
        ${
          known.people.length > 0
            ? html`<p>${t("progress.pick")}</p>`
            : html`<p><b>${t("progress.nobody")}</b></p>
                <p>${t("progress.nobody_next")}</p>`
        }
      </div>`;
    const { state } = this.sheet;
    if (state.is === "failed" && state.error.detail.code === "progress_nothing_known")
      return html`<div class="state" data-testid="nothing-known">
        <p><b>${t(isOwn ? "progress.none_own" : "progress.none_other")}</b></p>
        <p>${state.error.detail.hint}</p>
      </div>`;
    if (!sheet) return this.waiting(this.sheet, t("progress.doing"));
    const view = sheetView(sheet, session.locale);
    return html`<div class="cols" @contested=${() => this.#read()}>
      <div class="stack progress">
        ${
          view.alerts.length === 0
            ? nothing
            : html`<section class="progress-alerts" data-testid="alerts">
                ${list(t("progress.alerts"), view.alerts)}
              </section>`
        }
        <section class="progress-figures">
          ${sheet.figures.map(
            (figure) =>
              html`<rapport-progress-figure
                .figure=${figure}
                .sheet=${sheet}
                ?own=${isOwn}
              ></rapport-progress-figure>`,
          )}
        </section>
        <div class="two-notes">
          ${list(t("progress.well"), view.well)}${list(t("progress.look"), view.look)}
        </div>
        <section data-testid="helps">
          <h2>${t("progress.helps")}</h2>
          <p>${view.helps}</p>
        </section>
        <rapport-progress-talk .sheet=${sheet} ?own=${isOwn}></rapport-progress-talk>
      </div>
      <aside class="margin" aria-label=${t("progress.margin")}>
        <section class="mn">
          <h2>${t("progress.margin")}</h2>
          <p>${say(cautionText)}</p>
        </section>
        <section class="mn">
          <h2>${t("progress.fresh")}</h2>
          <p>${freshnessText(sheet, session.locale)}</p>
        </section>
        <section class="mn">
          <h2>${t("progress.round")}</h2>
          <p>${roundText(sheet, session.locale)}</p>
        </section>
      </aside>
    </div>`;
  }
}

const list = (title: string, texts: readonly string[]): TemplateResult =>
  html`<section>
    <h2>${title}</h2>
    ${
      texts.length === 0
        ? html`<p class="how">${t("progress.nothing")}</p>`
        : html`<ul class="lines">
            ${texts.map((text) => html`<li>${text}</li>`)}
          </ul>`
    }
  </section>`;
