// A column of weights, or of shares of one whole → is it 100.
import { both } from "./claim-words.js";
import { isAnswer } from "./exclusive-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { PastedTable } from "./pasted-table.js";
import type { Quantity } from "./quantity.js";
import { trimmed } from "./rounding.js";

export const sumOf = (values: Quantity[]): number =>
  Number(values.reduce((all, { value, sign }) => all + (sign < 0 ? -value : value), 0).toPrecision(12));

/** Weights, or shares of one whole: 100. */
export function whole(values: Quantity[], isWeights: boolean): Finding[] {
  const sum = sumOf(values);
  const target = values.every(({ value, unit }) => unit === "plain" && value <= 1) ? 1 : 100;
  const room = isWeights ? 1e-9 : values.reduce((all, { step }) => all + step / 2, 0);
  const spans = values.map(spanOf);
  const terms = values.map(({ value }) => trimmed(value, 4)).join(" + ");
  if (Math.abs(sum - target) <= room)
    return [
      {
        kind: "weights",
        verdict: "consistent",
        spans,
        reason: both(`${terms} = ${trimmed(sum, 4)}.`, `${terms} = ${trimmed(sum, 4)}。`),
      },
    ];
  if (sum < target && !isWeights) return [];
  return [
    {
      kind: "weights",
      verdict: sum > target ? "wrong" : "incomplete",
      spans,
      values: { sum, missing: target - sum },
      reason: both(
        `${terms} = ${trimmed(sum, 4)}: ${trimmed(Math.abs(sum - target), 4)} ${sum > target ? "more than" : "missing from"} the whole of ${target}.`,
        `${terms} = ${trimmed(sum, 4)}：比整体 ${target} ${sum > target ? "多" : "少"} ${trimmed(Math.abs(sum - target), 4)}。`,
      ),
      ...(sum < target
        ? { settle: both("What the rest is made of.", "其余部分的构成。") }
        : { right: both(`Weights that sum to ${target}.`, `权重之和应为 ${target}。`) }),
    },
  ];
}

/** Answers side by side (agree, neutral, disagree): where they make up a whole in one row, they do in every row. */
export function answerRows({ header, rows }: PastedTable): Finding[] {
  const columns = header
    .map((_, i) => i)
    .filter(
      (i) => i > 0 && isAnswer(header[i].text) && rows.every((row) => row[i]?.quantity?.unit === "percent"),
    );
  if (columns.length < 3 || rows.length < 2) return [];
  const wholes = rows.map((row) => {
    const values = columns.map((i) => row[i].quantity!);
    const off = sumOf(values) - 100;
    return {
      values,
      off,
      holds: Math.abs(off) <= values.reduce((all, { step }) => all + step / 2, 0) + 1e-9,
    };
  });
  if (2 * wholes.filter(({ holds }) => holds).length < rows.length) return [];
  return wholes
    .filter(({ holds, off }) => !holds && off > 0)
    .map(({ values }) => {
      const terms = values.map(({ value }) => trimmed(value, 2)).join(" + ");
      const sum = trimmed(sumOf(values), 2);
      return {
        kind: "sum",
        verdict: "wrong",
        spans: values.map(spanOf),
        values: { sum: sumOf(values) },
        reason: both(`${terms} = ${sum}: more than the whole of 100.`, `${terms} = ${sum}：超过整体 100。`),
      };
    });
}
