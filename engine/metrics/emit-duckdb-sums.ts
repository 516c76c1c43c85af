// One measure → the sums it needs, as DuckDB expressions: over rows, or over people whose rows were added up before.
import { identifier } from "../sql.js";
import { relationColumns, type RelationName } from "./relation-columns.js";
import { isTerm, type MeasureNode, type TermNode } from "./tree.js";

/** A term of a row of `e`; null where it is not recorded. */
export function termSql(term: TermNode, relation: RelationName): string {
  const kinds = relationColumns[relation];
  const number = (name: string): string =>
    kinds[name] === "flag" ? `e.${identifier(name)}::INTEGER` : `e.${identifier(name)}`;
  let sql = term.columns
    .map((c) => (term.columns.length > 1 ? `coalesce(${number(c)}, 0)` : number(c)))
    .join(" + ");
  if (term.times) sql = `(${sql}) * ${number(term.times)}`;
  if (term.where) {
    const where = `e.${identifier(term.where)}`;
    sql = `CASE WHEN ${kinds[term.where] === "flag" ? where : `${where} > 0`} THEN ${sql} END`;
  }
  return sql;
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
  node.numerator.columns.every((c) => relationColumns[node.relation][c] === "flag");

interface NamedTerm {
  name: string;
  sql: string;
  /** Counts non-null values instead of adding them up. */
  counts: boolean;
}

/** Distinct terms of a part, named t0, t1, …; a term that two metrics use is added up once. */
export class TermList {
  readonly list: NamedTerm[] = [];

  sum(term: TermNode, relation: RelationName): string {
    return this.#named(termSql(term, relation), false);
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
