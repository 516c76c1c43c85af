// One indicator → its fields: names, kind, source; then target, score rule and whom it is for, each a part of its own.
import { html, type TemplateResult } from "lit";
import { t } from "../t.js";
import { exposureFields } from "./exposure-fields.js";
import type { DraftIndicator, Path } from "./scheme-draft.js";
import { field, select } from "./scheme-fields.js";
import type { FormContext } from "./scheme-form.js";
import { scoreFields, scoreSteps } from "./score-rule-fields.js";
import { sourceField } from "./source-field.js";
import { targetConditions, targetFields } from "./target-fields.js";

export function indicatorFields(context: FormContext, at: Path, indicator: DraftIndicator): TemplateResult {
  const { name, kind, source, provenance, controllable } = indicator;
  return html`<div class="scheme-fields">
      ${field(context, [...at, "name", "en"], t("schemes.name_en"), name?.en, { isWide: true })}
      ${field(context, [...at, "name", "zh"], t("schemes.name_zh"), name?.zh, { isWide: true })}
      ${select(
        context,
        [...at, "kind"],
        t("schemes.kind"),
        kind,
        (["result", "process", "balance"] as const).map((value) => ({
          value,
          label: t(`schemes.kind_${value}`),
        })),
      )}
      ${select(
        context,
        [...at, "provenance"],
        t("schemes.provenance"),
        provenance,
        (["measured", "self_reported", "rated"] as const).map((value) => ({
          value,
          label: t(`schemes.${value}`),
        })),
      )}
      ${sourceField(context, [...at, "source"], source)}
      ${targetFields(context, [...at, "target"], indicator)}
      ${select(
        context,
        [...at, "controllable"],
        t("schemes.controllable"),
        String(controllable ?? ""),
        (["yes", "partly", "no"] as const).map((value) => ({ value, label: t(`schemes.${value}`) })),
      )}
      ${scoreFields(context, [...at, "score"], indicator)}
    </div>
    ${targetConditions(context, [...at, "target", "all"], indicator)}
    ${scoreSteps(context, [...at, "score", "bands"], indicator)}
    ${exposureFields(context, [...at, "exposure"], indicator)}`;
}
