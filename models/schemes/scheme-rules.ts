// A well-formed scheme → every rule that it breaks, with the place in its file: weights that do not sum to 100, unknown metrics,
// targets out of their unit, versions that overlap.
import type { Catalogue } from "../../engine/index.js";
import type { At } from "../../engine/metrics/catalogue-source.js";
import { monthNumber } from "../../engine/metrics/period.js";
import { nearest } from "../../engine/metrics/nearest.js";
import { conditionsOf } from "./score-indicator.js";
import { periodFirst } from "./scheme-periods.js";
import type { Indicator, IndicatorSource, Scheme, SchemeVersion } from "./scheme-schema.js";
import { hundredths, points } from "./weights.js";

export interface RuleBreak {
  at: At;
  rule: string;
  ruleZh: string;
}

/** `lineOf`: line of a place in the file, for rules that name several. */
export function schemeRules(
  scheme: Scheme,
  catalogue: Pick<Catalogue, "metrics" | "dimensions">,
  lineOf: (at: At) => number,
): RuleBreak[] {
  return [
    ...versionOrder(scheme),
    ...scheme.versions.flatMap((version, v) => {
      const at: At = ["versions", v];
      return [
        ...idsOnce(at, version),
        ...weightRules(at, version, lineOf),
        ...tierRules(at, version, catalogue, lineOf),
        ...version.indicators.flatMap((indicator, i) =>
          indicatorRules([...at, "indicators", i], indicator, scheme, catalogue),
        ),
        ...version.gates.flatMap(({ source }, g) =>
          sourceRules([...at, "gates", g, "source"], source, scheme, catalogue),
        ),
        ...filterRules([...at, "applies_to", "where"], version.applies_to?.where ?? [], catalogue),
        ...twice([...at, "bands"], version.bands, ({ at_least }) => String(at_least), "at_least"),
      ];
    }),
  ];
}

function versionOrder(scheme: Scheme): RuleBreak[] {
  const { versions, period } = scheme;
  const breaks = twice(["versions"], versions, ({ version }) => version, "version");
  for (const [v, { version, effective_from: from, mid_period: mid }] of versions.entries()) {
    const before = versions[v - 1];
    if (before && before.effective_from >= from)
      breaks.push({
        at: ["versions", v, "effective_from"],
        rule: `version “${version}” begins in ${from}, not after version “${before.version}” (${before.effective_from}); versions stand in the order of their beginning`,
        ruleZh: `版本“${version}”始于 ${from}，不晚于版本“${before.version}”（${before.effective_from}）；版本须按生效先后排列`,
      });
    const month = monthNumber(from);
    if (mid === undefined && periodFirst(scheme, month) !== month)
      breaks.push({
        at: ["versions", v, "effective_from"],
        rule: `version “${version}” begins inside a ${period} (${from}): say mid_period: split (each part by its own rules) or restate (the whole ${period} by the new ones)`,
        ruleZh: `版本“${version}”在季度中途（${from}）生效：请写明 mid_period: split（分段各按其规则）或 restate（整季按新规则重算）`,
      });
  }
  return breaks;
}

function idsOnce(at: At, { indicators, tiers, gates }: SchemeVersion): RuleBreak[] {
  return [
    ...twice([...at, "indicators"], indicators, idOf, "id"),
    ...twice([...at, "tiers"], tiers, idOf, "id"),
    ...twice([...at, "gates"], gates, idOf, "id"),
  ];
}

const idOf = (part: { id: string }): string => part.id;

function twice<T>(at: At, parts: readonly T[], name: (part: T) => string, key: string): RuleBreak[] {
  return parts.flatMap((part, i) => {
    const first = parts.findIndex((other) => name(other) === name(part));
    if (first === i) return [];
    return [
      {
        at: [...at, i, key],
        rule: `${key} “${name(part)}” is used a second time`,
        ruleZh: `${key}“${name(part)}”重复使用`,
      },
    ];
  });
}

function weightRules(at: At, version: SchemeVersion, lineOf: (at: At) => number): RuleBreak[] {
  const list = version.indicators.map(({ id, weight }, i) => ({
    id,
    weight,
    at: [...at, "indicators", i, "weight"],
  }));
  const name = { en: `version “${version.version}”`, zh: `版本“${version.version}”` };
  return [...decimals(list), ...sumRule(list, name, version.is_partial, lineOf)];
}

interface Weight {
  id: string;
  weight: number;
  at: At;
}

const decimals = (list: readonly Weight[]): RuleBreak[] =>
  list
    .filter(({ weight }) => Math.abs(weight * 100 - Math.round(weight * 100)) > 1e-9)
    .map(({ id, weight, at }) => ({
      at,
      rule: `the weight of “${id}” is ${weight}; weights have two decimals at most`,
      ruleZh: `“${id}”的权重为 ${weight}；权重最多保留两位小数`,
    }));

/** 100 exactly; less only where the source is said to state a part. */
function sumRule(
  list: readonly Weight[],
  name: { en: string; zh: string },
  isPartial: boolean,
  lineOf: (at: At) => number,
): RuleBreak[] {
  const sum = points(list.reduce((all, { weight }) => all + hundredths(weight), 0));
  if (sum === 100 && !isPartial) return [];
  if (sum < 100 && sum > 0 && isPartial) return [];
  const counted = list.filter(({ weight }) => weight > 0);
  const at = (counted[0] ?? list[0])?.at ?? [];
  const parts = counted.map((one) => `${one.id} ${one.weight} (line ${lineOf(one.at)})`).join(" + ");
  const partsZh = counted.map((one) => `${one.id} ${one.weight}（第 ${lineOf(one.at)} 行）`).join(" + ");
  if (sum === 100)
    return [
      {
        at,
        rule: `${name.en} is declared is_partial, but its weights sum to 100: it is whole`,
        ruleZh: `${name.zh}声明为 is_partial，但权重合计为 100，已是完整方案`,
      },
    ];
  const less = sum < 100;
  return [
    {
      at,
      rule:
        `weights of ${name.en} sum to ${sum}, not 100: ${parts}` +
        (less ? "; where the source states only these, say is_partial: true" : ""),
      ruleZh:
        `${name.zh}的权重合计为 ${sum}，而非 100：${partsZh}` +
        (less ? "；若来源仅说明这一部分，请写 is_partial: true" : ""),
    },
  ];
}

function tierRules(
  at: At,
  version: SchemeVersion,
  catalogue: Pick<Catalogue, "dimensions">,
  lineOf: (at: At) => number,
): RuleBreak[] {
  const known = version.indicators.map(({ id }) => id);
  return version.tiers.flatMap((tier, t) => {
    const place: At = [...at, "tiers", t];
    const list = Object.entries(tier.weights).map(([id, weight]) => ({
      id,
      weight,
      at: [...place, "weights", id],
    }));
    const unknown = list.filter(({ id }) => !known.includes(id));
    return [
      ...unknown.map((one) => ({
        at: one.at,
        rule: `tier “${tier.id}” weighs “${one.id}”, which is no indicator of this version; indicators: ${known.join(", ")}`,
        ruleZh: `分层“${tier.id}”为“${one.id}”设了权重，但本版本没有该指标；现有指标：${known.join("、")}`,
      })),
      ...decimals(list),
      ...sumRule(
        list.filter(({ id }) => known.includes(id)),
        {
          en: `tier “${tier.id}” of version “${version.version}”`,
          zh: `版本“${version.version}”的分层“${tier.id}”`,
        },
        version.is_partial,
        lineOf,
      ),
      ...filterRules([...place, "where"], tier.where, catalogue),
    ];
  });
}

function indicatorRules(
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
  if (exposure) {
    breaks.push(...metricRules([...at, "exposure", "metric"], exposure.metric, catalogue));
    breaks.push(...filterRules([...at, "exposure", "where"], exposure.where ?? [], catalogue));
  }
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

function sourceRules(
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

function filterRules(
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
