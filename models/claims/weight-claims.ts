// Weights of a scheme, in a sentence or line by line → do they sum to 100, and how much of the whole is not stated.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Cast } from "./roles.js";
import { agreement, trimmed } from "./rounding.js";
import type { Sentence } from "./sentence.js";

/** Numbers of one whole, in a row. */
export interface WeightList {
  parts: Cast[];
  /** Scores beside the weights: 40 % (90). */
  scores: Cast[];
  total?: Cast;
  sentence: Sentence;
  /** Words say that they are weights, or only shares of something. */
  isWeights: boolean;
}

export function weightClaims(read: ReadSentence[]): Finding[] {
  return weightLists(read).flatMap((list) =>
    list.scores.length >= 2 ? [...judged({ ...list, total: undefined }), ...score(list)] : judged(list),
  );
}

const bars = new Set([
  "from",
  "change_verb",
  "change_noun",
  "more",
  "beyond",
  "versus",
  "than",
  "before",
  "after",
  "n",
  "p",
  "correlation",
  "average",
  "because",
  "to_go",
  "interval",
  "each",
]);

export function weightLists(read: ReadSentence[]): WeightList[] {
  const lists: WeightList[] = [];
  for (let i = 0; i < read.length; i++) {
    const one = read[i];
    const isHead =
      hasWord(one.sentence, "weight", "scheme") &&
      /[:：]\s*$/.test(one.sentence.plain.slice(one.sentence.start, one.sentence.end));
    if (isHead && one.casts.length <= 1) {
      const lines: ReadSentence[] = [];
      while (read[i + 1 + lines.length] && isLine(read[i + 1 + lines.length]))
        lines.push(read[i + 1 + lines.length]);
      if (lines.length >= 2) {
        const casts = lines.map((line) => line.casts[0]);
        const total = hasWord(lines.at(-1)!.sentence, "total") ? casts.pop() : undefined;
        lists.push({ parts: casts, scores: [], total, sentence: one.sentence, isWeights: true });
        i += lines.length;
        continue;
      }
    }
    lists.push(...inSentence(one));
  }
  return lists;
}

const isLine = ({ casts }: ReadSentence): boolean =>
  casts.length === 1 &&
  ["level", "operand"].includes(casts[0].role) &&
  (casts[0].quantity.unit === "percent" || casts[0].quantity.unit === "plain");

const hasWord = (sentence: Sentence, ...concepts: string[]): boolean =>
  sentence.signs.some(({ concept }) => concepts.includes(concept));

function inSentence({ sentence, casts, pairs }: ReadSentence): WeightList[] {
  const isWeights = hasWord(sentence, "weight", "scheme");
  const isShares = hasWord(sentence, "share");
  const runs: WeightList[] = [];
  let run: WeightList = blank(sentence, isWeights);
  const close = (): void => {
    if (run.parts.length > 0) runs.push(run);
    run = blank(sentence, isWeights);
  };
  for (const [i, cast] of casts.entries()) {
    const previous = casts[i - 1];
    const { quantity, role } = cast;
    const between = previous ? sentence.plain.slice(previous.quantity.end, quantity.start) : "";
    const barred = cast.before.some(
      ({ concept, text }) =>
        bars.has(concept) &&
        !(
          text === "old" ||
          text === "new" ||
          text === "旧" ||
          text === "原" ||
          text === "新" ||
          text === "now" ||
          text === "before" ||
          text === "was"
        ),
    );
    const isScore =
      previous &&
      run.parts.at(-1) === previous &&
      /^\s*[(（]\s*$/.test(between) &&
      /^\s*[)）]/.test(sentence.plain.slice(quantity.end)) &&
      quantity.unit !== "percent" &&
      quantity.sign === 0;
    if (isScore) {
      run.scores.push(cast);
      continue;
    }
    const isTotal =
      run.parts.length >= 2 &&
      (/=\s*$/.test(between) ||
        cast.before.some(({ concept }) => concept === "total" || concept === "that_is"));
    if (isTotal && (quantity.unit === "percent" || quantity.unit === "plain" || quantity.unit === "score")) {
      run.total = cast;
      close();
      continue;
    }
    const isPart =
      quantity.high === undefined &&
      (quantity.unit === "percent" || quantity.unit === "plain") &&
      (role === "level" || role === "operand" || role === "to" || role === "from") &&
      !isScaled(cast, previous, sentence);
    if (!isPart) {
      if (
        ["n", "p", "delta", "duration", "interval"].includes(role) ||
        quantity.unit === "people" ||
        quantity.unit === "time"
      )
        close();
      continue;
    }
    if (run.parts.length < 2 && cast.before.some(({ concept }) => concept === "total")) {
      close();
      continue;
    }
    const isTurn =
      run.parts.length > 0 && (role === "to" || run.parts.at(-1)!.role === "from" || /→|->/.test(between));
    if ((role === "to" || role === "from") && !isSchemeTurn(casts, sentence)) {
      close();
      continue;
    }
    if (isTurn || barred || /[;；]/.test(between)) close();
    if (barred && !isWeights) continue;
    run.parts.push(cast);
  }
  close();
  const tied = runs.filter((list) => list.parts.length >= 2 || isLoneWeight(list, pairs.length, casts));
  return tied.filter((list) => (isWeights || isShares ? true : isSummed(list)));
}

/** 40 % × 90 and 85 % / 4 are no weights in a row; 30/30/25/20 are. */
function isScaled({ quantity }: Cast, previous: Cast | undefined, { plain }: Sentence): boolean {
  const between = previous ? plain.slice(previous.quantity.end, quantity.start) : "";
  if (/[×*÷]\s*$/.test(between) || /^\s*[×*÷]/.test(plain.slice(quantity.end))) return true;
  return /\/\s*$/.test(between) && (previous!.quantity.unit === "percent" || quantity.unit === "percent");
}

/** “Volume 60 % → signing 30 + retention 25 + …”: a scheme that is replaced by another. */
function isSchemeTurn(casts: Cast[], sentence: Sentence): boolean {
  const turn = casts.findIndex(({ role }) => role === "from");
  const later = casts
    .slice(turn + 1)
    .filter(({ role }) => role === "level" || role === "operand" || role === "to");
  return hasWord(sentence, "weight", "scheme") && turn >= 0 && later.length >= 2;
}

const blank = (sentence: Sentence, isWeights: boolean): WeightList => ({
  parts: [],
  scores: [],
  sentence,
  isWeights,
});

/** 40 % + 30 % + …, summed without a word. */
const isSummed = ({ parts, scores, sentence }: WeightList): boolean =>
  (scores.length >= 2 || parts.length >= 3) &&
  parts.length >= 2 &&
  parts
    .slice(1)
    .every((part, i) => /\+/.test(sentence.plain.slice(parts[i].quantity.end, part.quantity.start))) &&
  parts.every(({ quantity }) => quantity.unit === "percent");

/** One number only is a list where the words speak of the whole scheme: “the old scheme: volume 60 %”. */
function isLoneWeight({ parts, sentence }: WeightList, pairCount: number, casts: Cast[]): boolean {
  const [{ quantity, before, role }] = parts;
  if (quantity.value >= 100) return false;
  const words = sentence.plain.slice(sentence.start, sentence.end);
  const scheme = before.find(
    ({ concept, text }) => concept === "scheme" && text !== "结构" && text !== "分布",
  );
  const isTurned = role === "from" && isSchemeTurn(casts, sentence);
  if (
    quantity.unit !== "percent" ||
    !hasWord(sentence, "scheme", ...(isTurned ? ["weight"] : [])) ||
    (pairCount > 0 && !isTurned)
  )
    return false;
  if (
    /attain|达成|完成|达标|score|得分|reach|raise|lift|improv|increas|of (?:the )?(?:staff|sellers|employees|people)|的员工|的人|满意度提|agree|support|like|adopt|completed|通过率|覆盖/.test(
      words,
    )
  )
    return false;
  if (isTurned) return true;
  return (
    scheme !== undefined &&
    (casts.length === 1 || casts.every((c) => c.role === "level")) &&
    quantity.start - scheme.end < 40
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
      /multiple|several answers|多选|可多选/.test(sentence.plain.slice(sentence.start, sentence.end))
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
