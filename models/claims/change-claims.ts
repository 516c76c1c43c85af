// A pair and the change stated of it → is the arithmetic right: differences, relative changes, points called per cent, ratios, directions.
import { both, levelText, percentText, pointsText } from "./claim-words.js";
import { spanOf, type Finding, type Verdict } from "./finding.js";
import type { Pair, ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import type { Cast } from "./cast.js";
import { agreement, exactAgreement, isPlausible, trimmed, type Agreement } from "./rounding.js";

export function changeClaims(read: ReadSentence[]): Finding[] {
  return read.flatMap(({ pairs }) => pairs.flatMap(ofPair));
}

function ofPair(pair: Pair): Finding[] {
  const [base, value] = [pair.base.quantity, pair.value.quantity];
  if (base.high !== undefined || value.high !== undefined) return [];
  const findings = pair.deltas.flatMap((delta) => judged(pair, delta) ?? []);
  return findings.some(({ verdict }) => verdict === "wrong") ? findings : [...findings, ...turned(pair)];
}

/** “Fell from 25 % to 35 %”. */
function turned({ base, value, isChange, sentence }: Pair): Finding[] {
  const [a, b] = [base.quantity, value.quantity];
  const verbs = [...base.before, ...value.before].filter(
    (sign) => sign.concept === "change_verb" && sign.direction !== 0 && sign.end <= value.quantity.start,
  );
  const between = value.before.filter((s) => s.concept === "beyond" || s.concept === "change_verb");
  const said = isChange
    ? value.direction || verbs.at(-1)?.direction || 0
    : (base.before.find((s) => s.concept === "beyond" && s.start >= b.end)?.direction ??
      (between.length > 0 ? 0 : 0));
  const way = Math.sign(b.value - a.value);
  const isNegated = sentence.signs.some((s) => s.concept === "not");
  if (verbs.some(({ text }) => isBetter.test(text))) return [];
  if (said === 0 || way === 0 || said === way || isNegated) return [];
  return [
    {
      kind: isChange ? "change" : "comparison",
      verdict: "wrong",
      spans: [spanOf(b), spanOf(a)],
      reason: both(
        `The words say ${said > 0 ? "more" : "less"}, but ${levelText(b.value, b, "en")} is ${way > 0 ? "more" : "less"} than ${levelText(a.value, a, "en")}.`,
        `文字说的是${said > 0 ? "升高" : "降低"}，但 ${levelText(b.value, b, "zh")} ${way > 0 ? "高于" : "低于"} ${levelText(a.value, a, "zh")}。`,
      ),
    },
  ];
}

/** Better may be more or less: fewer days to hire are an improvement. */
const isBetter = /^(?:improv|better|worse|改善|优化)/;

interface Measured {
  a: Quantity;
  b: Quantity;
  difference: number;
  /** b ÷ a − 1 in per cent; NaN from nothing. */
  relative: number;
  isShare: boolean;
}

function measured({ base, value }: Pair): Measured {
  const [a, b] = [base.quantity, value.quantity];
  const isShare = a.unit === "percent" || b.unit === "percent";
  return {
    a,
    b,
    isShare,
    difference: Number((b.value - a.value).toPrecision(12)),
    relative: a.value === 0 ? NaN : (100 * (b.value - a.value)) / a.value,
  };
}

function judged(pair: Pair, delta: Cast): Finding | undefined {
  const found = measured(pair);
  const { quantity } = delta;
  if (quantity.high !== undefined) return undefined;
  const against = wrongWay(pair, delta, found);
  if (against) return against;
  switch (quantity.unit) {
    case "percent":
      return inPercent(pair, delta, found);
    case "times":
    case "ratio":
      return inTimes(pair, delta, found);
    default:
      return found.isShare || isPlausible(found.difference, quantity.value)
        ? asDifference(pair, delta, found)
        : undefined;
  }
}

const statedText = ({ quantity }: Cast): string => quantity.text.trim();
const spans = (pair: Pair, delta: Cast) => [
  spanOf(delta.quantity),
  spanOf(pair.base.quantity),
  spanOf(pair.value.quantity),
];
const verdictOf = (agreed: Agreement): Verdict =>
  agreed === "equal" ? "consistent" : agreed === "cut" ? "doubtful" : "wrong";

function wrongWay(
  pair: Pair,
  delta: Cast,
  { a, b, difference, isShare, relative }: Measured,
): Finding | undefined {
  // “21 % faster” is less time
  const isSpeed = /faster|quicker|slower|快|慢/.test(delta.postfix?.text ?? delta.before.at(-1)?.text ?? "");
  const said = isSpeed && [a, b].some(({ unit }) => unit === "time") ? -delta.direction : delta.direction;
  if (said === 0 || difference === 0 || Math.sign(difference) === said) return undefined;
  if (pair.sentence.signs.some(({ text, end }) => isBetter.test(text) && end <= delta.quantity.start))
    return undefined;
  // “B is 5 points ahead of the average, 25 % against 20 %”: which of the two is the subject is not always told
  if (!pair.isChange && delta.index < Math.min(pair.base.index, pair.value.index)) return undefined;
  return {
    kind: pair.isChange ? "change" : "comparison",
    verdict: "wrong",
    spans: spans(pair, delta),
    reason: both(
      `The words say ${said > 0 ? "more" : "less"}, but ${levelText(b.value, b, "en")} is ${said > 0 ? "less" : "more"} than ${levelText(a.value, a, "en")}.`,
      `文字说的是${said > 0 ? "更多" : "更少"}，但 ${levelText(b.value, b, "zh")} ${said > 0 ? "低于" : "高于"} ${levelText(a.value, a, "zh")}。`,
    ),
    right: isShare
      ? pointsAndRelative(difference, relative)
      : both(trimmed(difference, 3), trimmed(difference, 3)),
  };
}

const pointsAndRelative = (difference: number, relative: number) => {
  const points = pointsText(difference);
  return Number.isFinite(relative)
    ? both(
        `${points.en} = ${percentText(Math.abs(relative))} relative`,
        `${points.zh}，即相对 ${percentText(Math.abs(relative))}`,
      )
    : points;
};

/** Stated with “at least”, “more than”: the truth has to be on that side. */
function within(truth: number, { bound, value, step, isApproximate }: Quantity, exact: boolean): Agreement {
  const plain = exact
    ? exactAgreement(truth, value, step, isApproximate)
    : agreement(truth, value, step, isApproximate);
  if (plain === "equal" || bound === undefined) return plain;
  return bound === "least"
    ? truth >= value
      ? "equal"
      : "different"
    : truth <= value
      ? "equal"
      : "different";
}

function inPercent(
  pair: Pair,
  delta: Cast,
  { a, b, difference, relative, isShare }: Measured,
): Finding | undefined {
  const { quantity } = delta;
  const [relativeSize, pointSize] = [Math.abs(relative), Math.abs(difference)];
  const asRelative = Number.isFinite(relative) ? within(relativeSize, quantity, false) : "different";
  const inPoints = within(pointSize, quantity, true);
  const values = { difference, relative, stated: quantity.value };
  const common = { spans: spans(pair, delta), values };
  const reckoned = both(
    `(${trimmed(b.value, 3)} − ${trimmed(a.value, 3)}) ÷ ${trimmed(a.value, 3)} = ${percentText(relative)}`,
    `(${trimmed(b.value, 3)} − ${trimmed(a.value, 3)}) ÷ ${trimmed(a.value, 3)} = ${percentText(relative)}`,
  );
  const kind = pair.isChange ? "change" : "comparison";
  if (asRelative === "equal")
    return {
      kind,
      verdict: "consistent",
      ...common,
      reason: both(`Relative change: ${reckoned.en}.`, `相对变化：${reckoned.zh}。`),
    };
  const mayBePoints =
    isShare ||
    (["plain", "score"].includes(a.unit) &&
      ["plain", "score"].includes(b.unit) &&
      Math.max(a.value, b.value) <= 100);
  if (inPoints === "equal" && mayBePoints && !delta.isRelative)
    return {
      kind: "points_or_relative",
      verdict: "doubtful",
      ...common,
      reason: both(
        `${trimmed(a.value, 3)} and ${trimmed(b.value, 3)} are ${pointsText(difference).en} apart; as a percentage of ${trimmed(a.value, 3)} that is ${percentText(relativeSize)}, not ${statedText(delta)}.`,
        `${trimmed(a.value, 3)} 与 ${trimmed(b.value, 3)} 相差 ${pointsText(difference).zh}；以 ${trimmed(a.value, 3)} 为基数则为 ${percentText(relativeSize)}，而不是 ${statedText(delta)}。`,
      ),
      right: pointsAndRelative(difference, relative),
      settle: both("Write “points”, or give the relative change.", "请写“个百分点”，或给出相对变化。"),
    };
  const isCut = asRelative === "cut";
  return {
    kind,
    verdict: isCut ? "doubtful" : "wrong",
    ...common,
    reason: isCut
      ? both(`Cut off, not rounded: ${reckoned.en}.`, `被截断而非四舍五入：${reckoned.zh}。`)
      : both(`${reckoned.en}, not ${statedText(delta)}.`, `${reckoned.zh}，而不是 ${statedText(delta)}。`),
    right: isShare
      ? pointsAndRelative(difference, relative)
      : both(percentText(relativeSize), percentText(relativeSize)),
    ...unrounded(a, b, quantity),
  };
}

/** 35 may have been 35.4 and 25 24.6: where that would do, it is said, and only the unrounded numbers settle it. */
function unrounded(a: Quantity, b: Quantity, stated: Quantity): Pick<Finding, "settle"> {
  const ends = [-1, 1].flatMap((i) =>
    [-1, 1].map((j) => 100 * ((b.value + (j * b.step) / 2) / (a.value + (i * a.step) / 2) - 1)),
  );
  const [low, high] = [Math.min(...ends.map(Math.abs)), Math.max(...ends.map(Math.abs))];
  if (!(stated.value + stated.step / 2 >= low && stated.value - stated.step / 2 <= high)) return {};
  return {
    settle: both(
      `Only the unrounded figures could save it: they may stand for ${percentText(low)} to ${percentText(high)}.`,
      `只有未取整的原始数字才能证明：它们可能对应 ${percentText(low)}～${percentText(high)}。`,
    ),
  };
}

function asDifference(pair: Pair, delta: Cast, { a, b, difference, relative, isShare }: Measured): Finding {
  const { quantity } = delta;
  const agreed = within(Math.abs(difference), quantity, true);
  const unit =
    quantity.unit === "points" || isShare
      ? pointsText(difference)
      : both(levelText(Math.abs(difference), b, "en"), levelText(Math.abs(difference), b, "zh"));
  const sum = `${trimmed(Math.max(a.value, b.value), 4)} − ${trimmed(Math.min(a.value, b.value), 4)} = ${trimmed(Math.abs(difference), 4)}`;
  const isRelativeSize =
    quantity.unit === "points" &&
    agreed !== "equal" &&
    agreement(Math.abs(relative), quantity.value, quantity.step) === "equal";
  return {
    kind: isRelativeSize ? "points_or_relative" : pair.isChange ? "change" : "comparison",
    verdict: verdictOf(agreed),
    spans: spans(pair, delta),
    values: { difference, relative, stated: quantity.value },
    reason:
      agreed === "equal"
        ? both(`${sum}.`, `${sum}。`)
        : isRelativeSize
          ? both(
              `${statedText(delta)} is the relative change; in points it is ${sum}.`,
              `${statedText(delta)} 是相对变化；按百分点计为 ${sum}。`,
            )
          : both(
              `${sum}, not ${trimmed(quantity.value, 4)}.`,
              `${sum}，而不是 ${trimmed(quantity.value, 4)}。`,
            ),
    ...(agreed !== "equal" && { right: isShare ? pointsAndRelative(difference, relative) : unit }),
  };
}

function inTimes(pair: Pair, delta: Cast, { a, b }: Measured): Finding | undefined {
  if (a.value === 0) return undefined;
  const ratio = b.value / a.value;
  const { quantity } = delta;
  const { value, step, unit } = quantity;
  const isChinese = quantity.text.includes("倍");
  const isLess = delta.direction < 0 && pair.isChange;
  // 增长 2 倍 = three times as much; “increased 2-fold” and “2 times more” are used for either
  const ratios =
    unit === "ratio"
      ? [value]
      : isLess
        ? [1 / value, 1 - value]
        : isChinese && delta.isChange
          ? [value + 1]
          : isChinese
            ? [value, ...(delta.direction > 0 ? [value + 1] : [])]
            : [value, value + 1];
  const room = unit === "ratio" ? 0.05 * value : step / 2;
  const holds =
    ratios.some((one) => Math.abs(ratio - one) <= room + 1e-9) ||
    (quantity.isApproximate && Math.abs(ratio - ratios[0]) <= 0.1 * ratio) ||
    (quantity.bound === "least" && ratio >= ratios[0]) ||
    // “0.74 vs 1.06 s (1.4×)”: no word says which way
    (delta.direction === 0 && !pair.isChange && Math.abs(1 / ratio - value) <= room + 1e-9);
  if (!holds && !isPlausible(ratio, value)) return undefined;
  const isOld = !holds && unit === "times" && isChinese && Math.abs(ratio - value) <= room + 1e-9;
  const shown = trimmed(ratio, 2);
  return {
    kind: pair.isChange ? "change" : "comparison",
    verdict: holds ? "consistent" : isOld ? "doubtful" : "wrong",
    spans: spans(pair, delta),
    values: { ratio, stated: value },
    reason: isOld
      ? both(
          `${trimmed(b.value, 3)} is ${shown} times ${trimmed(a.value, 3)}; “grew by ${trimmed(value, 2)} times” would be ${trimmed(value + 1, 2)} times as much.`,
          `${trimmed(b.value, 3)} 是 ${trimmed(a.value, 3)} 的 ${shown} 倍；“增长 ${trimmed(value, 2)} 倍”则应为原来的 ${trimmed(value + 1, 2)} 倍。`,
        )
      : both(
          `${trimmed(b.value, 3)} ÷ ${trimmed(a.value, 3)} = ${shown}${holds ? "." : `, not “${statedText(delta)}”.`}`,
          `${trimmed(b.value, 3)} ÷ ${trimmed(a.value, 3)} = ${shown}${holds ? "。" : `，而不是“${statedText(delta)}”。`}`,
        ),
    ...(!holds && { right: both(`×${shown}`, `${shown} 倍`) }),
  };
}
