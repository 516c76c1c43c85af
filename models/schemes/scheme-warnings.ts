// A scheme that breaks no rule → what is still doubtful about it as it is written: results only, counted twice, out of people's hands,
// easy to game, rates added up, weights that are noise. What only data can tell is in measured-warnings.ts.
import type { Catalogue } from "../../engine/index.js";
import type { Bilingual } from "../../engine/locale.js";
import type { At } from "../../engine/metrics/catalogue-source.js";
import { double, type Weighed } from "./double-counting.js";
import { conditionsOf, sourceName } from "./score-indicator.js";
import { accumulates, weightsOf } from "./score-person.js";
import type { Indicator, IndicatorSource, Scheme, SchemeVersion } from "./scheme-schema.js";
import { sourcesOf } from "./scheme-inputs.js";

export type SchemeWarningCode =
  | "result_only"
  | "double_counting"
  | "uncontrollable"
  | "gaming_self_reported"
  | "gaming_cliff"
  | "rate_accumulated"
  | "weight_is_noise"
  | "source_absent"
  | "too_many_indicators"
  | "part_period_unsaid"
  | "quarters_of_calendar"
  | "exposure_of_few"
  | "reliability_low";

export interface SchemeWarning {
  code: SchemeWarningCode;
  /** Versions that it is true of, in their order. */
  versions: string[];
  /** Indicators, gates or bands that it speaks of. */
  indicators: string[];
  /** Place in the file, for its line. */
  at: At;
  text: Bilingual;
}

/** Without `sources` (tables that have rows) nothing is said about absent ones. */
export function schemeWarnings(
  scheme: Scheme,
  catalogue: Pick<Catalogue, "metrics">,
  sources?: ReadonlySet<string>,
): SchemeWarning[] {
  return merged(
    scheme.versions.flatMap((version, v) =>
      versionWarnings(version, catalogue, sources).map((warning) => ({
        ...warning,
        versions: [version.version],
        at: ["versions", v, ...warning.at],
      })),
    ),
  );
}

/** The same warning of several versions is one. */
export function merged(warnings: readonly SchemeWarning[]): SchemeWarning[] {
  const found = new Map<string, SchemeWarning>();
  for (const warning of warnings) {
    const key = JSON.stringify([warning.code, warning.indicators, warning.text.en]);
    const before = found.get(key);
    if (before) before.versions.push(...warning.versions);
    else found.set(key, { ...warning, versions: [...warning.versions] });
  }
  return [...found.values()];
}

type Found = Omit<SchemeWarning, "versions">;

/** What it says of one version. */
export function versionWarnings(
  version: SchemeVersion,
  catalogue: Pick<Catalogue, "metrics">,
  sources?: ReadonlySet<string>,
): Found[] {
  const weighed = version.indicators
    .map((indicator, i) => ({ indicator, i, weight: heaviest(version, i) }))
    .filter(({ weight }) => weight > 0);
  return [
    ...resultOnly(version, weighed),
    ...double(weighed, catalogue).map(({ first, second, text }) => ({
      code: "double_counting" as const,
      indicators: [first.indicator.id, second.indicator.id],
      at: ["indicators", second.i, "source"],
      text,
    })),
    ...weighed.flatMap((one) => indicatorWarnings(one, catalogue)),
    ...partPeriodUnsaid(version, weighed, catalogue),
    ...bandCliffs(version),
    ...(sources ? absentSources(version, catalogue, sources) : []),
    ...(weighed.length > 7 ? [tooMany(weighed.length)] : []),
  ];
}

/** The largest weight that it has for anybody. */
const heaviest = (version: SchemeVersion, i: number): number =>
  Math.max(...[null, ...version.tiers.map(({ id }) => id)].map((tier) => weightsOf(version, tier)[i]!));

function resultOnly({ is_partial }: SchemeVersion, weighed: readonly Weighed[]): Found[] {
  if (weighed.length === 0 || weighed.some(({ indicator }) => indicator.kind !== "result")) return [];
  return [
    {
      code: "result_only",
      indicators: weighed.map(({ indicator }) => indicator.id),
      at: ["indicators"],
      text: {
        en: `Only results are scored${is_partial ? ", as far as is stated" : ""}: nothing that people do (process) or that keeps the means in bounds (balance).`,
        zh: `${is_partial ? "就已说明的部分而言，" : ""}只考核结果指标：没有过程指标，也没有起约束作用的平衡指标。`,
      },
    },
  ];
}

/** Amounts to be reached over months, and not a word about who was there for some of them. */
function partPeriodUnsaid(
  { part_period }: SchemeVersion,
  weighed: readonly Weighed[],
  catalogue: Pick<Catalogue, "metrics">,
): Found[] {
  const held = weighed.filter(({ indicator }) =>
    conditionsOf(indicator).some((condition) => {
      const level = "at_least" in condition ? condition.at_least : condition.at_most;
      return level !== "recorded" && accumulates(condition.source ?? indicator.source, catalogue);
    }),
  );
  if (part_period !== undefined || held.length === 0) return [];
  const names = (locale: "en" | "zh"): string[] => held.map(({ indicator }) => `“${indicator.name[locale]}”`);
  return [
    {
      code: "part_period_unsaid",
      indicators: held.map(({ indicator }) => indicator.id),
      at: ["effective_from"],
      text: {
        en: `Whoever joins or leaves inside a period is held to the whole target of ${names("en").join(", ")}: say part_period: working_days (in proportion) or none (the whole).`,
        zh: `周期中途入职或离职者仍须完成${names("zh").join("、")}的全部目标：请写明 part_period: working_days（按在职工作日折算）或 none（不折算）。`,
      },
    },
  ];
}

function indicatorWarnings(one: Weighed, catalogue: Pick<Catalogue, "metrics">): Found[] {
  const { indicator, i, weight } = one;
  const { id, name, controllable, provenance, score } = indicator;
  const found: Found[] = [];
  const say = (code: SchemeWarningCode, at: At, en: string, zh: string): void => {
    found.push({ code, indicators: [id], at: ["indicators", i, ...at], text: { en, zh } });
  };
  if (controllable === "no")
    say(
      "uncontrollable",
      ["controllable"],
      `“${name.en}” weighs ${weight} and is not in the hands of those scored: people will be paid for luck.`,
      `“${name.zh}”权重为 ${weight}，却不受被考核者控制：得分取决于运气。`,
    );
  if (provenance === "self_reported" && weight >= 20)
    say(
      "gaming_self_reported",
      ["provenance"],
      `“${name.en}” weighs ${weight} and is reported by those whom it scores: check it against a system's trace, or weigh it less.`,
      `“${name.zh}”权重为 ${weight}，且由被考核者自行填报：请与系统记录核对，或降低权重。`,
    );
  const jump = cliffOf(indicator);
  if (jump !== null && (jump * weight) / 100 >= 5)
    say(
      "gaming_cliff",
      ["score"],
      `“${name.en}” jumps by ${shown((jump * weight) / 100)} points of the total at one value (${score.kind}): results will gather just above it.`,
      `“${name.zh}”在某一数值处总分跳变 ${shown((jump * weight) / 100)} 分（${score.kind}）：结果会集中在刚过线处。`,
    );
  for (const condition of conditionsOf(indicator)) {
    const source = condition.source ?? indicator.source;
    if (!isAddedUpRate(condition.per, source, catalogue)) continue;
    say(
      "rate_accumulated",
      ["target"],
      `“${name.en}”: ${sourceName(source)} is a rate and does not add up over ${condition.per === "week" ? "weeks" : "months"}: 85 % in a month is not 21.25 % a week. Its target is taken as it stands, for the whole period.`,
      `“${name.zh}”：${sourceName(source)} 是比率，不能按${condition.per === "week" ? "周" : "月"}累加：每月 85% 并不等于每周 21.25%。其目标按整个周期的原值使用。`,
    );
  }
  if (weight <= 5)
    say(
      "weight_is_noise",
      ["weight"],
      `“${name.en}” weighs ${weight}: between the best and the worst it moves the total by ${weight} points at most, less than chance does. Leave it out, or watch it with weight 0.`,
      `“${name.zh}”权重仅 ${weight}：最好与最差之间总分最多相差 ${weight} 分，不及随机波动。请删除，或以权重 0 观察。`,
    );
  return found;
}

const shown = (value: number): string => String(Math.round(value * 100) / 100);

/** Largest jump of the score at one value; null where it is smooth. */
function cliffOf({ score }: Indicator): number | null {
  if (score.kind === "met") return 100;
  if (score.kind === "attainment") return score.floor > 0 ? score.floor : null;
  if (score.kind !== "bands") return null;
  const steps = score.bands.toSorted((a, b) => a.at_least - b.at_least);
  return Math.max(...steps.map((band, i) => band.score - (steps[i - 1]?.score ?? 0)));
}

function isAddedUpRate(
  per: "period" | "month" | "week",
  source: IndicatorSource,
  catalogue: Pick<Catalogue, "metrics">,
): boolean {
  if ("kpi" in source)
    return source.combine === "sum" && /率|比例|占比|满意度|rate|share|ratio|%/i.test(source.kpi);
  return per !== "period" && catalogue.metrics.has(source.metric) && !accumulates(source, catalogue);
}

/** A tenth of the bonus or more for a hundredth of a point. */
function bandCliffs({ bands }: SchemeVersion): Found[] {
  const steps = bands.toSorted((a, b) => a.at_least - b.at_least);
  return steps.flatMap((band, s) => {
    const below = s === 0 ? 1 : (steps[s - 1]!.multiplier ?? 1);
    const jump = Math.round(((band.multiplier ?? 1) - below) * 1e6) / 1e6;
    if (band.at_least <= 0 || jump < 0.1) return [];
    return [
      {
        code: "gaming_cliff" as const,
        indicators: [],
        at: ["bands", bands.indexOf(band), "at_least"],
        text: {
          en: `At ${band.at_least} points the bonus jumps from ${below} to ${band.multiplier} times: expect scores to bunch at ${band.at_least}; the back-test looks for it.`,
          zh: `总分达到 ${band.at_least} 分时奖金系数由 ${below} 跳至 ${band.multiplier}：得分容易扎堆在 ${band.at_least} 分；回测会检查这一点。`,
        },
      },
    ];
  });
}

function absentSources(
  version: SchemeVersion,
  { metrics }: Pick<Catalogue, "metrics">,
  sources: ReadonlySet<string>,
): Found[] {
  return version.indicators.flatMap((indicator, i) => {
    if (heaviest(version, i) === 0) return [];
    const own = sourcesOf({ indicators: [indicator], gates: [] });
    const needed = new Set(
      own.flatMap((source) =>
        "metric" in source ? (metrics.get(source.metric)?.needs ?? []) : ["kpi_actual"],
      ),
    );
    const absent = [...needed].filter((table) => !sources.has(table));
    if (absent.length === 0) return [];
    return [
      {
        code: "source_absent" as const,
        indicators: [indicator.id],
        at: ["indicators", i, "source"],
        text: {
          en: `“${indicator.name.en}” needs ${absent.join(", ")}, which was never imported: it is not scored, and no score is complete.`,
          zh: `“${indicator.name.zh}”需要 ${absent.join("、")}，但从未导入：该指标不计分，任何人的得分都不完整。`,
        },
      },
    ];
  });
}

const tooMany = (n: number): Found => ({
  code: "too_many_indicators",
  indicators: [],
  at: ["indicators"],
  text: {
    en: `${n} indicators carry weight. Beyond seven, people no longer know what counts.`,
    zh: `共有 ${n} 项指标计分。超过七项，员工很难知道什么最重要。`,
  },
});
