// Weights of a version and of its tiers → what is wrong with them: sums that are not 100, more than two decimals, unknown indicators.
import type { Catalogue } from "../../engine/index.js";
import type { At } from "../../engine/metrics/catalogue-source.js";
import type { RuleBreak } from "./rule-break.js";
import type { SchemeVersion } from "./scheme-schema.js";
import { filterRules } from "./source-rules.js";
import { hundredths, points } from "./weights.js";

export function weightRules(at: At, version: SchemeVersion, lineOf: (at: At) => number): RuleBreak[] {
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

export function tierRules(
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
