// A rate column beside its counts (离职, 人数, 离职率) → is every row's rate its own k ÷ n, and the total's that of all together.
import { both, percentText } from "./claim-words.js";
import { spanOf, type Finding } from "./finding.js";
import type { PastedTable, TableCell } from "./pasted-table.js";
import type { Quantity } from "./quantity.js";
import { agreement, trimmed } from "./rounding.js";
import {
  averagedName,
  differenceName,
  isBody,
  isSubtotal,
  meanName,
  isTotal,
  leavingWords,
  nameOf,
  shareName,
  single,
  sizeName,
  targetName,
  turnoverName,
  weightName,
} from "./table-columns.js";

/** Columns of one rate: k, n and 100 k ÷ n. */
export interface RateColumns {
  part: number;
  whole: number;
  rate: number;
  /** Rates of the rows that are those of their own counts; 0 % and 100 % prove nothing. */
  agreeing: number;
  /** 2: the names say whose rate it is; 1: one of them is in the other; 0: only the figures do. */
  named: 0 | 1 | 2;
}

export const tableRates = (table: PastedTable, rates = rateColumns(table)): Finding[] =>
  rates.flatMap((columns) =>
    table.rows.flatMap((row) =>
      isBody(row) || isSubtotal(row) ? ofRow(row, columns, table) : ofAll(row, columns, table),
    ),
  );

const isCount = (q: Quantity | undefined): q is Quantity =>
  single(q) &&
  ["plain", "people", "count"].includes(q.unit) &&
  Number.isInteger(q.value) &&
  q.sign === 0 &&
  !q.isApproximate;

/** The counts of each rate in the table; a rate whose counts neither names nor figures tell has none. */
export function rateColumns(table: PastedTable): RateColumns[] {
  const { header, rows } = table;
  const body = rows.filter(isBody);
  const all = header.map((_, column) => column).slice(1);
  const counts = all.filter(
    (column) =>
      body.length > 0 &&
      body.every((row) => isCount(row[column]?.quantity)) &&
      ![weightName, differenceName, targetName].some((name) => name.test(header[column].text)),
  );
  const rates = all.filter(
    (column) =>
      body.some((row) => row[column]?.quantity?.unit === "percent") &&
      body.every((row) => !row[column]?.quantity || row[column].quantity?.unit === "percent") &&
      ![weightName, differenceName, targetName].some((name) => name.test(header[column].text)),
  );
  return rates.flatMap((rate) => {
    const found = counts
      .flatMap((part) =>
        counts
          .filter((whole) => whole !== part && holds(body, part, whole))
          .map((whole) => candidate(table, part, whole, rate)),
      )
      .sort((a, b) => b.agreeing - a.agreeing || b.named - a.named);
    const best = found.find((one) => isSaid(one, table));
    return best ? [best] : [];
  });
}

/** No part is more than its whole. */
const holds = (body: TableCell[][], part: number, whole: number): boolean =>
  body.every((row) => {
    const [k, n] = [row[part].quantity!.value, row[whole].quantity!.value];
    return n > 0 && k <= n && k >= 0;
  }) && body.some((row) => row[part].quantity!.value < row[whole].quantity!.value);

function candidate(table: PastedTable, part: number, whole: number, rate: number): RateColumns {
  const agreeing = table.rows.filter((row) => {
    const stated = row[rate]?.quantity;
    return single(stated) && stated.value > 0 && stated.value < 100 && fits(stated, row, part, whole);
  }).length;
  return { part, whole, rate, agreeing, named: namedBy(table.header, part, whole, rate) };
}

const shareOf = (row: TableCell[], part: number, whole: number): number | undefined => {
  const [k, n] = [row[part]?.quantity, row[whole]?.quantity];
  return isCount(k) && isCount(n) && n.value > 0 ? (100 * k.value) / n.value : undefined;
};

function fits(stated: Quantity, row: TableCell[], part: number, whole: number): boolean {
  const truth = shareOf(row, part, whole);
  return truth !== undefined && agreement(truth, stated.value, stated.step, stated.isApproximate) === "equal";
}

const leaving = new RegExp(`^(?:no\\. of |number of )?(?:${leavingWords})(?:人数|员工|人次|数|人)?$`, "i");
const outcome = /^(?:passed|satisfied|completed|responded|answered|won|converted|retained|通过|合格|达标)$/i;
const anyRate = /^(?:rate|percentage|percent|pct|%|比率|比例|率)(?:\s*[(（]?\s*[%％]\s*[)）]?)?$/i;
const wholeName =
  /^(?:invited|sent|asked|total|all|leads|deals|participants|candidates|customers|发放|邀请|总数|线索|客户)/i;

function namedBy(header: TableCell[], part: number, whole: number, rate: number): 0 | 1 | 2 {
  const [k, n, r] = [part, whole, rate].map((column) => header[column].text.trim().toLowerCase());
  if (averagedName.test(`${n} ${r}`) || shareName.test(r)) return 0;
  const isWhole = (sizeName.test(n) || wholeName.test(n)) && !leaving.test(n);
  if (!isWhole) return 0;
  if (leaving.test(k) && (/^(?:staff |employee )?(?:turnover|attrition|churn)\b/.test(r) || anyRate.test(r)))
    return 2;
  if (outcome.test(k) && anyRate.test(r)) return 2;
  const [a, b] = [stem(k), stem(r)];
  if (a === "" || b === "") return 0;
  if (a === b || (a.length >= 4 && /^[a-z]/.test(a) && a.slice(0, 4) === b.slice(0, 4))) return 2;
  return b.includes(a) || a.includes(b) ? 1 : 0;
}

/** 离职人数 and 离职率 → 离职; “passed” and “pass rate” → pass. */
const stem = (name: string): string =>
  name
    .replace(/[(（].*$|[%％]/g, "")
    .replace(/(?:人数|员工|人次|数量|数|人|率|的)+$/g, "")
    .replace(/\b(?:rate|number|no\.|of|percentage|count)\b/g, "")
    .replace(/ed\b|s\b/g, "")
    .trim();

/** Most rows read so, or the names say it; a turnover that no row's counts give has been divided by something else. */
function isSaid({ agreeing, named, rate }: RateColumns, { rows }: PastedTable): boolean {
  const stated = rows.filter((row) => single(row[rate]?.quantity)).length;
  return (agreeing >= 2 && 2 * agreeing > stated) || named === 2;
}

function ofRow(row: TableCell[], columns: RateColumns, table: PastedTable): Finding[] {
  const { part, whole, rate, agreeing } = columns;
  const truth = shareOf(row, part, whole);
  const stated = row[rate]?.quantity;
  if (!single(stated) || truth === undefined) return [];
  const [k, n] = [row[part].quantity!, row[whole].quantity!];
  const elsewhere = agreeing === 0 && turnoverName.test(table.header[rate].text);
  return [judged(stated, k.value, n.value, [stated, k, n].map(spanOf), elsewhere)];
}

/** The total of the counts, as stated or as the rows have it; a mean row of rates is that of all people too. */
function ofAll(row: TableCell[], columns: RateColumns, table: PastedTable): Finding[] {
  const { part, whole, rate, agreeing } = columns;
  const stated = row[rate]?.quantity;
  if (!single(stated) || stated.unit !== "percent") return [];
  const body = table.rows.filter(isBody);
  const sum = (column: number): number => body.reduce((all, one) => all + one[column].quantity!.value, 0);
  const [k, n] = [row[part]?.quantity, row[whole]?.quantity];
  const isOwn = isTotal(row) && isCount(k) && isCount(n) && n.value > 0;
  const [sumK, sumN] = [sum(part), sum(whole)];
  const agrees = agreement((100 * sumK) / sumN, stated.value, stated.step, stated.isApproximate) === "equal";
  const spans = [stated, ...(isOwn ? [k, n] : body.map((one) => one[rate]?.quantity).filter(single))];
  const [top, bottom] = isOwn && !agrees ? [k.value, n.value] : [sumK, sumN];
  const elsewhere = agreeing === 0 && turnoverName.test(table.header[rate].text);
  const found = judged(stated, top, bottom, spans.map(spanOf), elsewhere);
  const values = body.map((one) => one[rate]?.quantity).filter(single);
  const simple = values.reduce((all, { value }) => all + value, 0) / values.length;
  const isSimple = agreement(simple, stated.value, stated.step) === "equal";
  const added = values.reduce((all, { value }) => all + value, 0);
  const isSum = values.length > 1 && agreement(added, stated.value, stated.step) === "equal";
  if (found.verdict !== "wrong" || (!isSimple && !isSum && !meanName.test(nameOf(row)))) return [found];
  const right = percentText((100 * top) / bottom, 2);
  return [
    {
      ...found,
      kind: "mean_of_rates",
      values: { ...found.values, simple, weighted: (100 * top) / bottom },
      ...(isSum && {
        reason: both(
          `${percentText(added, 2)} is the sum of the percentages; ${trimmed(top, 0)} of ${trimmed(bottom, 0)} are ${right}.`,
          `${percentText(added, 2)} 是各百分比之和；${trimmed(bottom, 0)} 中的 ${trimmed(top, 0)} 为 ${right}。`,
        ),
      }),
      ...(isSimple && {
        reason: both(
          `${percentText(simple, 2)} is the mean of the percentages; ${trimmed(top, 0)} of ${trimmed(bottom, 0)} are ${right}.`,
          `${percentText(simple, 2)} 是各百分比的简单平均；${trimmed(bottom, 0)} 中的 ${trimmed(top, 0)} 为 ${right}。`,
        ),
      }),
    },
  ];
}

function judged(
  stated: Quantity,
  k: number,
  n: number,
  spans: Finding["spans"],
  elsewhere: boolean,
): Finding {
  const truth = (100 * k) / n;
  const agreed = agreement(truth, stated.value, stated.step, stated.isApproximate);
  const decimals = Math.min(4, Math.max(1, Math.round(-Math.log10(stated.step))));
  const right = percentText(truth, decimals);
  const reckoned = `${trimmed(k, 0)} ÷ ${trimmed(n, 0)} = ${right}`;
  const common = { kind: "part_of_whole" as const, spans, values: { truth, stated: stated.value, k, n } };
  if (agreed === "equal")
    return { ...common, verdict: "consistent", reason: both(`${reckoned}.`, `${reckoned}。`) };
  const written = percentText(stated.value, 4);
  const not = both(`${reckoned}, not ${written}`, `${reckoned}，而不是 ${written}`);
  if (elsewhere)
    return {
      ...common,
      verdict: "doubtful",
      reason: both(
        `${not.en}; a turnover rate over an average headcount, or made a year's, need not be the count over the count beside it.`,
        `${not.zh}；若离职率以平均人数为分母或经年化，则不必等于旁列人数之比。`,
      ),
      right: both(right, right),
      settle: both(
        "What the leavers were divided by, and over which period.",
        "离职人数除以何种人数，期间多长。",
      ),
    };
  return {
    ...common,
    verdict: agreed === "cut" ? "doubtful" : "wrong",
    reason: both(`${not.en}.`, `${not.zh}。`),
    right: both(right, right),
  };
}
