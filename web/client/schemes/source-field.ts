// Where a value comes from → a choice of metrics, beside what is recorded in KPI results.
import type { TemplateResult } from "lit";
import { say, t } from "../t.js";
import { sourceName } from "./indicator-gist.js";
import { withField, type DraftSource, type Path } from "./scheme-draft.js";
import { select, type Choice } from "./scheme-fields.js";
import type { FormContext } from "./scheme-form.js";

export const metricChoices = ({ metrics }: FormContext): Choice[] =>
  metrics.map(({ id, label }) => ({ value: id, label: say(label) }));

/**
 * A metric of the catalogue; what is recorded in KPI results stays as it is written until a metric is chosen. `own`: what the choice
 * of no source of one's own is called, where there can be none.
 */
export function sourceField(
  context: FormContext,
  path: Path,
  from: DraftSource | undefined,
  own?: string,
): TemplateResult {
  const none = own === undefined ? [] : [{ value: "own", label: own }];
  const recorded = from?.kpi === undefined ? [] : [{ value: "kpi", label: sourceName(context, from) }];
  const chosen = recorded.length > 0 ? "kpi" : from === undefined && own !== undefined ? "own" : from?.metric;
  const set = (value: string): void => {
    if (value === "kpi") return;
    context.write(withField(context.text, path, value === "own" ? undefined : { metric: value }));
  };
  const choices = [...none, ...recorded, ...metricChoices(context)];
  return select(context, path, t("schemes.source"), chosen, choices, { set, isWide: true });
}
