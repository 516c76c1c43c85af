// Total, subtotal and mean rows, and a last column “total” → are they those of the rows and columns that they close.
import { both } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import { judged as judgedMean } from "./mean-claims.js";
import type { PastedTable, TableCell } from "./pasted-table.js";
import type { Quantity } from "./quantity.js";
import { agreement, trimmed } from "./rounding.js";
import {
  isBlank,
  isBody,
  isSubtotal,
  isTotal,
  meanName,
  nameOf,
  notAdditive,
  shareName,
  single,
  sizeName,
  totalName,
  weightName,
} from "./table-columns.js";
import { sumOf, whole } from "./table-whole.js";

/** `settled`: columns whose totals are no sums because they are rates, growths or ratios of other columns. */
export const tableTotals = (table: PastedTable, settled: ReadonlySet<number>): Finding[] => [
  ...columns(table, settled),
  ...subtotals(table, settled),
  ...rowTotals(table),
];

function columns(table: PastedTable, settled: ReadonlySet<number>): Finding[] {
  const { header, rows } = table;
  const total = rows.find(isTotal);
  const mean = rows.find((row) => meanName.test(nameOf(row)));
  const body = rows.filter(isBody);
  const sizeColumn = header.findIndex(({ text }, i) => i > 0 && sizeName.test(text.trim()));
  const sizes = body.map((row) => row[sizeColumn]?.quantity);
  const known = sizeColumn > 0 && sizes.every(single) ? (sizes as Quantity[]) : undefined;
  const findings: Finding[] = [];
  for (let column = 1; column < Math.max(...rows.map((row) => row.length)); column++) {
    const values = body.map((row) => row[column]?.quantity).filter(single);
    const isWhole = body.every((row) => single(row[column]?.quantity) || isBlank(row[column]));
    if (settled.has(column) || values.length < 2 || !isWhole) continue;
    const isFull = values.length === body.length;
    const title = header[column]?.text ?? "";
    const stated = total?.[column]?.quantity;
    const weights = column === sizeColumn || !isFull ? undefined : known;
    if (single(stated)) findings.push(...ofTotal(stated, values, title, weights));
    else if (isFull && (weightName.test(title) || (shareName.test(title) && values[0].unit === "percent")))
      findings.push(...whole(values, weightName.test(title)));
    const average = mean?.[column]?.quantity;
    if (single(average) && isFull && column !== sizeColumn)
      findings.push(
        ...judgedMean(
          average,
          values,
          values[0].unit === "percent" || notAdditive.test(title) ? weights : undefined,
        ),
      );
  }
  return findings;
}

/** A total is a sum; that of a rate or of a mean is weighted by the people; under names it is their number. */
function ofTotal(stated: Quantity, values: Quantity[], title: string, weights?: Quantity[]): Finding[] {
  const isWeight = weightName.test(title);
  if (sumsTo(values, stated)) return columnSum(values, stated, isWeight);
  if (values[0].unit === "percent" && !isWeight && !shareName.test(title))
    return judgedMean(stated, values, weights);
  const sizes = values.map(({ value }) => value);
  const isBetween = stated.value >= Math.min(...sizes) && stated.value <= Math.max(...sizes);
  const isFractional = values.some(({ step }) => step < 1);
  if (notAdditive.test(title) || (isFractional && isBetween && !isWeight))
    return isBetween && weights && weightedAgrees(stated, values, weights)
      ? judgedMean(stated, values, weights)
      : [];
  return columnSum(values, stated, isWeight);
}

function weightedAgrees(stated: Quantity, values: Quantity[], weights: Quantity[]): boolean {
  const people = weights.reduce((all, { value }) => all + value, 0);
  const mean = values.reduce((all, { value }, i) => all + value * weights[i].value, 0) / people;
  return agreement(mean, stated.value, stated.step) === "equal";
}

const sumsTo = (values: Quantity[], stated: Quantity): boolean =>
  Math.abs(sumOf(values) - sumOf([stated])) <= roomOf(values, stated) + 1e-9;

/** Parts that were rounded may miss their total by half a step each. */
function roomOf(values: Quantity[], stated: Quantity): number {
  const isRounded = values.some(({ step, scale, unit }) => step < 1 || scale > 1 || unit === "percent");
  return isRounded ? values.reduce((all, { step }) => all + step / 2, 0) + stated.step / 2 : 0;
}

function columnSum(values: Quantity[], stated: Quantity, isWeights: boolean): Finding[] {
  const sum = sumOf(values);
  const spans = [stated, ...values].map(spanOf);
  const terms = values
    .map((one) => trimmed(sumOf([one]), 4))
    .join(" + ")
    .replace(/\+ −/g, "− ");
  const [shown, said] = [trimmed(sum, 4), trimmed(sumOf([stated]), 4)];
  const room = isWeights ? 0 : roomOf(values, stated);
  if (Math.abs(sum - sumOf([stated])) > room + 1e-9)
    return [
      {
        kind: "sum",
        verdict: "wrong",
        spans,
        values: { sum, stated: sumOf([stated]) },
        reason: both(`${terms} = ${shown}, not ${said}.`, `${terms} = ${shown}，而不是 ${said}。`),
        right: both(shown, shown),
      },
    ];
  if (isWeights) return whole(values, true);
  return [
    {
      kind: "sum",
      verdict: "consistent",
      spans,
      reason: both(`The column sums to ${shown}.`, `该列之和为 ${shown}。`),
    },
  ];
}

/** Each subtotal: the rows since the one before it. */
function subtotals({ header, rows }: PastedTable, settled: ReadonlySet<number>): Finding[] {
  return rows.flatMap((row, at) => {
    if (!isSubtotal(row)) return [];
    const from = rows.slice(0, at).findLastIndex((one) => isSubtotal(one) || isTotal(one)) + 1;
    const parts = rows.slice(from, at).filter(isBody);
    return row.flatMap((cell, column): Finding[] => {
      const values = parts.map((part) => part[column]?.quantity).filter(single);
      const isSum = !notAdditive.test(header[column]?.text ?? "") && cell.quantity?.unit !== "percent";
      if (column === 0 || settled.has(column) || !isSum || !single(cell.quantity) || values.length < 1)
        return [];
      return parts.every((part) => single(part[column]?.quantity) || isBlank(part[column]))
        ? columnSum(values, cell.quantity, false)
        : [];
    });
  });
}

const closingName = /(?:合计|总计|总额)$|\btotal$/i;
const deduction = /扣|税|社保|公积金|deduct|tax|less\b/i;

/** A last column “total”: the sum of the columns before it. */
function rowTotals({ header, rows }: PastedTable): Finding[] {
  const at = header.findIndex(
    ({ text }, i) => i > 1 && (totalName.test(text.trim()) || closingName.test(text.trim())),
  );
  if (at < 0 || at !== header.length - 1) return [];
  const named = header.slice(1, at);
  // deductions are no parts, and who they are is not stated by names alone
  if (named.some(({ text }) => deduction.test(text))) return [];
  const own = named
    .map((_, i) => i + 1)
    .filter((i) => !notAdditive.test(header[i].text) && rows.some((row) => single(row[i]?.quantity)));
  return rows.flatMap((row) => {
    const stated = row[at]?.quantity;
    const cells: TableCell[] = own.map((i) => row[i]);
    const values = cells.map(({ quantity }) => quantity).filter(single);
    const isWhole = cells.every((cell) => single(cell.quantity) || isBlank(cell));
    if (!single(stated) || values.length < 2 || !isWhole) return [];
    if (values.some(({ unit }) => unit !== values[0].unit) || values[0].unit !== stated.unit) return [];
    return columnSum(values, stated, false);
  });
}
