// A pasted table → do totals, weights, means, differences and shares in it hold.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import { judged as judgedMean } from "./mean-claims.js";
import type { PastedTable, TableCell } from "./pasted-table.js";
import type { Quantity } from "./quantity.js";
import { agreement, exactAgreement, trimmed } from "./rounding.js";
import { isPossibleShare, nearestCounts } from "./share-claims.js";

const totalName =
  /^(?:grand )?(?:total|totals|sum|all|overall|subtotal)\b|^(?:合计|总计|小计|总和|总数|全部|共计|总体|整体|合 计|总 计)/i;
const meanName = /^(?:average|mean|avg)\b|^(?:平均|均值)/i;
export const weightName = /weight|权重|比重|权数/i;
const shareName = /share|proportion|distribution|占比|构成|比例|份额/i;
const sizeName =
  /^(?:n|people|headcount|employees|staff|respondents|answers|人数|样本量?|n=|员工数|回答人数|样本数|number of people)$|人数|headcount/i;
const targetName = /target|goal|plan|quota|目标|计划/i;
const actualName = /actual|result|achieved|current|real|实际|完成值?|现值|结果/i;
const beforeName = /before|previous|last|prior|old|from|之前|培训前|改革前|上期|去年|上月|上季|原/i;
const afterName = /after|now|this|current|new|to\b|之后|培训后|改革后|本期|今年|本月|本季|现/i;
const differenceName =
  /diff|gap|change|delta|Δ|exceed|over|差|变化|超出|增减|增长|增幅|降幅|涨跌|变动|同比|环比/i;

export function tableClaims(tables: PastedTable[]): Finding[] {
  return tables.flatMap((table) => [
    ...columns(table),
    ...rowTotals(table),
    ...differences(table),
    ...shares(table),
  ]);
}

const nameOf = (row: TableCell[]): string => row[0]?.text ?? "";
const isBody = (row: TableCell[]): boolean => !totalName.test(nameOf(row)) && !meanName.test(nameOf(row));
const single = (q: Quantity | undefined): q is Quantity => q !== undefined && q.high === undefined;

function columns(table: PastedTable): Finding[] {
  const { header, rows } = table;
  const findings: Finding[] = [];
  const total = rows.find((row) => totalName.test(nameOf(row)));
  const mean = rows.find((row) => meanName.test(nameOf(row)));
  const body = rows.filter(isBody);
  const sizeColumn = header.findIndex(({ text }, i) => i > 0 && sizeName.test(text.trim()));
  for (let column = 1; column < Math.max(...rows.map((row) => row.length)); column++) {
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

/** Target, actual and what is said to lie between them; before, after and the change. */
function differences({ header, rows }: PastedTable): Finding[] {
  const column = (name: RegExp, but = -1): number =>
    header.findIndex(({ text }, i) => i > 0 && i !== but && name.test(text));
  const delta = column(differenceName);
  if (delta < 0) return [];
  const [target, actual] = [column(targetName, delta), column(actualName, delta)];
  const [before, after] = [column(beforeName, delta), column(afterName, delta)];
  const [a, b] = target > 0 && actual > 0 ? [target, actual] : [before, after];
  if (a < 1 || b < 1 || a === b) return [];
  return rows.flatMap((row) => {
    const [base, value, stated] = [row[a]?.quantity, row[b]?.quantity, row[delta]?.quantity];
    return single(base) && single(value) && single(stated) ? judgedRow(base, value, stated, row[delta]) : [];
  });
}

function judgedRow(a: Quantity, b: Quantity, stated: Quantity, cell: TableCell): Finding[] {
  const difference = Number((b.value - a.value).toPrecision(12));
  const relative = a.value === 0 ? NaN : (100 * difference) / a.value;
  const signed = stated.sign === 0 ? stated.value : stated.sign * stated.value;
  const side = (truth: number): number => (stated.sign === 0 ? Math.abs(truth) : truth);
  const spans = [cell, a, b].map(spanOf);
  const isShare = a.unit === "percent" || b.unit === "percent";
  const inPoints =
    exactAgreement(side(difference), stated.sign === 0 ? Math.abs(signed) : signed, stated.step) === "equal";
  const asRelative =
    agreement(side(relative), stated.sign === 0 ? Math.abs(signed) : signed, stated.step) === "equal";
  const right = both(
    isShare
      ? `${trimmed(difference)} points = ${percentText(relative)} relative`
      : `${trimmed(difference, 3)} (${percentText(relative)})`,
    isShare
      ? `${trimmed(difference)} 个百分点，即相对 ${percentText(relative)}`
      : `${trimmed(difference, 3)}（${percentText(relative)}）`,
  );
  const values = { difference, relative, stated: signed };
  const fits = stated.unit === "percent" ? asRelative : inPoints;
  if (fits)
    return [
      {
        kind: "comparison",
        verdict: "consistent",
        spans,
        values,
        reason: both(`${right.en}.`, `${right.zh}。`),
      },
    ];
  if (stated.unit === "percent" && isShare && inPoints)
    return [
      {
        kind: "points_or_relative",
        verdict: "doubtful",
        spans,
        values,
        reason: both(`These are points: ${right.en}.`, `这是百分点：${right.zh}。`),
        right,
      },
    ];
  return [
    {
      kind: "comparison",
      verdict: "wrong",
      spans,
      values,
      reason: both(
        `${trimmed(b.value, 3)} against ${trimmed(a.value, 3)}: ${right.en}, not ${cell.text}.`,
        `${trimmed(b.value, 3)} 与 ${trimmed(a.value, 3)}：${right.zh}，而不是 ${cell.text}。`,
      ),
      right,
    },
  ];
}

/** Row by row: can so many people give that share, and is it no more than all. */
function shares({ header, rows }: PastedTable): Finding[] {
  const size = header.findIndex(({ text }, i) => i > 0 && sizeName.test(text.trim()));
  if (size < 0) return [];
  return rows.flatMap((row) => {
    const n = row[size]?.quantity;
    if (!single(n) || !Number.isInteger(n.value) || n.value < 2) return [];
    return row.flatMap(({ quantity }, column) => {
      const title = header[column]?.text ?? "";
      if (
        column === 0 ||
        column === size ||
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
          verdict: "wrong" as const,
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
