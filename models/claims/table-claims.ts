// A pasted table → do totals, weights, means, differences and shares in it hold.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import { judged as judgedMean } from "./mean-claims.js";
import type { PastedTable } from "./pasted-table.js";
import type { Quantity } from "./quantity.js";
import { trimmed } from "./rounding.js";
import { isPossibleShare, nearestCounts } from "./share-claims.js";
import {
  averagedName,
  differenceName,
  inPercent,
  isBody,
  meanName,
  nameOf,
  shareName,
  single,
  sizeName,
  targetName,
  totalName,
  turnoverName,
  weightName,
} from "./table-columns.js";
import { growthColumns, tableGrowth, type GrowthColumns } from "./table-growth.js";
import { rateColumns, tableRates } from "./table-rates.js";

export function tableClaims(tables: PastedTable[]): Finding[] {
  return tables.flatMap((raw) => {
    const table = inPercent(raw);
    const [rates, growth] = [rateColumns(table), growthColumns(table)];
    // a rate is that of its counts, a growth that of its levels: neither is the mean or the sum of its column
    const settled = new Set([...rates.map(({ rate }) => rate), ...growthInPercent(table, growth)]);
    return [
      ...columns(table, settled),
      ...rowTotals(table),
      ...tableRates(table, rates),
      ...tableGrowth(table, growth),
      ...shares(raw, settled),
    ];
  });
}

const growthInPercent = ({ rows }: PastedTable, growth: GrowthColumns[]): number[] =>
  growth
    .map(({ delta }) => delta)
    .filter((delta) => rows.some((row) => row[delta]?.quantity?.unit === "percent"));

function columns(table: PastedTable, settled: ReadonlySet<number>): Finding[] {
  const { header, rows } = table;
  const findings: Finding[] = [];
  const total = rows.find((row) => totalName.test(nameOf(row)));
  const mean = rows.find((row) => meanName.test(nameOf(row)));
  const body = rows.filter(isBody);
  const sizeColumn = header.findIndex(({ text }, i) => i > 0 && sizeName.test(text.trim()));
  for (let column = 1; column < Math.max(...rows.map((row) => row.length)); column++) {
    if (settled.has(column)) continue;
    const cells = body.map((row) => row[column]?.quantity);
    const values = cells.filter(single);
    if (values.length < 2 || values.length < body.length) continue;
    const title = header[column]?.text ?? "";
    const stated = total?.[column]?.quantity;
    const sizes =
      sizeColumn > 0 && sizeColumn !== column ? body.map((row) => row[sizeColumn]?.quantity) : undefined;
    const known = sizes?.every(single) ? (sizes as Quantity[]) : undefined;
    const isRate = values[0].unit === "percent" && !weightName.test(title) && !shareName.test(title);
    if (single(stated)) {
      if (isRate && !sumsTo(values, stated)) findings.push(...judgedMean(stated, values, known));
      else findings.push(...columnSum(values, stated, weightName.test(title)));
    } else if (weightName.test(title) || (shareName.test(title) && values[0].unit === "percent"))
      findings.push(...whole(values, weightName.test(title)));
    const average = mean?.[column]?.quantity;
    if (single(average) && column !== sizeColumn)
      findings.push(...judgedMean(average, values, isRate ? known : undefined));
  }
  return findings;
}

const sumOf = (values: Quantity[]): number =>
  Number(values.reduce((all, { value }) => all + value, 0).toPrecision(12));
const sumsTo = (values: Quantity[], stated: Quantity): boolean =>
  Math.abs(sumOf(values) - stated.value) <= values.length * stated.step;

function columnSum(values: Quantity[], stated: Quantity, isWeights: boolean): Finding[] {
  const sum = sumOf(values);
  const roundedParts = values.some(({ step, unit }) => step < 1 || unit === "percent") && !isWeights;
  const room = roundedParts ? values.reduce((all, { step }) => all + step / 2, 0) + stated.step / 2 : 1e-9;
  const spans = [stated, ...values].map(spanOf);
  const terms = values.map(({ value }) => trimmed(value, 4)).join(" + ");
  if (Math.abs(sum - stated.value) > room + 1e-9)
    return [
      {
        kind: "sum",
        verdict: "wrong",
        spans,
        values: { sum, stated: stated.value },
        reason: both(
          `${terms} = ${trimmed(sum, 4)}, not ${trimmed(stated.value, 4)}.`,
          `${terms} = ${trimmed(sum, 4)}，而不是 ${trimmed(stated.value, 4)}。`,
        ),
        right: both(trimmed(sum, 4), trimmed(sum, 4)),
      },
    ];
  if (isWeights) return whole(values, true);
  return [
    {
      kind: "sum",
      verdict: "consistent",
      spans,
      reason: both(`The column sums to ${trimmed(sum, 4)}.`, `该列之和为 ${trimmed(sum, 4)}。`),
    },
  ];
}

/** Weights, or shares of one whole: 100. */
function whole(values: Quantity[], isWeights: boolean): Finding[] {
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

/** A last column “total”: the sum of the columns before it. */
function rowTotals({ header, rows }: PastedTable): Finding[] {
  const at = header.findIndex(({ text }, i) => i > 1 && totalName.test(text.trim()));
  if (at < 0 || at !== header.length - 1) return [];
  return rows.flatMap((row) => {
    const stated = row[at]?.quantity;
    const values = row.slice(1, at).map(({ quantity }) => quantity);
    if (!single(stated) || values.length < 2 || !values.every(single)) return [];
    if (values.some(({ unit }) => unit !== values[0].unit) || values[0].unit !== stated.unit) return [];
    return columnSum(values, stated, false);
  });
}

/** Row by row: can so many people give that share, and is it no more than all. */
function shares({ header, rows }: PastedTable, settled: ReadonlySet<number>): Finding[] {
  const size = header.findIndex(({ text }, i) => i > 0 && sizeName.test(text.trim()));
  if (size < 0 || averagedName.test(header[size].text)) return [];
  return rows.flatMap((row) => {
    const n = row[size]?.quantity;
    if (!single(n) || !Number.isInteger(n.value) || n.value < 2) return [];
    return row.flatMap(({ quantity }, column) => {
      const title = header[column]?.text ?? "";
      if (
        column === 0 ||
        column === size ||
        settled.has(column) ||
        !single(quantity) ||
        quantity.unit !== "percent" ||
        quantity.value > 100 ||
        quantity.isApproximate
      )
        return [];
      if (
        weightName.test(title) ||
        targetName.test(title) ||
        differenceName.test(title) ||
        shareName.test(title) ||
        averagedName.test(title) ||
        /pay|bonus|revenue|growth|薪|奖|收入|达成/.test(title)
      )
        return [];
      if (100 / n.value <= quantity.step || isPossibleShare(quantity.value, quantity.step, n.value))
        return [];
      const texts = nearestCounts(quantity.value, n.value).map(
        (k) => `${k}/${n.value} = ${percentText((100 * k) / n.value)}`,
      );
      return [
        {
          kind: "impossible_share" as const,
          verdict: turnoverName.test(title) ? ("doubtful" as const) : ("wrong" as const),
          spans: [spanOf(quantity), spanOf(n)],
          values: { n: n.value, share: quantity.value },
          reason: both(
            `No whole number out of ${n.value} is ${quantity.text}: ${texts.join(", ")}.`,
            `${n.value} 人中没有整数人数对应 ${quantity.text}：${texts.join("，")}。`,
          ),
          right: both(texts.join(" or "), texts.join(" 或 ")),
          settle: both("How many answered.", "实际作答人数。"),
        },
      ];
    });
  });
}
