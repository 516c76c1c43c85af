// What goes with leaving: drivers of the fitted model or the reason why there is none, and plain rates beside them.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { AttritionAnswer, AttritionView } from "../../server/attrition-view.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import type { Span } from "../overview/phases.js";
import { RapportModelPage } from "../rapport-model-page.js";
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
export class RapportDriversPage extends RapportModelPage<AttritionAnswer, Meta & { history: Span }> {
  private readonly rates = new Load<RateTables>(this);

  constructor() {
    super("attrition", "drivers");
  }

  protected override ask(): void {
    super.ask();
    void this.rates.run((signal) => rateTables(this.meta, signal));
  }

  protected override doing(): string {
    const { progress } = this.fitted;
    return progress
      ? t("drivers.step", { title: say(progress.title), done: progress.done, of: progress.of })
      : t("drivers.fitting");
  }

  protected override about(answer: AttritionAnswer | undefined): TemplateResult {
    const view = answer?.model ?? null;
    return html`<div class="asof">
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
    </div>`;
  }

  protected override heading(answer: AttritionAnswer | undefined): string {
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

  protected override main(answer: AttritionAnswer): TemplateResult {
    if (!answer.model) return this.instead(answer);
    return html`<p class="say" data-testid="narrative">${this.#sentence(answer.model)}</p>
      <rapport-driver-figure .model=${answer.model}></rapport-driver-figure>
      ${modelFigures(answer.model)}`;
  }

  protected override instead(answer: AttritionAnswer): TemplateResult {
    if (!answer.refusal) return super.instead(answer);
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
  }

  protected override notes(answer: AttritionAnswer): TemplateResult {
    return html`<rapport-model-notes .meta=${this.meta} .answer=${answer}></rapport-model-notes>`;
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

  protected override beside(): TemplateResult {
    const rates = this.rates.value;
    if (!rates) return this.waiting(this.rates, t("drivers.fig_tenure"));
    const labels = this.meta.dimensions.find(({ id }) => id === "tenure_band")?.values ?? [];
    const before = figuresOf(this.fitted.value?.model ?? null);
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
