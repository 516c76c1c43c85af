// All targets: those in force by their risk, and a quarter's forecasts and targets from the company down to each person.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { HierarchyAnswer, StandingTargets, TargetSums } from "../../../models/index.js";
import { figure } from "../figure/figure.js";
import { Load } from "../load.js";
import type { Meta, MetaMetric } from "../meta.js";
import { addMonths, type Span } from "../overview/phases.js";
import { RapportPage } from "../rapport-page.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { summedMeasures } from "../targets/summed-measures.js";
import { quarterText } from "../targets/quarters.js";
import { monthEndText } from "../words.js";
import "./rapport-hierarchy-figure.js";
import "./rapport-risk-figure.js";
import { readHierarchy, readStanding, readSums } from "./standing-data.js";

interface Tree {
  found: HierarchyAnswer;
  sums: TargetSums;
}

/** Quarters offered: those wholly to come. */
const offered = 4;

/** State of the page is its address: `?metric=…&quarter=2027-01`. */
@customElement("rapport-standing-page")
export class RapportStandingPage extends RapportPage<Meta & { history: Span }> {
  private readonly standing = new Load<StandingTargets>(this);
  private readonly tree = new Load<Tree>(this);

  protected override get subject(): string {
    return `${this.#metric?.id} ${this.#quarter}`;
  }

  get #metric(): MetaMetric | undefined {
    const measures = summedMeasures(this.meta).filter(({ available }) => available);
    const wanted = router.place.search.get("metric") ?? "revenue";
    return measures.find(({ id }) => id === wanted) ?? measures[0];
  }

  get #quarters(): string[] {
    const next = addMonths(this.meta.history.to, 1);
    const into = (Number(next.slice(5)) - 1) % 3;
    const first = into === 0 ? next : addMonths(next, 3 - into);
    return Array.from({ length: offered }, (_, i) => addMonths(first, 3 * i));
  }

  get #quarter(): string {
    const wanted = router.place.search.get("quarter");
    return this.#quarters.find((quarter) => quarter === wanted) ?? this.#quarters[0]!;
  }

  protected override ask(): void {
    void this.#ask(this.asked);
  }

  /** One after the other: each is work for the models' process. */
  async #ask(asked: string): Promise<void> {
    const { id: metric } = this.#metric ?? {};
    const quarter = this.#quarter;
    await this.standing.run(readStanding);
    if (metric === undefined || asked !== this.asked) return;
    await this.tree.run(async (signal) => ({
      found: await readHierarchy({ metric, quarter }, signal),
      sums: await readSums({ metric, quarter }, signal),
    }));
  }

  override render(): TemplateResult {
    return html`<header class="head">
        <p class="crumb">${t("standing.crumb")}</p>
        <h1 data-testid="title">${t("standing.h1")}</h1>
        ${this.#controls()}
      </header>
      <div class="stack">
        ${
          this.standing.value
            ? html`<rapport-risk-figure
                .meta=${this.meta}
                .found=${this.standing.value}
              ></rapport-risk-figure>`
            : this.#pending(1, "figure-risk", t("standing.title"), this.standing, t("standing.doing"))
        }
        ${this.#hierarchy()}
      </div>`;
  }

  #hierarchy(): TemplateResult | typeof nothing {
    const metric = this.#metric;
    const { value, state } = this.tree;
    if (!metric || state.is === "idle") return nothing;
    if (value)
      return html`<rapport-hierarchy-figure
        .found=${value.found}
        .sums=${value.sums}
        .unit=${metric.unit}
        .currency=${this.meta.workspace.currency}
      ></rapport-hierarchy-figure>`;
    // readers of groups are told why there is no tree, as of any other right that they lack
    if (state.is === "failed" && state.error.detail.code === "fit_needs_person_rights")
      return figure({
        id: "figure-hierarchy",
        number: 2,
        title: t("standing.hierarchy"),
        body: html`<div class="state" data-testid="no-hierarchy"><p>${t("standing.no_rights")}</p></div>`,
      });
    return this.#pending(2, "figure-hierarchy", t("standing.hierarchy"), this.tree, t("standing.doing_tree"));
  }

  #pending(number: number, id: string, title: string, load: Load<unknown>, doing: string): TemplateResult {
    return figure({ id, number, title, body: this.waiting(load, doing) });
  }

  #controls(): TemplateResult {
    const chosen = this.#metric;
    return html`<div class="asof">
      <label
        >${t("targets.measure")}
        <select data-testid="metric" @change=${set("metric")}>
          ${summedMeasures(this.meta)
            .filter(({ available }) => available)
            .map(
              ({ id, label }) =>
                html`<option value=${id} ?selected=${id === chosen?.id}>${say(label)}</option>`,
            )}
        </select></label
      >
      <label
        >${t("targets.quarter")}
        <select data-testid="quarter" @change=${set("quarter")}>
          ${this.#quarters.map(
            (from) =>
              html`<option value=${from} ?selected=${from === this.#quarter}>${quarterText(from)}</option>`,
          )}
        </select></label
      >
      <span>${t("targets.known_to")} <b>${monthEndText(this.meta.history.to)}</b></span>
    </div>`;
  }
}

const set =
  (name: "metric" | "quarter") =>
  (event: Event): void =>
    router.setSearch({ [name]: (event.target as HTMLSelectElement).value });
