// Several shares and their mean → is it the mean of the people, or of the percentages regardless of how many stand behind each.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import type { Cast } from "./cast.js";
import { agreement, trimmed } from "./rounding.js";
import type { Sentence } from "./sentence.js";

export function meanClaims(read: ReadSentence[]): Finding[] {
  return read.flatMap((one, i) => {
    const previous = read[i - 1];
    const before = previous?.sentence.paragraph === one.sentence.paragraph ? previous.casts : [];
    return ofCasts(one, before);
  });
}

const isValue = ({ quantity, role }: Cast): boolean =>
  quantity.high === undefined &&
  ["level", "reference", "to", "operand"].includes(role) &&
  ["percent", "plain", "score", "count", "money"].includes(quantity.unit);

function ofCasts({ casts, orphans, pairs, sentence }: ReadSentence, earlier: Cast[]): Finding[] {
  if (
    orphans.length > 0 ||
    pairs.some(({ deltas }) => deltas.length > 0) ||
    casts.some(({ role }) => role === "from")
  )
    return [];
  const mean =
    casts.find((cast) => isValue(cast) && isBehindList(cast, casts, sentence)) ??
    casts.find(
      (cast) =>
        isValue(cast) &&
        cast.quantity.bound === undefined &&
        cast.before.some(
          ({ concept, end }) =>
            concept === "average" &&
            cast.quantity.start - end < 16 &&
            !/[;；.。]/.test(sentence.plain.slice(end, cast.quantity.start)),
        ) &&
        !cast.before.some(
          ({ concept }) =>
            concept === "beyond" || concept === "than" || concept === "versus" || concept === "target",
        ),
    );
  if (!mean) return [];
  // per head is over people, not over what else is named
  if (
    /人均/.test(sentence.plain.slice(Math.max(sentence.start, mean.quantity.start - 6), mean.quantity.start))
  )
    return [];
  const { unit } = mean.quantity;
  const own = casts.filter(
    (cast) => cast !== mean && isValue(cast) && cast.quantity.unit === unit && !isSize(cast),
  );
  const all = own.length >= 2 ? casts : own.length === 0 ? [...earlier, ...casts] : [];
  const values = all.filter(
    (cast) => cast !== mean && isValue(cast) && cast.quantity.unit === unit && !isSize(cast),
  );
  if (values.length < 2) return [];
  if (
    all !== casts &&
    !/^[\s。.]*(?:the |their |its |an? )?(?:average|mean|overall|so|on average|平均|整体|总体|两|合计)/.test(
      sentence.plain.slice(sentence.start, sentence.end).trimStart(),
    )
  )
    return [];
  const sizes = all.filter(isSize).map(({ quantity }) => quantity);
  return judged(
    mean.quantity,
    values.map(({ quantity }) => quantity),
    sizes.length === values.length ? sizes : undefined,
    isOverTime(sentence.plain.slice(sentence.start, sentence.end), values.length) ||
      isOfEqualThings.test(sentence.plain.slice(sentence.start, sentence.end)),
  );
}

/** “The average of the three (4.1, 4.3, 4.5) is 4.3”. */
function isBehindList({ quantity, index }: Cast, casts: Cast[], { plain, start }: Sentence): boolean {
  const last = casts[index - 1]?.quantity;
  const words = plain.slice(start, quantity.start);
  return (
    last !== undefined &&
    /^\s*[)）]\s*(?:is|was|=|为|是)\s*$/.test(plain.slice(last.end, quantity.start)) &&
    /(?:average|mean|平均)[^()（）;；。]*[(（][^()（）]*[)）]/.test(words)
  );
}

/** Key results and milestones have no people behind them: each counts the same. */
const isOfEqualThings = /\bkrs?\d?\b|\bokrs?\b|key results?|milestones?|关键结果|里程碑|关键成果/;

/** One group month by month is about as large each time: its rates may be averaged. */
const isOverTime = (words: string, count: number): boolean =>
  (
    words.match(
      /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|(?:first|second|third|fourth) quarter)\b|\d{1,2}月|[一二三四]季度|\b20\d\d\b/g,
    ) ?? []
  ).length >= count;

const isSize = ({ quantity, role }: Cast): boolean => quantity.unit === "people" || role === "n";

/** Shared with tables: the stated mean of shares, weighted by the sizes where they are given. */
export function judged(
  mean: Quantity,
  values: Quantity[],
  sizes?: readonly { value: number }[],
  isOneGroup = false,
): Finding[] {
  const simple = values.reduce((all, { value }) => all + value, 0) / values.length;
  const people = sizes?.reduce((all, { value }) => all + value, 0);
  const weighted =
    sizes && people
      ? values.reduce((all, { value }, i) => all + value * sizes[i].value, 0) / people
      : undefined;
  const spans = [mean, ...values].map(spanOf);
  const isShare = mean.unit === "percent";
  const show = (value: number): string => (isShare ? percentText(value, 2) : trimmed(value, 2));
  const agrees = (truth: number): boolean =>
    agreement(truth, mean.value, mean.step, mean.isApproximate) === "equal";
  const facts = { simple, ...(weighted !== undefined && { weighted }), stated: mean.value };
  const consistent = (text: string): Finding[] => [
    {
      kind: "mean_of_rates",
      verdict: "consistent",
      spans,
      values: facts,
      reason: both(`Mean: ${text}.`, `均值：${text}。`),
    },
  ];
  if (weighted !== undefined) {
    if (agrees(weighted)) return consistent(show(weighted));
    const isSimple = agrees(simple);
    return [
      {
        kind: "mean_of_rates",
        verdict: "wrong",
        spans,
        values: facts,
        reason: isSimple
          ? both(
              `${show(simple)} is the mean of the percentages; of the ${trimmed(people!, 0)} people together it is ${show(weighted)}: the groups are not equally large.`,
              `${show(simple)} 是各百分比的简单平均；按全部 ${trimmed(people!, 0)} 人计算为 ${show(weighted)}：各组人数不同。`,
            )
          : both(
              `All together it is ${show(weighted)}, not ${show(mean.value)}.`,
              `合并计算为 ${show(weighted)}，而不是 ${show(mean.value)}。`,
            ),
        right: both(show(weighted), show(weighted)),
      },
    ];
  }
  const [low, high] = [
    Math.min(...values.map(({ value }) => value)),
    Math.max(...values.map(({ value }) => value)),
  ];
  if (mean.value < low - mean.step / 2 || mean.value > high + mean.step / 2)
    return [
      {
        kind: "mean_of_rates",
        verdict: "wrong",
        spans,
        values: facts,
        reason: both(
          `A mean lies between ${show(low)} and ${show(high)}.`,
          `均值应在 ${show(low)} 与 ${show(high)} 之间。`,
        ),
        right: both(`${show(simple)} for equal groups`, `各组相等时为 ${show(simple)}`),
      },
    ];
  if (!isShare)
    return agrees(simple)
      ? consistent(show(simple))
      : [
          {
            kind: "mean_of_rates",
            verdict: "doubtful",
            spans,
            values: facts,
            reason: both(`The plain mean is ${show(simple)}.`, `简单平均为 ${show(simple)}。`),
            settle: both("The sizes, if the mean is weighted.", "若为加权平均，请给出权数。"),
          },
        ];
  if (low === high) return consistent(show(low));
  if (isOneGroup && agrees(simple)) return consistent(show(simple));
  return [
    {
      kind: "mean_of_rates",
      verdict: agrees(simple) ? "doubtful" : "not_checkable",
      spans,
      values: facts,
      reason: both(
        `The mean of percentages holds only for groups of equal size; it can lie anywhere between ${show(low)} and ${show(high)}.`,
        `百分比的简单平均只在各组人数相等时成立；实际可在 ${show(low)} 与 ${show(high)} 之间。`,
      ),
      settle: both("The number of people in each group.", "每组的人数。"),
    },
  ];
}
