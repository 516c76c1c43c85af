// One outcome's evaluation → what it says and what it does not, in both languages, from the same numbers.
import type { Bilingual, Locale } from "../../engine/locale.js";
import {
  formatDifference,
  formatNumber,
  formatRelative,
  grouped,
} from "../../engine/metrics/format-number.js";
import { differenceUnit } from "../../engine/metrics/unit.js";
import type { Overlap } from "./change-overlap.js";
import type { JudgedOutcome } from "./evaluate-programme.js";
import type { Design } from "./outcome-evaluation.js";
import type { Programme } from "./programme-schema.js";
import { teamWords } from "./team-words.js";

export interface OutcomeWords {
  /** The finding, with interval and p. */
  finding: Bilingual;
  /** How it was compared. */
  design: Bilingual;
  /** What this number cannot say, most serious first. */
  doubts: { code: Doubt; text: Bilingual }[];
}

export type Doubt =
  | "no_comparison"
  | "paths_not_parallel"
  | "several_changes"
  | "regression_to_mean"
  | "whole_units"
  | "volunteers"
  | "too_few_to_see"
  | "few_months"
  | "matched_disagrees"
  | "immortal_time";

interface Setting {
  programme: Programme;
  overlaps: readonly Overlap[];
  currency?: string;
}

type Told = Omit<JudgedOutcome, "words" | "cost">;

export function outcomeWords(outcome: Told, setting: Setting): OutcomeWords {
  return {
    finding: both((locale) => finding(outcome, setting, locale)),
    design: designs[outcome.design],
    doubts: doubtsOf(outcome, setting),
  };
}

const both = (say: (locale: Locale) => string): Bilingual => ({ en: say("en"), zh: say("zh") });

const designs: Record<Design, Bilingual> = {
  difference: {
    en: "Difference in differences: the change of the treated less that of the comparison group over the same months.",
    zh: "双重差分：实施组的变化减去对照组同期的变化。",
  },
  staggered: {
    en: "Each cohort against those who had not started by then (Callaway and Sant’Anna).",
    zh: "每批实施者与届时尚未开始者比较（Callaway 与 Sant’Anna 方法）。",
  },
  time_varying: {
    en: "Cox’s model: people count as treated only from their course on, against everybody else employed in the same month.",
    zh: "Cox 模型：自完成课程起才算实施，与同月在职的其他人比较。",
  },
  interrupted: {
    en: "Interrupted time series: where the course before would have led, without a comparison group.",
    zh: "中断时间序列：与按此前走势推算的水平比较，没有对照组。",
  },
  before_after: {
    en: "Before and after only: everything else that changed meanwhile is in it.",
    zh: "仅前后对比：同期的一切其他变化都混在其中。",
  },
};

/** Both ends signed, the unit once. */
function rangeText(low: number, high: number, write: (end: number) => string, locale: Locale): string {
  const [from, to] = [write(low), write(high)];
  const tail = /[^\d]*$/.exec(to)?.[0] ?? "";
  const bare = tail !== "" && from.endsWith(tail) ? from.slice(0, -tail.length) : from;
  return locale === "zh" ? `${bare}～${to}` : `${bare} to ${to}`;
}

function finding(
  { effect, unit, relative, isBeyondChance, treated, timeVarying, q }: Told,
  { currency }: Setting,
  locale: Locale,
): string {
  const kind = differenceUnit(unit);
  const options = { low: effect.low, high: effect.high, currency };
  const number = (value: number | null): string => formatNumber(value, unit, locale, { currency });
  const size = formatDifference(effect.value, kind, locale, options);
  const range = rangeText(
    effect.low,
    effect.high,
    (end) => formatDifference(end, kind, locale, options),
    locale,
  );
  const ratio = relative === null ? null : formatRelative(relative, locale);
  const p = effect.p < 0.001 ? "p < 0.001" : `p = ${effect.p.toFixed(2)}`;
  const adjusted = Number.isFinite(q) && Math.abs(q - effect.p) > 0.005 ? `, q = ${q.toFixed(2)}` : "";
  const [before, after] = timeVarying
    ? [timeVarying.naive.others, timeVarying.naive.treated]
    : [treated.before?.value ?? null, treated.after?.value ?? null];
  const opening = timeVarying
    ? {
        en: `Those who took the course ${number(after)}, the others ${number(before)}.`,
        zh: `完成课程者 ${number(after)}，其他人 ${number(before)}。`,
      }
    : {
        en: `The treated went from ${number(before)} to ${number(after)}.`,
        zh: `实施组由 ${number(before)} 到 ${number(after)}。`,
      };
  return locale === "zh"
    ? `${opening.zh}可归到这一比较的部分：${size}${ratio ? `（${ratio}）` : ""}，95% 区间 ${range}，${p}${adjusted.replace(", ", "，")}：${isBeyondChance ? "超出偶然" : "可能只是偶然"}。`
    : `${opening.en} By this comparison: ${size}${ratio ? ` (${ratio})` : ""}, 95% interval ${range}, ${p}${adjusted}: ${isBeyondChance ? "beyond chance" : "could be chance"}.`;
}

function doubtsOf(outcome: Told, { programme, overlaps, currency }: Setting): OutcomeWords["doubts"] {
  const doubts: OutcomeWords["doubts"] = [];
  const { difference, regression, effect, unit, matched, detectable, treated } = outcome;
  const kind = differenceUnit(unit);
  const difference_ = (value: number, locale: Locale): string =>
    formatDifference(value, kind, locale, { currency });
  const together = overlaps.filter(({ when }) => when === "change");
  const { timeVarying } = outcome;
  if (timeVarying)
    doubts.push({
      code: "immortal_time",
      text: both((locale) => {
        const [own, others] = [timeVarying.naive.treated, timeVarying.naive.others].map((value) =>
          formatNumber(value, unit, locale, { currency }),
        );
        const [ratio, low, high] = [timeVarying.hazardRatio, timeVarying.low, timeVarying.high].map((value) =>
          grouped(value, 2),
        );
        const months = grouped(timeVarying.immortalMonths, 0);
        return locale === "zh"
          ? `不朽时间：要完成课程须先在职到那时（${months} 个人月内不可能离职）。简单比较为 ${own} 对 ${others}，会把这段时间算作课程的功劳；自课程起比较，风险比为 ${ratio}（95% 区间 ${low}～${high}）。`
          : `Immortal time: to take the course one must still be there (${months} person-months in which these people could not leave). Naively ${own} against ${others}, which credits that time to the course; from the course on the hazard ratio is ${ratio} (95% interval ${low} to ${high}).`;
      }),
    });
  if (outcome.design === "before_after" || outcome.design === "interrupted")
    doubts.push({
      code: "no_comparison",
      text: {
        en: "No comparison group: whatever else happened to everybody at the time counts as effect.",
        zh: "没有对照组：同期影响所有人的其他事情都会被算作效果。",
      },
    });
  if (together.length > 0)
    doubts.push({
      code: "several_changes",
      text: both((locale) => {
        const names = together.map(({ name }) => name[locale]).join(locale === "zh" ? "、" : ", ");
        const n = together.length + 1;
        return locale === "zh"
          ? `变革期内同时有 ${n} 项变化（本项目之外：${names}）：其效果无法与本项目分开。`
          : `${n} things changed in the same months (beside this one: ${names}): their effects cannot be told from this one's.`;
      }),
    });
  if (difference?.paths && !difference.paths.isParallel)
    doubts.push({
      code: "paths_not_parallel",
      text: both((locale) => {
        const { joint, slope } = difference.paths!;
        const p = Math.min(joint?.p ?? 1, slope?.p ?? 1);
        const text = p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(3)}`;
        return locale === "zh"
          ? `两组在变革前已走势不同（${text}）：双重差分不可信。`
          : `The groups were already on different paths before the change (${text}): the difference in differences cannot be trusted.`;
      }),
    });
  if (regression && (regression.isSelected || programme.assigned === "low_outcome")) {
    const share = treated.change!.value === 0 ? 0 : regression.expected / treated.change!.value;
    if (programme.assigned === "low_outcome" || share >= 0.2)
      doubts.push({
        code: "regression_to_mean",
        text: both((locale) => {
          const [own, all] = [regression.treated, regression.everybody].map((value) =>
            formatNumber(value, unit, locale, { currency }),
          );
          const [expected, seen] = [regression.expected, treated.change!.value].map((v) =>
            difference_(v, locale),
          );
          const reliability = grouped(regression.reliability, 2);
          return locale === "zh"
            ? `回归均值：实施组此前为 ${own}，全体为 ${all}。即使毫无效果，也可预期变化 ${expected}（此前均值的信度 ${reliability}），而观察到的变化为 ${seen}。`
            : `Regression to the mean: the treated stood at ${own} before, everybody at ${all}. A change of ${expected} is to be expected with no effect at all (reliability of the mean before: ${reliability}); ${seen} was seen.`;
        }),
      });
  }
  if (
    matched &&
    Math.sign(matched.value) !== Math.sign(effect.value) &&
    (matched.p < 0.05 || effect.p < 0.05)
  )
    doubts.push({
      code: "matched_disagrees",
      text: {
        en: "People matched on what they were like before point the other way: the designs do not agree.",
        zh: "按此前特征匹配的人员得出相反方向：各方法的结果不一致。",
      },
    });
  const byTeam = outcome.design === "difference" ? difference?.byTeam : null;
  if (byTeam)
    doubts.push({
      code: "whole_units",
      text: teamWords(byTeam, byTeam.isBounded && byTeam.low === effect.low),
    });
  else if (programme.assigned === "unit" && outcome.design === "difference")
    doubts.push({
      code: "whole_units",
      text: {
        en: "Whole units were chosen: a shock to one unit looks like an effect. The interval is the wider of that by person and that by month.",
        zh: "按整个单元实施：某一单元受到的冲击会被看作效果。区间取按人与按月两者中较宽的一个。",
      },
    });
  if (programme.assigned === "volunteers" || programme.assigned === "unknown")
    doubts.push({
      code: "volunteers",
      text: {
        en: "Who took part was not left to chance: people who choose to take part may differ in ways that were not measured.",
        zh: "参加与否并非随机决定：主动参加者可能在未被测量的方面不同。",
      },
    });
  if (!outcome.isBeyondChance && Number.isFinite(detectable))
    doubts.push({
      code: "too_few_to_see",
      text: both((locale) => {
        const size = formatNumber(detectable, kind, locale, { currency });
        const [few, wanted] = [
          programme.worthwhile,
          programme.worthwhile && detectable > programme.worthwhile,
        ];
        const more =
          few && wanted
            ? locale === "zh"
              ? `值得追求的最小效果为 ${formatNumber(few, kind, locale, { currency })}，本数据看不出来。`
              : ` The smallest effect worth having, ${formatNumber(few, kind, locale, { currency })}, cannot be seen in these data.`
            : "";
        return locale === "zh"
          ? `“没有发现”不等于“没有效果”：只有达到 ${size} 的效果才会以 80% 的概率被发现。${more}`
          : `Nothing found is not nothing there: only an effect of ${size} or more would have been found with 80% probability.${more}`;
      }),
    });
  if (outcome.design === "before_after" && !outcome.interrupted)
    doubts.push({
      code: "few_months",
      text: {
        en: "Too few months for a course of time: 8 before and 4 after are needed.",
        zh: "月份太少，无法看出走势：至少需要变革前 8 个月、变革后 4 个月。",
      },
    });
  return doubts;
}
