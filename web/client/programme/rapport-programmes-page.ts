// Programmes: a plan and its evaluation, what else changed, and the tools that need no plan: power, claims, follow-up of leads.
import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { ProgrammesAnswer, ProgrammeView } from "../../server/programme-view.js";
import { brokenFiles } from "../figure/broken-files.js";
import { Load } from "../load.js";
import { RapportPage } from "../rapport-page.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { dayText } from "../words.js";
import { evaluatePlan, readProgrammes, registerPlan, stopEvaluation } from "./programme-data.js";
import { programmeFacts } from "./programme-facts.js";
import { sameTime } from "./same-time-notes.js";
import "./rapport-benchmarks-figure.js";
import "./rapport-claim-figure.js";
import "./rapport-follow-up-figure.js";
import "./rapport-outcome-figure.js";
import "./rapport-outcomes-figure.js";
import "./rapport-plan-form.js";
import "./rapport-power-figure.js";

/** The chosen programme is in the address: `?programme=ID`. */
@customElement("rapport-programmes-page")
export class RapportProgrammesPage extends RapportPage {
  private readonly answer = new Load<ProgrammesAnswer>(this);
  /** What was last shown to this reader: stays while an evaluation runs. */
  #kept: ProgrammesAnswer | undefined;

  protected override ask(): void {
    this.#kept = undefined;
    this.#read();
  }

  #read(): void {
    void this.answer.run((signal) => readProgrammes(signal));
  }

  get #shown(): ProgrammesAnswer | undefined {
    const { state, value } = this.answer;
    if (value) this.#kept = value;
    return value ?? (state.is === "waiting" || state.is === "stopped" ? this.#kept : undefined);
  }

  get #chosen(): ProgrammeView | undefined {
    const { programmes = [] } = this.#shown ?? {};
    const wanted = router.place.search.get("programme");
    return programmes.find(({ programme }) => programme.id === wanted) ?? programmes[0];
  }

  override render(): TemplateResult {
    const answer = this.#shown;
    const chosen = this.#chosen;
    return html`<header class="head">
        <p class="crumb">${t("programmes.crumb")}</p>
        <h1 data-testid="title">
          ${chosen ? t("programmes.h1_one", { name: say(chosen.programme.name) }) : t("programmes.h1")}
        </h1>
        ${answer && chosen ? programmeFacts(answer, chosen) : nothing}
      </header>
      <div class="cols">
        <div class="stack">
          ${answer ? this.#main(answer, chosen) : this.waiting(this.answer, t("programmes.doing"), () => this.#stop())}
        </div>
        <aside class="margin" aria-label=${t("programmes.same_time")}>
          ${chosen?.evaluation ? sameTime(chosen.evaluation) : nothing}
        </aside>
      </div>`;
  }

  #stop(): void {
    this.answer.stop();
    if (this.meta.reader.rights === "person") void stopEvaluation().catch(() => undefined);
  }

  #main(answer: ProgrammesAnswer, chosen: ProgrammeView | undefined): TemplateResult {
    const outcomes = chosen?.evaluation?.outcomes ?? [];
    const next = outcomes.length + (outcomes.length > 0 ? 2 : 1);
    const plan = answer.canEvaluate ? 1 : 0;
    return html`${brokenFiles(t("programmes.broken"), answer.problems)}
      ${
        chosen
          ? this.#programme(answer, chosen)
          : html`<div class="state" data-testid="no-programme">
              <p><b>${t("programmes.none")}</b></p>
              <p>${t("programmes.none_text")}</p>
            </div>`
      }
      ${
        answer.canEvaluate
          ? html`<rapport-plan-form
              .number=${next}
              @saved=${(event: CustomEvent<string>) => this.#saved(event.detail)}
            ></rapport-plan-form>`
          : nothing
      }
      <rapport-claim-figure .number=${next + plan}></rapport-claim-figure>
      <rapport-power-figure .number=${next + plan + 1}></rapport-power-figure>
      <rapport-benchmarks-figure
        .number=${next + plan + 2}
        .asked=${this.asked}
        .currency=${this.meta.workspace.currency}
      ></rapport-benchmarks-figure>
      ${
        answer.canEvaluate
          ? html`<rapport-follow-up-figure .number=${next + plan + 3}></rapport-follow-up-figure>`
          : nothing
      }`;
  }

  #programme({ canEvaluate, error }: ProgrammesAnswer, chosen: ProgrammeView): TemplateResult {
    const { evaluation, refused, programme, registration } = chosen;
    const acts =
      this.answer.state.is === "waiting"
        ? this.waiting(this.answer, t("programmes.running"), () => this.#stop())
        : canEvaluate
          ? html`<p class="acts">
              <button class="link" data-testid="evaluate" @click=${() => this.#evaluate(programme.id)}>
                ${t(evaluation ? "programmes.again" : "programmes.evaluate")}
              </button>
              ${
                registration.recordedAt === null
                  ? html`<button
                      class="link"
                      data-testid="register"
                      @click=${() => void this.answer.run(() => registerPlan(programme.id))}
                    >
                      ${t("programmes.register")}
                    </button>`
                  : nothing
              }
            </p>`
          : nothing;
    if (refused)
      return html`<div class="state" data-testid="programme-refused"><p>${t("programmes.small")}</p></div>`;
    if (!evaluation)
      return html`<div class=${error ? "state err" : "state"}>
        <p><b>${error ? error.message : t("programmes.not_yet")}</b></p>
        <p>${error ? error.hint : t(canEvaluate ? "programmes.not_yet_text" : "programmes.no_rights")}</p>
        ${acts}
      </div>`;
    const at = chosen.evaluatedAt ? t("programmes.evaluated", { date: dayText(chosen.evaluatedAt) }) : "";
    return html`<rapport-outcomes-figure
        .outcomes=${evaluation.outcomes}
        .currency=${this.meta.workspace.currency}
      ></rapport-outcomes-figure>
      <div>
        <p class="how ${chosen.isStale ? "stale" : ""}">
          ${at}${chosen.isStale ? html`: ${t("programmes.stale")}` : nothing}
        </p>
        ${acts}
      </div>
      ${evaluation.outcomes.map(
        (outcome, i) =>
          html`<rapport-outcome-figure
            .outcome=${outcome}
            .phases=${programme.phases}
            .currency=${this.meta.workspace.currency}
            .number=${i + 2}
          ></rapport-outcome-figure>`,
      )}`;
  }

  #saved(id: string): void {
    router.go(`/programmes?programme=${id}`);
    this.#read();
  }

  #evaluate(id: string): void {
    void this.answer.run((signal) => evaluatePlan(id, signal));
  }
}
