// A figure → what is said of it, in either language, from the same facts: target, due, change and chance, peers, band.
// Pure: the page and the files say the same.
import type { Bilingual, Locale } from "../../engine/locale.js";
import { formatNumber, formatRelative } from "../../engine/metrics/format-number.js";
import { monthWords } from "../month-words.js";
import { differenceText, pointsText, sizeText, valueText } from "./number-words.js";
import type { Band, Change, Figure, NoDue, Noise, OwnPast, ProgressSheet } from "./progress-types.js";

export interface Statement {
  about: "target" | "due" | "change" | "past" | "peers" | "spread" | "band" | "missing";
  text: string;
}

/** In the order of reading. `currency` for money. */
export function statementsOf(figure: Figure, locale: Locale, currency: string): Statement[] {
  const say = (about: Statement["about"], text: string | null): Statement[] =>
    text === null ? [] : [{ about, text }];
  if (figure.value === null) return say("missing", missingText(figure.refused)[locale]);
  return [
    ...say("target", targetText(figure, locale, currency)),
    ...say("target", conditionsText(figure, locale)),
    ...say("due", dueText(figure, locale, currency)),
    ...say("change", figure.change && changeText(figure, figure.change, locale, currency)),
    ...say("past", figure.past && pastText(figure, figure.past, locale, currency)),
    ...say("peers", peersText(figure, locale, currency)),
    ...say("spread", spreadText(figure, locale, currency)),
    ...say("band", figure.band ? bandText(figure, figure.band, locale, currency) : null),
  ];
}

/** "Reached 70%; 15 percentage points to go to 85%." */
export function targetText({ goal, value, gap }: Figure, locale: Locale, currency: string): string | null {
  if (!gap || value === null || goal.target === null) return null;
  const target = valueText(goal.target, goal, locale, currency);
  const size = sizeText(gap.difference, goal, locale, currency);
  const least = goal.direction === "at_least";
  if (gap.difference === 0)
    return locale === "zh" ? `目标 ${target}：正好达到。` : `Target ${target}: reached exactly.`;
  if (gap.isMet)
    return locale === "zh"
      ? `目标 ${target}：${least ? "超出" : "低于上限"} ${size}。`
      : `Target ${target}: ${size} ${least ? "above it" : "below the limit"}.`;
  return locale === "zh"
    ? `目标 ${target}：${least ? "还差" : "超出上限"} ${size}。`
    : `Target ${target}: ${size} ${least ? "to go" : "over the limit"}.`;
}

/** A target of several conditions: each by name, and whether it holds. */
function conditionsText({ conditions }: Figure, locale: Locale): string | null {
  if (conditions.length === 0) return null;
  const met = (isMet: boolean | null): string =>
    isMet === null
      ? { en: "not known", zh: "未知" }[locale]
      : isMet
        ? { en: "holds", zh: "满足" }[locale]
        : { en: "does not hold", zh: "未满足" }[locale];
  const each = conditions.map(({ name, unit, direction, target, isMet }) => {
    const level = target === null ? "–" : valueText(target, { unit }, locale);
    return `${name[locale]} ${direction === "at_least" ? "≥" : "≤"} ${level} ${met(isMet)}`;
  });
  return locale === "zh"
    ? `目标须同时满足：${each.join("；")}。`
    : `All of these have to hold: ${each.join("; ")}.`;
}

const noDue: Record<NoDue, Bilingual | null> = {
  rate: {
    en: "A rate has no weekly quota: it is what it is in every week, and a quarter of it would mean nothing.",
    zh: "比率没有每周定额：每一周都以同一比率衡量，除以周数没有意义。",
  },
  unstated: {
    en: "Nobody has said whether this record adds up over time, so nothing is called due by now.",
    zh: "未说明该记录是否随时间累加，因此不推算目前的应完成量。",
  },
  at_most: {
    en: "A limit holds for the whole period; no part of it is due by now.",
    zh: "上限针对整个周期，不按进度推算。",
  },
  over: null,
  no_target: null,
};

export function dueText(
  { goal, value, due, noDue: reason }: Figure,
  locale: Locale,
  currency: string,
): string | null {
  if (!due || value === null) return reason ? (noDue[reason]?.[locale] ?? null) : null;
  const amount = valueText(round(due.amount), goal, locale, currency);
  const ahead = differenceText(round(due.ahead), goal, locale, currency);
  const perWeek = valueText(round(due.perWeek), goal, locale, currency);
  return locale === "zh"
    ? `已过 ${due.days}／${due.of} 个工作日，应完成 ${amount}：${ahead}。折合每周（5 个工作日）${perWeek}。`
    : `${due.days} of ${due.of} working days are gone, ${amount} due by now: ${ahead}. That is ${perWeek} per week of five working days.`;
}

/** Two decimals: a part of a target is no more exact. */
const round = (value: number): number => Math.round(value * 100) / 100;

const noise: Record<Noise, Bilingual> = {
  more_than_chance: { en: "more than chance would make", zh: "超出偶然波动" },
  could_be_chance: { en: "could be chance", zh: "可能只是偶然波动" },
  not_known: { en: "too little is known to tell from chance", zh: "数据太少，无法与偶然波动区分" },
};
const noiseText = (known: Noise, p: number | null, locale: Locale): string => {
  const shown = p === null ? "" : locale === "zh" ? `（${pText(p)}）` : ` (${pText(p)})`;
  return `${noise[known][locale]}${shown}`;
};
const pText = (p: number): string =>
  p < 0.001 ? "p < .001" : `p = ${p.toFixed(p < 0.1 ? 3 : 2).replace(/^0/, "")}`;

function changeText({ goal }: Figure, change: Change, locale: Locale, currency: string): string {
  const difference = differenceText(change.difference, goal, locale, currency);
  const relative =
    goal.unit === "share" || change.relative === null || change.relative === 0
      ? ""
      : locale === "zh"
        ? `（${formatRelative(change.relative, "zh")}）`
        : ` (${formatRelative(change.relative, "en")})`;
  const before = valueText(change.before, goal, locale, currency);
  const after = valueText(change.after, goal, locale, currency);
  return locale === "zh"
    ? `与${monthWords(change.from, "zh")}相比：${before} → ${after}，${difference}${relative}；${noiseText(change.noise, change.p, locale)}。`
    : `Against ${monthWords(change.from, "en")}: ${before} → ${after}, ${difference}${relative}; ${noiseText(change.noise, change.p, locale)}.`;
}

function pastText({ goal }: Figure, past: OwnPast, locale: Locale, currency: string): string {
  const mean = valueText(round(past.mean * 100) / 100, goal, locale, currency);
  const difference = differenceText(past.difference, goal, locale, currency);
  return locale === "zh"
    ? `与本人此前 ${past.months} 个月的均值 ${mean} 相比：${difference}；${noiseText(past.noise, past.p, locale)}。`
    : `Against the mean of the own ${past.months} months before, ${mean}: ${difference}; ${noiseText(past.noise, past.p, locale)}.`;
}

function peersText({ goal, peers, noPeers }: Figure, locale: Locale, currency: string): string | null {
  if (!peers)
    return noPeers === "no_value" || noPeers === null
      ? null
      : {
          en: "No comparison with colleagues: too few people, or values too alike, to tell without giving one away.",
          zh: "不与同事比较：人数过少或数值过于接近，比较会泄露他人的数据。",
        }[locale];
  const { name, isRest } = peers.group;
  const group = isRest ? { en: `${name}, small teams`, zh: `${name}（各小团队）` }[locale] : name;
  const mean = valueText(peers.mean, goal, locale, currency);
  const near = Math.abs(peers.difference) < peers.step / 2;
  const size = roughSize(peers.difference, peers.step, goal, locale, currency);
  if (locale === "zh")
    return `${group}（至少 ${peers.people} 人）约为 ${mean}：${near ? "基本相同" : `本人${peers.difference > 0 ? "高" : "低"}约 ${size}`}。`;
  return `${group} (at least ${peers.people} people) is at about ${mean}: ${near ? "about the same" : `about ${size} ${peers.difference > 0 ? "above" : "below"} it`}.`;
}

/** No finer than the published number allows. */
function roughSize(
  value: number,
  step: number,
  goal: Figure["goal"],
  locale: Locale,
  currency: string,
): string {
  const unit = step / 2;
  return sizeText(Math.round(value / unit) * unit, goal, locale, currency);
}

function spreadText({ goal, peers }: Figure, locale: Locale, currency: string): string | null {
  if (!peers || (peers.median === null && peers.top === null)) return null;
  const told = [
    peers.median === null
      ? null
      : {
          en: `half of them reach about ${valueText(peers.median, goal, locale, currency)}`,
          zh: `约一半的人达到 ${valueText(peers.median, goal, locale, currency)}`,
        },
    peers.top === null
      ? null
      : {
          en: `the best tenth begins at about ${valueText(peers.top, goal, locale, currency)}`,
          zh: `前 10% 约从 ${valueText(peers.top, goal, locale, currency)} 开始`,
        },
  ].flatMap((one) => (one ? [one[locale]] : []));
  const text = told.join(locale === "zh" ? "；" : "; ");
  return locale === "zh" ? `其中${text}。` : `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

const bands: Record<3 | 4, Bilingual[]> = {
  3: [
    { en: "upper third", zh: "前三分之一" },
    { en: "middle third", zh: "中间三分之一" },
    { en: "lower third", zh: "后三分之一" },
  ],
  4: [
    { en: "first quarter", zh: "第一四分位（最高）" },
    { en: "second quarter", zh: "第二四分位" },
    { en: "third quarter", zh: "第三四分位" },
    { en: "fourth quarter", zh: "第四四分位" },
  ],
};

export const bandName = ({ place, of }: Band, locale: Locale): string => bands[of][place - 1]![locale];

function bandText({ goal }: Figure, band: Band, locale: Locale, currency: string): string {
  const name = bandName(band, locale);
  if (band.next === null || band.distance === null)
    return locale === "zh" ? `位次区间：${name}。` : `Rank band: ${name}.`;
  const next = valueText(band.next, goal, locale, currency);
  const distance = sizeText(band.distance, goal, locale, currency);
  return locale === "zh"
    ? `位次区间：${name}；上一区间约从 ${next} 开始，还差 ${distance}。`
    : `Rank band: ${name}; the next begins at about ${next}, ${distance} away.`;
}

const missing: Record<string, Bilingual> = {
  no_exposure: { en: "Nothing to count it on in these months.", zh: "所述月份没有可计数的对象。" },
  no_source: { en: "Its source has not been imported.", zh: "其数据源尚未导入。" },
};
const missingText = (refused: string | null): Bilingual =>
  missing[refused ?? ""] ?? { en: "No value in these months.", zh: "所述月份没有数值。" };

/** Where closing the gap brings most, or why nothing is named. */
export function helpText(
  sheet: Pick<ProgressSheet, "figures" | "helpsMost" | "noHelp">,
  locale: Locale,
): string {
  const { helpsMost, noHelp, figures } = sheet;
  const figure = figures.find(({ goal }) => goal.id === helpsMost?.indicator);
  if (helpsMost && figure) {
    const worth = formatNumber(helpsMost.worth, "score", locale).replace(/\.?0+$/, "");
    const weight = String(figure.goal.weight);
    const unsaid =
      figure.goal.controllable === "unstated"
        ? {
            en: " Nobody has said how far it is in the person’s own hands.",
            zh: "尚未说明该指标在多大程度上由本人掌控。",
          }[locale]
        : "";
    return locale === "zh"
      ? `${figure.goal.name.zh}：缺口 × 权重最大，约 ${worth} 分（权重 ${weight}）。${unsaid}`
      : `${figure.goal.name.en}: the largest gap × weight, about ${worth} points of the score (weight ${weight}).${unsaid}`;
  }
  return {
    all_met: {
      en: "Nothing weighted is behind: every target is reached, or what is due by now is done.",
      zh: "计权指标均无落后：目标已达到，或已完成目前应完成的量。",
    },
    nothing_controllable: {
      en: "What is missing is not in the person’s hands, by the scheme’s own word.",
      zh: "按方案说明，缺口不在本人可控范围内。",
    },
    no_weights: { en: "No weights are recorded, so nothing is named.", zh: "没有记录权重，因此不作提示。" },
  }[noHelp ?? "no_weights"][locale];
}

export { pointsText, valueText };
