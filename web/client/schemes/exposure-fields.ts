// Whom an indicator is for → its fields: a metric that has to reach a value, and what becomes of the weight of the others.
import { html, type TemplateResult } from "lit";
import { t } from "../t.js";
import { metricChoices } from "./source-field.js";
import { withField, type DraftIndicator, type Path } from "./scheme-draft.js";
import { field, removal, select, slips } from "./scheme-fields.js";
import type { FormContext } from "./scheme-form.js";

export function exposureFields(
  context: FormContext,
  path: Path,
  { exposure, source }: DraftIndicator,
): TemplateResult {
  if (!exposure) {
    const metric = source?.metric ?? context.metrics[0]?.id ?? "revenue";
    const begin = { metric, take: "denominator", at_least: 1, otherwise: "pro_rata" };
    return html`<button
      type="button"
      class="flat"
      @click=${() => context.write(withField(context.text, path, begin))}
    >
      ${t("schemes.add_exposure")}
    </button>`;
  }
  const { metric, take = "value", at_least: least, otherwise } = exposure;
  return html`<div class="scheme-part">
    <h4>${t("schemes.exposure")}</h4>
    ${slips(context, path)}
    <div class="scheme-fields">
      ${select(context, [...path, "metric"], t("schemes.source"), metric, metricChoices(context), { isWide: true })}
      ${select(
        context,
        [...path, "take"],
        t("schemes.take"),
        take,
        (["value", "numerator", "denominator"] as const).map((value) => ({
          value,
          label: t(`schemes.take_${value}`),
        })),
        { isWide: true },
      )}
      ${field(context, [...path, "at_least"], t("schemes.shape_at_least"), least, { type: "number" })}
      ${select(
        context,
        [...path, "otherwise"],
        t("schemes.otherwise"),
        otherwise,
        (["pro_rata", "full"] as const).map((value) => ({ value, label: t(`schemes.otherwise_${value}`) })),
        { isWide: true },
      )}
      ${removal(t("schemes.exposure"), () => context.write(withField(context.text, path, undefined)))}
    </div>
  </div>`;
}
