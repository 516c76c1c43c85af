// Two rates, one up to a quota and one above it, with an example (8 % up to quota, 12 % above: 150k on 100k pays 14k) → is the example so reckoned.
import type { Cast } from "./cast.js";
import { percentText } from "./claim-words.js";
import type { Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import { reckoned } from "./reckoned.js";
import { trimmed } from "./rounding.js";

/** The rates may stand in the sentence before the example. */
export const marginalClaims = (read: ReadSentence[]): Finding[] =>
  read.flatMap((one, i) => {
    const before = read[i - 1];
    const isNear = before?.sentence.paragraph === one.sentence.paragraph;
    const rates = ratesOf(one) ?? (isNear ? ratesOf(before) : undefined);
    return rates ? ofExample(one, rates) : [];
  });

const upTo = /^\s*(?:commission\s*)?(?:up to|to|until|below|within)\s+(?:the )?(?:quota|target|plan)\b/;
const above = /^\s*(?:above|beyond|over|on (?:the|any) excess|thereafter|after that)(?![a-z])/;
const upToBefore = /(?:目标|任务|定额|配额)(?:以内|内)(?:部分)?(?:按|提成|为|的)*$/;
const aboveBefore = /(?:超出|超过|超额|以上)(?:目标|任务|定额|配额)?(?:的|部分)*(?:按|提成|为|的)*$/;

function ratesOf({ casts, sentence: { plain, start } }: ReadSentence): [Quantity, Quantity] | undefined {
  const shares = casts.map(({ quantity }) => quantity).filter(({ unit }) => unit === "percent");
  const low = shares.find(
    (q) => upTo.test(plain.slice(q.end)) || upToBefore.test(plain.slice(start, q.start)),
  );
  const high = shares.find(
    (q) => q !== low && (above.test(plain.slice(q.end)) || aboveBefore.test(plain.slice(start, q.start))),
  );
  return low && high && shares.length === 2 ? [low, high] : undefined;
}

const isMoney = ({ quantity: { unit, high } }: Cast): boolean =>
  (unit === "money" || unit === "plain") && high === undefined;

/** “$150k on a quota of $100k pays $14,000”, 目标100万元、实际120万元，提成13万元. */
function ofExample(
  { casts, sentence: { plain } }: ReadSentence,
  [low, high]: [Quantity, Quantity],
): Finding[] {
  const amounts = casts.filter(isMoney).map(({ quantity }) => quantity);
  if (amounts.length !== 3) return [];
  const [a, b, paid] = amounts;
  const isQuota = (q: Quantity): boolean =>
    /(?:quota|target|plan|目标|任务|定额|配额)(?:\s+(?:of|is|was)|额|为|是)*\s*[:：]?\s*$/.test(
      plain.slice(Math.max(0, q.start - 20), q.start),
    );
  const quota = isQuota(a) ? a : isQuota(b) ? b : undefined;
  const isPaid = /(?:pays?|earns?|makes|gives|is|=|提成|佣金|得|奖金|可得)[^\d,，]{0,8}$/.test(
    plain.slice(b.end, paid.start),
  );
  if (!quota || !isPaid) return [];
  const sold = quota === a ? b : a;
  const truth = Number(
    (
      (Math.min(sold.value, quota.value) * low.value + Math.max(0, sold.value - quota.value) * high.value) /
      100
    ).toPrecision(12),
  );
  return [
    reckoned({
      kind: "arithmetic",
      truth,
      stated: paid,
      from: [low, high, sold, quota],
      sum: `${percentText(low.value)} × ${trimmed(Math.min(sold.value, quota.value), 2)} + ${percentText(high.value)} × ${trimmed(Math.max(0, sold.value - quota.value), 2)} = ${trimmed(truth, 2)}`,
      right: trimmed(truth, 2),
    }),
  ];
}
