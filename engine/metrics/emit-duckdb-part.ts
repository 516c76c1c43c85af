// Measures on the same relation and choice of rows → SELECTs with one row per cell, and of their total, each the cheapest
// that is exact:
// 1. a row is a person (one month): plain sums;  2. intervals by person: sums per person, then over people;
// 3. one period: plain sums and distinct people;  4. several: plain sums, and people as bits of the months they count in.
// People of cells and of a total that are made of the same months are told apart once for both.
import { identifier } from "../sql.js";
import type { Binder } from "./emit-duckdb-predicate.js";
import { personSumsOf, TermList, totalsOf, whoSql } from "./emit-duckdb-sums.js";
import { date, rowsSql, windowsOf, type Part } from "./emit-duckdb-rows.js";
import type { MonthRange } from "./period.js";
import type { OwnMonths, QueryTree } from "./tree.js";

/** A SELECT and the sums that it gives. */
export interface PartSelect {
  sql: string;
  sums: string[];
}

/** CTEs that the SELECTs read, SELECTs of the cells, and of the one row of the total where it was asked for. */
export interface PartSql {
  ctes: string[];
  cells: PartSelect[];
  total: PartSelect[];
}

export function keyNames(tree: QueryTree): string[] {
  return [...(tree.grain ? ["period"] : []), ...dimensionNames(tree)];
}

const dimensionNames = (tree: QueryTree): string[] => tree.dimensions.map((_, i) => `d${i}`);

/** Measures that can be read together. */
export function partsOf(tree: QueryTree, isKeyed: boolean): Part[] {
  const parts: Part[] = [];
  for (const [index, node] of tree.measures.entries()) {
    const { relation, rows, own } = node;
    let part = parts.find((p) => p.relation === relation && p.rows === rows && isSame(p.own, own));
    if (!part) parts.push((part = { relation, isKeyed, rows, own, measures: [] }));
    part.measures.push({ node, index });
  }
  return parts;
}

const isSame = (a: OwnMonths | undefined, b: OwnMonths | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** `name`: of the part's CTEs; `total`: the same question without grain and dimensions. */
export function emitPart(
  part: Part,
  name: string,
  tree: QueryTree,
  total: QueryTree | undefined,
  binder: Binder,
): PartSql {
  if (
    !total ||
    isPersonPerRow(part, tree) ||
    !isReadByPerson(part, tree) ||
    !readsSameMonths(part, tree, total)
  )
    return {
      ctes: [],
      cells: emitAlone(part, tree, binder),
      total: total ? emitAlone(part, total, binder) : [],
    };
  const terms = new TermList();
  const own = part.measures.flatMap(({ node, index }) => personSumsOf(node, index, terms));
  // people come in any order, and doubles added up in another one differ in their last bits: smallest first, always
  const sums = hasPersonSums(part)
    ? own
    : own.map((sum) => sum.replace(/\bsum\((t\d+)\)/, "sum($1 ORDER BY $1)"));
  const person = `${name}_person`;
  const again = terms.list.map((t) => `sum(${t.name}) AS ${t.name}`);
  const each = `(SELECT ${again.join(", ")} FROM ${person} GROUP BY employee_id)`;
  return {
    ctes: [`${person} AS MATERIALIZED (\n${perPerson(part, tree, terms.list, binder)}\n)`],
    cells: [grouped(sums, person, keyNames(tree))],
    total: [grouped(sums, each, [])],
  };
}

function emitAlone(part: Part, tree: QueryTree, binder: Binder): PartSelect[] {
  if (isPersonPerRow(part, tree)) return [sumsOverRows(part, tree, binder)];
  if (!isReadByPerson(part, tree)) return [totals(part, tree, binder), people(part, tree, binder)];
  if (!hasPersonSums(part)) return [sumsOfOnePeriod(part, tree, binder)];
  const terms = new TermList();
  const sums = part.measures.flatMap(({ node, index }) => personSumsOf(node, index, terms));
  return [grouped(sums, `(${perPerson(part, tree, terms.list, binder)})`, keyNames(tree))];
}

/** Whether sums of a person's rows are needed, not only whether the person is there. */
const hasPersonSums = ({ relation, measures }: Part): boolean =>
  relation === "hire_cohort" || measures.some(({ node }) => node.byPerson || node.counts);

const isReadByPerson = (part: Part, { periods }: QueryTree): boolean =>
  periods.length === 1 || hasPersonSums(part);

/** Each month that the cells are made of once, and no other in the total. */
function readsSameMonths(part: Part, tree: QueryTree, total: QueryTree): boolean {
  const [cells, whole] = [tree, total].map((t) =>
    windowsOf(part, t)
      .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
      .sort((a, b) => a - b)
      .join(),
  );
  return cells === whole;
}

/** Grain employee × month: within one month a row is a person. */
const isPersonPerRow = ({ relation, rows }: Part, { periods }: QueryTree): boolean =>
  relation === "employee_month" &&
  (rows === "last_month" ||
    rows === "year_before" ||
    (rows === "period" && periods.every((p) => p.from === p.to)));

function sumsOverRows(part: Part, tree: QueryTree, binder: Binder): PartSelect {
  const terms = new TermList();
  const sums = part.measures.flatMap(({ node, index }) => personSumsOf(node, index, terms));
  const inline = terms.list.map((t) => `${t.sql} AS ${t.name}`);
  const rows = `SELECT ${[...keys(part, tree), ...inline].join(", ")}\n  ${source(part, tree, binder)}`;
  return grouped(sums, `(${rows})`, keyNames(tree));
}

/** One row per cell and person with the sums of the terms. */
function perPerson(part: Part, tree: QueryTree, terms: TermList["list"], binder: Binder): string {
  const own = terms.map((t) => `${t.counts ? `nullif(count(${t.sql}), 0)` : `sum(${t.sql})`} AS ${t.name}`);
  return (
    `SELECT ${[...keys(part, tree), "e.employee_id", ...own].join(", ")}\n  ${source(part, tree, binder)}\n` +
    `  GROUP BY ${[...keyNames(tree), "e.employee_id"].join(", ")}`
  );
}

function sumsOfOnePeriod(part: Part, tree: QueryTree, binder: Binder): PartSelect {
  const terms = new TermList();
  const sums = part.measures.flatMap(({ node, index }) => totalsOf(node, index, terms));
  const distinct = countsOf(part).map(
    ({ name, who }) =>
      `count(DISTINCT employee_id)${who === null ? "" : ` FILTER (WHERE who_${name})`}::INTEGER AS ${name}`,
  );
  const inline = [
    ...terms.list.map((t) => `${t.sql} AS ${t.name}`),
    ...countsOf(part).flatMap(({ name, who }) => (who === null ? [] : [`${who} AS who_${name}`])),
  ];
  const period = tree.grain ? [`${date(tree.periods[0].start)} AS period`] : [];
  const dimensions = tree.dimensions.map((d, i) => `e.${identifier(d.column)} AS d${i}`);
  const rows =
    `SELECT ${["e.employee_id", ...period, ...dimensions, ...inline].join(", ")} FROM ${rowsSql(part, tree, binder)} e\n` +
    `  WHERE ${conditions(part, tree, binder)}`;
  return grouped([...distinct, ...sums], `(${rows})`, keyNames(tree));
}

/** People are whole numbers. */
export const sumType = (sum: string): string => (/_[nc]$/.test(sum) ? "INTEGER" : "DOUBLE");

/** Sums alone, added up by month first: the months of a period, or of a trailing year, are put together after. */
function totals(part: Part, tree: QueryTree, binder: Binder): PartSelect {
  const terms = new TermList();
  const sums = part.measures.flatMap(({ node, index }) => totalsOf(node, index, terms));
  const own = terms.list.map((t) => `sum(${t.sql}) AS ${t.name}`);
  const dimensions = tree.dimensions.map((d, i) => `e.${identifier(d.column)} AS d${i}`);
  const monthly =
    `SELECT ${["e.month", ...dimensions, ...own].join(", ")} FROM ${rowsSql(part, tree, binder)} e\n` +
    `  WHERE ${conditions(part, tree, binder)} GROUP BY ${["e.month", ...dimensionNames(tree)].join(", ")}`;
  const windows = windowsOf(part, tree).map((w) => `(${date(w.start)}, ${date(w.from)}, ${date(w.to)})`);
  const rows = `(${monthly}) m JOIN (VALUES ${windows.join(", ")}) w(period, first, last) ON m.month BETWEEN w.first AND w.last`;
  return grouped(sums, rows, keyNames(tree));
}

/** DuckDB's UBIGINT holds 64 bits; one is left unused. */
const bitsPerWord = 63;

/**
 * Distinct people per cell without grouping by person and period: each person's months become bits, people with the
 * same bits are counted together, and a period counts those who have a bit in common with it.
 */
function people(part: Part, tree: QueryTree, binder: Binder): PartSelect {
  const windows = windowsOf(part, tree);
  const [first, last] = [Math.min(...windows.map((w) => w.from)), Math.max(...windows.map((w) => w.to))];
  const words = Math.ceil((last - first + 1) / bitsPerWord);
  const wordsOf = ({ from, to }: MonthRange): string[] =>
    Array.from({ length: words }, (_, word) => {
      let bits = 0n;
      for (let month = from; month <= to; month++) {
        const bit = month - first - word * bitsPerWord;
        if (bit >= 0 && bit < bitsPerWord) bits |= 1n << BigInt(bit);
      }
      return `${bits}::UBIGINT`;
    });
  const names = (prefix: string): string[] => Array.from({ length: words }, (_, word) => `${prefix}${word}`);

  const counted = countsOf(part);
  const conditionsOfWho = [...new Set(counted.map((c) => c.who))];
  const masks = conditionsOfWho.flatMap((who, c) =>
    names("bit").map(
      (bit, word) => `bit_or(b.${bit})${who === null ? "" : ` FILTER (WHERE ${who})`} AS who${c}_${word}`,
    ),
  );
  const maskNames = conditionsOfWho.flatMap((_, c) => names(`who${c}_`));
  const months = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const bits = months.map((month) => `(${[date(month), ...wordsOf({ from: month, to: month })].join(", ")})`);
  const dimensions = tree.dimensions.map((d, i) => `e.${identifier(d.column)} AS d${i}`);
  const person =
    `SELECT ${[...dimensions, ...masks].join(", ")} FROM ${rowsSql(part, tree, binder)} e\n` +
    `  JOIN (VALUES ${bits.join(", ")}) b(month, ${names("bit").join(", ")}) ON e.month = b.month\n` +
    `  WHERE ${conditions(part, tree, binder)} GROUP BY ${[...dimensionNames(tree), "e.employee_id"].join(", ")}`;
  const alike = `SELECT ${[...dimensionNames(tree), ...maskNames].join(", ")}, count(*) AS people FROM (${person}) GROUP BY ALL`;
  const window = windows.map((w) => `(${[date(w.start), ...wordsOf(w)].join(", ")})`);
  const sums = counted.map(({ name, who }) => {
    const shared = names("word").map(
      (word, i) => `(who${conditionsOfWho.indexOf(who)}_${i} & w.${word}) > 0`,
    );
    return `coalesce(sum(people) FILTER (WHERE ${shared.join(" OR ")}), 0)::INTEGER AS ${name}`;
  });
  const rows = `(${alike}) CROSS JOIN (VALUES ${window.join(", ")}) w(period, ${names("word").join(", ")})`;
  const select = grouped(sums, rows, keyNames(tree));
  const anyone = counted.map(({ name }) => `${name} > 0`).join(" OR ");
  return { ...select, sql: `SELECT * FROM (${select.sql}) WHERE ${anyone}` };
}

function countsOf(part: Part): { name: string; who: string | null }[] {
  return part.measures.flatMap(({ node, index }) => [
    { name: `m${index}_n`, who: whoSql(node) },
    ...(node.contributors
      ? [{ name: `m${index}_c`, who: `e.${identifier(node.contributors)} IS NOT NULL` }]
      : []),
  ]);
}

function keys(part: Part, tree: QueryTree): string[] {
  const [only] = tree.periods;
  const one = tree.periods.length === 1 ? `${date(only.start)} AS period` : "e.month AS period";
  return [
    ...(tree.grain ? [needsPeriodJoin(part, tree) ? "p.period" : one] : []),
    ...tree.dimensions.map((d, i) => `e.${identifier(d.column)} AS d${i}`),
  ];
}

/** Rows of the part, each with its period. Joining a few months to their period is cheaper than computing it per row. */
function source(part: Part, tree: QueryTree, binder: Binder): string {
  const from = `FROM ${rowsSql(part, tree, binder)} e`;
  const where = `WHERE ${conditions(part, tree, binder)}`;
  if (!needsPeriodJoin(part, tree)) return `${from} ${where}`;
  const months = windowsOf(part, tree).flatMap((w) =>
    Array.from({ length: w.to - w.from + 1 }, (_, i) => `(${date(w.from + i)}, ${date(w.start)})`),
  );
  return `${from} JOIN (VALUES ${months.join(", ")}) p(month, period) ON e.month = p.month ${where}`;
}

const needsPeriodJoin = (part: Part, tree: QueryTree): boolean =>
  tree.grain !== null &&
  tree.periods.length > 1 &&
  windowsOf(part, tree).some((w) => w.from !== w.start || w.to !== w.start);

function conditions(part: Part, tree: QueryTree, binder: Binder): string {
  const windows = windowsOf(part, tree);
  const [first, last] = [Math.min(...windows.map((w) => w.from)), Math.max(...windows.map((w) => w.to))];
  const months =
    (part.rows === "last_month" || part.rows === "year_before") && tree.grain !== "month"
      ? `e.month IN (${windows.map((w) => date(w.to)).join(", ")})`
      : `e.month BETWEEN ${date(first)} AND ${date(last)}`;
  return [months, ...[...tree.scope, ...tree.filters].map((p) => binder.predicate(p))].join(" AND ");
}

function grouped(sums: string[], from: string, keys: string[]): PartSelect {
  const group = keys.length > 0 ? `\nGROUP BY ${keys.join(", ")}` : "";
  return {
    sql: `SELECT ${[...keys, ...sums].join(",\n  ")}\nFROM ${from}${group}`,
    sums: sums.map((sum) => sum.slice(sum.lastIndexOf(" AS ") + 4)),
  };
}
