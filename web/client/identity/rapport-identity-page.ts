// Who is who across systems: records that wait, with candidates and reasons to choose from, and what rules recognised.
import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Bilingual } from "../../../engine/locale.js";
import { postJson, requestJson } from "../api.js";
import { figure } from "../figure/figure.js";
import { Load } from "../load.js";
import type { MessageKey } from "../messages/index.js";
import { RapportPage } from "../rapport-page.js";
import { say, t } from "../t.js";
import { numberText } from "../words.js";

interface Waiting {
  record: string;
  system: string;
  file: string;
  row: number;
  rows: number;
  number: string;
  email?: string;
  name?: string;
  birthDate?: string;
  candidates: { employee: string; confidence: number; reasons: Bilingual[] }[];
}

interface Identity {
  review: Waiting[];
  matched: Record<string, number>;
  decided: number;
}

@customElement("rapport-identity-page")
export class RapportIdentityPage extends RapportPage {
  private readonly found = new Load<Identity>(this);

  protected override ask(): void {
    void this.found.run((signal) => requestJson<Identity>("/api/identity", { signal }));
  }

  #decide(record: string, employee: string | null): void {
    void this.found.run((signal) => postJson<Identity>("/api/identity", { record, employee }, { signal }));
  }

  override render(): TemplateResult {
    const found = this.found.value;
    return html`<header class="head">
        <p class="crumb"><a class="link" href="/data">${t("shell.data")}</a></p>
        <h1 data-testid="title">
          ${found ? t("identity.h1", { count: found.review.length }) : t("identity.h1_loading")}
        </h1>
        <p class="how">${t("identity.lead")}</p>
      </header>
      ${
        found
          ? html`<div class="stack">
              ${found.review.length > 0 ? this.#review(found.review) : ""} ${this.#matched(found)}
            </div>`
          : this.waiting(this.found, t("identity.doing"))
      }`;
  }

  #review(review: readonly Waiting[]): TemplateResult {
    return figure({
      id: "figure-review",
      number: 1,
      title: t("identity.fig_review"),
      how: t("identity.how_review"),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("identity.fig_review")}>
        <table data-testid="review-table">
          <thead>
            <tr>
              <th>${t("identity.from")}</th>
              <th class="r">${t("identity.rows")}</th>
              <th>${t("identity.candidates")}</th>
            </tr>
          </thead>
          <tbody>
            ${review.map(
              (one) =>
                html`<tr>
                  <th scope="row">
                    ${[...new Set([one.number, one.name, one.email, one.birthDate])].filter(Boolean).join(" · ")}
                    <span class="sub">${one.system} · ${one.file} #${one.row}</span>
                  </th>
                  <td class="r">${numberText(one.rows, "count")}</td>
                  <td>${this.#choices(one)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
    });
  }

  #choices({ record, candidates }: Waiting): TemplateResult {
    return html`<ul class="choices">
      ${candidates.map(
        ({ employee, confidence, reasons }) =>
          html`<li>
            <button
              class="from"
              data-testid=${`is-${employee}`}
              @click=${() => this.#decide(record, employee)}
            >
              ${t("identity.is", { employee })}
            </button>
            <span class="sub"
              >${reasons.map((reason) => say(reason)).join(t("identity.comma"))} ·
              ${t("identity.confidence", { value: confidence.toFixed(2) })}</span
            >
          </li>`,
      )}
      <li>
        <button class="from" data-testid="is-nobody" @click=${() => this.#decide(record, null)}>
          ${t("identity.nobody")}
        </button>
      </li>
    </ul>`;
  }

  #matched({ matched, review, decided }: Identity): TemplateResult {
    const rules = Object.entries(matched);
    return figure({
      id: "figure-matched",
      number: review.length > 0 ? 2 : 1,
      title: t("identity.fig_matched"),
      how: t("identity.how_matched"),
      body:
        rules.length === 0
          ? html`<p class="quiet">${t("identity.none")}</p>`
          : html`<table data-testid="matched-table">
              <thead>
                <tr>
                  <th>${t("identity.rule")}</th>
                  <th class="r">${t("identity.people")}</th>
                </tr>
              </thead>
              <tbody>
                ${rules.map(
                  ([rule, people]) =>
                    html`<tr>
                      <th scope="row">${t(`identity.rule_${rule}` as MessageKey)}</th>
                      <td class="r">${numberText(people, "count")}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`,
      foot: t("identity.decided", { count: decided }),
    });
  }
}
