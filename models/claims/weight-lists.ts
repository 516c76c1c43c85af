// Sentences → the numbers that stand as parts of one whole: weights of a scheme, shares in a row, line by line.
import type { ReadSentence } from "./pairs.js";
import type { Cast } from "./cast.js";
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
      !pairs.some(
        ({ base, value, deltas }) =>
          [base.index, value.index].includes(cast.index) &&
          deltas.some((delta) => delta.quantity.unit === "points"),
      ) &&
      (quantity.unit === "percent" || quantity.unit === "plain") &&
      (role === "level" || role === "operand" || role === "to" || role === "from") &&
      // no part of a whole of 100
      (quantity.unit === "percent" || (quantity.value <= 100 && quantity.scale === 1)) &&
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
  return tied.filter(
    (list) =>
      isWeights ||
      (isShares && list.parts.every(({ quantity }) => quantity.unit === "percent")) ||
      isSummed(list),
  );
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
