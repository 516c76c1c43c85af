// A total, how many it is for, and what falls to each (150 tickets each of 9; 8 hours a day, 5 days) → do the three belong together.
import type { Cast } from "./cast.js";
import type { Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import { reckoned } from "./reckoned.js";
import { trimmed } from "./rounding.js";

export const perHeadClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap((one) => [...eachOfAll(one), ...instalments(one), ...workingWeek(one), ...perPeriod(one)]);

const isSingle = ({ high, bound }: Quantity): boolean => high === undefined && bound === undefined;
const eachBehind =
  /^\s*\/\s*(?:人|名|head\b|person\b|employee\b)|^\s*(?:each|apiece|a head|a person|per (?:head|person|employee|capita|member|rep|seller|agent|recruiter|manager|participant|trainee|team))\b/;
const eachBefore =
  /客单价(?:为|是|达)?$|(?:[人场班店组队]均|每人|平均每人|均摊到每人)[\u4e00-\u9fff]{0,4}?$|\bper (?:head|person|employee|capita)(?:\s+(?:was|is|of|came to)|\s*:)?\s*$/;

/** “The team of 9 handled 1,350 tickets, 150 each”, “120人加班1260小时，人均10.5小时”. */
function eachOfAll({ casts, sentence: { plain, start } }: ReadSentence): Finding[] {
  if (casts.length !== 3 || casts.some(({ role }) => role === "delta" || role === "from")) return [];
  const isEach = ({ quantity }: Cast): boolean =>
    eachBehind.test(plain.slice(quantity.end)) || eachBefore.test(plain.slice(start, quantity.start));
  const each = casts.filter(isEach);
  // 场均 is over 36场, whatever else is counted
  const front = plain.slice(start, each[0]?.quantity.start);
  const counted = /客单价[为是达]?$/.test(front)
    ? "单"
    : /([场班店组队])均[\u4e00-\u9fff]{0,4}?$/.exec(front)?.[1];
  const heads = casts.filter(
    (cast) =>
      !each.includes(cast) &&
      (counted === undefined ? isHeads(cast.quantity, plain) : cast.quantity.text.endsWith(counted)),
  );
  const totals = casts.filter((cast) => !each.includes(cast) && !heads.includes(cast));
  if (each.length !== 1 || heads.length !== 1 || totals.length !== 1) return [];
  const [one, n, all] = [each[0].quantity, heads[0].quantity, totals[0].quantity];
  const isOneKind = one.unit === all.unit || one.unit === "plain" || all.unit === "plain";
  if (![one, n, all].every(isSingle) || !isOneKind || all.unit === "percent" || n.value < 2) return [];
  if (one.period !== all.period && one.unit === "time") return [];
  if (one.per !== undefined || all.per !== undefined || all.value <= one.value) return [];
  const truth = all.value / n.value;
  return [
    reckoned({
      kind: "arithmetic",
      truth,
      stated: one,
      from: [all, n],
      sum: `${trimmed(all.value, 2)} ÷ ${trimmed(n.value, 0)} = ${trimmed(truth, 2)}`,
      right: trimmed(truth, 2),
    }),
  ];
}

const headsNoun = /people|employees?|staff|persons?|sellers|members|managers|reps|人|名|位/;
const isHeads = ({ unit, value, text, start }: Quantity, plain: string): boolean =>
  Number.isInteger(value) &&
  ((unit === "people" && headsNoun.test(text)) ||
    /\b(?:team|group|staff|crew|department) of\s*(?:about\s)?$/.test(
      plain.slice(Math.max(0, start - 20), start),
    ));

/** “€2,500 in two instalments of €1,250”, “48 leaders with 7.5 raters each, i.e. 360”. */
function instalments({ casts, sentence: { plain } }: ReadSentence): Finding[] {
  return casts.slice(2).flatMap((_, i): Finding[] => {
    const [a, b, c] = casts.slice(i, i + 3).map(({ quantity }) => quantity);
    const isInParts =
      /\bin(?:to)?\s*$/.test(plain.slice(a.end, b.start)) &&
      /^(?:[a-z\s]*\b)?(?:instal?ments?|payments?|tranches|parts|steps|groups)?\s*of\s*$/.test(
        plain.slice(b.end, c.start),
      );
    const isEach =
      eachBehind.test(plain.slice(b.end)) &&
      /^\s*(?:each|apiece)?\s*,?\s*(?:i\.e\.|=|that is|makes?|or)\s*$/.test(plain.slice(b.end, c.start));
    if (![a, b, c].every(isSingle) || (!isInParts && !isEach)) return [];
    const [n, one, all] = isInParts ? [b, c, a] : [a, b, c];
    if (!Number.isInteger(n.value) || one.unit !== all.unit || one.unit === "percent") return [];
    return [product(n, one, all)];
  });
}

/** “A 40-hour week over 5 days is 8 hours a day”, 每日8小时、每周5天，即每周40小时. */
function workingWeek({ casts, sentence: { plain, start } }: ReadSentence): Finding[] {
  if (casts.length !== 3) return [];
  const all = casts.map(({ quantity }) => quantity).filter(({ high }) => high === undefined);
  const of = (period: string, per?: string): Quantity | undefined =>
    all.find(
      (q) => periodOfTime(q, plain) === period && (per === undefined || perOf(q, plain, start) === per),
    );
  const [week, days, day] = [of("hour", "week"), of("day"), of("hour", "day")];
  if (!week || !days || !day || week === day || days.value > 7) return [];
  const isLast = week.start > day.start;
  const truth = isLast ? day.value * days.value : week.value / days.value;
  return [
    reckoned({
      kind: "arithmetic",
      isExact: true,
      truth,
      stated: isLast ? week : day,
      from: [isLast ? day : week, days],
      sum: isLast
        ? `${trimmed(day.value, 2)} × ${trimmed(days.value, 1)} = ${trimmed(truth, 2)}`
        : `${trimmed(week.value, 2)} ÷ ${trimmed(days.value, 1)} = ${trimmed(truth, 2)}`,
      right: trimmed(truth, 2),
    }),
  ];
}

const periodOfTime = ({ period, end }: Quantity, plain: string): string | undefined =>
  period ?? (/^-hours?\b/.test(plain.slice(end)) ? "hour" : undefined);

function perOf({ start, end }: Quantity, plain: string, from: number): string | undefined {
  const [front, behind] = [plain.slice(Math.max(from, start - 8), start), plain.slice(end, end + 14)];
  if (
    /^(?:-hours?)?\s?(?:a|per|each|every|\/)?\s?week|^\s?\/\s?周/.test(behind) ||
    /每周[\u4e00-\u9fff]{0,3}$/.test(front)
  )
    return "week";
  return /^\s?(?:a|per|each|every|\/)\s?day|^\s?\/\s?[天日]/.test(behind) ||
    /每[天日][\u4e00-\u9fff]{0,3}$/.test(front)
    ? "day"
    : undefined;
}

/** 20元/小时，3小时共60元; 每月300元，共4个月，合计1,200元; “3 hours at 20 an hour are 60”. */
function perPeriod({ casts, sentence: { plain } }: ReadSentence): Finding[] {
  return casts.slice(2).flatMap(({ quantity: all }, i): Finding[] => {
    const [a, b] = [casts[i].quantity, casts[i + 1].quantity];
    const [rate, time] = a.per !== undefined ? [a, b] : [b, a];
    const isStated =
      /^(?:的?(?:员工|人))?[,，]?\s*(?:共|合计|总计|一共|可得|应得|即|=|is|are|makes|comes to|in total)\s*(?:计|为)?$/.test(
        plain
          .slice(b.end, all.start)
          .replace(/^\s?(?:\/|an? |per )\s?(?:hour|day|week|month|year|小时|天|周|月|年)/, ""),
      );
    if (rate.per === undefined || time.period !== rate.per || !isStated || ![rate, time, all].every(isSingle))
      return [];
    if (rate.unit === "percent" || rate.unit !== all.unit || rate.period !== all.period) return [];
    return [product(time, rate, all)];
  });
}

/** Is `all` so many times `one`. */
function product(times: Quantity, one: Quantity, all: Quantity): Finding {
  // 3 × 1.1 is 3.3, not 3.3000000000000003
  const truth = Number((times.value * one.value).toPrecision(12));
  return reckoned({
    kind: "arithmetic",
    isExact: true,
    truth,
    stated: all,
    from: [times, one],
    sum: `${trimmed(times.value, 2)} × ${trimmed(one.value, 2)} = ${trimmed(truth, 2)}`,
    right: trimmed(truth, 2),
  });
}
