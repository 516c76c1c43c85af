// One measure → the sums it needs, as DuckDB expressions over rows that each stand for one person.
import { identifier } from "../sql.js";
import { relationColumns } from "./relation-columns.js";
import { isTerm, type MeasureNode, type TermNode } from "./tree.js";

interface NamedTerm {
  name: string;
  sql: string;
  /** Counts non-null values instead of adding them up. */
  counts: boolean;
}

/** Distinct terms of a part, named t0, t1, …; a term that two metrics share is added up once. */
export class TermList {
  readonly list: NamedTerm[] = [];
  constructor(private readonly relation: MeasureNode["relation"]) {}

  sum(term: TermNode): string {
    const kinds = relationColumns[this.relation];
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
    return this.#named(sql, false);
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

/** The sums of one measure over rows that are people. */
export function sumsOf(node: MeasureNode, i: number, terms: TermList): string[] {
  const y = terms.sum(node.numerator);
  const x = isTerm(node.denominator) ? terms.sum(node.denominator) : null;
  const who =
    node.people === "recorded"
      ? isAlwaysRecorded(node)
        ? "count(*)"
        : `count(${y})`
      : `count(*) FILTER (WHERE ${node.people === "numerator" ? y : x} > 0)`;
  const sums = [`${who}::INTEGER AS m${i}_n`, `${total(y)} AS m${i}_y`];
  if (x) sums.push(`${total(x)} AS m${i}_x`);
  if (node.byPerson && x)
    sums.push(
      `${total(`${y}::DOUBLE * ${y}`)} AS m${i}_yy`,
      `${total(`${x}::DOUBLE * ${y}`)} AS m${i}_xy`,
      `${total(`${x}::DOUBLE * ${x}`)} AS m${i}_xx`,
    );
  if (node.contributors) sums.push(`count(${terms.recorded(node.contributors)})::INTEGER AS m${i}_c`);
  return sums;
}

/** Flags without a condition are recorded for every row. */
const isAlwaysRecorded = (node: MeasureNode): boolean =>
  node.numerator.where === undefined &&
  node.numerator.columns.every((c) => relationColumns[node.relation][c] === "flag");

const total = (sql: string): string => `coalesce(sum(${sql}), 0)::DOUBLE`;
