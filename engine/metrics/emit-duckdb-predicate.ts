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
    const isUnit = predicate.kind === "within_unit";
    const column = isUnit ? "e.org_unit_id" : `e.${identifier(predicate.column)}`;
    // list_contains per unit: list_has_any costs four times as much
    const any = isUnit
      ? predicate.units.map((unit) => `list_contains(e.org_path, ${this.bind(unit)})`)
      : predicate.values.length > 0
        ? [`${column} IN (${predicate.values.map((v) => this.bind(v)).join(", ")})`]
        : [];
    if (predicate.orNull) any.push(`${column} IS NULL`);
    return predicate.negated ? `NOT coalesce(${any.join(" OR ")}, FALSE)` : `(${any.join(" OR ")})`;
  }
}
