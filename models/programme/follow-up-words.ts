// The comparisons of a follow-up claim → what each says, in both languages, from the same numbers.
import type { Bilingual, Locale } from "../../engine/locale.js";
import {
  formatDifference,
  formatInterval,
  formatNumber,
  grouped,
} from "../../engine/metrics/format-number.js";
import type { HazardRatio, SharePair } from "../estimators/immortal-time.js";
import type { FollowUp } from "./follow-up.js";

type Told = Omit<FollowUp, "words">;

export function followUpWords(told: Told): FollowUp["words"] {
  const both = (say: (told: Told, locale: Locale) => string): Bilingual => ({
    en: say(told, "en"),
    zh: say(told, "zh"),
  });
  return { naive: both(naive), why: both(why), fair: both(fair), caveat };
}

const percent = (value: number, locale: Locale, pair?: { low: number; high: number }): string =>
  formatNumber(value, "share", locale, pair);
const signed = (value: number): string => `${value > 0 ? "+" : ""}${grouped(100 * value, 0)}%`;
const pText = (p: number): string => (p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(2)}`);
const day = (value: number): string => grouped(value, value < 10 && !Number.isInteger(value) ? 1 : 0);

function pairText(
  { exposed, others, difference, low, high, relative, p }: SharePair,
  locale: Locale,
): string {
  const size = formatDifference(difference, "points", locale, { low, high });
  const range = formatInterval(low, high, "points", locale);
  return locale === "zh"
    ? `${percent(exposed.share, locale)}（${exposed.n} 条）对 ${percent(others.share, locale)}（${others.n} 条）：${size}（95% 区间 ${range}），相对 ${signed(relative)}，${pText(p)}`
    : `${percent(exposed.share, locale)} of ${exposed.n} against ${percent(others.share, locale)} of ${others.n}: ${size} (95% interval ${range}), ${signed(relative)} relative, ${pText(p)}`;
}

function naive({ naive: pair, days }: Told, locale: Locale): string {
  if (!pair)
    return locale === "zh"
      ? `没有可比的两组：所有已结案线索都在同一侧（${days} 天）。`
      : `There are no two groups: all closed leads are on one side of ${days} days.`;
  return locale === "zh"
    ? `简单比较：跟进超过 ${days} 天的线索赢单率 ${pairText(pair, locale)}。`
    : `Naive: leads followed up for more than ${days} days were won in ${pairText(pair, locale)}.`;
}

function why(
  { isImmortal, immortalShare, endsBeforeExposure, earliestExposure, days, naive: pair }: Told,
  locale: Locale,
): string {
  if (!isImmortal)
    return locale === "zh"
      ? "分组不要求线索先存续一段时间：没有“不朽时间”。"
      : "Belonging to the group does not need lasting first: there is no immortal time.";
  const lost = pair ? pair.others.n - pair.others.events : 0;
  return locale === "zh"
    ? `不朽时间偏差：要算作“跟进超过 ${days} 天”，线索必须先存续到那时。在第 ${day(earliestExposure)} 天之前结束的 ${endsBeforeExposure} 条线索只能落在另一侧（该侧共丢单 ${lost} 条）；跟进组 ${percent(immortalShare, locale)} 的时间是在算入之前度过的。即使跟进毫无作用，简单比较也会得出差异。`
    : `Immortal time: to count as followed up for more than ${days} days a lead has to last until then. ${endsBeforeExposure} leads ended before day ${day(earliestExposure)} and could only fall on the other side (${lost} lost there); ${percent(immortalShare, locale)} of the followed-up leads’ time had passed before they could count. The naive comparison shows a difference even if follow-up does nothing.`;
}

function ratioText({ ratio, low, high, p, events }: HazardRatio, locale: Locale): string {
  const [r, l, h] = [ratio, low, high].map((value) => grouped(value, 2));
  return locale === "zh"
    ? `风险比 ${r}（95% 区间 ${l}～${h}），${pText(p)}，${events} 次赢单`
    : `hazard ratio of winning ${r} (95% interval ${l} to ${h}), ${pText(p)}, ${events} wins`;
}

function fair({ landmark, event, days, hasResponses }: Told, locale: Locale): string {
  const parts: string[] = [];
  if (event)
    parts.push(
      locale === "zh"
        ? `随时间变化的 Cox 模型（从第 ${days} 个跟进日起才算跟进）：赢单${ratioText(event, locale)}。`
        : `Cox’s model with follow-up counted only from its day ${days} on: ${ratioText(event, locale)}.`,
    );
  if (landmark)
    parts.push(
      locale === "zh"
        ? `里程碑比较（只看第 ${day(landmark.at)} 天仍在进行的线索，按当时状态分组）：${pairText(landmark, locale)}。`
        : `Landmark (only leads still open on day ${day(landmark.at)}, grouped as they stood then): ${pairText(landmark, locale)}.`,
    );
  const isChance =
    (!event || (event.low <= 1 && event.high >= 1)) &&
    (!landmark || (landmark.low <= 0 && landmark.high >= 0));
  if (parts.length > 0)
    parts.push(
      isChance
        ? locale === "zh"
          ? "公平比较下看不出差异。"
          : "Compared fairly, no difference is seen."
        : locale === "zh"
          ? "公平比较下仍有差异；是否为原因仍未证明。"
          : "Compared fairly, a difference remains; that it is a cause is not shown.",
    );
  else
    parts.push(
      hasResponses
        ? locale === "zh"
          ? "没有足够的线索同时处于两种状态，无法公平比较。"
          : "Too few leads were under way in both states at the same age: no fair comparison is possible."
        : locale === "zh"
          ? `这些数据中“跟进超过 ${days} 天”与“存续超过 ${days} 天”是一回事：无法公平比较。补上首次跟进时间后才可以。`
          : `In these data “followed up for ${days} days” and “open for ${days} days” are the same thing: no fair comparison is possible. It takes the time of the first response.`,
    );
  return parts.join(locale === "zh" ? "" : " ");
}

const caveat: Bilingual = {
  en: "Promising leads may be followed up longer because they are promising: even the fair comparison tells what goes with winning, not what causes it.",
  zh: "有希望的线索可能正因有希望才被跟进更久：公平比较也只说明与赢单相伴的因素，并非原因。",
};
