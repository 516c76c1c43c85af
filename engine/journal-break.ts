// A place where the journal cannot be trusted → why, as a code with its facts, and the words for it in both languages.
import { format } from "./errors.js";
import type { Bilingual, Locale } from "./locale.js";

/** Facts stand beside the code, so that a break fits into an error, a journal line and a JSON answer alike. */
export type BreakReason =
  | { reason: "not_a_line" | "unfinished" | "other_prev" | "other_hash" | "other_end" }
  | { reason: "other_seq"; expected: number; found: number }
  | { reason: "lines_missing"; written: number; left: number };

/** `line`: the first that cannot be trusted. */
export type JournalBreak = { line: number } & BreakReason;

/** ICU text over the facts of a BreakReason; what an earlier version wrote in words is shown as it is. */
export const breakWords: Bilingual = {
  en: `{reason, select,
    not_a_line {not a journal line}
    unfinished {the line is unfinished}
    other_prev {its link is not the hash of the line before}
    other_hash {its content does not match its hash}
    other_end {the line is not the one that was written}
    other_seq {line number {expected} was expected, {found} was found}
    lines_missing {{written} lines were written, {left} are left}
    other {{reason}}}`,
  zh: `{reason, select,
    not_a_line {不是日志行}
    unfinished {该行未写完}
    other_prev {与前一行的哈希不相连}
    other_hash {内容与其哈希不符}
    other_end {该行并非当时写入的那一行}
    other_seq {行号应为 {expected}，实为 {found}}
    lines_missing {曾写入 {written} 行，仅存 {left} 行}
    other {{reason}}}`,
};

export const breakText = (found: BreakReason, locale: Locale): string =>
  format(breakWords[locale], locale, { ...found });

/** The facts of an error or journal line that tells of a break → the break. */
export function breakOf(facts: Record<string, unknown>): JournalBreak {
  const { line, reason, expected, found, written, left } = facts;
  const known = { expected, found, written, left };
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return { line, reason, ...given } as unknown as JournalBreak;
}
