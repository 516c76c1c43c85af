// Programmes: a plan and its evaluation, what else changed, and the tools that need no plan: power, claims, follow-up of leads.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { differenceUnit } from "../../../engine/metrics/unit.js";
import type { JudgedOutcome, ProgrammeEvaluation } from "../../../models/programme/index.js";
import type { ProgrammesAnswer, ProgrammeView } from "../../server/programme-view.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import type { Meta } from "../meta.js";
import { RapportElement } from "../rapport-element.js";
import { router } from "../router.js";
import { say, t } from "../t.js";
import { dayText, differenceRange, differenceText, numberText, spanText } from "../words.js";
import { evaluatePlan, readProgrammes, registerPlan, stopEvaluation } from "./programme-data.js";
import { pText } from "./rapport-outcome-figure.js";
import "./rapport-claim-figure.js";
import "./rapport-follow-up-figure.js";
import "./rapport-outcome-figure.js";
import "./rapport-power-figure.js";

/** The chosen programme is in the address: `?programme=ID`. */
@customElement("rapport-programmes-page")
export class RapportProgrammesPage extends RapportElement {
  @property({ attribute: false }) meta!: Meta;
  private readonly answer = new Load<ProgrammesAnswer>(this);
  #asked = "";
  /** What was last shown to this reader: stays while an evaluation runs. */
  #kept: ProgrammesAnswer | undefined;

  readonly #moved = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener("change", this.#moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.removeEventListener("change", this.#moved);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("meta")) return;
    const asked = `${this.meta.snapshot} ${this.meta.reader.id}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#kept = undefined;
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
        ${answer && chosen ? this.#facts(answer, chosen) : nothing}
      </header>
      <div class="cols">
        <div class="stack">${answer ? this.#main(answer, chosen) : this.#waiting()}</div>
        <aside class="margin" aria-label=${t("programmes.same_time")}>
          ${chosen?.evaluation ? this.#sameTime(chosen.evaluation) : nothing}
        </aside>
      </div>`;
  }

  #waiting(): TemplateResult {
    return html`<rapport-state
      .load=${this.answer.state}
      .doing=${t("programmes.doing")}
      @retry=${() => this.answer.retry()}
      @cancel=${() => this.#stop()}
    ></rapport-state>`;
  }

  #stop(): void {
    this.answer.stop();
    if (this.meta.reader.rights === "person") void stopEvaluation().catch(() => undefined);
  }

  #facts(
    { programmes }: ProgrammesAnswer,
    { programme, evaluation, registration }: ProgrammeView,
  ): TemplateResult {
    const { before, change, after } = programme.phases;
    const plan =
      registration.recordedAt === null
        ? t("programmes.plan_never")
        : t(registration.isBeforeStart ? "programmes.plan_early" : "programmes.plan_late", {
            date: dayText(registration.recordedAt),
          });
    return html`<div class="asof">
      ${
        programmes.length > 1
          ? html`<label
              >${t("programmes.which")}
              <select
                data-testid="programme"
                @change=${(event: Event) =>
                  router.go(`/programmes?programme=${(event.target as HTMLSelectElement).value}`)}
              >
                ${programmes.map(
                  (one) =>
                    html`<option value=${one.programme.id} ?selected=${one.programme.id === programme.id}>
                      ${say(one.programme.name)}
                    </option>`,
                )}
              </select></label
            >`
          : nothing
      }
      <span>${t("programmes.before")} <b>${spanText(before.from, before.to)}</b></span>
      <span>${t("programmes.change")} <b>${spanText(change.from, change.to)}</b></span>
      <span>${t("programmes.after")} <b>${spanText(after.from, after.to)}</b></span>
      ${
        evaluation
          ? html`<span
              >${t("programmes.people")}
              <b
                >${t("programmes.people_of", {
                  treated: evaluation.people.treated,
                  compared: evaluation.people.compared,
                })}</b
              ></span
            >`
          : nothing
      }
      <span data-testid="plan">${t("programmes.plan")} <b class="long">${plan}</b></span>
    </div>`;
  }

  #main(answer: ProgrammesAnswer, chosen: ProgrammeView | undefined): TemplateResult {
    const outcomes = chosen?.evaluation?.outcomes ?? [];
    const next = outcomes.length + (outcomes.length > 0 ? 2 : 1);
    return html`${this.#problems(answer)}
      ${
        chosen
          ? this.#programme(answer, chosen)
          : html`<div class="state" data-testid="no-programme">
              <p><b>${t("programmes.none")}</b></p>
              <p>${t("programmes.none_text")}</p>
            </div>`
      }
      <rapport-claim-figure .number=${next}></rapport-claim-figure>
      <rapport-power-figure .number=${next + 1}></rapport-power-figure>
      ${
        answer.canEvaluate
          ? html`<rapport-follow-up-figure .number=${next + 2}></rapport-follow-up-figure>`
          : nothing
      }`;
  }

  #problems({ problems }: ProgrammesAnswer): TemplateResult | typeof nothing {
    if (problems.length === 0) return nothing;
    return html`<div class="state err" role="alert">
      <p><b>${t("programmes.broken")}</b></p>
      ${problems.map(({ message, hint }) => html`<p>${message} ${hint}</p>`)}
    </div>`;
  }

  #programme({ canEvaluate, error }: ProgrammesAnswer, chosen: ProgrammeView): TemplateResult {
    const { evaluation, refused, programme, registration } = chosen;
    const acts =
      this.answer.state.is === "waiting"
        ? html`<rapport-state
            .load=${this.answer.state}
            .doing=${t("programmes.running")}
            @cancel=${() => this.#stop()}
          ></rapport-state>`
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
    return html`${this.#outcomes(evaluation)}
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

  #evaluate(id: string): void {
    void this.answer.run((signal) => evaluatePlan(id, signal));
  }

  #outcomes({ outcomes }: ProgrammeEvaluation): TemplateResult {
    return figure({
      id: "figure-outcomes",
      number: 1,
      title: t("programmes.fig_outcomes"),
      how: t("programmes.how_outcomes", { count: outcomes.length }),
      body: html`<div class="scroll" tabindex="0" role="region" aria-label=${t("programmes.fig_outcomes")}>
        <table data-testid="outcomes">
          <thead>
            <tr>
              <th>${t("programmes.outcome")}</th>
              <th class="r hideph">${t("programmes.treated")}</th>
              <th class="r hideph">${t("programmes.compared")}</th>
              <th class="r">${t("programmes.effect")}</th>
              <th class="r">${t("programmes.interval")}</th>
              <th class="r hideph">q</th>
              <th>${t("programmes.verdict")}</th>
            </tr>
          </thead>
          <tbody>
            ${outcomes.map((outcome) => this.#row(outcome))}
          </tbody>
        </table>
      </div>`,
    });
  }

  #row({
    label,
    unit,
    treated,
    compared,
    timeVarying,
    effect,
    q,
    isBeyondChance,
  }: JudgedOutcome): TemplateResult {
    const { currency } = this.meta.workspace;
    const number = (value: number | undefined): string => numberText(value ?? null, unit, { currency });
    const sides = (side: JudgedOutcome["treated"] | null): string =>
      side ? `${number(side.before?.value)} → ${number(side.after?.value)}` : "–";
    const kind = differenceUnit(unit);
    const options = { low: effect.low, high: effect.high, currency };
    return html`<tr>
      <th scope="row">${say(label)}</th>
      <td class="r hideph">${timeVarying ? number(timeVarying.naive.treated) : sides(treated)}</td>
      <td class="r hideph">${timeVarying ? number(timeVarying.naive.others) : sides(compared)}</td>
      <td class="r"><b>${differenceText(effect.value, kind, options)}</b></td>
      <td class="r wrap">${differenceRange(effect.low, effect.high, kind, options)}</td>
      <td class="r hideph">${pText(q)}</td>
      <td>
        <span class="chip ${isBeyondChance ? "yes" : "maybe"}"
          ><i></i>${t(isBeyondChance ? "programmes.sure" : "programmes.chance")}</span
        >
      </td>
    </tr>`;
  }

  #sameTime({ overlaps }: ProgrammeEvaluation): TemplateResult {
    return html`<section class="mn" data-testid="same-time">
      <h2>${t("programmes.same_time")}</h2>
      ${
        overlaps.length === 0
          ? html`<p>${t("programmes.same_time_none")}</p>`
          : html`<ul class="lines">
              ${overlaps.map(
                ({ name, at, when }) =>
                  html`<li>
                    ${say(name)}
                    <span class="sub"
                      >${at.length > 7 ? dayText(at) : spanText(at, at)},
                      ${t(when === "change" ? "programmes.in_change" : "programmes.later")}</span
                    >
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }
}
