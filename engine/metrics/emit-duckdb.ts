// Typed tree → one DuckDB statement with bound parameters. Each (relation, choice of rows) is aggregated on its own to
// one row per cell, then the parts are stacked and collapsed: no join between facts, so nothing can fan out.
import { identifier } from "../sql.js";
import { monthText, type MonthNumber } from "./period.js";
import { sumsOf, TermList } from "./emit-duckdb-sums.js";
import {
  isTerm,
  type MeasureNode,
  type Predicate,
  type QueryTree,
  type RowChoice,
  type Scalar,
} from "./tree.js";

export interface Statement {
  sql: string;
  params: Scalar[];
}

/** Names of the sums of measure `i` in the statement's result. */
export const sumColumns = (measure: MeasureNode, i: number): string[] => [
  `m${i}_n`,
  `m${i}_y`,
  ...(isTerm(measure.denominator) ? [`m${i}_x`] : []),
  ...(measure.byPerson ? [`m${i}_yy`, `m${i}_xy`, `m${i}_xx`] : []),
];

/**
 * Result: `period` (first day of it; only with a grain), `d0`…, then per measure: n, y = numerator, x = denominator and,
 * for intervals by person, Σy², Σxy, Σx² over people. Withheld cells are null in all of them.
 */
export function emitDuckdb(tree: QueryTree): Statement {
  return new Emitter(tree).statement();
}

interface Part {
  relation: MeasureNode["relation"];
  rows: RowChoice;
  measures: { node: MeasureNode; index: number }[];
}

class Emitter {
  readonly #params: Scalar[] = [];

  constructor(private readonly tree: QueryTree) {}

  statement(): Statement {
    const keys = this.#keys();
    const parts = this.#parts();
    const ctes = parts.map((part, i) => `part${i} AS (\n${this.#part(part)}\n)`);
    const names = parts.map((_, i) => `part${i}`);
    if (this.tree.grid && keys.length > 0) {
      ctes.push(...this.#grid());
      names.push("grid");
    }
    const stacked = names.map((name, i) => {
      const own = new Set(
        (parts[i]?.measures ?? []).flatMap(({ node, index }) => [
          ...sumColumns(node, index),
          ...(node.contributors ? [`m${index}_c`] : []),
        ]),
      );
      const columns = this.#allSums().map((c) =>
        own.has(c) ? c : `NULL::${/_[nc]$/.test(c) ? "INTEGER" : "DOUBLE"} AS ${c}`,
      );
      return `  SELECT ${[...keys, ...columns].join(", ")} FROM ${name}`;
    });
    let cells = names[0];
    if (names.length > 1) {
      const collapsed = this.#allSums().map((c) => `max(${c}) AS ${c}`);
      const group = keys.length > 0 ? ` GROUP BY ${keys.join(", ")}` : "";
      ctes.push(
        `cell AS (SELECT ${[...keys, ...collapsed].join(", ")} FROM (\n${stacked.join("\n  UNION ALL\n")})${group})`,
      );
      cells = "cell";
    }
    const selected = this.tree.measures.flatMap((node, i) =>
      sumColumns(node, i).map((c) => this.#released(node, i, c)),
    );
    const sql = `WITH ${ctes.join(",\n")}\nSELECT ${[...keys, ...selected].join(",\n  ")}\nFROM ${cells}`;
    return { sql, params: this.#params };
  }

  #keys(): string[] {
    return [...(this.tree.grain ? ["period"] : []), ...this.tree.dimensions.map((_, i) => `d${i}`)];
  }

  #allSums(): string[] {
    return this.tree.measures.flatMap((node, i) => [
      ...sumColumns(node, i),
      ...(node.contributors ? [`m${i}_c`] : []),
    ]);
  }

  /** The release step: a cell on too few people is null in every sum. */
  #released(node: MeasureNode, i: number, column: string): string {
    const { release } = this.tree;
    if (release.kind === "exact") return column;
    const enough = [`m${i}_n >= ${release.k}`, ...(node.contributors ? [`m${i}_c >= ${release.k}`] : [])];
    return `CASE WHEN ${enough.join(" AND ")} THEN ${column} END AS ${column}`;
  }

  #parts(): Part[] {
    const parts: Part[] = [];
    for (const [index, node] of this.tree.measures.entries()) {
      let part = parts.find((p) => p.relation === node.relation && p.rows === node.rows);
      if (!part) parts.push((part = { relation: node.relation, rows: node.rows, measures: [] }));
      part.measures.push({ node, index });
    }
    return parts;
  }

  #part(part: Part): string {
    const { tree } = this;
    const keys = this.#keys();
    const period = part.rows === "trailing_year" ? "p.period" : this.#bucket("e.month");
    const keyed = [
      ...(tree.grain ? [`${period} AS period`] : []),
      ...tree.dimensions.map((d, i) => `e.${identifier(d.column)} AS d${i}`),
    ];
    const from = `FROM ${part.relation} e${part.rows === "trailing_year" ? this.#trailingJoin() : ""}`;
    const where = `WHERE ${this.#conditions(part).join(" AND ")}`;
    const group = keys.length > 0 ? `\nGROUP BY ${keys.join(", ")}` : "";

    const terms = new TermList(part.relation);
    const sums = part.measures.flatMap(({ node, index }) => sumsOf(node, index, terms));
    if (this.#onePersonPerRow(part)) {
      const inline = terms.list.map((t) => `${t.sql} AS ${t.name}`);
      const rows = `SELECT ${[...keyed, ...inline].join(", ") || "1"} ${from} ${where}`;
      return `SELECT ${[...keys, ...sums].join(",\n  ")}\nFROM (${rows})${group}`;
    }
    const people = [
      ...keyed,
      ...terms.list.map((t) => `${t.counts ? `nullif(count(${t.sql}), 0)` : `sum(${t.sql})`} AS ${t.name}`),
    ];
    return (
      `SELECT ${[...keys, ...sums].join(",\n  ")}\nFROM (SELECT ${people.join(", ")}\n  ${from} ${where}\n` +
      `  GROUP BY ${[...keys, "e.employee_id"].join(", ")})${group}`
    );
  }

  /** Grain employee × month: within one month a row is a person, and no grouping by person is needed. */
  #onePersonPerRow(part: Part): boolean {
    if (part.relation !== "employee_month") return false;
    if (part.rows === "last_month") return true;
    return part.rows === "period" && this.tree.periods.every((p) => p.from === p.to);
  }

  #conditions(part: Part): string[] {
    const { periods, shift, filters, scope } = this.tree;
    const first = periods[0].from - shift;
    const last = periods[periods.length - 1].to - shift;
    const months =
      part.rows === "last_month"
        ? `e.month IN (${periods.map((p) => date(p.to - shift)).join(", ")})`
        : part.rows === "trailing_year"
          ? `e.month BETWEEN ${date(periods[0].to - shift - 11)} AND ${date(last)}`
          : `e.month BETWEEN ${date(first)} AND ${date(last)}`;
    return [months, ...[...scope, ...filters].map((p) => this.#predicate(p))];
  }

  #trailingJoin(): string {
    const { periods, shift } = this.tree;
    const rows = periods.map((p) => `(${date(p.start)}, ${date(p.to - shift - 11)}, ${date(p.to - shift)})`);
    return ` JOIN (VALUES ${rows.join(", ")}) p(period, first, last) ON e.month BETWEEN p.first AND p.last`;
  }

  /** First day of the period that a row's month answers for. */
  #bucket(month: string): string {
    const { grain, shift, fiscalYearStart } = this.tree;
    const offset =
      grain === "year" ? fiscalYearStart - 1 : grain === "quarter" ? (fiscalYearStart - 1) % 3 : 0;
    if (grain === "month" || grain === null) return add(month, shift);
    return add(`date_trunc('${grain}', ${add(month, shift - offset)})::DATE`, offset);
  }

  /** Every value that occurs in the reader's scope, at any time, times every period: an empty cell looks like a small one. */
  #grid(): string[] {
    const { tree } = this;
    const axes = tree.dimensions.map((d, i) => {
      const scope = tree.scope.map((p) => this.#predicate(p)).join(" AND ") || "TRUE";
      return `axis${i} AS (SELECT DISTINCT e.${identifier(d.column)} AS d${i} FROM employee_month e WHERE ${scope})`;
    });
    const period = `(VALUES ${tree.periods.map((p) => `(${date(p.start)})`).join(", ")}) p(period)`;
    const from = [...(tree.grain ? [period] : []), ...tree.dimensions.map((_, i) => `axis${i}`)];
    return [...axes, `grid AS (SELECT ${this.#keys().join(", ")} FROM ${from.join(" CROSS JOIN ")})`];
  }

  #predicate(predicate: Predicate): string {
    if (predicate.kind === "range") {
      const column = `e.${identifier(predicate.column)}`;
      const bounds: string[] = [];
      if (predicate.from !== undefined) bounds.push(`${column} >= ${this.#bind(predicate.from)}`);
      if (predicate.to !== undefined) bounds.push(`${column} <= ${this.#bind(predicate.to)}`);
      return `(${bounds.join(" AND ")})`;
    }
    const column = predicate.kind === "one_of" ? `e.${identifier(predicate.column)}` : "e.org_unit_id";
    const values = predicate.kind === "one_of" ? predicate.values : predicate.units;
    const bound = values.map((v) => this.#bind(v)).join(", ");
    const any: string[] = [];
    if (values.length > 0)
      any.push(
        predicate.kind === "one_of" ? `${column} IN (${bound})` : `list_has_any(e.org_path, [${bound}])`,
      );
    if (predicate.orNull) any.push(`${column} IS NULL`);
    return predicate.negated ? `NOT coalesce(${any.join(" OR ")}, FALSE)` : `(${any.join(" OR ")})`;
  }

  #bind(value: Scalar): string {
    const known = this.#params.indexOf(value);
    return `$${known >= 0 ? known + 1 : this.#params.push(value)}`;
  }
}

const add = (expression: string, months: number): string =>
  months === 0 ? expression : `(${expression} + INTERVAL (${months}) MONTH)::DATE`;
const date = (month: MonthNumber): string => `DATE '${monthText(month)}-01'`;
