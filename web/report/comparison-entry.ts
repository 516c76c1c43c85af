// What a report is compared with, as one short text each ⇄ an entry of a question's `compare`:
// `previous_year`, `2024-01..2024-06`, `FY2025`, `only:department:销售部`.
import { movingComparisons, type MetricQuerySpec } from "../../engine/metrics/metric-query.js";

export type Moving = (typeof movingComparisons)[number];
type Entry = NonNullable<MetricQuerySpec["compare"]>[number];

const time = String.raw`FY\d{4}(?:-Q[1-4])?|\d{4}(?:-Q[1-4]|-(?:0[1-9]|1[0-2]))?`;
const span = new RegExp(String.raw`^(${time})(?:\.\.(${time}))?$`);
const group = /^only:([a-z][a-z0-9_]*):(.+)$/su;

export const isMoving = (text: string): text is Moving =>
  (movingComparisons as readonly string[]).includes(text);

/** Months, periods or groups as the report keeps them. */
export const isComparison = (text: string): boolean =>
  isMoving(text) || span.test(text) || groupOf(text) !== undefined;

/** Text of a span of months; of one dimension's value. Commas are written out, because the address joins by them. */
export const spanEntry = (from: string, to: string): string => (from === to ? from : `${from}..${to}`);
export const groupEntry = (field: string, value: string | number): string =>
  `only:${field}:${encodeURIComponent(JSON.stringify(value))}`;

/** The group of an entry such as `only:department:…`; undefined for months. */
export function groupOf(text: string): { field: string; value: string | number } | undefined {
  const [, field, value] = group.exec(text) ?? [];
  if (field === undefined || value === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(decodeURIComponent(value));
    return typeof parsed === "string" || typeof parsed === "number" ? { field, value: parsed } : undefined;
  } catch {
    // a link that was cut or changed by hand
    return undefined;
  }
}

export function comparisonEntry(text: string): Entry {
  if (isMoving(text)) return text;
  const only = groupOf(text);
  if (only) return { name: String(only.value), cohort: [{ field: only.field, op: "=", value: only.value }] };
  const [, from, to] = span.exec(text)!;
  return { from, ...(to !== undefined && { to }) };
}

/** An entry of a question → its text; null for what a report cannot hold (several conditions, a group at another time). */
export function comparisonText(entry: Entry): string | null {
  if (typeof entry === "string") return entry;
  const { cohort, from, to } = entry;
  if (!cohort) return spanEntry(from!, to ?? from!);
  const [only, ...others] = cohort;
  const { value } = only ?? { value: null };
  const isPlain = typeof value === "string" || typeof value === "number";
  return from === undefined && others.length === 0 && only?.op === "=" && isPlain
    ? groupEntry(only.field, value)
    : null;
}

/** Name of the comparison's columns in the answer, as the engine gives it: period, period_2, cohort, … */
export function comparisonKey(all: readonly string[], index: number): string {
  const own = all[index]!;
  if (isMoving(own)) return own;
  const kind = (text: string): string => (isMoving(text) ? text : groupOf(text) ? "cohort" : "period");
  const number = all.slice(0, index + 1).filter((text) => kind(text) === kind(own)).length;
  return number === 1 ? kind(own) : `${kind(own)}_${number}`;
}
