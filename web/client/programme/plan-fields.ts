// Label, control and the slip that the server found in it → one field of the plan's form.
import { html, nothing, type TemplateResult } from "lit";
import type { PlanProblem } from "../../../models/programme/index.js";
import { say, t } from "../t.js";

export interface FieldContext {
  problems: readonly PlanProblem[];
  /** After each entry. */
  changed(): void;
}

export interface Choice {
  value: string;
  label: string;
}

const slipId = (field: string): string => `slip-${field.replaceAll(".", "-")}`;

/** The slip of the field itself, or of a part of it that has no field of its own. */
export const slipOf = (problems: readonly PlanProblem[], field: string): PlanProblem | undefined =>
  problems.find((problem) => problem.field === field);

const slip = ({ problems }: FieldContext, field: string): TemplateResult | typeof nothing => {
  const found = slipOf(problems, field);
  return found
    ? html`<span class="slip" id=${slipId(field)} data-field=${field}>${say(found.message)}</span>`
    : nothing;
};

export function textField(
  context: FieldContext,
  field: string,
  label: string,
  value: string,
  set: (value: string) => void,
  { type = "text", isWide = false, suffix = "" } = {},
): TemplateResult {
  const isWrong = slipOf(context.problems, field) !== undefined;
  return html`<label class=${isWide ? "wide" : nothing}
    >${label}${suffix ? ` (${suffix})` : nothing}
    <input
      name=${field}
      type=${type}
      step=${type === "number" ? "any" : nothing}
      placeholder=${type === "month" ? "YYYY-MM" : nothing}
      .value=${value}
      aria-invalid=${isWrong ? "true" : nothing}
      aria-describedby=${isWrong ? slipId(field) : nothing}
      @input=${(event: Event) => {
        set((event.target as HTMLInputElement).value);
        context.changed();
      }}
    />
    ${slip(context, field)}</label
  >`;
}

export function selectField(
  context: FieldContext,
  field: string,
  label: string,
  value: string,
  choices: readonly Choice[],
  set: (value: string) => void,
): TemplateResult {
  const isWrong = slipOf(context.problems, field) !== undefined;
  return html`<label
    >${label}
    <select
      name=${field}
      aria-invalid=${isWrong ? "true" : nothing}
      aria-describedby=${isWrong ? slipId(field) : nothing}
      @change=${(event: Event) => {
        set((event.target as HTMLSelectElement).value);
        context.changed();
      }}
    >
      ${value === "" ? html`<option value="" selected>${t("plan.choose")}</option>` : nothing}
      ${choices.map(
        (choice) =>
          html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`,
      )}
    </select>
    ${slip(context, field)}</label
  >`;
}

export const plain = (value: string): Choice => ({ value, label: value });
/** A legend with its fields. */
export const group = (legend: string, body: TemplateResult, kind = ""): TemplateResult =>
  html`<fieldset class=${kind}>
    <legend>${legend}</legend>
    <div class="programme-form">${body}</div>
  </fieldset>`;
