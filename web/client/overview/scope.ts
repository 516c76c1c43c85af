// Which people the page is about ↔ `?people=division:…`; where only part of the company sells, the sellers first.
import type { Filter } from "../../../engine/metrics/metric-query.js";
import { ask } from "../api.js";
import type { Meta } from "../meta.js";

export interface Scope {
  field: "division" | "department" | "team";
  value: string;
}

export const scopeKey = (scope: Scope | null): string => (scope ? `${scope.field}:${scope.value}` : "all");

export function scopeFrom(key: string | null): Scope | null {
  const match = /^(division|department|team):(.+)$/s.exec(key ?? "");
  return match ? { field: match[1] as Scope["field"], value: match[2] } : null;
}

export const filtersOf = (scope: Scope | null): Filter[] =>
  scope ? [{ field: scope.field, op: "=", value: scope.value }] : [];

/** The level that the table breaks the people down by. */
export const levelBelow = (scope: Scope | null): "department" | "team" =>
  scope === null || scope.field === "division" ? "department" : "team";

/** The division that brings the revenue, when exactly one does and it is not everybody. */
export async function sellersOf(meta: Meta, signal: AbortSignal): Promise<Scope | null> {
  const sells = meta.metrics.some(({ id, available }) => id === "revenue" && available);
  const divisions = meta.dimensions.some(({ id }) => id === "division");
  if (!sells || !divisions) return null;
  const answer = await ask({ metrics: ["revenue", "average_headcount"], by: ["division"] }, signal);
  if (answer.rows.length < 2) return null;
  const selling = answer.rows.filter((row) => typeof row.revenue === "number" && row.revenue > 0);
  const [only] = selling;
  return selling.length === 1 && typeof only.division === "string"
    ? { field: "division", value: only.division }
    : null;
}
