// Columns before and after (last, this; target, actual; 2024, 2025) and the one between them → is each row's difference or growth right.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import { phrasesOf } from "./lexicon.js";
import type { PastedTable, TableCell } from "./pasted-table.js";
import type { Quantity } from "./quantity.js";
import { agreement, exactAgreement, trimmed } from "./rounding.js";
import { actualName, differenceName, single, targetName } from "./table-columns.js";

/** Headings say more briefly what sentences say: “last”, “pre”, 期初. */
const heading = (concept: "before" | "after", ...more: string[]): RegExp =>
  new RegExp([...phrasesOf(concept), ...more].join("|"), "i");
const beforeName = heading("before", "(?<![a-z])(?:pre|last|from)(?![a-z])", "前测|上期|上季|同期|基期|期初");
const afterName = heading(
  "after",
  "(?<![a-z])(?:post|this|current|to)(?![a-z])",
  "后测|本期|本年|本季|当期|期末|年末",
);
const overYear = /同比|\byoy\b|year on year|year-over-year/i;
const lastYear = /去年|上年|同期|last year|prior year|previous year/i;
const overPeriod = /环比|\bmom\b|\bqoq\b/i;
const lastPeriod = /上月|上季|上周|上期|last (?:month|quarter|week)|prev/i;
const period = /^(?:fy\s?|cy\s?)?((?:19|20)\d\d)\s*年?$|^q([1-4])$|^第?([一二三四1-4])季度$|^(\d{1,2})月$/i;

/** Columns of one stated change. */
export interface GrowthColumns {
  base: number;
  value: number;
  delta: number;
}

export const tableGrowth = (table: PastedTable, growth = growthColumns(table)): Finding[] => [
  ...downTheRows(table, growth),
  ...growth.flatMap(({ base, value, delta }) =>
    table.rows.flatMap((row) => {
      const [a, b, stated] = [row[base]?.quantity, row[value]?.quantity, row[delta]?.quantity];
      return single(a) && single(b) && single(stated) ? judged(a, b, stated, row[delta]) : [];
    }),
  ),
];

/** Years or quarters down the rows, one column of levels, one of growth: each row against the one before it. */
function downTheRows(table: PastedTable, growth: GrowthColumns[]): Finding[] {
  const { header, rows } = table;
  const deltas = header.map((_, i) => i).filter((i) => i > 0 && differenceName.test(header[i].text));
  const levels = header
    .map((_, i) => i)
    .filter((i) => i > 0 && !deltas.includes(i) && rows.some((row) => single(row[i]?.quantity)));
  const orders = rows.map((row) => (period.test(row[0]?.text.trim() ?? "") ? orderOf(row[0].text) : NaN));
  const isInOrder = orders.every((order, i) => i === 0 || order === orders[i - 1] + 1);
  if (deltas.length !== 1 || levels.length !== 1 || growth.length > 0 || rows.length < 3 || !isInOrder)
    return [];
  return rows.slice(1).flatMap((row, i) => {
    const [a, b, stated] = [rows[i][levels[0]]?.quantity, row[levels[0]]?.quantity, row[deltas[0]]?.quantity];
    return single(a) && single(b) && single(stated) ? judged(a, b, stated, row[deltas[0]]) : [];
  });
}

/** The two columns that each stated change lies between: by their names, their periods, or what most rows say. */
export function growthColumns(table: PastedTable): GrowthColumns[] {
  const { header } = table;
  const deltas = header.map((_, i) => i).filter((i) => i > 0 && differenceName.test(header[i].text));
  const levels = header.map((_, i) => i).filter((i) => i > 0 && !deltas.includes(i));
  const column = (...names: RegExp[]): number =>
    levels.find((i) => names.every((name) => name.test(header[i].text))) ?? -1;
  return deltas.flatMap((delta) => {
    const title = header[delta].text;
    const isYear = overYear.test(title);
    const kind = isYear ? lastYear : overPeriod.test(title) ? lastPeriod : beforeName;
    const named: [number, number] =
      !isYear && !overPeriod.test(title) && column(targetName) > 0 && column(actualName) > 0
        ? [column(targetName), column(actualName)]
        : [column(beforeName, kind), column(afterName)];
    if (isPair(named)) return [{ base: named[0], value: named[1], delta }];
    const periods = levels.filter((i) => period.test(header[i].text.trim()));
    const [first, second] = periods;
    if (periods.length === 2 && orderOf(header[first].text) !== orderOf(header[second].text)) {
      const inOrder = orderOf(header[first].text) < orderOf(header[second].text);
      return [{ base: inOrder ? first : second, value: inOrder ? second : first, delta }];
    }
    const said = levels
      .flatMap((base) => levels.map((value) => ({ base, value, delta })))
      .find((one) => one.base !== one.value && isSaidByMost(table, one));
    return said ? [said] : [];
  });
}

const isPair = ([a, b]: [number, number]): boolean => a > 0 && b > 0 && a !== b;

const orderOf = (title: string): number => {
  const [, ...found] = period.exec(title.trim()) ?? [];
  const number = found.find((one) => one !== undefined) ?? "0";
  return "一二三四".includes(number) ? "一二三四".indexOf(number) + 1 : Number(number);
};

/** At least two rows, and more than half, whose stated growth is that between the columns. */
function isSaidByMost({ rows }: PastedTable, { base, value, delta }: GrowthColumns): boolean {
  const stated = rows.filter((row) => single(row[delta]?.quantity));
  const agreeing = stated.filter((row) => {
    const [a, b, d] = [row[base]?.quantity, row[value]?.quantity, row[delta].quantity!];
    return single(a) && single(b) && d.value !== 0 && isConsistent(a, b, d);
  });
  return agreeing.length >= 2 && 2 * agreeing.length > stated.length;
}

const signedOf = ({ sign, value }: Quantity): number => (sign === 0 ? value : sign * value);
const isConsistent = (a: Quantity, b: Quantity, stated: Quantity): boolean =>
  a.value !== 0 &&
  stated.unit === "percent" &&
  agreement((100 * (b.value - a.value)) / a.value, signedOf(stated), stated.step) === "equal";

/** 1.2 and 1.5 million were rounded: any growth that their unrounded figures can have stands. */
function isWithinRounding(a: Quantity, b: Quantity, stated: Quantity): boolean {
  const isRounded = [a, b].some(({ step, scale }) => step < 1 || scale > 1);
  if (!isRounded || a.unit === "percent" || a.value - a.step / 2 <= 0) return false;
  const ends = [-1, 1].flatMap((i) =>
    [-1, 1].map((j) => 100 * ((b.value + (j * b.step) / 2) / (a.value + (i * a.step) / 2) - 1)),
  );
  const said = signedOf(stated);
  const near = (one: number): number => (stated.sign === 0 && Math.max(...ends) < 0 ? -one : one);
  return (
    near(said) >= Math.min(...ends) - stated.step / 2 - 1e-9 &&
    near(said) <= Math.max(...ends) + stated.step / 2 + 1e-9
  );
}

function judged(a: Quantity, b: Quantity, stated: Quantity, cell: TableCell): Finding[] {
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
  const isGrowth = asRelative || isWithinRounding(a, b, stated);
  const fits = stated.unit === "percent" ? isGrowth : inPoints;
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
