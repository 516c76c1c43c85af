// A correlation → its interval (Fisher's z) and p where n is given; without n, what it could be and which n it would take.
import { studentTail } from "../../engine/metrics/tail-probability.js";
import { both, pText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import { agreement } from "./rounding.js";
import { sampleSizes } from "./sample-size.js";

const z = 1.959963984540054;

/** 95 % limits of a correlation from n pairs: tanh(atanh r ± 1.96/√(n − 3)). R: cor.test(x, y)$conf.int. */
export function correlationLimits(r: number, n: number): { low: number; high: number } {
  const [centre, half] = [Math.atanh(r), z / Math.sqrt(n - 3)];
  return { low: Math.tanh(centre - half), high: Math.tanh(centre + half) };
}

/** Two-sided p of r = 0: t = r·√((n − 2)/(1 − r²)) on n − 2 degrees of freedom. R: cor.test(x, y)$p.value. */
export const correlationP = (r: number, n: number): number =>
  studentTail(r * Math.sqrt((n - 2) / (1 - r * r)), n - 2);

/** The least n from 4 on that holds; what holds for one n holds for all larger ones. */
function leastPairs(holds: (n: number) => boolean): number {
  let [low, high] = [3, 8];
  while (high < 1e8 && !holds(high)) [low, high] = [high, 2 * high];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Pairs from which on r is beyond chance; and those for an interval no wider than ±0.1. */
export function pairsNeeded(r: number): { beyond: number; precise: number } {
  return {
    beyond: Math.max(
      4,
      leastPairs((n) => correlationP(r, n) < 0.05),
    ),
    precise: leastPairs((n) => n > 3 && correlationLimits(r, n).high - correlationLimits(r, n).low <= 0.2),
  };
}

const show = (value: number): string =>
  value
    .toFixed(2)
    .replace(/^(-?)0\./, "$1.")
    .replace("-", "−");

export function correlationClaims(read: ReadSentence[]): Finding[] {
  return read.flatMap((one, index) =>
    one.casts
      .filter(({ role, quantity }) => role === "r" && quantity.high === undefined)
      .flatMap(({ quantity }): Finding[] => {
        const r = quantity.sign < 0 ? -quantity.value : quantity.value;
        const spans = [spanOf(quantity)];
        if (Math.abs(r) > 1)
          return [
            {
              kind: "correlation",
              verdict: "wrong",
              spans,
              reason: both("A correlation lies between −1 and 1.", "相关系数应在 −1 与 1 之间。"),
            },
          ];
        const stated = one.casts.find(({ role }) => role === "p")?.quantity;
        const n = pairsStated(read, index);
        if (!n || n.value < 4 || Math.abs(r) === 1) return [withoutN(r, spans)];
        const { low, high } = correlationLimits(r, n.value);
        const p = correlationP(r, n.value);
        const facts = both(
          `r = ${show(r)} with n = ${n.value}: 95% interval ${show(low)} to ${show(high)}, ${pText(p, "en")}`,
          `r = ${show(r)}，n = ${n.value}：95% 区间 ${show(low)}～${show(high)}，${pText(p, "zh")}`,
        );
        const withN: Finding = {
          kind: "correlation",
          verdict: p < 0.05 ? "consistent" : "doubtful",
          spans: [...spans, spanOf(n)],
          values: { r, n: n.value, low, high, p },
          reason:
            p < 0.05
              ? both(`${facts.en}. Correlation is not cause.`, `${facts.zh}。相关不等于因果。`)
              : both(`${facts.en}: it could be chance.`, `${facts.zh}：可能只是偶然。`),
          ...(p >= 0.05 && {
            settle: both(
              `From n = ${pairsNeeded(r).beyond} on such an r would be beyond chance.`,
              `n 达到 ${pairsNeeded(r).beyond} 时这样的 r 才超出偶然。`,
            ),
          }),
        };
        if (!stated || !(stated.value <= 1)) return [withN];
        const holds =
          stated.bound === "most"
            ? p <= stated.value
            : stated.bound === "least"
              ? p >= stated.value
              : agreement(p, stated.value, stated.step) === "equal";
        return holds
          ? [withN]
          : [
              withN,
              {
                kind: "correlation",
                verdict: "wrong",
                spans: [spanOf(stated), ...spans],
                values: { p },
                reason: both(
                  `r = ${show(r)} with n = ${n.value} gives ${pText(p, "en")}.`,
                  `r = ${show(r)}、n = ${n.value} 对应 ${pText(p, "zh")}。`,
                ),
              },
            ];
      }),
  );
}

/** n of the sentence itself, or of the one before where that says nothing but who was counted. */
function pairsStated(read: ReadSentence[], index: number): Quantity | undefined {
  const [one, before] = [read[index], read[index - 1]];
  const own = sampleSizes(read, index);
  if (own.isOfSentence) return own.ns[0];
  const isOnlyCounted =
    before?.sentence.paragraph === one.sentence.paragraph &&
    before.casts.every(({ quantity: { unit } }) => unit === "people" || unit === "plain");
  return [...(isOnlyCounted ? before.casts : []), ...one.casts].find(
    ({ quantity: q, role }) => (q.unit === "people" || role === "n") && q.value > 3,
  )?.quantity;
}

function withoutN(r: number, spans: Finding["spans"]): Finding {
  const { beyond, precise } = pairsNeeded(r);
  const [few, many] = [correlationLimits(r, 20), correlationLimits(r, 100)];
  return {
    kind: "correlation",
    verdict: "incomplete",
    spans,
    values: { r, beyond, precise },
    reason: both(
      `A correlation without n: from 20 pairs r = ${show(r)} is ${show(few.low)} to ${show(few.high)}, from 100 it is ${show(many.low)} to ${show(many.high)}.`,
      `相关系数未给出样本量：20 对时 r = ${show(r)} 的区间为 ${show(few.low)}～${show(few.high)}，100 对时为 ${show(many.low)}～${show(many.high)}。`,
    ),
    settle: both(
      `n: from ${beyond} on it is beyond chance, from ${precise} on it is known to ±.1; and whether it is within people or between them.`,
      `样本量：n ≥ ${beyond} 才超出偶然，n ≥ ${precise} 才精确到 ±0.1；并说明是个人内还是个人间的相关。`,
    ),
  };
}
