// Every model in one list: how it stands, what it asks for and has, which sources are absent, and the next thing to do.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { measureText } from "../../../models/evidence/card-words.js";
import type { ModelNeed, ModelReadiness } from "../../../models/readiness/index.js";
import type { ReadinessAnswer } from "../../server/readiness-routes.js";
import { requestJson } from "../api.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { dayText, numberText, spanText } from "../words.js";

const count = (value: number): string =>
  Number.isInteger(value) ? numberText(value, "count") : value.toFixed(2);

@customElement("rapport-readiness-page")
export class RapportReadinessPage extends RapportPage {
  private readonly models = new Load<ReadinessAnswer>(this);

  protected override ask(): void {
    void this.models.run((signal) => requestJson<ReadinessAnswer>("/api/models", { signal }));
  }

  override render(): TemplateResult {
    const models = this.models.value?.models;
    const answering = models?.filter(({ state }) => state === "fitted").length ?? 0;
    return html`<header class="head">
        <p class="crumb"><a class="link" href="/data">${t("shell.data")}</a></p>
        <h1 data-testid="title">${t("readiness.h1")}</h1>
        ${models ? html`<p class="how">${t("readiness.lead", { answering, all: models.length })}</p>` : nothing}
        ${this.meta.reader.rights === "person" ? nothing : html`<p class="how">${t("readiness.groups")}</p>`}
      </header>
      ${
        models
          ? html`<ul class="readiness">
              ${models.map((model) => this.#model(model))}
            </ul>`
          : this.waiting(this.models, t("readiness.doing"))
      }`;
  }

  #model(model: ModelReadiness): TemplateResult {
    const { id, title, state, next, reason } = model;
    return html`<li data-model=${id} data-state=${state}>
      <div class="stand">
        <h2>${say(title)}</h2>
        <p class="mark is-${state}">${t(`readiness.state_${state}`)}</p>
      </div>
      <div class="next">
        <p class="sub">${t("readiness.next")}</p>
        <p><a class="link" href=${next.href}>${say(next.text)}</a></p>
        ${next.command ? html`<p><code>${next.command}</code></p>` : nothing}
      </div>
      <dl class="kv">
        ${reason ? this.#fact(t("readiness.reason"), say(reason)) : nothing}
        ${this.#fact(t("readiness.fitted"), this.#fitted(model))}
        ${model.champion ? this.#fact(t("readiness.champion"), say(model.champion)) : nothing}
        ${this.#fact(t("readiness.judged"), this.#judged(model))}
      </dl>
      <dl class="kv">
        ${
          model.needs.length > 0
            ? this.#fact(
                t("readiness.needs"),
                html`<ul class="lines">
                  ${model.needs.map((need) => this.#need(need))}
                </ul>`,
              )
            : nothing
        }
        ${this.#fact(t("readiness.sources"), this.#sources(model))}
      </dl>
    </li>`;
  }

  #fact(name: string, words: TemplateResult | string): TemplateResult {
    return html`<dt>${name}</dt>
      <dd>${words}</dd>`;
  }

  #fitted({ fittedAt, isStale, needsRefit, window, counts }: ModelReadiness): TemplateResult | string {
    if (fittedAt === null) return t("readiness.never");
    const doubt = needsRefit ? t("cards.refit") : isStale ? t("cards.stale") : null;
    return html`${dayText(fittedAt)} ${doubt ? html`<span class="stale">${doubt}</span>` : nothing}
    ${window ? html`<span class="sub">${spanText(window.from, window.to)}</span>` : nothing}
    ${
      counts
        ? html`<span class="sub"
            >${t("readiness.counts", {
              rows: count(counts.rows),
              people: count(counts.people),
              events: count(counts.events),
            })}</span
          >`
        : nothing
    }`;
  }

  #judged({ judged }: ModelReadiness): TemplateResult | string {
    if (!judged) return t("readiness.not_judged");
    const { measure, model, baseline, verdict } = judged;
    return html`${t("readiness.against", {
      measure: measureText(measure, session.locale),
      model: model.toFixed(3),
      baseline: baseline.toFixed(3),
    })}
    ${verdict ? html`<span class="sub">${say(verdict)}</span>` : nothing}`;
  }

  #need({ label, least, have, more }: ModelNeed): TemplateResult {
    const shown = { least: count(least), have: have === null ? "" : count(have) };
    const isShort = more !== null && more > 0;
    const key =
      have !== null
        ? isShort
          ? "readiness.have"
          : "readiness.enough"
        : more === 0
          ? "readiness.met"
          : "readiness.least";
    return html`<li>
      ${say(label)}
      <span class="sub">${t(key, shown)}</span>
      ${isShort ? html`<span class="stale">${t("readiness.more", { more: count(more) })}</span>` : nothing}
    </li>`;
  }

  #sources({ absent }: ModelReadiness): TemplateResult | string {
    if (absent.length === 0) return t("readiness.complete");
    return html`<ul class="lines">
      ${absent.map(
        ({ title, unlocks, isRequired }) =>
          html`<li>
            ${say(title)}${isRequired ? html` <span class="stale">${t("readiness.required")}</span>` : nothing}
            <span class="sub">${say(unlocks)}</span>
          </li>`,
      )}
    </ul>`;
  }
}
