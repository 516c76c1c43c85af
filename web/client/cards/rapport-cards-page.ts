// Every model's card, and the evidence pack: what the system shows, what the employer has to write, and the download.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { CardsAnswer } from "../../server/card-routes.js";
import type { EvidenceAnswer } from "../../server/evidence-routes.js";
import { requestJson } from "../api.js";
import { figure } from "../figure/figure.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import "./rapport-model-card.js";

@customElement("rapport-cards-page")
export class RapportCardsPage extends RapportPage {
  private readonly cards = new Load<CardsAnswer>(this);
  private readonly evidence = new Load<EvidenceAnswer>(this);

  protected override ask(): void {
    void this.cards.run((signal) => requestJson<CardsAnswer>("/api/cards", { signal }));
    if (this.#mayRead)
      void this.evidence.run((signal) => requestJson<EvidenceAnswer>("/api/evidence", { signal }));
  }

  get #mayRead(): boolean {
    return this.meta.reader.rights === "person";
  }

  override render(): TemplateResult {
    const cards = this.cards.value?.cards;
    return html`<header class="head">
        <p class="crumb"><a class="link" href="/data">${t("shell.data")}</a></p>
        <h1 data-testid="title">${t("cards.h1")}</h1>
        <p class="how">${t("cards.lead")}</p>
      </header>
      <div class="stack">
        ${
          cards
            ? cards.length > 0
              ? cards.map(
                  (card, i) =>
                    html`<rapport-model-card
                      .stored=${card}
                      .meta=${this.meta}
                      .number=${i + 1}
                    ></rapport-model-card>`,
                )
              : html`<div class="state">
                  <p><b>${t("cards.none")}</b></p>
                  <p>${t("cards.none_text")}</p>
                </div>`
            : this.waiting(this.cards, t("cards.doing"))
        }
        ${this.#evidence((cards?.length ?? 0) + 1)}
      </div>`;
  }

  #evidence(number: number): TemplateResult {
    const found = this.evidence.value;
    return figure({
      id: "figure-evidence",
      number,
      title: t("cards.fig_evidence"),
      how: t("cards.how_evidence"),
      body: !this.#mayRead
        ? html`<div class="state"><p>${t("cards.evidence_rights")}</p></div>`
        : found
          ? html`${this.#downloads()} ${found.sections.map((section, i) => this.#section(found, section, i))}`
          : this.waiting(this.evidence, t("cards.fig_evidence")),
    });
  }

  #downloads(): TemplateResult {
    const as = session.as === null ? "" : `&as=${encodeURIComponent(session.as)}`;
    const purpose = session.purpose === null ? "" : `&purpose=${encodeURIComponent(session.purpose)}`;
    const link = (format: string, words: string): TemplateResult =>
      html`<a
        class="link"
        data-testid=${`evidence-${format}`}
        href=${`/api/evidence/file?format=${format}&locale=${session.locale}${as}${purpose}`}
        download=${`rapport-evidence.${format}`}
        >${words}</a
      >`;
    return html`<p class="acts downloads">
      ${t("cards.download")} ${link("zip", t("cards.as_zip"))} ${link("html", t("cards.as_html"))}
      ${link("md", t("cards.as_md"))}
    </p>`;
  }

  #section(
    { sections }: EvidenceAnswer,
    { law, title, shows, employer }: EvidenceAnswer["sections"][number],
    i: number,
  ): TemplateResult {
    const isFirst = i === 0 || say(sections[i - 1].law) !== say(law);
    return html`${isFirst ? html`<h3 class="law">${say(law)}</h3>` : nothing}
      <section class="evidence-section">
        <h4>${say(title)}</h4>
        <div>
          <p class="sub">${t("cards.shows")}</p>
          <ul class="lines">
            ${
              shows.length > 0
                ? shows.map(({ text, check }) => html`<li data-check=${check}>${say(text)}</li>`)
                : html`<li>${t("cards.nothing")}</li>`
            }
          </ul>
        </div>
        <div>
          <p class="sub">${t("cards.employer")}</p>
          <ul class="lines">
            ${employer.map((text) => html`<li>${say(text)}</li>`)}
          </ul>
        </div>
      </section>`;
  }
}
