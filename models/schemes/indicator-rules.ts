// An indicator → what is wrong with its score, targets, sources and whom it is for.
import type { Catalogue } from "../../engine/index.js";
import type { At } from "../../engine/metrics/catalogue-source.js";
import { twice, type RuleBreak } from "./rule-break.js";
import type { Indicator, IndicatorSource, Scheme } from "./scheme-schema.js";
import { conditionsOf } from "./score-indicator.js";
import { exposureRules, sourceRules } from "./source-rules.js";

export function indicatorRules(
  at: At,
  indicator: Indicator,
  scheme: Scheme,
  catalogue: Pick<Catalogue, "metrics" | "dimensions">,
): RuleBreak[] {
  const { id, source, target, score, exposure } = indicator;
  const breaks = sourceRules([...at, "source"], source, scheme, catalogue);
  if ((score.kind === "attainment" || score.kind === "met") && target === undefined)
    breaks.push({
      at: [...at, "score"],
      rule: `“${id}” is scored by ${score.kind} and has no target`,
      ruleZh: `“${id}”按 ${score.kind} 计分，但没有 target`,
    });
  for (const [c, condition] of conditionsOf(indicator).entries()) {
    const own = condition.source ?? source;
    const place: At = target && "all" in target ? [...at, "target", "all", c] : [...at, "target"];
    if (condition.source)
      breaks.push(...sourceRules([...place, "source"], condition.source, scheme, catalogue));
    breaks.push(...levelRules(place, id, condition, own, catalogue));
  }
  if (score.kind === "bands")
    breaks.push(
      ...twice([...at, "score", "bands"], score.bands, (band) => String(band.at_least), "at_least"),
    );
  breaks.push(...exposureRules([...at, "exposure"], exposure, catalogue));
  return breaks;
}

function levelRules(
  place: At,
  id: string,
  condition: ReturnType<typeof conditionsOf>[number],
  source: IndicatorSource,
  { metrics }: Pick<Catalogue, "metrics">,
): RuleBreak[] {
  const [key, level] =
    "at_least" in condition ? ["at_least", condition.at_least] : ["at_most", condition.at_most];
  const at = [...place, key!];
  if (level === "recorded")
    return "kpi" in source
      ? []
      : [
          {
            at,
            rule: `“${id}”: only indicators of kpi_actual have a recorded target; ${source.metric} needs a number`,
            ruleZh: `“${id}”：只有 kpi_actual 的指标带有已记录的目标；${source.metric} 需要写明数值`,
          },
        ];
  const isShare =
    "metric" in source && source.take === "value" && metrics.get(source.metric)?.unit === "share";
  if (isShare && Number(level) > 1)
    return [
      {
        at,
        rule: `“${id}”: a target of ${level} for a share; shares run from 0 to 1, so ${level} % is ${Number(level) / 100}`,
        ruleZh: `“${id}”：比例类指标的目标写成了 ${level}；比例取值为 0 到 1，${level}% 应写作 ${Number(level) / 100}`,
      },
    ];
  return [];
}
