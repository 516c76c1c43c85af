// Sources, filters and exposures that a scheme names → those that the catalogue does not know, or that have no value for a person.
import type { Catalogue } from "../../engine/index.js";
import type { At } from "../../engine/metrics/catalogue-source.js";
import { nearest } from "../../engine/metrics/nearest.js";
import type { RuleBreak } from "./rule-break.js";
import type { Exposure, IndicatorSource, Scheme } from "./scheme-schema.js";

export function sourceRules(
  at: At,
  source: IndicatorSource,
  { period }: Pick<Scheme, "period">,
  catalogue: Pick<Catalogue, "metrics" | "dimensions">,
): RuleBreak[] {
  if ("metric" in source)
    return [
      ...metricRules([...at, "metric"], source.metric, catalogue),
      ...filterRules([...at, "where"], source.where ?? [], catalogue),
    ];
  if (period === "month" || source.combine !== undefined) return [];
  return [
    {
      at: [...at, "kpi"],
      rule: `“${source.kpi}” of three months becomes one value: say combine: sum, mean or last`,
      ruleZh: `“${source.kpi}”三个月的数值须合成一个：请写明 combine: sum、mean 或 last`,
    },
  ];
}

export function exposureRules(
  at: At,
  exposure: Omit<Exposure, "at_least"> | undefined,
  catalogue: Pick<Catalogue, "metrics" | "dimensions">,
): RuleBreak[] {
  if (!exposure) return [];
  return [
    ...metricRules([...at, "metric"], exposure.metric, catalogue),
    ...filterRules([...at, "where"], exposure.where ?? [], catalogue),
  ];
}

function metricRules(at: At, id: string, { metrics }: Pick<Catalogue, "metrics">): RuleBreak[] {
  const metric = metrics.get(id);
  if (!metric) {
    const near = nearest(id, [...metrics.keys()]);
    return [
      {
        at,
        rule: `there is no metric “${id}”${near.length > 0 ? `; did you mean ${near.join(", ")}` : ""}`,
        ruleZh: `没有名为“${id}”的指标${near.length > 0 ? `；是否指：${near.join("、")}` : ""}`,
      },
    ];
  }
  if (metric.relation === "employee_month") return [];
  return [
    {
      at,
      rule: `“${id}” follows hires, not months of employment: it has no value for a person and period`,
      ruleZh: `“${id}”以入职批次计，不按在职月份计：无法得出某人某周期的数值`,
    },
  ];
}

export function filterRules(
  at: At,
  filters: readonly { field: string }[],
  { dimensions }: Pick<Catalogue, "dimensions">,
): RuleBreak[] {
  return filters.flatMap(({ field }, i) => {
    if (dimensions.has(field)) return [];
    const near = nearest(field, [...dimensions.keys()]);
    return [
      {
        at: [...at, i, "field"],
        rule: `no dimension is called “${field}”${near.length > 0 ? `; did you mean ${near.join(", ")}` : ""}`,
        ruleZh: `没有名为“${field}”的维度${near.length > 0 ? `；是否指：${near.join("、")}` : ""}`,
      },
    ];
  });
}
