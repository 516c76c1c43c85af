// Lists of a plan that begin empty → fields: what else changed at the same time, and what the programme costs.
import { html, type TemplateResult } from "lit";
import type { PlanChoices } from "../../server/programme-plan-routes.js";
import { t } from "../t.js";
import type { PlanDraft } from "./plan-draft.js";
import { group, textField, type FieldContext } from "./plan-fields.js";

export function alsoFields(context: FieldContext, draft: PlanDraft): TemplateResult {
  return group(
    t("plan.also"),
    html`${draft.alsoChanged.map(
      (one, i) => html`${textField(context, `also_changed.${i}.name.en`, t("plan.also_name"), one.name, (value) => (one.name = value))}
      ${textField(context, `also_changed.${i}.month`, t("plan.also_month"), one.month, (value) => (one.month = value), { type: "month" })}`, // prettier-ignore
    )}
    ${add(context, "add-also", () => draft.alsoChanged.push({ name: "", month: "" }))}`,
  );
}

export function costFields(
  context: FieldContext,
  draft: PlanDraft,
  { currency }: PlanChoices,
): TemplateResult {
  return group(
    t("plan.costs"),
    html`${draft.costs.map(
      (one, i) => html`${textField(context, `costs.${i}.name.en`, t("plan.cost_name"), one.name, (value) => (one.name = value))}
      ${textField(context, `costs.${i}.amount`, t("plan.amount"), one.amount, (value) => (one.amount = value), { type: "number", suffix: currency })}`, // prettier-ignore
    )}
    ${add(context, "add-cost", () => draft.costs.push({ name: "", amount: "" }))}`,
  );
}

function add(context: FieldContext, testid: string, append: () => void): TemplateResult {
  return html`<button
    type="button"
    class="flat"
    data-testid=${testid}
    @click=${() => {
      append();
      context.changed();
    }}
  >
    ${t("plan.add")}
  </button>`;
}
