// A mean or median, and the least and greatest value (平均92.5分，最高98分，最低81分; from 52 to 78, median 61.5) → does it lie between them.
import { both } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import { trimmed } from "./rounding.js";

/** “8 to 12 reports, 9.6 on average”, 8～12人，平均9.6人. */
function spreadOf(all: Quantity[], plain: string): Finding[] | undefined {
  for (const [i, low] of all.entries()) {
    const ahead = all[i - 1];
    const isAhead =
      low.high !== undefined &&
      ahead &&
      ahead.high === undefined &&
      /(?:average|averages|averaged|mean|median|平均|中位[数值]?|均值)[^\d,，;；。]{0,14}$/.test(
        plain.slice(0, ahead.start),
      ) &&
      /^[^\d,，;；。]{0,14}[(（]\s*(?:range|spread|min.?max|范围|区间)[^\d,，]{0,4}$/.test(
        plain.slice(ahead.end, low.start),
      );
    if (isAhead) return judged(ahead, low, { ...low, value: low.high! }, [low]);
    const isOne = low.high !== undefined;
    const high = isOne ? { ...low, value: low.high! } : all[i + 1];
    const mean = all[isOne ? i + 1 : i + 2];
    if (!high || !mean || mean.high !== undefined) continue;
    const isRange = isOne || /^\s*(?:to|至|到)\s*$/.test(plain.slice(low.end, high.start));
    const link = plain.slice(high.end, mean.start);
    const isMean =
      (/^[^\d,，;；。]{0,20}[,，(（]\s*$/.test(link) && /^\s*on average\b/.test(plain.slice(mean.end))) ||
      /^[^\d,，;；。]{0,20}[,，(（]\s*(?:平均|均值|on average|average|mean)(?:为|of|:)?\s*$/.test(link);
    if (isRange && isMean && low.value < high.value)
      return judged(mean, low, high, isOne ? [low] : [low, high]);
  }
  return undefined;
}

export const rangeClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap((one) => [...ofSentence(one), ...overScale(one)]);

/** “5.6分（5分制）”, “6.2 out of 5”: above the end of its scale. */
const overScale = ({ casts, sentence: { plain } }: ReadSentence): Finding[] =>
  casts.slice(1).flatMap(({ quantity: top, role }, i): Finding[] => {
    const { quantity: score } = casts[i];
    const isScale =
      role === "interval" &&
      top.high === undefined &&
      /^\s?制|^-point\b/.test(plain.slice(top.end)) &&
      /^[^\d,，;；。]{0,6}[(（]\s*$/.test(plain.slice(score.end, top.start));
    if (!isScale || score.high !== undefined || score.unit === "percent" || score.value <= top.value)
      return [];
    return judged(score, { ...top, value: 0 }, top, [top]);
  });

const centre =
  /(?:median|average|mean|midpoint|中位[数值]?|平均[^\d,，;；]{0,4}|均值|均分)(?: of| is| was|:|为|是)?\s*$/;
const least = /(?:minimum|min\.?|lowest|least|shortest|最低|最少|最小|最短)(?: of| is| was|:|为|是)?\s*$/;
const greatest = /(?:maximum|max\.?|highest|longest|最高|最多|最大|最长)(?: of| is| was|:|为|是)?\s*$/;

function ofSentence({ casts, sentence: { plain, start } }: ReadSentence): Finding[] {
  const all = casts.map(({ quantity }) => quantity);
  const named = (name: RegExp): Quantity[] =>
    all.filter(
      (q) =>
        q.high === undefined &&
        name.test(plain.slice(Math.max(start, q.start - 40), q.start).replace(/[¥$€£]\s?$/, "")),
    );
  const [middle, low, high] = [centre, least, greatest].map(named);
  const range = /rang(?:e|es|ed|ing)\s+(?:is |was )?from\s*[¥$€£]?$/;
  const from = all.findIndex((q) => range.test(plain.slice(Math.max(start, q.start - 40), q.start)));
  const [a, b] = from >= 0 ? [all[from], all[from + 1]] : [low[0], high[0]];
  const spread = spreadOf(all, plain);
  if (spread) return spread;
  if (middle.length !== 1 || !a || !b || low.length > 1 || high.length > 1) return [];
  const [mean] = middle;
  const isOneKind = [a, b].every(
    ({ unit }) => unit === mean.unit || unit === "plain" || mean.unit === "plain",
  );
  if (!isOneKind || mean === a || mean === b || a.value > b.value) return [];
  return judged(mean, a, b, [a, b]);
}

function judged(mean: Quantity, a: Quantity, b: Quantity, limitSpans: Quantity[]): Finding[] {
  const room = mean.step / 2 + 1e-9;
  const holds = mean.value >= a.value - room && mean.value <= b.value + room;
  const limits = `${trimmed(a.value, 2)}–${trimmed(b.value, 2)}`;
  return [
    {
      kind: "interval",
      verdict: holds ? "consistent" : "wrong",
      spans: [mean, ...limitSpans].map(spanOf),
      values: { stated: mean.value, low: a.value, high: b.value },
      reason: holds
        ? both(`It lies within ${limits}.`, `位于 ${limits} 之间。`)
        : both(
            `${mean.text.trim()} cannot lie outside ${limits}, the least and greatest value.`,
            `${mean.text.trim()} 不可能超出最小值与最大值 ${limits}。`,
          ),
    },
  ];
}
