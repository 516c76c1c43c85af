// Fields of a programme's plan → checked by the server field by field, with what it could find; saved as the file that the command reads.
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { isPercentUnit, type Unit } from "../../../engine/metrics/unit.js";
import type { PlannedPower, PlanProblem } from "../../../models/programme/index.js";
import type { PlanCheck, PlanChoices } from "../../server/programme-plan-routes.js";
import { figure } from "../figure/figure.js";
import "../figure/rapport-state.js";
import { Load } from "../load.js";
import { RapportElement } from "../rapport-element.js";
import { say, t } from "../t.js";
import { emptyDraft, idOf, planOf, usualPhases, type PlanDraft } from "./plan-draft.js";
import { group, selectField, slipOf, textField, type FieldContext } from "./plan-fields.js";
import { alsoFields, costFields } from "./plan-lists.js";
import { whoFields } from "./plan-who.js";
import { checkPlan, foreseePlan, readChoices, savePlan } from "./programme-data.js";

const phaseNames = ["before", "change", "after"] as const;
const mostOutcomes = 4;

/** Emits "saved" with the programme's id. */
@customElement("rapport-plan-form")
export class RapportPlanForm extends RapportElement {
  @property({ type: Number }) number = 1;
  @state() private isOpen = false;
  @state() private draft: PlanDraft | null = null;
  @state() private problems: readonly PlanProblem[] = [];
  private readonly choices = new Load<PlanChoices>(this);
  private readonly check = new Load<PlanCheck>(this);
  private readonly power = new Load<PlannedPower>(this);
  private readonly saving = new Load<string>(this);
  /** The id follows the name until somebody writes one. */
  #hasOwnId = false;

  override render(): TemplateResult {
    return figure({
      id: "figure-plan",
      number: this.number,
      title: t("plan.title"),
      how: t("plan.how"),
      body: this.isOpen ? this.#form() : this.#opener(),
    });
  }

  #opener(): TemplateResult {
    return html`<p class="acts">
      <button class="out" data-testid="open-plan" @click=${() => this.#open()}>${t("plan.open")}</button>
    </p>`;
  }

  #open(): void {
    this.isOpen = true;
    void this.choices.run(async (signal) => {
      const choices = await readChoices(signal);
      this.draft = { ...emptyDraft(choices.metrics[0]?.id ?? ""), phases: usualPhases(choices.history.to) };
      return choices;
    });
  }

  #form(): TemplateResult {
    const choices = this.choices.value;
    const { draft } = this;
    if (!choices || !draft)
      return html`<rapport-state
        .load=${this.choices.state}
        .doing=${t("plan.doing")}
        @retry=${() => this.#open()}
        @cancel=${() => this.choices.stop()}
      ></rapport-state>`;
    const context: FieldContext = { problems: this.problems, changed: () => this.#changed() };
    return html`<form
      class="plan-form"
      data-testid="plan-form"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        this.#check();
      }}
    >
      ${this.#what(context, draft)} ${this.#when(context, draft)} ${whoFields(context, draft, choices)}
      ${this.#outcomes(context, draft, choices)} ${alsoFields(context, draft)}
      ${costFields(context, draft, choices)}
      <p class="acts">
        <button class="out" data-testid="check-plan">${t("plan.check")}</button>
        ${
          this.check.value?.yaml
            ? html`<button type="button" class="go" data-testid="save-plan" @click=${() => this.#save()}>
                ${t("plan.save")}
              </button>`
            : nothing
        }
      </p>
      ${this.#answer()}
    </form>`;
  }

  #what(context: FieldContext, draft: PlanDraft): TemplateResult {
    const nameField = slipOf(this.problems, "name.zh") ? "name.zh" : "name.en";
    return group(
      t("plan.what"),
      html`${textField(context, nameField, t("plan.name"), draft.name, (value) => {
        draft.name = value;
        if (!this.#hasOwnId) draft.id = idOf(value);
      }, { isWide: true })}
      ${textField(context, "id", t("plan.id"), draft.id, (value) => {
        draft.id = value;
        this.#hasOwnId = value !== "";
      })}`, // prettier-ignore
    );
  }

  #when(context: FieldContext, { phases }: PlanDraft): TemplateResult {
    return group(
      t("plan.when"),
      html`${phaseNames.map((phase) =>
        (["from", "to"] as const).map((end) =>
          textField(
            context,
            `phases.${phase}.${end}`,
            t(`plan.${phase}_${end}`),
            phases[phase][end],
            (value) => (phases[phase][end] = value),
            { type: "month" },
          ),
        ),
      )}`,
      "months",
    );
  }

  #outcomes(context: FieldContext, draft: PlanDraft, { metrics, currency }: PlanChoices): TemplateResult {
    const choices = metrics.map(({ id, label }) => ({ value: id, label: say(label) }));
    const shown = draft.outcomes.length < mostOutcomes ? [...draft.outcomes, ""] : draft.outcomes;
    const unit = this.#unit(draft);
    const suffix = isPercentUnit(unit) ? t("plan.points") : unit === "money" ? currency : "";
    return group(
      t("plan.judged"),
      html`${shown.map((outcome, i) =>
        selectField(
          context,
          `outcomes.${i}`,
          t(i === 0 ? "plan.outcome" : "plan.also_outcome"),
          outcome,
          i === 0 || outcome === "" ? choices : [{ value: "", label: "–" }, ...choices],
          (value) => {
            draft.outcomes[i] = value;
            draft.outcomes = draft.outcomes.filter((one) => one !== "");
          },
        ),
      )}
      ${textField(context, "worthwhile", t("plan.worthwhile"), draft.worthwhile, (value) => (draft.worthwhile = value), { type: "number", suffix })}`, // prettier-ignore
    );
  }

  #answer(): TemplateResult | typeof nothing {
    for (const load of [this.check, this.saving])
      if (load.state.is === "failed") return html`<rapport-state .load=${load.state}></rapport-state>`;
    if (this.problems.length > 0)
      return html`<p class="slip" role="alert" data-testid="plan-slips">
        ${t("plan.slips", { count: this.problems.length })}
      </p>`;
    const yaml = this.check.value?.yaml;
    if (!yaml) return nothing;
    const power = this.power.value;
    return html`${
        power
          ? html`<p class="say" data-testid="plan-power">${say(power.text)}</p>`
          : html`<rapport-state
              .load=${this.power.state}
              .doing=${t("plan.reckoning")}
              @retry=${() => this.power.retry()}
              @cancel=${() => this.power.stop()}
            ></rapport-state>`
      }
      <details>
        <summary>${t("plan.file")}</summary>
        <pre class="yaml" data-testid="plan-yaml">${yaml}</pre>
      </details>`;
  }

  #unit({ outcomes: [first] }: PlanDraft): Unit {
    return (this.choices.value?.metrics.find(({ id }) => id === first)?.unit ?? "index") as Unit;
  }

  #plan(): Record<string, unknown> {
    const day = new Date().toISOString().slice(0, 10);
    return planOf(this.draft!, day, isPercentUnit(this.#unit(this.draft!)));
  }

  #changed(): void {
    this.draft = { ...this.draft! };
    if (this.check.state.is !== "idle") this.check.stop();
  }

  #check(): void {
    const plan = this.#plan();
    void this.check.run(async (signal) => {
      const checked = await checkPlan(plan, signal);
      // one name is asked for, in whatever language: its slip is one
      const { problems } = checked;
      const isTwice = problems.some(({ field }) => field === "name.en");
      this.problems = problems.filter(({ field }) => !isTwice || field !== "name.zh");
      if (checked.yaml) void this.power.run((other) => foreseePlan(plan, other));
      return checked;
    });
  }

  #save(): void {
    const plan = this.#plan();
    void this.saving.run(async () => {
      await savePlan(plan);
      this.isOpen = false;
      this.problems = [];
      this.check.stop();
      this.dispatchEvent(new CustomEvent("saved", { detail: plan.id }));
      return String(plan.id);
    });
  }
}
