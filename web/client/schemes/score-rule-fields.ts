// How value and target become a score → its fields: attainment between floor and cap, reached or not, steps, or the value itself.
import { html, nothing, type TemplateResult } from "lit";
import { t } from "../t.js";
import { withField, withItem, withoutItem, type DraftIndicator, type Path } from "./scheme-draft.js";
import { field, removal, select, slips } from "./scheme-fields.js";
import type { FormContext } from "./scheme-form.js";

const kinds = ["attainment", "met", "bands", "value"] as const;
/** What a rule begins with when it is chosen. */
const beginnings: Record<string, object> = {
  attainment: { kind: "attainment", floor: 0, cap: 100 },
  met: { kind: "met" },
  bands: { kind: "bands", bands: [{ at_least: 0, score: 60 }] },
  value: { kind: "value", cap: 100 },
};
const usual = { floor: 0, cap: 100 };

export function scoreFields(context: FormContext, path: Path, { score }: DraftIndicator): TemplateResult {
  const kind = score?.kind ?? "attainment";
  const set = (chosen: string): void => context.write(withField(context.text, path, beginnings[chosen]));
  const limit = (name: "floor" | "cap"): TemplateResult =>
    field(context, [...path, name], t(`schemes.${name}`), score?.[name] ?? usual[name], {
      type: "number",
      step: 1,
    });
  const choices = kinds.map((value) => ({ value, label: t(`schemes.score_${value}`) }));
  return html`${select(context, path, t("schemes.score_by"), kind, choices, { set, isOwn: true })}
  ${score?.kind === "attainment" ? limit("floor") : nothing}
  ${score?.kind === "attainment" || score?.kind === "value" ? limit("cap") : nothing}`;
}

export function scoreSteps(
  context: FormContext,
  path: Path,
  { score }: DraftIndicator,
): TemplateResult | typeof nothing {
  if (score?.kind !== "bands") return nothing;
  return html`<div class="scheme-part">
    <h4>${t("schemes.steps")}</h4>
    ${slips(context, path)}
    ${(score.bands ?? []).map(
      ({ at_least: least, score: given }, i) =>
        html`<div class="scheme-fields">
          ${field(context, [...path, i, "at_least"], t("schemes.step_from"), least, { type: "number" })}
          ${field(context, [...path, i, "score"], t("schemes.score"), given, { type: "number", step: 1 })}
          ${removal(String(least ?? ""), () => context.write(withoutItem(context.text, [...path, i])))}
        </div>`,
    )}
    <button
      type="button"
      class="flat"
      @click=${() => context.write(withItem(context.text, path, { at_least: 1, score: 100 }))}
    >
      ${t("schemes.add_step")}
    </button>
  </div>`;
}
