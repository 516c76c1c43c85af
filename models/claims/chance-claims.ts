// A share before and after, with its n → beyond chance or not, and does the stated p belong to it; without n → what is missing.
import { sharesTest } from "../../engine/metrics/chance-test.js";
import { mover, wilson } from "../../engine/metrics/interval.js";
import { normalTail } from "../../engine/metrics/tail-probability.js";
import { sharesSampleSize } from "../estimators/power.js";
import { shareClaim, type ShareClaim } from "../programme/share-claim.js";
import { both, percentText, pText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import { isCountedRate } from "./lexicon.js";
import type { Pair, ReadSentence } from "./pairs.js";
import { agreement, trimmed } from "./rounding.js";
import { sampleSizes, sizesOfPair } from "./sample-size.js";

export function chanceClaims(read: ReadSentence[]): Finding[] {
  return read.flatMap((one, index) => [
    ...one.pairs.filter((pair) => isOfSamples(pair, one)).flatMap((pair) => ofPair(pair, read, index)),
    ...impossibleP(one),
  ]);
}

const impossibleP = ({ casts }: ReadSentence): Finding[] =>
  casts
    .filter(({ role, quantity }) => role === "p" && (quantity.value > 1 || quantity.sign < 0))
    .map(({ quantity }) => ({
      kind: "chance",
      verdict: "wrong",
      spans: [spanOf(quantity)],
      reason: both("p is a probability: between 0 and 1.", "p 是概率，应在 0 与 1 之间。"),
    }));

/** Two measured shares; a target, a plan or a weight was not measured on anybody. */
function isOfSamples({ base, value, isChange }: Pair, { sentence }: ReadSentence): boolean {
  const [a, b] = [base.quantity, value.quantity];
  if (
    ![a, b].every(
      (q) =>
        q.high === undefined &&
        q.value >= 0 &&
        q.value <= 100 &&
        (q.unit === "percent" || q.unit === "plain"),
    )
  )
    return false;
  if (a.unit !== "percent" && b.unit !== "percent") return false;
  const concepts = new Set(sentence.signs.map(({ concept }) => concept));
  return (
    !concepts.has("target") &&
    !concepts.has("weight") &&
    (!concepts.has("scheme") || isCountedRate(sentence.plain.slice(sentence.start, sentence.end))) &&
    (isChange || !concepts.has("average"))
  );
}

function ofPair(pair: Pair, read: ReadSentence[], index: number): Finding[] {
  const sizes = sizesOfPair(sampleSizes(read, index));
  if (!sizes) return withoutSize(pair, read, index);
  const [before, after] = [pair.base.quantity.value / 100, pair.value.quantity.value / 100];
  const swap = pair.base.quantity.start > pair.value.quantity.start && sizes[0] !== sizes[1];
  const [nBefore, nAfter] = swap ? [sizes[1], sizes[0]] : sizes;
  const claim = shareClaim(before, after, nBefore, nAfter);
  const spans = [spanOf(pair.value.quantity), spanOf(pair.base.quantity)];
  const values = {
    p: claim.p,
    low: claim.low,
    high: claim.high,
    points: claim.points,
    needed: claim.needed,
    nBefore,
    nAfter,
  };
  const found = chance(claim, pair);
  return [{ kind: "chance", spans, values, ...found }, ...statedP(claim, read[index], spans)];
}

function chance(claim: ShareClaim, { isChange }: Pair): Pick<Finding, "verdict" | "reason" | "settle"> {
  // the interval in the direction of the claim: 35 → 25 is a fall of 10 points, −2.7 to 22.3
  const isFall = claim.points < 0;
  const [low, high] = isFall ? [-claim.high, -claim.low] : [claim.low, claim.high];
  const size = trimmed(100 * Math.abs(claim.points), 2);
  const range = [low, high].map((end) => trimmed(100 * end, 1));
  const n = claim.nBefore === claim.nAfter ? `${claim.nBefore}` : `${claim.nBefore}, ${claim.nAfter}`;
  const exact = isExact(claim);
  const test = exact
    ? both("Fisher’s exact test", "Fisher 精确检验")
    : both("score test of two shares", "两比例得分检验");
  const word = isChange ? (isFall ? both("Fall", "下降") : both("Rise", "上升")) : both("Difference", "相差");
  const facts = both(
    `${word.en} of ${size} points with n = ${n}: 95% interval ${range[0]} to ${range[1]} points, ${pText(claim.p, "en")} (${test.en}, the two groups taken as independent)`,
    `n = ${n} 时${word.zh} ${size} 个百分点：95% 区间 ${range[0]}～${range[1]} 个百分点，${pText(claim.p, "zh")}（${test.zh}，视两组为独立）`,
  );
  if (claim.p < 0.05)
    return { verdict: "consistent", reason: both(`${facts.en}: beyond chance.`, `${facts.zh}：超出偶然。`) };
  return {
    verdict: "doubtful",
    reason: both(`${facts.en}: it could be chance.`, `${facts.zh}：可能只是偶然。`),
    settle: both(
      `${Number.isFinite(claim.needed) ? `${trimmed(claim.needed, 0)} per group would find such a change with 80% power; ` : ""}if the same people were counted twice, the number who changed each way (McNemar).`,
      `${Number.isFinite(claim.needed) ? `每组 ${trimmed(claim.needed, 0)} 人才有 80% 的把握发现这样的变化；` : ""}若前后为同一批人，需要双向变化的人数（McNemar 检验）。`,
    ),
  };
}

const isExact = ({ counts: [x1, x2], nBefore, nAfter }: ShareClaim): boolean =>
  (Math.min(nBefore, nAfter) * Math.min(x1 + x2, nBefore + nAfter - x1 - x2)) / (nBefore + nAfter) < 5;

/** A p that stands beside the shares, against what any usual test gives. */
function statedP(claim: ShareClaim, { casts, sentence }: ReadSentence, spans: Finding["spans"]): Finding[] {
  const stated = casts.find(({ role }) => role === "p")?.quantity;
  if (stated) {
    const {
      counts: [x1, x2],
      nBefore,
      nAfter,
    } = claim;
    const all = [claim.p, correctedP(x1, nBefore, x2, nAfter), unpooledP(x1, nBefore, x2, nAfter)];
    const isBound = stated.bound !== undefined;
    const holds = all.some((p) =>
      isBound
        ? stated.bound === "most"
          ? p <= stated.value
          : p >= stated.value
        : agreement(p, stated.value, stated.step) === "equal" || Math.abs(p - stated.value) <= 0.1 * p,
    );
    return [
      {
        kind: "chance",
        verdict: holds ? "consistent" : claim.p < 0.05 === stated.value <= 0.05 ? "doubtful" : "wrong",
        spans: [spanOf(stated), ...spans],
        values: { p: claim.p, stated: stated.value },
        reason: holds
          ? both("The stated p belongs to these numbers.", "所给 p 值与这些数字相符。")
          : both(
              `These shares and n give ${pText(claim.p, "en")}.`,
              `按这些比例与样本量，${pText(claim.p, "zh")}。`,
            ),
        ...(!holds && {
          settle: both(
            "The test used; paired answers give another p.",
            "所用的检验方法；配对数据会得到不同的 p 值。",
          ),
        }),
      },
    ];
  }
  const sign = sentence.signs.find(({ concept }) => concept === "significant");
  const isDenied = sentence.signs.some((s) => s.concept === "not");
  if (!sign || isDenied || claim.p < 0.05) return [];
  return [
    {
      kind: "chance",
      verdict: sign.text === "明显" ? "doubtful" : "wrong",
      spans: [spanOf(sign), ...spans],
      values: { p: claim.p },
      reason: both(
        `“${sign.text}” is not borne out: ${pText(claim.p, "en")}.`,
        `“${sign.text}”不成立：${pText(claim.p, "zh")}。`,
      ),
    },
  ];
}

/** Yates: R prop.test(correct = TRUE). */
function correctedP(x1: number, n1: number, x2: number, n2: number): number {
  const [p, d] = [(x1 + x2) / (n1 + n2), Math.abs(x1 / n1 - x2 / n2)];
  const shift = Math.min(d, 0.5 * (1 / n1 + 1 / n2));
  return normalTail((d - shift) / Math.sqrt(p * (1 - p) * (1 / n1 + 1 / n2)));
}

function unpooledP(x1: number, n1: number, x2: number, n2: number): number {
  const [a, b] = [x1 / n1, x2 / n2];
  return normalTail((a - b) / Math.sqrt((a * (1 - a)) / n1 + (b * (1 - b)) / n2));
}

/** From how many people per group on this difference would be beyond chance. */
export function leastSize(before: number, after: number): number {
  let [low, high] = [2, 4];
  const p = (n: number): number => sharesTest(Math.round(before * n), n, Math.round(after * n), n);
  while (high < 1e7 && !(p(high) < 0.05)) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (p(middle) < 0.05) high = middle;
    else low = middle;
  }
  return high;
}

function withoutSize(pair: Pair, read: ReadSentence[], index: number): Finding[] {
  const { sentence } = read[index];
  const words = sentence.plain.slice(
    Math.max(0, read[index - 1]?.sentence.start ?? sentence.start),
    sentence.end,
  );
  const isClaimed = sentence.signs.some(
    ({ concept }) => concept === "because" || concept === "significant" || concept === "survey",
  );
  if (!isClaimed && !(pair.isChange && isCountedRate(words))) return [];
  const [before, after] = [pair.base.quantity.value / 100, pair.value.quantity.value / 100];
  if (before === after) return [];
  const needed = Math.ceil(sharesSampleSize(before, after));
  const least = leastSize(before, after);
  const [more, less] = [Math.max(before, after), Math.min(before, after)];
  const example = mover(more, wilson(more * 100, 100), less, wilson(less * 100, 100));
  return [
    {
      kind: "missing_n",
      verdict: "incomplete",
      spans: [spanOf(pair.value.quantity), spanOf(pair.base.quantity)],
      values: { needed, least },
      reason: both(
        `Without the number of people, nobody can tell ${percentText(100 * before)} and ${percentText(100 * after)} from chance: with 100 each the difference would be ${trimmed(100 * example.low)} to ${trimmed(100 * example.high)} points.`,
        `未给出人数，无法判断 ${percentText(100 * before)} 与 ${percentText(100 * after)} 之差是否偶然：若各 100 人，差值区间为 ${trimmed(100 * example.low)}～${trimmed(100 * example.high)} 个百分点。`,
      ),
      settle: both(
        `n before and after: from about ${trimmed(least, 0)} each it would be beyond chance; ${trimmed(needed, 0)} each find such a change with 80% power.`,
        `前后的样本量：各约 ${trimmed(least, 0)} 人起才超出偶然；各 ${trimmed(needed, 0)} 人才有 80% 的把握发现。`,
      ),
    },
  ];
}
