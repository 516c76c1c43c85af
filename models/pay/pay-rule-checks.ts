// Pay rules of the right shape → the first slip in what they say: order of tiers and bands, names, versions, units.
import type { At } from "../../engine/metrics/catalogue-source.js";
import { percentOf, compareRatios, decimalOf } from "./decimal.js";
import type { PayRule, PayRules } from "./pay-rule-schema.js";

export interface Slip {
  at: At;
  rule: string;
  ruleZh: string;
}

const slip = (at: At, rule: string, ruleZh: string): Slip => ({ at, rule, ruleZh });

export function slipOf(rules: PayRules, currency: string): Slip | null {
  if (rules.currency !== undefined && rules.currency !== currency)
    return slip(
      ["currency"],
      `the rules are in ${rules.currency}, the workspace reckons in ${currency}`,
      `规则以 ${rules.currency} 计，而工作区以 ${currency} 计`,
    );
  const seen = new Set<number>();
  for (const [v, { version, effective_from: from }] of rules.versions.entries()) {
    const at = ["versions", v];
    if (seen.has(version))
      return slip([...at, "version"], `version ${version} stands there twice`, `版本 ${version} 重复`);
    seen.add(version);
    const before = rules.versions[v - 1];
    if (before && before.effective_from >= from)
      return slip(
        [...at, "effective_from"],
        `version ${version} begins in ${from}, not after version ${before.version} (${before.effective_from})`,
        `版本 ${version} 于 ${from} 生效，未晚于版本 ${before.version}（${before.effective_from}）`,
      );
    if (rules.period === "quarter" && (Number(from.slice(5)) - 1) % 3 !== 0)
      return slip(
        [...at, "effective_from"],
        `rules by quarter begin with a quarter (January, April, July, October); found ${from}`,
        `按季度计算的规则应自季度首月生效（1、4、7、10 月）；实际为 ${from}`,
      );
    const found = ruleSlip(rules.versions[v]!.rules, at) ?? limitSlip(rules.versions[v]!, at);
    if (found) return found;
  }
  return null;
}

function ruleSlip(list: readonly PayRule[], above: At): Slip | null {
  const ids = new Set<string>();
  for (const [r, rule] of list.entries()) {
    const at = [...above, "rules", r];
    if (ids.has(rule.id))
      return slip([...at, "id"], `rule “${rule.id}” stands there twice`, `规则“${rule.id}”重复`);
    const found = kindSlip(rule, at, ids) ?? limitSlip(rule, at);
    if (found) return found;
    ids.add(rule.id);
  }
  return null;
}

function kindSlip(rule: PayRule, at: At, above: ReadonlySet<string>): Slip | null {
  switch (rule.kind) {
    case "marginal_commission":
      return tierSlip(rule, at);
    case "score_multiplier": {
      const levels = rule.bands.map(({ at_least }) => at_least);
      const repeated = levels.findIndex((level, i) => levels.indexOf(level) !== i);
      if (repeated !== -1)
        return slip(
          [...at, "bands", repeated],
          `two bands begin at ${levels[repeated]}`,
          `有两个档位始于 ${levels[repeated]}`,
        );
      if ("rule" in rule.base && !above.has(rule.base.rule))
        return slip(
          [...at, "base", "rule"],
          `“${rule.base.rule}” is no rule above “${rule.id}” in this version`,
          `“${rule.base.rule}”不是本版本中位于“${rule.id}”之前的规则`,
        );
      return null;
    }
    case "night_subsidy":
      return rule.window.from === rule.window.to
        ? slip(
            [...at, "window", "to"],
            "a window that ends when it begins is empty",
            "时段的结束与开始相同，时段为空",
          )
        : null;
    case "repurchase_bonus":
      return rule.unit === "relative" && rule.base_rate === undefined
        ? slip(
            [...at, "unit"],
            `a relative rise needs the rate that it raises: add base_rate`,
            `相对提高需要被提高的比例：请添加 base_rate`,
          )
        : null;
    case "deal_commission": {
      const kinds = rule.higher.map(({ deals }) => deals);
      const repeated = kinds.findIndex((kind, i) => kinds.indexOf(kind) !== i);
      return repeated === -1
        ? null
        : slip(
            [...at, "higher", repeated, "deals"],
            `“${kinds[repeated]}” is raised twice`,
            `“${kinds[repeated]}”重复提高`,
          );
    }
    case "instant_bonus":
      return null;
  }
}

/** Tiers rise, all in shares of the target or all in amounts, and only the last is open. */
function tierSlip({ tiers, target }: Extract<PayRule, { kind: "marginal_commission" }>, at: At): Slip | null {
  for (const [i, { to }] of tiers.entries()) {
    const here = [...at, "tiers", i];
    const isLast = i === tiers.length - 1;
    if (to === undefined) {
      if (!isLast) return slip(here, "only the last tier has no end", "只有最后一档可以没有上界");
      continue;
    }
    if (typeof to === "string" && target === undefined)
      return slip([...here, "to"], `a tier up to ${to} needs a target`, `以目标的 ${to} 为界的档位需要目标`);
    const before = tiers[i - 1]?.to;
    if (before === undefined) continue;
    if (typeof before !== typeof to)
      return slip(
        [...here, "to"],
        "tiers end in shares of the target or in amounts, not in both",
        "各档上界应统一为目标占比或金额",
      );
    const [low, high] = [valueOf(before), valueOf(to)];
    if (compareRatios(low, high) >= 0)
      return slip(
        [...here, "to"],
        `the tier ends at ${to}, not above the one before (${before})`,
        `该档上界 ${to} 未高于前一档（${before}）`,
      );
  }
  if (tiers.at(-1)!.to !== undefined)
    return slip([...at, "tiers"], "the last tier must be open, or sales above it would earn nothing unseen; write rate: 0 % there", "最后一档必须不设上界，否则超出部分会无声地不计提成；如此意图请写 rate: 0 %"); // prettier-ignore
  return null;
}

const valueOf = (to: string | number) => (typeof to === "string" ? percentOf(to)! : decimalOf(to)!);

function limitSlip(
  { cap, floor }: { cap?: number | undefined; floor?: number | undefined },
  at: At,
): Slip | null {
  return cap !== undefined && floor !== undefined && floor > cap
    ? slip(
        [...at, "floor"],
        `the floor (${floor}) lies above the cap (${cap})`,
        `下限（${floor}）高于上限（${cap}）`,
      )
    : null;
}
