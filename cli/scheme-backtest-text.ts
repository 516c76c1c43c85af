// A back-test → lines for a terminal, in one language: the same facts as the page.
import type { Bilingual, Locale } from "../engine/locale.js";
import { formatInterval, formatNumber } from "../engine/metrics/format-number.js";
import type { Backtest, Range } from "../models/schemes/backtest/backtest-types.js";
import { textTable } from "./text-table.js";

const title = ({ id, version }: Backtest["a"]): string => (version === null ? id : `${id}@${version}`);

export function backtestText(found: Backtest, locale: Locale, currency: string): string {
  const { a, b, periods, comparability, people, isReleased, k } = found;
  const words = said[locale];
  const parts = [
    `A ${title(a)}  B ${title(b)}  ${periods.join(" ")}`,
    ...(isReleased ? [words.released(k)] : []),
    ...(comparability.basis === "whole" ? [] : [words.partial(comparability)]),
    words.people(people),
    ...changes(found, locale),
    cost(found, locale, currency),
    ...order(found, locale),
    ...doubts(found, locale),
  ];
  return parts.join("\n\n");
}

const share = (value: number, locale: Locale): string => formatNumber(value, "share", locale);
const limits = ({ low, high }: { low: number; high: number }, locale: Locale): string =>
  formatInterval(low, high, "share", locale);
const two = (value: number): string => value.toFixed(2).replace("-", "−");
const pText = (p: number | null): string => (p === null ? "–" : p < 0.001 ? "< 0.001" : p.toFixed(3));

const range = ({ from, to }: Range): string => `${from ?? "−∞"} … ${to ?? "∞"}`.replaceAll("-", "−");

function changes({ changes: found }: Backtest, locale: Locale): string[] {
  if (!found) return [];
  const words = said[locale];
  const rows = found.ranges.map((one) => [range(one), String(one.people)]);
  const { winners, losers, same } = found;
  const isShown = winners !== null && losers !== null && same !== null;
  return [
    ...(isShown ? [words.winners(winners, losers, same)] : []),
    textTable([[words.change, words.count], ...rows], [1]),
  ];
}

function cost({ cost: found }: Backtest, locale: Locale, currency: string): string {
  const words = said[locale];
  if (found.unknown !== null) return words.unknown[found.unknown];
  if (found.a === null || found.b === null) return words.hidden;
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const money = (amount: number): string =>
    formatNumber(amount / 10 ** digits, "money", locale, { currency });
  return words.cost(money(found.a), money(found.b), found.counted, found.counted + found.leftOut);
}

function order({ ranks, noise, sensitivity }: Backtest, locale: Locale): string[] {
  const words = said[locale];
  const weights = sensitivity.map(({ scheme, shifts }) =>
    textTable(
      [
        [`${scheme.toUpperCase()} ${words.weights}`, "±", words.mean, words.bandChanges, words.topChanges],
        ...shifts.map((one) => [
          one.name[locale],
          one.shift > 0 ? "+5" : "−5",
          two(one.meanChange),
          String(one.bandChanges ?? "–"),
          String(one.topFifthChanges ?? "–"),
        ]),
      ],
      [1, 2, 3, 4],
    ),
  );
  return [
    ...(ranks
      ? [
          words.ranks(
            two(ranks.tau),
            share(ranks.topFifth.turnover, locale),
            limits(ranks.topFifth.limits, locale),
          ),
        ]
      : []),
    ...(noise ? [words.noise(share(noise.beyondNoise, locale), limits(noise.limits, locale))] : []),
    ...weights,
  ];
}

type Refused = (Backtest["bunching"] | Backtest["pullForward"] | Backtest["untraced"])[number]["refused"];

const refusals: Record<NonNullable<Refused>, Bilingual> = {
  too_few: { en: "too few scores", zh: "得分太少" },
  too_coarse: { en: "too few different scores", zh: "不同的得分太少" },
  no_spread: { en: "the scores hardly differ", zh: "得分几乎没有差异" },
  too_few_periods: { en: "too few periods", zh: "周期太少" },
  no_amounts: { en: "no amounts", zh: "没有数额" },
  no_measured_source: { en: "no measured source of the same", zh: "没有同类的系统记录可对照" },
  no_claims: { en: "nothing was reported", zh: "没有自报数据" },
  small_group: { en: "too few people", zh: "人数太少" },
};

const whyNot = (refused: Refused, locale: Locale): string =>
  refused === null ? "–" : refusals[refused][locale];

function doubts({ bunching, pullForward, untraced }: Backtest, locale: Locale): string[] {
  const words = said[locale];
  const verdict = (isFound: boolean | null): string =>
    isFound === null ? words.notTested : isFound ? words.found : words.notFound;
  const rows = [
    ...bunching.map((one) => [
      words.bunching(one.scheme.toUpperCase(), one.threshold),
      verdict(one.refused ? null : one.isFound),
      one.refused ? whyNot(one.refused, locale) : `p ${pText(one.pHolm)}`,
    ]),
    ...pullForward.map((one) => [
      words.pull(one.name[locale]),
      verdict(one.refused ? null : one.isFound),
      one.limits && one.effect !== null
        ? `${share(one.effect, locale)} (${limits(one.limits, locale)})`
        : whyNot(one.refused, locale),
    ]),
    ...untraced.map((one) => [
      words.untraced(one.name[locale]),
      verdict(one.limits ? one.limits.low > 0.05 : null),
      one.limits && one.share !== null
        ? `${share(one.share, locale)} (${limits(one.limits, locale)}), ${one.sources.join(", ")}`
        : whyNot(one.refused, locale),
    ]),
  ];
  return rows.length > 0 ? [textTable([[words.test, "", words.finding], ...rows])] : [];
}

type Known = Backtest["comparability"];
const said = {
  en: {
    released: (k: number) => `Groups only: ranges are drawn together until none has fewer than ${k} people.`,
    partial: ({ known, common }: Known) =>
      common.length > 0
        ? `A can be scored on ${two(known.a)} of 100 points, B on ${two(known.b)}: only ${common.join(", ")} compared, in per cent of their points. No bands, no cost.`
        : `A can be scored on ${two(known.a)} of 100 points, B on ${two(known.b)}, with no indicator in common: nothing is compared.`,
    people: ({ both, onlyA, onlyB }: Backtest["people"]) =>
      `${both} people in both, ${onlyA} only in A, ${onlyB} only in B.`,
    winners: (won: number, lost: number, same: number) =>
      `More than a point up ${won}, down ${lost}, the same ${same} (mean over the periods).`,
    change: "B − A",
    count: "people",
    cost: (a: string, b: string, n: number, all: number) =>
      `Cost of the bonus: ${a} → ${b}, on ${n} of ${all} scores (reckoned, not paid).`,
    hidden: "Cost: too few people to be shown.",
    unknown: {
      no_rule: "Cost unknown: no pay rule gives these schemes a base.",
      no_multiplier: "Cost unknown: no score has a multiplier by both.",
      partial: "Cost unknown: a scheme can be scored in part only.",
    },
    ranks: (tau: string, turnover: string, range: string) =>
      `Order: tau-b ${tau}; of A's top fifth ${turnover} (${range}) would not be in B's.`,
    noise: (beyond: string, range: string) =>
      `Rank changes beyond what measuring again would bring: ${beyond} of people (${range}).`,
    weights: "weights",
    mean: "mean",
    bandChanges: "other band",
    topChanges: "leave top fifth",
    test: "Doubts about the inputs",
    finding: "finding",
    bunching: (side: string, edge: number) => `${side}: crowding just above ${edge}`,
    pull: (name: string) => `${name}: end of the quarter pulled forward`,
    untraced: (name: string) => `${name}: reports without a trace`,
    found: "found",
    notFound: "not found",
    notTested: "not tested",
  },
  zh: {
    released: (k: number) => `仅显示群体：各区间已合并至不少于 ${k} 人。`,
    partial: ({ known, common }: Known) =>
      common.length > 0
        ? `A 可计 100 分中的 ${two(known.a)} 分，B 可计 ${two(known.b)} 分：仅比较 ${common.join("、")}，按其分数的百分比。不比较等级与成本。`
        : `A 可计 100 分中的 ${two(known.a)} 分，B 可计 ${two(known.b)} 分，且没有共同指标：不作比较。`,
    people: ({ both, onlyA, onlyB }: Backtest["people"]) =>
      `双方均适用 ${both} 人，仅 A ${onlyA} 人，仅 B ${onlyB} 人。`,
    winners: (won: number, lost: number, same: number) =>
      `上升 1 分以上 ${won} 人，下降 ${lost} 人，不变 ${same} 人（各周期平均）。`,
    change: "B − A",
    count: "人数",
    cost: (a: string, b: string, n: number, all: number) =>
      `奖金成本：${a} → ${b}，依据 ${all} 个得分中的 ${n} 个（仅测算，不发放）。`,
    hidden: "成本：人数过少，不显示。",
    unknown: {
      no_rule: "成本未知：没有工资规则为这些方案提供基数。",
      no_multiplier: "成本未知：没有在双方都有系数的得分。",
      partial: "成本未知：有方案只能计一部分分数。",
    },
    ranks: (tau: string, turnover: string, range: string) =>
      `名次：τ-b 为 ${tau}；A 的前五分之一中有 ${turnover}（${range}）不在 B 的前五分之一。`,
    noise: (beyond: string, range: string) => `名次变化超过重新测量所致者：${beyond}（${range}）。`,
    weights: "权重",
    mean: "平均",
    bandChanges: "等级变化",
    topChanges: "离开前五分之一",
    test: "对输入数据的疑问",
    finding: "结果",
    bunching: (side: string, edge: number) => `${side}：${edge} 分以上的聚集`,
    pull: (name: string) => `${name}：季末提前确认`,
    untraced: (name: string) => `${name}：填报无痕迹`,
    found: "有迹象",
    notFound: "未发现",
    notTested: "未检验",
  },
};
