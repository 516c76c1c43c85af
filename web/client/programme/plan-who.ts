// Whom a plan is about → fields: those treated, how they came to be, and those they are compared with.
import { html, nothing, type TemplateResult } from "lit";
import type { PlanChoices } from "../../server/programme-plan-routes.js";
import { say, t } from "../t.js";
import type { PlanDraft } from "./plan-draft.js";
import { group, plain, selectField, type Choice, type FieldContext } from "./plan-fields.js";

const assignments = ["unit", "chance", "volunteers", "low_outcome", "unknown"] as const;

export function whoFields(context: FieldContext, draft: PlanDraft, choices: PlanChoices): TemplateResult {
  const { treated, comparison } = draft;
  const kinds: Choice[] = [
    { value: "where", label: t("plan.by_dimension") },
    ...(choices.courses.length > 0 ? [{ value: "course", label: t("plan.by_course") }] : []),
  ];
  const others: Choice[] = (["everyone_else", "where", "none"] as const).map((value) => ({
    value,
    label: t(value === "where" ? "plan.by_dimension" : `plan.${value}`),
  }));
  return html`${group(
    t("programmes.treated"),
    html`${selectField(context, "treated", t("plan.told_by"), treated.kind, kinds, (value) => (treated.kind = value as typeof treated.kind))}
    ${
      treated.kind === "course"
        ? selectField(context, "treated.course", t("plan.course"), treated.course, choices.courses.map(plain), (value) => (treated.course = value))
        : whereFields(context, "treated", treated, choices)
    }
    ${selectField(context, "assigned", t("plan.assigned"), draft.assigned, assignments.map((value) => ({ value, label: t(`plan.assigned_${value}`) })), (value) => (draft.assigned = value))}`, // prettier-ignore
  )}
  ${group(
    t("programmes.compared"),
    html`${selectField(context, "comparison", t("plan.told_by"), comparison.kind, others, (value) => (comparison.kind = value as typeof comparison.kind))}
    ${comparison.kind === "where" ? whereFields(context, "comparison", comparison, choices) : nothing}`, // prettier-ignore
  )}`;
}

function whereFields(
  context: FieldContext,
  side: "treated" | "comparison",
  where: { field: string; value: string },
  { fields }: PlanChoices,
): TemplateResult {
  const values = fields.find(({ id }) => id === where.field)?.values ?? [];
  const at = `${side}.where.0`;
  const choices = fields.map(({ id, label }) => ({ value: id, label: say(label) }));
  return html`${selectField(context, `${at}.field`, t("plan.dimension"), where.field, choices, (value) => {
    where.field = value;
    where.value = "";
  })}
  ${selectField(context, `${at}.value`, t("plan.value"), where.value, values.map(plain), (value) => (where.value = value))}`; // prettier-ignore
}
