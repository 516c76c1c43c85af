// Amounts per week, month, quarter → do they fit together, and can they be cut up at all: a rate has no weekly share.
import { both, levelText, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import { periodNames, type ClaimPeriod } from "./period-words.js";
import type { Quantity } from "./quantity.js";
import { trimmed } from "./rounding.js";

/** Weeks of each period on the calendar; a year has 52. */
const weeks: Record<ClaimPeriod, number> = {
  hour: NaN,
  day: 1 / 7,
  week: 1,
  month: 13 / 3,
  quarter: 13,
  half: 26,
  year: 52,
};
/** Other ways of counting that are in use: five working days, 20 to 23 a month, 365 days. */
const ratiosInUse: [ClaimPeriod, ClaimPeriod, number[]][] = [
  ["day", "week", [5, 6, 7]],
  ["day", "month", [20, 21, 21.75, 22, 23, 28, 30, 31, 365 / 12, 26]],
  ["day", "quarter", [60, 61, 62, 63, 64, 65, 66, 90, 91, 92]],
  ["day", "year", [240, 245, 247, 248, 249, 250, 251, 252, 260, 261, 365, 366]],
  ["week", "month", [4.3, 4.33, 4.345, 4.35, 52 / 12]],
  ["week", "quarter", [13]],
  ["week", "half", [26]],
  ["week", "year", [50, 52, 52.14]],
  ["month", "quarter", [3]],
  ["month", "half", [6]],
  ["month", "year", [12]],
  ["quarter", "half", [2]],
  ["quarter", "year", [4]],
  ["half", "year", [2]],
];
export function cadenceClaims(read: ReadSentence[]): Finding[] {
  return read.flatMap((one, i) => [...rateQuotas(one), ...cadences(one, read[i - 1])]);
}

/** Two amounts of one thing per two periods, one said to be the other. */
function cadences({ casts, sentence }: ReadSentence, previous: ReadSentence | undefined): Finding[] {
  const own = casts
    .filter(({ quantity, role }) => quantity.per && quantity.unit !== "percent" && role !== "delta")
    .map(({ quantity }) => quantity);
  const earlier =
    previous?.sentence.paragraph === sentence.paragraph && own.length === 1
      ? previous.casts
          .filter(({ quantity }) => quantity.per && quantity.unit !== "percent")
          .map(({ quantity }) => quantity)
          .slice(-1)
      : [];
  const all = [...earlier, ...own];
  const findings: Finding[] = [];
  for (let i = 0; i + 1 < all.length; i++) {
    const [a, b] = [all[i], all[i + 1]];
    if (a.per === b.per || !sameThing(a, b) || a.high !== undefined || b.high !== undefined) continue;
    if (!isSaidEqual(a, b, sentence.plain)) continue;
    findings.push(compared(a, b));
  }
  return findings;
}

const sameThing = (a: Quantity, b: Quantity): boolean =>
  a.unit === b.unit || [a, b].some((q) => q.unit === "plain")
    ? a.noun === "" ||
      b.noun === "" ||
      stem(a.noun) === stem(b.noun) ||
      a.noun.startsWith(b.noun) ||
      b.noun.startsWith(a.noun) ||
      /[\u4e00-\u9fff]/.test(a.noun + b.noun)
    : false;
const stem = (noun: string): string => noun.replace(/(?:e?s)$/, "");

/** i.e., 即, for, a target of the same: anything that puts the two side by side as one. */
function isSaidEqual(a: Quantity, b: Quantity, plain: string): boolean {
  const link = plain.slice(a.end, b.start);
  if (/\b(?:at|plus|with|than|versus|vs|over|under)\b/.test(link)) return false;
  const whole = plain.slice(Math.max(0, a.start - 30), b.end + 30);
  return (
    /i\.e|that is|=|equals|equivalent|amounts|makes?\b|means|which is|or |so |for|≙|→|therefore|thus|break|split|corresponds|即|相当于|等于|也就是|折合|合|换算|因此|所以|就是|分解|拆|对应|意味|平均|每|[(（:：]/.test(
      link,
    ) ||
    /^[^\d]{0,12}[,，、]?\s*(?:and |or |每.{0,4})?$/.test(link) ||
    /target|goal|quota|目标|任务|要求/.test(whole)
  );
}

function compared(a: Quantity, b: Quantity): Finding {
  const [short, long] = weeks[a.per!] < weeks[b.per!] ? [a, b] : [b, a];
  const known = ratiosInUse.find(([s, l]) => s === short.per && l === long.per)?.[2] ?? [
    weeks[long.per!] / weeks[short.per!],
  ];
  const calendar = weeks[long.per!] / weeks[short.per!];
  // the longer period's amount, whose digits decide; and the other way round, where the shorter one was divided and rounded
  const counted = known.find(
    (k) =>
      (Math.abs(short.value * k - long.value) <= long.step / 2 + 1e-9 &&
        Math.abs(short.value * k - long.value) <= 0.25 * long.value) ||
      (Math.abs(long.value / k - short.value) <= short.step / 2 + 1e-9 &&
        Math.abs(long.value / k - short.value) <= 0.25 * short.value),
  );
  const holds = counted !== undefined;
  const ratio = counted ?? calendar;
  const fourWeeks =
    !holds &&
    short.per === "week" &&
    [4, 12, 24, 48].some(
      (k) =>
        Math.abs(short.value * k - long.value) <= long.step / 2 + 1e-9 &&
        (long.per === "month"
          ? k === 4
          : long.per === "quarter"
            ? k === 12
            : long.per === "year"
              ? k === 48
              : k === 24),
    );
  const isMet = !holds && !fourWeeks && long.bound === "least" && short.value * ratio > long.value;
  const [perLong, perShort] = [trimmed(short.value * ratio, 2), trimmed(long.value / ratio, 2)];
  const [sn, ln] = [periodNames[short.per!], periodNames[long.per!]];
  const reason = both(
    `${levelText(short.value, short, "en")} a ${sn[0]} is ${perLong} a ${ln[0]} (${trimmed(ratio, 2)} ${sn[0]}s); ${trimmed(long.value, 2)} a ${ln[0]} is ${perShort} a ${sn[0]}.`,
    `每${sn[1]} ${trimmed(short.value, 2)} 即每${ln[1]} ${perLong}（${trimmed(ratio, 2)} ${sn[1] === "月" ? "个月" : sn[1] === "季度" ? "个季度" : sn[1]}）；每${ln[1]} ${trimmed(long.value, 2)} 即每${sn[1]} ${perShort}。`,
  );
  return {
    kind: "cadence",
    verdict: holds ? "consistent" : fourWeeks ? "ambiguous" : "wrong",
    spans: [spanOf(short), spanOf(long)],
    values: { perLong: short.value * ratio, perShort: long.value / ratio },
    reason: fourWeeks
      ? both(`Only with four weeks to the month: ${reason.en}`, `仅当每月按四周计算时成立：${reason.zh}`)
      : isMet
        ? both(
            `${reason.en} Whoever does ${trimmed(short.value, 2)} does far more than is asked.`,
            `${reason.zh}照此执行将远超要求。`,
          )
        : reason,
    ...(!holds && {
      right: both(
        `${perShort} a ${sn[0]}, or ${perLong} a ${ln[0]}`,
        `每${sn[1]} ${perShort}，或每${ln[1]} ${perLong}`,
      ),
    }),
  };
}

/** 85 % ÷ 4, “21.25 % a week”: cut out of a rate. */
function rateQuotas({ casts, sentence }: ReadSentence): Finding[] {
  const { plain } = sentence;
  const words = plain.slice(sentence.start, sentence.end);
  const isQuota =
    /target|quota|goal|due|per week|a week|weekly|each week|目标|每周|周目标|任务|分解|拆分|分摊|应完成|每月|monthly|per month/.test(
      words,
    );
  const findings: Finding[] = [];
  for (const [i, { quantity, after }] of casts.entries()) {
    const next = casts[i + 1];
    if (
      quantity.unit === "percent" &&
      next &&
      /^\s*[/÷]\s*$/.test(plain.slice(quantity.end, next.quantity.start)) &&
      next.quantity.unit !== "percent" &&
      Number.isInteger(next.quantity.value)
    ) {
      findings.push(quota(quantity, next.quantity));
      return findings;
    }
    const isSplit =
      /^[^,，。;；]{0,24}(?:divided by|split (?:over|into|across)|spread (?:over|across)|除以|平均到|分摊到|分解到|拆成|拆分到|分成|(?<!平)均分)/.test(
        plain.slice(quantity.end, sentence.end),
      );
    if (
      quantity.unit === "percent" &&
      isSplit &&
      (next || /每?[周月]/.test(plain.slice(quantity.end, quantity.end + 16)))
    ) {
      findings.push(quota(quantity, next?.quantity ?? quantity));
      return findings;
    }
    const grows =
      after.some((s) => s.concept === "change_verb") ||
      /grow|rise|fall|increase|interest|提升|增长|下降|上升/.test(
        plain.slice(Math.max(sentence.start, quantity.start - 24), quantity.start),
      );
    const isRate = [...casts.slice(0, i + 1).flatMap((c) => c.before), ...after].some(
      (s) => s.concept === "rate",
    );
    if (
      quantity.unit === "percent" &&
      (quantity.per === "week" || quantity.per === "day") &&
      isQuota &&
      isRate &&
      !grows &&
      /target|quota|goal|目标|任务|应完成|指标|due/.test(words)
    )
      findings.push(quota(quantity, quantity));
  }
  return findings;
}

const quota = (rate: Quantity, part: Quantity): Finding => ({
  kind: "rate_quota",
  verdict: "doubtful",
  spans: rate === part ? [spanOf(rate)] : [{ start: rate.start, end: part.end }],
  reason: both(
    `A rate does not add up over weeks: four weeks at ${percentText(rate === part ? rate.value : rate.value / Math.max(1, part.value), 2)} are ${percentText(rate === part ? rate.value : rate.value / Math.max(1, part.value), 2)}, not ${rate === part ? "four times that" : percentText(rate.value, 2)}.`,
    `比率不能按周累加：四周都是 ${percentText(rate === part ? rate.value : rate.value / Math.max(1, part.value), 2)}，合起来仍是这一比率，${rate === part ? "不是其四倍" : `而不是 ${percentText(rate.value, 2)}`}。`,
  ),
  right: both(
    "The same rate is due every week; only counts (numerator and denominator) can be shared out.",
    "每周的目标仍是同一比率；只有分子与分母的数量才能分摊。",
  ),
});
