// Predicates of a tree → DuckDB conditions on the relation `e`; every value from outside is bound, never written.
import { identifier } from "../sql.js";
import type { Predicate, Scalar } from "./tree.js";

/** Collects the values of a statement; the same value binds once. */
export class Binder {
  readonly params: Scalar[] = [];

  bind(value: Scalar): string {
    const known = this.params.indexOf(value);
    return `$${known >= 0 ? known + 1 : this.params.push(value)}`;
  }

  predicate(predicate: Predicate): string {
    if (predicate.kind === "range") {
      const column = `e.${identifier(predicate.column)}`;
      const bounds: string[] = [];
      if (predicate.from !== undefined) bounds.push(`${column} >= ${this.bind(predicate.from)}`);
      if (predicate.to !== undefined) bounds.push(`${column} <= ${this.bind(predicate.to)}`);
      return `(${bounds.join(" AND ")})`;
    }
    if (predicate.kind === "managed_by") return this.#managed(predicate);
    const isUnit = predicate.kind === "within_unit";
    // text may stand there as a code, which only knows the texts that occur
    const cast = !isUnit && predicate.values.some((v) => typeof v === "string") ? "::VARCHAR" : "";
    const column = isUnit ? "e.org_unit_id" : `e.${identifier(predicate.column)}${cast}`;
    // list_contains per unit: list_has_any costs four times as much
    const any = isUnit
      ? predicate.units.map((unit) => `list_contains(e.org_path, ${this.bind(unit)})`)
      : predicate.values.length > 0
        ? [`${column} IN (${predicate.values.map((v) => this.bind(v)).join(", ")})`]
        : [];
    if (predicate.orNull) any.push(`${column} IS NULL`);
    return predicate.negated ? `NOT coalesce(${any.join(" OR ")}, FALSE)` : `(${any.join(" OR ")})`;
  }

  /** Rows as they were (`main`), so that a question about another organisation does not widen anybody's rights. */
  #managed({ employee, past }: Extract<Predicate, { kind: "managed_by" }>): string {
    const last = past === "current_team" ? " AND month = (SELECT max(month) FROM main.employee_month)" : "";
    const reports =
      `WITH RECURSIVE report AS (SELECT month, employee_id FROM main.employee_month WHERE manager_id = ${this.bind(employee)}${last} ` +
      `UNION SELECT m.month, m.employee_id FROM main.employee_month m JOIN report r ON m.month = r.month AND m.manager_id = r.employee_id)`;
    return past === "current_team"
      ? `e.employee_id IN (${reports} SELECT employee_id FROM report)`
      : `(e.month, e.employee_id) IN (${reports} SELECT month, employee_id FROM report)`;
  }
}
