// An amount, a rate and what the rate makes of it (毛利30万元，提成比例5%，提成1.5万元), or gross, cost and net → does the last follow.
import type { Cast } from "./cast.js";
import { clauseOf } from "./clause-of.js";
import { percentText } from "./claim-words.js";
import type { Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import { reckoned } from "./reckoned.js";
import { trimmed } from "./rounding.js";

export const baseAndRateClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap((one) => [...byRate(one), ...netOf(one)]);

const isMoney = ({ quantity: { unit, high } }: Cast): boolean => unit === "money" && high === undefined;

/** The rate and the amount that it makes have one name: 提成比例, 提成; “bonus rate 5 %”, “bonus $1,500”. */
function byRate({ casts, sentence }: ReadSentence): Finding[] {
  return casts.slice(2).flatMap((made, i): Finding[] => {
    const [base, rate] = [casts[i], casts[i + 1]];
    if (
      !isMoney(base) ||
      !isMoney(made) ||
      rate.quantity.unit !== "percent" ||
      rate.quantity.high !== undefined
    )
      return [];
    const [named, result] = [rate, made].map(({ quantity }) => clauseOf(quantity, casts, sentence));
    const stem =
      /([\u4e00-\u9fff]{2})(?:比例|比率|费率|点数|率)(?:为|是|按)?\s+\d/.exec(named)?.[1] ??
      /([a-z]{4,}) (?:rate|percentage)(?: of| is|:)*\s+\d/.exec(named)?.[1];
    if (!stem || !result.includes(stem) || made.quantity.per !== base.quantity.per) return [];
    const truth = Number(((base.quantity.value * rate.quantity.value) / 100).toPrecision(12));
    return [
      reckoned({
        kind: "arithmetic",
        truth,
        stated: made.quantity,
        from: [base.quantity, rate.quantity],
        sum: `${percentText(rate.quantity.value, 2)} × ${trimmed(base.quantity.value, 2)} = ${trimmed(truth, 2)}`,
        right: trimmed(truth, 2),
      }),
    ];
  });
}

const net = /净收益|净利润?|净值|净额|\bnet (?:benefit|gain|profit|return|savings?)/;
const gross = /收益|收入|营收|\b(?:benefit|gain|revenue|return|savings?)s?\b/;
const cost = /投入|成本|费用|支出|\b(?:costs?|investment|invested|spend|spent|expenses)\b/;

/** 收益30万元，投入12万元，净收益18万元. */
function netOf({ casts, sentence }: ReadSentence): Finding[] {
  const amounts = casts.filter(isMoney);
  if (amounts.length !== 3) return [];
  const words = amounts.map(({ quantity }) => clauseOf(quantity, casts, sentence));
  const at = (is: (one: string) => boolean): number[] => words.flatMap((one, i) => (is(one) ? [i] : []));
  const [nets, grosses, costs] = [
    at((one) => net.test(one)),
    at((one) => gross.test(one) && !net.test(one) && !cost.test(one)),
    at((one) => cost.test(one) && !net.test(one)),
  ];
  if ([nets, grosses, costs].some(({ length }) => length !== 1)) return [];
  const [stated, all, spent] = [nets[0], grosses[0], costs[0]].map((i) => amounts[i].quantity);
  const truth = Number((all.value - spent.value).toPrecision(12));
  return [
    reckoned({
      kind: "arithmetic",
      truth: Math.abs(truth),
      stated,
      from: [all, spent],
      sum: `${trimmed(all.value, 2)} − ${trimmed(spent.value, 2)} = ${trimmed(truth, 2)}`,
      right: trimmed(truth, 2),
    }),
  ];
}
