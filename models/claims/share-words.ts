// Words for a share or a ratio (half, two thirds, 三成, 百分之三十, doubled, 翻番) → the quantity.
import { matchAt } from "./match-at.js";
import { numberAt } from "./number-literal.js";
import { blankQuantity, type Quantity } from "./quantity.js";
import { withEnds } from "./quantity-ends.js";

const fractions: [RegExp, number][] = [
  [/(?:half|one half|a half)(?= (?:of|the|our|all)\b)|(?<=\bby )half\b/y, 50],
  [/(?:a third|one third|one-third)\b/y, 100 / 3],
  [/(?:two thirds|two-thirds)\b/y, 200 / 3],
  [/(?:a quarter|one quarter)(?= of\b)/y, 25],
  [/(?:three quarters|three-quarters)\b/y, 75],
  [/一半|半数/y, 50],
];

const ratios: [RegExp, number][] = [
  [/doubl(?:ed|es|ing)\b|翻了?一?番|翻倍|翻了一倍/y, 2],
  [/tripl(?:ed|es|ing)\b|trebled\b/y, 3],
  [/quadrupled\b|翻了?两番/y, 4],
  [/(?:twofold|two-fold)\b/y, 2],
  [/(?:threefold|three-fold)\b/y, 3],
  [/(?:fourfold|four-fold)\b/y, 4],
  [/(?:fivefold|five-fold)\b/y, 5],
  [/(?:tenfold|ten-fold)\b/y, 10],
  [/halved\b|减半|腰斩/y, 0.5],
];

const smallNumber = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty";
/** one in four, three out of five, 1 in 10; “rated 4 out of 5” is a score, so digits take only “in”. */
const oneIn = new RegExp(
  String.raw`(?:(${smallNumber}) (?:in|out of)|([1-9]) in)(?: every)? (${smallNumber}|[2-9]|1\d|20)\b(?![.,]\d| ?%| (?:years?|months?|weeks?|days?|hours?)\b)`,
  "y",
);
const eachOf =
  /每([二三四五六七八九十两]|\d{1,2})(?:个|名|位)?(?:人|员工|客户|受访者|新人)*(?:中|里|当中)(?:就|便|约|大约)?有([一二两三四五六七八九]|\d)(?:个|名|位)?人?/y;

export const shareInWords = (text: string, at: number): Quantity | undefined =>
  wordQuantity(text, at) ?? outOf(text, at) ?? chineseShare(text, at);

function outOf(text: string, at: number): Quantity | undefined {
  const english = /[a-z\d.,/]/.test(text[at - 1] ?? "") ? null : matchAt(oneIn, text, at);
  const found = english ?? matchAt(eachOf, text, at);
  if (!found) return undefined;
  const words = english ? [english[1] ?? english[2], english[3]] : [found[2], found[1]];
  const [part, whole] = words.map((word) => numberAt(word, 0)?.value ?? NaN);
  if (!(part < whole)) return undefined;
  return {
    ...blankQuantity(at, at + found[0].length, text),
    value: (100 * part) / whole,
    step: 1,
    unit: "percent",
    isApproximate: true,
  };
}

function wordQuantity(text: string, at: number): Quantity | undefined {
  if (/[a-z]/.test(text[at] ?? "") && /[a-z]/.test(text[at - 1] ?? "")) return undefined;
  for (const [patterns, unit] of [
    [fractions, "percent"],
    [ratios, "ratio"],
  ] as const)
    for (const [pattern, value] of patterns) {
      const found = matchAt(pattern, text, at);
      if (found)
        return {
          ...blankQuantity(at, at + found[0].length, text),
          value,
          unit,
          step: unit === "percent" ? 1 : 0.1,
          isApproximate: unit === "percent",
        };
    }
  return undefined;
}

/** 百分之三十, 三分之二, 三成五. */
function chineseShare(text: string, at: number): Quantity | undefined {
  if (text.startsWith("百分之", at)) {
    const number = numberAt(text, at + 3);
    return (
      number &&
      withEnds(text, {
        ...blankQuantity(at, number.end, text),
        value: number.value,
        step: number.step,
        unit: "percent",
      })
    );
  }
  const first = numberAt(text, at);
  if (!first) return undefined;
  if (text.startsWith("分之", first.end)) {
    const second = numberAt(text, first.end + 2);
    if (second && first.value > 0)
      return {
        ...blankQuantity(at, second.end, text),
        value: (100 * second.value) / first.value,
        step: 1,
        unit: "percent",
        isApproximate: true,
      };
  }
  if (text[first.end] === "成" && !/^(?:[本功长交为绩立果就]|员(?!工))/.test(text.slice(first.end + 1))) {
    const half = numberAt(text, first.end + 1);
    const isHalf = half?.isWords === true && half.value < 10;
    const end = isHalf ? half.end : first.end + 1;
    const value = 10 * first.value + (isHalf ? half.value : 0);
    return withEnds(text, { ...blankQuantity(at, end, text), value, step: isHalf ? 1 : 10, unit: "percent" });
  }
  return undefined;
}
