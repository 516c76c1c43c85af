// One measure → the sums it needs, as DuckDB expressions: over rows, or over people whose rows were added up before.
import { identifier } from "../sql.js";
import { relationColumns, type RelationName } from "./relation-columns.js";
import { isTerm, type MeasureNode, type TermNode } from "./tree.js";

/** A term of a row of `e`; null where it is not recorded. */
export function termSql(term: TermNode, relation: RelationName): string {
  const kinds = relationColumns[relation];
  const number = (name: string): string =>
    kinds[name] === "flag" ? `e.${identifier(name)}::INTEGER` : `e.${identifier(name)}`;
  const known = (name: string): string => `coalesce(${number(name)}, 0)`;
  const { columns, minus = [] } = term;
  let sql = [
    columns.length === 0 ? "1" : columns.map(columns.length > 1 ? known : number).join(" + "),
    ...minus.map(known),
  ].join(" - ");
  const times = [
    ...(term.times ? [number(term.times)] : []),
    ...(term.own ?? []).map(({ column, power }) => {
      const own = `coalesce(e.${ownColumn(column)}, 0)`;
      return power === 1 ? own : `pow(${own}, ${power})`;
    }),
  ];
  if (times.length > 0) sql = `(${sql}) * ${times.join(" * ")}`;
  const conditions = [
    ...(term.where ? [`e.${identifier(term.where)}${kinds[term.where] === "flag" ? "" : " > 0"}`] : []),
    ...(term.recorded ? [`e.${identifier(term.recorded)} IS NOT NULL`] : []),
    ...(term.own ? ["e.own_seen"] : []),
  ];
  return conditions.length > 0 ? `CASE WHEN ${conditions.join(" AND ")} THEN ${sql} END` : sql;
}

/** Name of a column of the person's own months beside a row. */
export const ownColumn = (name: string): string => identifier(`own_${name}`);

/** Every column of the relation that the measure reads in its rows. */
export function columnsOf({ numerator, denominator, contributors }: MeasureNode): string[] {
  const terms = [numerator, ...(isTerm(denominator) ? [denominator] : [])];
  const names = terms.flatMap((t) => [...t.columns, ...(t.minus ?? []), t.times, t.where, t.recorded]);
  return [...new Set([...names, contributors].filter((name) => name !== undefined))];
}

/** Condition on a row of `e` that makes its person one of those behind the number; null = every row. */
export function whoSql(node: MeasureNode): string | null {
  if (node.people === "denominator" && isTerm(node.denominator))
    return `${termSql(node.denominator, node.relation)} > 0`;
  const numerator = termSql(node.numerator, node.relation);
  if (node.people === "numerator") return `${numerator} > 0`;
  return isAlwaysRecorded(node) ? null : `${numerator} IS NOT NULL`;
}

/** Flags without a condition are recorded for every row. */
const isAlwaysRecorded = (node: MeasureNode): boolean =>
  node.numerator.where === undefined &&
  node.numerator.recorded === undefined &&
  node.numerator.columns.every((c) => relationColumns[node.relation][c] === "flag");

interface NamedTerm {
  name: string;
  sql: string;
  /** Counts non-null values instead of adding them up. */
  counts: boolean;
}

/**
 * Distinct terms of a part, named t0, t1, …; a term that two metrics use is added up once. As doubles: whole numbers stay
 * exact up to 2^53, and DuckDB's sums of integers, 128 bits wide, take half as long again.
 */
export class TermList {
  readonly list: NamedTerm[] = [];

  sum(term: TermNode, relation: RelationName): string {
    return this.#named(`(${termSql(term, relation)})::DOUBLE`, false);
  }

  recorded(column: string): string {
    return this.#named(`e.${identifier(column)}`, true);
  }

  #named(sql: string, counts: boolean): string {
    let found = this.list.find((t) => t.sql === sql && t.counts === counts);
    if (!found) this.list.push((found = { name: `t${this.list.length}`, sql, counts }));
    return found.name;
  }
}

const total = (sql: string): string => `coalesce(sum(${sql}), 0)::DOUBLE`;

/** y and x of one measure. */
export function totalsOf(node: MeasureNode, i: number, terms: TermList): string[] {
  const sums = [`${total(terms.sum(node.numerator, node.relation))} AS m${i}_y`];
  if (isTerm(node.denominator)) sums.push(`${total(terms.sum(node.denominator, node.relation))} AS m${i}_x`);
  return sums;
}

/** n, y, x and the squares of one measure, over rows that each stand for one person. */
export function personSumsOf(node: MeasureNode, i: number, terms: TermList): string[] {
  const y = terms.sum(node.numerator, node.relation);
  const x = isTerm(node.denominator) ? terms.sum(node.denominator, node.relation) : null;
  if (node.counts === "people")
    return [
      `count(*) FILTER (WHERE ${x} > 0)::INTEGER AS m${i}_n`,
      `count(*) FILTER (WHERE ${x} > 0 AND ${y} > 0)::DOUBLE AS m${i}_y`,
      `count(*) FILTER (WHERE ${x} > 0)::DOUBLE AS m${i}_x`,
    ];
  const who =
    node.people === "recorded"
      ? isAlwaysRecorded(node)
        ? "count(*)"
        : `count(${y})`
      : `count(*) FILTER (WHERE ${node.people === "numerator" ? y : x} > 0)`;
  const sums = [`${who}::INTEGER AS m${i}_n`, ...totalsOf(node, i, terms)];
  if (node.byPerson && x)
    sums.push(
      `${total(`${y}::DOUBLE * ${y}`)} AS m${i}_yy`,
      `${total(`${x}::DOUBLE * ${y}`)} AS m${i}_xy`,
      `${total(`${x}::DOUBLE * ${x}`)} AS m${i}_xx`,
    );
  if (node.contributors) sums.push(`count(${terms.recorded(node.contributors)})::INTEGER AS m${i}_c`);
  return sums;
}
