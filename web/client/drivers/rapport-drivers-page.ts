// What goes with leaving: drivers of the fitted model or the reason why there is none, and plain rates beside them.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AttritionAnswer, AttritionView } from "../../server/attrition-view.js";
import "../figure/rapport-state.js";
import { FittedModel } from "../fitted-model.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import type { Span } from "../overview/phases.js";
import { RapportElement } from "../rapport-element.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import { numberText, spanText } from "../words.js";
import { rateTables, type RateTables } from "./drivers-data.js";
import { nameList } from "./name-list.js";
import { comparisonsIn } from "./comparisons.js";
import { figuresOf, modelFigures } from "./model-figures.js";
import "./rapport-driver-figure.js";
import "./rapport-model-notes.js";
import "./rapport-rate-figure.js";
import "./rapport-survival-figure.js";

@customElement("rapport-drivers-page")
export class RapportDriversPage extends RapportElement {
  @property({ attribute: false }) meta!: Meta & { history: Span };
  private readonly model = new FittedModel<AttritionAnswer>(this, "attrition");
  private readonly rates = new Load<RateTables>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("meta") && this.model.open(this.meta))
      void this.rates.run((signal) => rateTables(this.meta, signal));
  }

  #doing(): string {
    const { progress } = this.model;
    return progress
      ? t("drivers.step", { title: say(progress.title), done: progress.done, of: progress.of })
      : t("drivers.fitting");
  }

  override render(): TemplateResult {
    const answer = this.model.value;
    const view = answer?.model ?? null;
    return html`<header class="head">
        <p class="crumb">${t("drivers.crumb")}</p>
        <h1 data-testid="title">${this.#title(answer)}</h1>
        <div class="asof">
          <span>${t("drivers.about")} <b>${t("drivers.voluntary")}</b></span>
          ${
            view
              ? html`<span>${t("drivers.learned")} <b>${spanText(view.window.from, view.window.to)}</b></span>
                  <span
                    >${t("drivers.people")}
                    <b
                      >${t("drivers.people_count", {
                        people: numberText(view.people, "count"),
                        months: numberText(view.rows, "count"),
                      })}</b
                    ></span
                  >`
              : nothing
          }
        </div>
      </header>
      <div class="cols">
        <div class="stack">${this.#main(answer)} ${this.#tables()}</div>
        <aside class="margin" aria-label=${t("drivers.trust")}>
          ${
            answer
              ? html`<rapport-model-notes
                  .meta=${this.meta}
                  .answer=${answer}
                  @refit=${() => this.model.fit()}
                ></rapport-model-notes>`
              : nothing
          }
        </aside>
      </div>`;
  }

  #title(answer: AttritionAnswer | undefined): string {
    if (answer?.state === "refused")
      return t(this.#kindUnknown(answer) ? "drivers.h1_no_kind" : "drivers.h1_refused");
    if (answer?.model && !answer.model.drivers.some(({ beyondChance }) => beyondChance))
      return t("drivers.h1_none");
    return t("drivers.h1");
  }

  /** People left, but none of them is known to have left by choice. */
  #kindUnknown({ refusal }: AttritionAnswer): boolean {
    return refusal?.facts.events === 0 && this.rates.value?.metric.id === "total_turnover";
  }

  #main(answer: AttritionAnswer | undefined): TemplateResult {
    if (!answer)
      return html`<rapport-state
        .load=${this.model.load.state}
        .doing=${this.#doing()}
        @retry=${() => this.model.fit()}
        @cancel=${() => void this.model.cancel()}
      ></rapport-state>`;
    if (answer.model)
      return html`<p class="say" data-testid="narrative">${this.#sentence(answer.model)}</p>
        <rapport-driver-figure .model=${answer.model}></rapport-driver-figure>
        ${modelFigures(answer.model)}`;
    if (answer.refusal)
      return html`<div class="state" data-testid="model-refused">
        <p>
          <b>${this.#kindUnknown(answer) ? t("drivers.no_kind_known") : say(answer.refusal.text)}</b>
        </p>
        <p>
          ${
            this.#kindUnknown(answer)
              ? [t("drivers.no_kind_next"), t("drivers.all_exits_below")].join(
                  session.locale === "zh" ? "" : " ",
                )
              : t("drivers.refused_still")
          }
        </p>
      </div>`;
    const failed = answer.error;
    return html`<div class=${failed ? "state err" : "state"} role=${failed ? "alert" : nothing}>
      <p><b>${failed ? failed.message : t("drivers.none")}</b></p>
      <p>${failed ? failed.hint : t(answer.canFit ? "drivers.none_text" : "drivers.none_rights")}</p>
      ${
        answer.canFit
          ? html`<p class="acts">
              <button class="link" @click=${() => this.model.fit()}>${t("drivers.fit")}</button>
            </p>`
          : nothing
      }
    </div>`;
  }

  #sentence({ drivers, events, isOn }: AttritionView): string {
    const real = drivers.filter(({ beyondChance }) => beyondChance);
    const others = comparisonsIn(drivers) - comparisonsIn(real);
    const finding =
      real.length > 0
        ? t("drivers.say_some", { count: real.length, names: nameList(real), others })
        : t("drivers.say_none", { others, events });
    return isOn ? finding : `${finding} ${t("drivers.say_off")}`;
  }

  #tables(): TemplateResult {
    const rates = this.rates.value;
    if (!rates)
      return html`<rapport-state
        .load=${this.rates.state}
        .doing=${t("drivers.fig_tenure")}
        @retry=${() => this.rates.retry()}
        @cancel=${() => this.rates.stop()}
      ></rapport-state>`;
    const labels = this.meta.dimensions.find(({ id }) => id === "tenure_band")?.values ?? [];
    const before = figuresOf(this.model.value?.model ?? null);
    const how = t("drivers.how_rates", { span: spanText(rates.span.from, rates.span.to) });
    return html`<rapport-rate-figure
        name="tenure"
        .number=${before + 1}
        .heading=${t("drivers.fig_tenure")}
        .how=${how}
        .rows=${rates.tenure}
        .metric=${rates.metric}
        .labels=${labels}
      ></rapport-rate-figure>
      ${
        rates.department.length > 1
          ? html`<rapport-rate-figure
              name="department"
              .number=${before + 2}
              .heading=${t("drivers.fig_department")}
              .how=${how}
              .rows=${rates.department}
              .metric=${rates.metric}
            ></rapport-rate-figure>`
          : nothing
      }
      <rapport-survival-figure
        .meta=${this.meta}
        .number=${before + 2 + (rates.department.length > 1 ? 1 : 0)}
      ></rapport-survival-figure>`;
  }
}
