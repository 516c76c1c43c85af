// Texts that point to a person → the same texts with a token in their place. Nothing else in them changes.
import type { PersonMarks } from "./person-marks.js";

export interface Redaction {
  marks: PersonMarks;
  /** What stands in the place of the person: a token that means nothing elsewhere. */
  token: string;
}

/** Could this number stand for anything else in prose? Then it is only replaced where it is a whole value. */
const isDistinctive = (id: string): boolean => (/\p{L}/u.test(id) ? id.length >= 3 : id.length >= 6);

/** Prose: names and addresses anywhere, the employee number where it stands as a word of its own. */
export function redactProse(text: string, { marks, token }: Redaction): string {
  let redacted = text;
  for (const mark of [...marks.own].sort((a, b) => b.length - a.length))
    redacted = redacted.replaceAll(mark, token);
  if (!isDistinctive(marks.employeeId)) return redacted;
  const id = marks.employeeId.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return redacted.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}_-])${id}(?![\\p{L}\\p{N}_-])`, "gu"), token);
}

/** Does the number still stand in it as a part of something longer, as in a customer's code "KH24-E0123-2"? */
export function stillNames(text: string, { marks }: Redaction): boolean {
  if (!isDistinctive(marks.employeeId)) return false;
  const id = marks.employeeId.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${id}(?![\\p{L}\\p{N}])`, "u").test(text);
}

/** One value, of a cell or of JSON: the employee number as the whole of it, or prose. */
export const redactValue = (text: string, redaction: Redaction): string =>
  text === redaction.marks.employeeId ? redaction.token : redactProse(text, redaction);

/** JSON: every string in it, keys as well. Numbers stay numbers. */
export function redactJson(value: unknown, redaction: Redaction): unknown {
  if (typeof value === "string") return redactValue(value, redaction);
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redaction));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redactValue(key, redaction), redactJson(item, redaction)]),
  );
}
