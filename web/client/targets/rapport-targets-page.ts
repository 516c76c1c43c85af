// Targets: history and forecast of a measure by quarter, and the chance of a target that is entered or slid.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { TargetConsequence } from "../../server/target-routes.js";
import type { TargetGround } from "../../server/target-work.js";
import type { TargetsAnswer, TargetsView } from "../../server/targets-view.js";
import { postJson } from "../api.js";
import { Load } from "../load.js";
import type { Meta, MetaMetric } from "../meta.js";
import type { Span } from "../overview/phases.js";
import { filtersOf, scopeFrom } from "../overview/scope.js";
import { RapportPage } from "../rapport-page.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { quarterText } from "./quarters.js";
import { forecastFigure } from "./forecast-figure.js";
import { summedMeasures } from "./summed-measures.js";
import { targetControls } from "./target-controls.js";
import type { TargetPlace } from "./rapport-target-commit.js";
import "./rapport-target-commit.js";
import "./rapport-target-consequence.js";
import "./rapport-target-notes.js";
import "./rapport-target-past.js";
import "./rapport-target-record.js";
import "./rapport-target-setter.js";
import "./rapport-target-sums.js";

/** Typing or sliding rests this long before costs are worked out anew. */
const restMs = 500;

/** State of the page is its address: `?metric=…&people=…&person=…&quarter=…&target=…`. */
@customElement("rapport-targets-page")
export class RapportTargetsPage extends RapportPage<Meta & { history: Span }> {
  @state() private target: number | null = null;
  /** Grows with every commitment, so that what rests on the ledger is asked anew. */
  @state() private edition = 0;
  private readonly answer = new Load<TargetsAnswer>(this);
  private readonly ground = new Load<TargetGround>(this);
  private readonly consequence = new Load<TargetConsequence>(this);
  #rest: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#rest);
  }

  get #metric(): MetaMetric | undefined {
    const measures = summedMeasures(this.meta);
    const wanted = router.place.search.get("metric") ?? "revenue";
    return measures.find(({ id }) => id === wanted) ?? measures[0];
  }

  /** Whose target of which quarter; the entered value asks for no new forecast. */
  protected override get subject(): string | null {
    const metric = this.#metric;
    if (!metric?.available) return null;
    return JSON.stringify([this.#subject(metric.id), router.place.search.get("quarter")]);
  }

  protected override ask(): void {
    const metric = this.#metric;
    if (!metric) return;
    clearTimeout(this.#rest);
    void this.#forecast(this.#subject(metric.id), router.place.search.get("quarter"), this.asked);
  }

  async #forecast(
    subject: Omit<TargetPlace, "quarter">,
    quarter: string | null,
    asked: string,
  ): Promise<void> {
    await this.answer.run(async (signal) => {
      const body = { ...subject, ...(quarter ? { quarter } : {}) };
      const answer = await postJson<TargetsAnswer>("/api/models/targets", body, { signal });
      const entered = Number(router.place.search.get("target"));
      this.target = answer.state === "forecast" ? entered || answer.view.quarter.commit : null;
      return answer;
    });
    if (asked === this.asked) await this.#askGround();
  }

  #subject(metric: string): Omit<TargetPlace, "quarter"> {
    const { search } = router.place;
    const employee = search.get("person")?.trim();
    return {
      metric,
      where: employee ? [] : filtersOf(scopeFrom(search.get("people"))),
      ...(employee ? { employee } : {}),
    };
  }

  /** Whose target, and for which quarter; null before there is a forecast. */
  get #place(): TargetPlace | null {
    const { value } = this.answer;
    if (value?.state !== "forecast") return null;
    return { ...this.#subject(value.view.metric), quarter: value.view.quarter.from };
  }

  async #askGround(): Promise<void> {
    const place = this.#place;
    if (!place) return;
    await this.ground.run((signal) => postJson<TargetGround>("/api/targets/ground", place, { signal }));
    this.#askConsequence();
  }

  #askConsequence(): void {
    const place = this.#place;
    const { target } = this;
    if (!place || target === null || !(target > 0)) return;
    void this.consequence.run((signal) =>
      postJson<TargetConsequence>("/api/targets/consequence", { ...place, target }, { signal }),
    );
  }

  override render(): TemplateResult {
    const metric = this.#metric;
    const answer = this.answer.value;
    const view = answer?.state === "forecast" ? answer.view : null;
    return html`<header class="head">
        <p class="crumb">
          ${view ? t("targets.crumb", { quarter: quarterText(view.quarter.from) }) : t("targets.crumb_plain")}
        </p>
        <h1 data-testid="title">${t("targets.h1")}</h1>
        ${targetControls(this.meta, metric, view)}
      </header>
      ${this.#body(metric, answer, view)}`;
  }

  #body(
    metric: MetaMetric | undefined,
    answer: TargetsAnswer | undefined,
    view: TargetsView | null,
  ): TemplateResult {
    if (!metric) return this.#nothing(t("targets.no_metric"), "");
    if (!metric.available)
      return this.#nothing(
        t("targets.no_source", { metric: say(metric.label) }),
        t("targets.no_source_next", { source: metric.missing.map((source) => say(source)).join("、") }),
      );
    if (answer?.state === "refused")
      return this.#nothing(say(answer.refusal.text), t("targets.refused_next"));
    if (!view) return this.waiting(this.answer, t("targets.doing"));
    const { currency } = this.meta.workspace;
    const target = this.target ?? view.quarter.commit;
    const ground = this.ground.value;
    return html`<div
      class="cols"
      @rapport-target=${(event: CustomEvent<number>) => this.#enter(event.detail)}
      @rapport-committed=${() => {
        this.edition++;
        void this.#askGround();
      }}
    >
      <div class="stack">
        ${forecastFigure(view, target, currency)}
        <rapport-target-setter .view=${view} .target=${target} .currency=${currency}></rapport-target-setter>
        <rapport-target-commit
          .place=${this.#place}
          .target=${target}
          .unit=${view.unit}
          .currency=${currency}
        ></rapport-target-commit>
        <rapport-target-consequence
          .ground=${this.ground.state}
          .consequence=${this.consequence.state}
          .target=${target}
          .unit=${view.unit}
          .currency=${currency}
          @retry=${() => void this.#askGround()}
          @cancel=${() => this.ground.stop()}
        ></rapport-target-consequence>
        ${
          ground
            ? html`<rapport-target-past
                .past=${ground.past}
                .unit=${view.unit}
                .currency=${currency}
              ></rapport-target-past>`
            : nothing
        }
        ${
          // One after the other: each is work for the models' process.
          this.ground.state.is === "idle" || (this.ground.state.is === "waiting" && this.edition === 0)
            ? nothing
            : html`<rapport-target-sums
                  .metric=${view.metric}
                  .quarter=${view.quarter.from}
                  .unit=${view.unit}
                  .currency=${currency}
                  .edition=${this.edition}
                ></rapport-target-sums>
                <rapport-target-record .meta=${this.meta} .edition=${this.edition}></rapport-target-record>`
        }
      </div>
      <aside class="margin" aria-label=${t("targets.where")}>
        <rapport-target-notes
          .view=${view}
          .currency=${currency}
          .nowcast=${ground && "known" in ground.nowcast ? ground.nowcast : null}
        ></rapport-target-notes>
      </aside>
    </div>`;
  }

  #enter(value: number): void {
    this.target = value;
    router.setSearch({ target: String(Math.round(value)) }, "replace");
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#askConsequence(), restMs);
  }

  #nothing(title: string, next: string): TemplateResult {
    return html`<div class="state" data-testid="empty">
      <p><b>${title}</b></p>
      <p>${next}</p>
      <p class="acts"><a class="link" href="/data">${t("states.import_file")}</a></p>
    </div>`;
  }
}
