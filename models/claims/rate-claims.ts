// “15 % higher commission”, “retention +22 %”: a change in per cent of something that is itself a percentage has two readings.
import { both } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Cast } from "./cast.js";
import { trimmed } from "./rounding.js";

export function rateClaims(read: ReadSentence[]): Finding[] {
  return read.flatMap((one) => one.orphans.flatMap((delta) => ambiguous(delta, one)));
}

function ambiguous(delta: Cast, one: ReadSentence): Finding[] {
  const { quantity } = delta;
  if (quantity.unit !== "percent" || delta.isRelative) return [];
  const rate = rateOf(delta, one);
  const span = spanOf(quantity);
  if (!rate) {
    if (one.sentence.signs.some(({ concept }) => concept === "scheme" || concept === "weight")) return [];
    return [
      {
        kind: "change",
        verdict: "not_checkable",
        spans: [span],
        reason: both(
          "A relative change without the two values cannot be checked.",
          "只给出相对变化而没有前后两个数值，无法核对。",
        ),
        settle: both("The value before and the value after, with their dates.", "前后两个数值及其时间。"),
      },
    ];
  }
  const v = trimmed(quantity.value, 2);
  const up = delta.direction >= 0;
  const [relative, points] = [
    20 * (1 + ((up ? 1 : -1) * quantity.value) / 100),
    20 + (up ? 1 : -1) * quantity.value,
  ];
  const pointsPossible = points >= 0 && points <= 100;
  return [
    {
      kind: "relative_to_rate",
      verdict: "ambiguous",
      spans: [span, spanOf(rate)],
      values: { stated: quantity.value },
      reason: both(
        `“${rate.text}” is itself a percentage: ${v}% may be relative or points. Of 20%, ${v}% ${up ? "more" : "less"} would be ${trimmed(relative)}%${pointsPossible ? ` or ${trimmed(points)}%` : ", and in points it is impossible"}.`,
        `“${rate.text}”本身是百分比：${v}% 可能是相对变化，也可能是百分点。以 20% 为例，${up ? "高" : "低"} ${v}% 可以是 ${trimmed(relative)}%${pointsPossible ? `，也可以是 ${trimmed(points)}%` : "；按百分点则不可能"}。`,
      ),
      settle: both(
        "Both rates, or the word “points” or “relative”.",
        "给出两个比率，或注明“个百分点”或“相对”。",
      ),
    },
  ];
}

/** The rate that the change is of: named before it in its clause, or right behind (“15 % higher commission”). */
function rateOf(
  { before, after, index, quantity }: Cast,
  { casts, sentence }: ReadSentence,
): { start: number; end: number; text: string } | undefined {
  const near =
    before.findLast(
      (s) => s.concept === "rate" && !/[,，]/.test(sentence.plain.slice(s.end, quantity.start)),
    ) ??
    after.find(
      (s) =>
        s.concept === "rate" &&
        s.start - quantity.end < 32 &&
        !/[,，;；]/.test(sentence.plain.slice(quantity.end, s.start)),
    );
  if (near) return near;
  const since = casts[index - 1]?.before.findLast((s) => s.concept === "rate");
  const isClose =
    since &&
    !/[;；。,，]/.test(sentence.plain.slice(since.end, quantity.start)) &&
    quantity.start - since.end < 60;
  // “win 45 % more”: winning counted on deals is a rate too
  if (isClose) return since;
  const verb =
    /(?:win|wins|won|convert|converts|close|closes|sign|成交|赢单|转化|签约|成单)(?:概率|可能|机会)?/.exec(
      sentence.plain.slice(Math.max(sentence.start, quantity.start - 24), quantity.start),
    );
  if (!verb) return undefined;
  const start = Math.max(sentence.start, quantity.start - 24) + verb.index;
  return { start, end: start + verb[0].length, text: verb[0] };
}
