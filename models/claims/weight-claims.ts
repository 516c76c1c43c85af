// Weights of a scheme, in a sentence or line by line → do they sum to 100, and how much of the whole is not stated.
import { both, percentText } from "./claim-words.js";
import { severalAnswers } from "./exclusive-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import { agreement, trimmed } from "./rounding.js";
import { weightLists, type WeightList } from "./weight-lists.js";

export function weightClaims(read: ReadSentence[]): Finding[] {
  return weightLists(read).flatMap((list) =>
    list.scores.length >= 2 ? [...judged({ ...list, total: undefined }), ...score(list)] : judged(list),
  );
}

function judged({ parts, total, sentence, isWeights }: WeightList): Finding[] {
  const sum = Number(parts.reduce((all, { quantity }) => all + quantity.value, 0).toPrecision(12));
  const spans = parts.map(({ quantity }) => spanOf(quantity));
  const terms = parts.map(({ quantity }) => trimmed(quantity.value, 4)).join(" + ");
  const values = { sum, stated: total?.quantity.value ?? 100 };
  const room = isWeights ? 1e-9 : parts.reduce((all, { quantity }) => all + quantity.step / 2, 0);
  const hasTotal =
    total !== undefined &&
    total.quantity.unit !== "score" &&
    agreement(sum, total.quantity.value, total.quantity.step) !== "equal";
  if (hasTotal)
    return [
      {
        kind: "sum",
        verdict: "wrong",
        spans: [spanOf(total.quantity), ...spans],
        values,
        reason: both(
          `${terms} = ${trimmed(sum, 4)}, not ${trimmed(total.quantity.value, 4)}.`,
          `${terms} = ${trimmed(sum, 4)}，而不是 ${trimmed(total.quantity.value, 4)}。`,
        ),
        right: both(trimmed(sum, 4), trimmed(sum, 4)),
      },
    ];
  const fraction =
    parts.every(({ quantity }) => quantity.unit === "plain" && quantity.value <= 1) && isWeights;
  const whole = fraction ? 1 : 100;
  const show = (value: number): string => (fraction ? trimmed(value, 4) : percentText(value, 4));
  if (Math.abs(sum - whole) <= room)
    return [
      {
        kind: "weights",
        verdict: "consistent",
        spans,
        values,
        reason: both(`${terms} = ${trimmed(sum, 4)}.`, `${terms} = ${trimmed(sum, 4)}。`),
      },
    ];
  if (sum > whole) {
    if (
      !isWeights &&
      !/^[^]*(?:\+)/.test(sentence.plain.slice(sentence.start, sentence.end)) &&
      severalAnswers.test(sentence.plain.slice(sentence.start, sentence.end))
    )
      return [];
    return [
      {
        kind: "weights",
        verdict: "wrong",
        spans,
        values,
        reason: both(
          `${terms} = ${show(sum)}: ${trimmed(sum - whole, 4)} more than the whole.`,
          `${terms} = ${show(sum)}：比整体多 ${trimmed(sum - whole, 4)}。`,
        ),
        right: both(`Weights that sum to ${show(whole)}.`, `权重之和应为 ${show(whole)}。`),
      },
    ];
  }
  if (!isWeights) return [];
  return [
    {
      kind: "weights",
      verdict: "incomplete",
      spans,
      values: { ...values, missing: whole - sum },
      reason: both(
        `Only ${show(sum)} of ${show(whole)} is stated; ${show(whole - sum)} is missing.`,
        `只说明了 ${show(whole)} 中的 ${show(sum)}，缺 ${show(whole - sum)}。`,
      ),
      settle: both(
        "What the rest is made of; until then it cannot be compared with a complete scheme.",
        "其余部分的构成；在此之前不能与完整方案相比。",
      ),
    },
  ];
}

/** 40 % (90) + 10 % (100) + … = 90.5. */
function score({ parts, scores, total }: WeightList): Finding[] {
  if (!total || scores.length !== parts.length) return [];
  const weight = parts.reduce((all, { quantity }) => all + quantity.value, 0);
  const truth = Number(
    (
      parts.reduce((all, { quantity }, i) => all + quantity.value * scores[i].quantity.value, 0) / 100
    ).toPrecision(12),
  );
  if (Math.abs(total.quantity.value - weight) < 1e-9 && total.quantity.unit === "percent") return [];
  const agreed = agreement(truth, total.quantity.value, total.quantity.step, total.quantity.isApproximate);
  const reckoned = parts
    .map(({ quantity }, i) => `${percentText(quantity.value)} × ${trimmed(scores[i].quantity.value, 2)}`)
    .join(" + ");
  return [
    {
      kind: "weighted_score",
      verdict: agreed === "equal" ? "consistent" : agreed === "cut" ? "doubtful" : "wrong",
      spans: [spanOf(total.quantity), ...parts.map(({ quantity }) => spanOf(quantity))],
      values: { truth, stated: total.quantity.value },
      reason: both(`${reckoned} = ${trimmed(truth, 3)}.`, `${reckoned} = ${trimmed(truth, 3)}。`),
      ...(agreed !== "equal" && { right: both(trimmed(truth, 3), trimmed(truth, 3)) }),
    },
  ];
}
