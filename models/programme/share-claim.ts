// "From 35 % to 25 %, with 100 people each" → points, relative change, interval, p, and the people it would have taken.
// Interval: Newcombe's score method (MOVER of Wilson's limits); p: Pearson's score test, Fisher's where numbers are small.
import type { Bilingual } from "../../engine/locale.js";
import { sharesTest } from "../../engine/metrics/chance-test.js";
import { formatDifference, formatRelative, grouped } from "../../engine/metrics/format-number.js";
import { mover, wilson } from "../../engine/metrics/interval.js";
import { sharesPower, sharesSampleSize } from "../estimators/power.js";
import { programmeError } from "./programme-errors.js";

export interface ShareClaim {
  before: number;
  after: number;
  nBefore: number;
  nAfter: number;
  /** People that the shares come to, rounded. */
  counts: [number, number];
  /** After − before: −0.1 = 10 points fewer. */
  points: number;
  low: number;
  high: number;
  p: number;
  /** After ÷ before − 1. */
  relative: number;
  /** Chance that as many people find a true change of this size. */
  power: number;
  /** People per group for 80 % power. */
  needed: number;
  /** Said beside it: change stated in %, meant as relative or as points. */
  stated?: { value: number; isRelative: boolean; isPoints: boolean };
  /** The shares are no whole numbers of people: 60 % of 16. */
  isImpossible: boolean;
  text: Bilingual;
}

const isShare = (p: number): boolean => p >= 0 && p <= 1;
const isCount = (n: number): boolean => Number.isInteger(n) && n > 0;
const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.0005;
const percent = (value: number): string =>
  `${grouped(100 * value, Number.isInteger(Math.round(value * 1e4) / 100) ? 0 : 1)}%`;

/** `stated`: what the claim calls the change, e.g. −0.3 for "down 30 %". Errors: claim_invalid. */
export function shareClaim(
  before: number,
  after: number,
  nBefore: number,
  nAfter = nBefore,
  stated?: number,
): ShareClaim {
  if (!isShare(before) || !isShare(after) || !isCount(nBefore) || !isCount(nAfter))
    throw programmeError.claim_invalid({ found: [before, after, nBefore, nAfter].join(", ") });
  const counts: [number, number] = [Math.round(before * nBefore), Math.round(after * nAfter)];
  const isImpossible = !isWhole(before, nBefore) || !isWhole(after, nAfter);
  const [pa, pb] = [counts[0] / nBefore, counts[1] / nAfter];
  const { low, high } = mover(pb, wilson(counts[1], nAfter), pa, wilson(counts[0], nBefore));
  const p = sharesTest(counts[0], nBefore, counts[1], nAfter);
  const points = after - before;
  const relative = after / before - 1;
  const claim = {
    before,
    after,
    nBefore,
    nAfter,
    counts,
    points,
    low,
    high,
    p,
    relative,
    power: sharesPower(before, after, nBefore, nAfter),
    needed: before === after ? Infinity : Math.ceil(sharesSampleSize(before, after)),
    isImpossible,
    ...(stated === undefined
      ? {}
      : { stated: { value: stated, isRelative: near(stated, relative), isPoints: near(stated, points) } }),
  };
  return { ...claim, text: { en: words(claim, "en"), zh: words(claim, "zh") } };
}

/** Some whole number of people gives this share, as rounded as it is written (to the tenth of a percent). */
const isWhole = (share: number, n: number): boolean =>
  Math.abs(Math.round(share * n) / n - share) <
  (Number.isInteger(Math.round(share * 1e6) / 1e4) ? 0.005 : 0.0005);

function words(claim: Omit<ShareClaim, "text">, locale: "en" | "zh"): string {
  const { before, after, nBefore, nAfter, points, low, high, p, relative, needed, power, stated } = claim;
  const size = formatDifference(points, "points", locale);
  const range = [low, high].map((end) => grouped(100 * end, 1));
  const ratio = formatRelative(relative, locale);
  const isChance = !(p < 0.05);
  const pText =
    p < 0.001
      ? locale === "zh"
        ? "p < 0.001"
        : "p < .001"
      : `p = ${p.toFixed(locale === "zh" ? 2 : 2).replace(/^0/, locale === "zh" ? "0" : "")}`;
  const ends = locale === "zh" ? `${range[0]}～${range[1]} 个百分点` : `${range[0]} to ${range[1]} points`;
  const parts =
    locale === "zh"
      ? [
          `由 ${percent(before)}（${nBefore} 人）到 ${percent(after)}（${nAfter} 人）：${size}，${ratio}；95% 区间 ${ends}，${pText}。`,
          isChance ? "可能只是偶然。" : "超出偶然。",
          Number.isFinite(needed)
            ? `以 80% 的把握发现这样大的变化，每组需 ${grouped(needed, 0)} 人；现有人数只有 ${percent(Math.round(power * 100) / 100)}。`
            : "",
          stated ? statedText(stated, relative, points, locale) : "",
          claim.isImpossible ? "所给比例不对应整数人数：请核对回答人数。" : "",
        ]
      : [
          `From ${percent(before)} (${nBefore} people) to ${percent(after)} (${nAfter} people): ${size}, ${ratio}; 95% interval ${ends}, ${pText}.`,
          isChance ? "It could be chance." : "Beyond chance.",
          Number.isFinite(needed)
            ? `Finding a change of this size with 80% power takes ${grouped(needed, 0)} people per group; these numbers give ${percent(Math.round(power * 100) / 100)}.`
            : "",
          stated ? statedText(stated, relative, points, locale) : "",
          claim.isImpossible ? "The shares are not whole numbers of people: check how many answered." : "",
        ];
  return parts.filter((part) => part !== "").join(locale === "zh" ? "" : " ");
}

function statedText(
  { value, isRelative, isPoints }: NonNullable<ShareClaim["stated"]>,
  relative: number,
  points: number,
  locale: "en" | "zh",
): string {
  const said = `${grouped(100 * value, 1).replace(/\.0$/, "")}%`;
  const [r, d] = [formatRelative(relative, locale), formatDifference(points, "points", locale)];
  if (isRelative || isPoints)
    return locale === "zh"
      ? `所称的 ${said} 为${isRelative ? "相对变化" : "百分点"}。`
      : `The stated ${said} is ${isRelative ? "the relative change" : "in points"}.`;
  return locale === "zh"
    ? `所称的 ${said} 两者都不是：实为 ${d}，即${r}。`
    : `The stated ${said} is neither: it is ${d}, or ${r}.`;
}
