// A distance in per cent that has a name, and the two amounts it lies between (预算50万元，支出46万元，节约率8%; pay gap 9 %: 60k, 66k) → is it theirs.
import type { Cast } from "./cast.js";
import { clauseOf } from "./clause-of.js";
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { ReadSentence } from "./pairs.js";
import type { Quantity } from "./quantity.js";
import { agreement, trimmed } from "./rounding.js";
import type { Sentence } from "./sentence.js";

export const namedDistanceClaims = (read: ReadSentence[]): Finding[] => read.flatMap(ofSentence);

const ofTarget =
  /节约率|节省率|结余率|超支率|超额(?:完成)?|超出(?:目标|计划|预算)|savings? rate|overspend|underspend|over[- ]?achiev/;
const gapName = /\b(?:pay|wage|salary|income) gap|薪酬差距|收入差距|薪资差距|工资差距/;
const target = /target|plan|quota|budget|goal|目标|计划|预算|任务/;
const actual = /actual|spent|achieved|reached|used|实际|完成|支出|使用|执行/;

function ofSentence({ casts, sentence, pairs }: ReadSentence): Finding[] {
  const words = sentence.plain.slice(sentence.start, sentence.end);
  const shares = casts.filter(({ quantity: { unit, high } }) => unit === "percent" && high === undefined);
  const amounts = casts.filter(
    ({ quantity: { unit, high, value } }) =>
      ["money", "people", "count", "plain"].includes(unit) && high === undefined && value > 0,
  );
  if (shares.length !== 1 || casts.length !== 3 || amounts.length !== 2) return [];
  if (pairs.some(({ deltas }) => deltas.length > 0)) return [];
  const [stated, [x, y]] = [shares[0].quantity, amounts.map(({ quantity }) => quantity)];
  if (x.unit !== y.unit) return [];
  if (ofTarget.test(words)) {
    const base = baseOf(amounts, casts, sentence);
    return base ? [judged(stated, base === x ? y : x, [base])] : [];
  }
  // a gap is over the greater by the usual definition; over the smaller is met too
  return gapName.test(words)
    ? [judged(stated, x.value < y.value ? x : y, [x.value < y.value ? y : x, x.value < y.value ? x : y])]
    : [];
}

/** What was planned; the other is what came of it. */
function baseOf(amounts: Cast[], casts: Cast[], sentence: Sentence): Quantity | undefined {
  const words = amounts.map(({ quantity }) => clauseOf(quantity, casts, sentence));
  const planned = words.findIndex((one, i) => target.test(one) && !target.test(words[1 - i]));
  return planned >= 0 && actual.test(words[1 - planned]) ? amounts[planned].quantity : undefined;
}

function judged(stated: Quantity, value: Quantity, bases: Quantity[]): Finding {
  const other = bases.find((base) => base !== value)!;
  const distance = Math.abs(value.value - other.value);
  const truths = bases.map((base) => (100 * distance) / base.value);
  const holds = truths.some(
    (truth) => agreement(truth, stated.value, stated.step, stated.isApproximate) === "equal",
  );
  const sum = `|${trimmed(value.value, 2)} − ${trimmed(other.value, 2)}| ÷ ${trimmed(bases[0].value, 2)} = ${percentText(truths[0])}`;
  return {
    kind: "comparison",
    verdict: holds ? "consistent" : "wrong",
    spans: [stated, value, other].map(spanOf),
    values: { truth: truths[0], stated: stated.value },
    reason: holds
      ? both(`${sum}.`, `${sum}。`)
      : both(`${sum}, not ${stated.text.trim()}.`, `${sum}，而不是 ${stated.text.trim()}。`),
    ...(!holds && { right: both(percentText(truths[0]), percentText(truths[0])) }),
  };
}
