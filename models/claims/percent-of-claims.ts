// A percentage of an amount and what it comes to: “20 % of 150 is 30”, “a 5 % raise on 60,000 is 3,000”, 平均5%，人均增加600元（原12,000元）.
import { percentText } from "./claim-words.js";
import type { Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import type { Cast } from "./cast.js";
import { reckoned } from "./reckoned.js";
import { agreement, trimmed } from "./rounding.js";

export const percentOfClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap((one) => [
    ...ofAmount(one),
    ...partFirst(one),
    ...wholeLast(one),
    ...onTop(one),
    ...byAmount(one),
  ]);

const isThat =
  /^[^\d,，;；]{0,28}?,?\s*(?:\bis|\bare|=|equals|makes|gives|means|comes to|costs|pays|yields|amounts to|i\.e\.|that is|即|是|为|等于|就是|相当于)\s*(?:about |约)?$/;
const ofOrOn = /^\s*(?:[a-z]+\s+){0,3}?(?:of|on)\s+(?:the |all |our |a |an )?(?:[a-z]+ of )?$/;

function ofAmount({ casts, sentence: { plain } }: ReadSentence): Finding[] {
  return casts.slice(2).flatMap(({ quantity: part }, i): Finding[] => {
    const [a, b] = [casts[i].quantity, casts[i + 1].quantity];
    const [share, whole] = a.unit === "percent" ? [a, b] : [b, a];
    const link = plain.slice(a.end, b.start);
    const isOf = share === a ? ofOrOn.test(link) : /^[\u4e00-\u9fff]{0,4}的$/.test(link);
    if (
      share.unit !== "percent" ||
      [whole, part].some(({ unit }) => unit === "percent" || unit === "points" || unit === "time") ||
      share.high !== undefined ||
      !isOf ||
      !isThat.test(plain.slice(b.end, part.start))
    )
      return [];
    const isRaise = /raise|increase|rise|uplift|growth/.test(link);
    return [judged(part, share, whole, isRaise)];
  });
}

/** `isRaise`: “a 5 % raise on 60,000 makes 63,000” is right too. */
function judged(part: Quantity, share: Quantity, whole: Quantity, isRaise: boolean): Finding {
  const only = Number(((whole.value * share.value) / 100).toPrecision(12));
  const isSum = isRaise && agreement(whole.value + only, part.value, part.step) === "equal";
  const truth = isSum ? whole.value + only : only;
  const factor = isSum ? `(1 + ${percentText(share.value, 2)})` : percentText(share.value, 2);
  return reckoned({
    kind: "part_of_whole",
    truth,
    stated: part,
    from: [share, whole],
    sum: `${factor} × ${trimmed(whole.value, 2)} = ${trimmed(truth, 2)}`,
    right: trimmed(truth, 2),
  });
}

const isAmountUnit = (a: Quantity, b: Quantity): boolean =>
  a.unit === b.unit && ["money", "plain", "people", "count"].includes(a.unit) && a.high === undefined;

/** “2.3 million, 1.9 % of personnel cost of 121 million”. */
function partFirst({ casts, sentence: { plain } }: ReadSentence): Finding[] {
  return casts.slice(2).flatMap(({ quantity: whole }, i): Finding[] => {
    const [part, share] = [casts[i].quantity, casts[i + 1].quantity];
    if (
      share.unit !== "percent" ||
      share.high !== undefined ||
      !/^\s*(?:[a-z]+)?\s*[,(]\s*(?:i\.e\.|or|that is)?,?\s*(?:about )?$/.test(
        plain.slice(part.end, share.start),
      ) ||
      !/^\s*of (?:the |our |total )?(?:[a-z]+ ){0,3}(?:of )?$/.test(plain.slice(share.end, whole.start)) ||
      !(part.unit === "money" || whole.unit === "money"
        ? part.scale > 1 || part.unit === whole.unit
        : isAmountUnit(part, whole)) ||
      part.value > whole.value
    )
      return [];
    return [shareOf(share, part, whole)];
  });
}

const shareOf = (share: Quantity, part: Quantity, whole: Quantity): Finding => {
  const truth = (100 * part.value) / whole.value;
  const decimals = share.step < 1 ? 2 : 1;
  return reckoned({
    kind: "part_of_whole",
    truth,
    stated: share,
    from: [part, whole],
    sum: `${trimmed(part.value, 2)} ÷ ${trimmed(whole.value, 2)} = ${percentText(truth, decimals)}`,
    right: percentText(truth, decimals),
  });
};

/** 转正工资的80%，即8,000元（转正10,000元）. */
function wholeLast({ casts, sentence: { plain } }: ReadSentence): Finding[] {
  return casts.slice(2).flatMap(({ quantity: whole }, i): Finding[] => {
    const [share, part] = [casts[i].quantity, casts[i + 1].quantity];
    if (
      share.unit !== "percent" ||
      share.high !== undefined ||
      !/^[,，]?\s*(?:即|i\.e\.|that is|or)\s*$/.test(plain.slice(share.end, part.start)) ||
      !/^\s*[(（][^\d,，()（）]{0,12}$/.test(plain.slice(part.end, whole.start)) ||
      !/^\s*[)）]/.test(plain.slice(whole.end)) ||
      !isAmountUnit(part, whole) ||
      part.value >= whole.value ||
      casts[i].role === "delta"
    )
      return [];
    return [judged(part, share, whole, false)];
  });
}

/** “5,000 plus 20 % makes 6,000”, 5000元上浮20%为6000元. */
function onTop({ casts, sentence: { plain } }: ReadSentence): Finding[] {
  return casts.slice(2).flatMap(({ quantity: all }, i): Finding[] => {
    const [base, share] = [casts[i].quantity, casts[i + 1].quantity];
    const isPlus = /^[^\d,，;；]{0,6}(?:\bplus|\+|加上?|上浮|上调)\s*$/.test(
      plain.slice(base.end, share.start),
    );
    if (share.unit !== "percent" || !isPlus || !isThat.test(plain.slice(share.end, all.start))) return [];
    if (!isAmountUnit(base, all)) return [];
    const truth = Number((base.value * (1 + share.value / 100)).toPrecision(12));
    return [
      reckoned({
        kind: "arithmetic",
        truth,
        stated: all,
        from: [base, share],
        sum: `${trimmed(base.value, 2)} × (1 + ${percentText(share.value, 2)}) = ${trimmed(truth, 2)}`,
        right: trimmed(truth, 2),
      }),
    ];
  });
}

/** A change stated in per cent and as an amount, and what it was before: the three belong together. */
function byAmount({ casts, sentence: { plain, start, end } }: ReadSentence): Finding[] {
  const amounts = casts.filter(isAmount);
  const shares = casts.filter(({ quantity }) => quantity.unit === "percent");
  const olds = casts.filter(
    ({ quantity, role }) =>
      role !== "delta" &&
      /(?:原|原来|此前|之前|调整前|调薪前|上年|去年)(?:的|为|是|人均|平均|均|月薪|工资)*\s*$|(?:previously|before|formerly|was|from)\s*$/.test(
        plain.slice(Math.max(start, quantity.start - 24), quantity.start),
      ),
  );
  const isOfPay = /调薪|涨薪|加薪|涨幅|增幅|raise|increase/.test(plain.slice(start, end));
  if (amounts.length !== 1 || shares.length !== 1 || olds.length !== 1 || casts.length !== 3 || !isOfPay)
    return [];
  const [amount, share, old] = [amounts[0].quantity, shares[0].quantity, olds[0].quantity];
  if (amount.unit !== old.unit || old.value <= amount.value) return [];
  return [judged(amount, share, old, false)];
}

const isAmount = ({ quantity, role, isChange }: Cast): boolean =>
  role === "delta" && isChange && quantity.unit === "money" && quantity.high === undefined;
