// A well-formed scheme → every rule that it breaks, with the place in its file: versions that overlap, names used twice, and what its
// weights, indicators and sources break.
import type { Catalogue } from "../../engine/index.js";
import type { At } from "../../engine/metrics/catalogue-source.js";
import { monthNumber } from "../../engine/metrics/period.js";
import { indicatorRules } from "./indicator-rules.js";
import { twice, type RuleBreak } from "./rule-break.js";
import { periodFirst } from "./scheme-periods.js";
import type { Scheme, SchemeVersion } from "./scheme-schema.js";
import { exposureRules, filterRules, sourceRules } from "./source-rules.js";
import { tierRules, weightRules } from "./weight-rules.js";

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
        ...version.gates.flatMap(({ source, exposure }, g) => [
          ...sourceRules([...at, "gates", g, "source"], source, scheme, catalogue),
          ...exposureRules([...at, "gates", g, "exposure"], exposure, catalogue),
        ]),
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
