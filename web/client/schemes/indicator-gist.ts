// An indicator → one line: kind, source, target, provenance.
import type { MessageKey } from "../messages/index.js";
import { session } from "../session.js";
import { say, t } from "../t.js";
import type { DraftCondition, DraftIndicator, DraftSource } from "./scheme-draft.js";
import type { FormContext } from "./scheme-form.js";
import { plain } from "./plain-number.js";

export function indicatorGist(context: FormContext, indicator: DraftIndicator): string {
  const { kind, source, target, provenance, exposure } = indicator;
  return [
    worded(kind, kinds),
    sourceName(context, source),
    target?.all
      ? t("schemes.compound", { count: target.all.length })
      : target
        ? conditionText(target)
        : t("schemes.no_target"),
    worded(provenance, provenances),
    exposure ? t("schemes.only_some") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What is written may be anything while somebody types. */
const worded = (value: string | undefined, words: Readonly<Record<string, MessageKey>>): string =>
  value === undefined ? "" : words[value] ? t(words[value]) : value;
const kinds: Readonly<Record<string, MessageKey>> = {
  result: "schemes.kind_result",
  process: "schemes.kind_process",
  balance: "schemes.kind_balance",
};
const provenances: Readonly<Record<string, MessageKey>> = {
  measured: "schemes.measured",
  self_reported: "schemes.self_reported",
  rated: "schemes.rated",
};

export function sourceName({ metrics }: FormContext, source: DraftSource | undefined): string {
  if (source?.kpi !== undefined) return t("schemes.kpi", { name: source.kpi });
  const metric = metrics.find(({ id }) => id === source?.metric);
  return metric ? say(metric.label) : (source?.metric ?? "");
}

/** "≥ 250,000 per month". */
function conditionText({ at_least: least, at_most: most, per }: DraftCondition): string {
  const value = least ?? most;
  const sign = most === undefined ? "≥" : "≤";
  const amount =
    typeof value === "number" ? plain(value) : value === "recorded" ? t("schemes.recorded") : "–";
  const span = per === "month" || per === "week" ? t(`schemes.a_${per}`) : "";
  return `${sign} ${amount}${span === "" ? "" : session.locale === "zh" ? span : ` ${span}`}`;
}
