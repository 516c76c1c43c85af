// Journal lines → notes and contested figures as they stand. Nothing else keeps this state, so it cannot differ from the journal.
import type { JournalLine } from "../../engine/journal.js";
import type { Contest, Note } from "./progress-types.js";

export interface ProgressLog {
  /** By employee and period's first month. */
  notesOf(employee: string, period: string): Note[];
  contests: Contest[];
}

const keyOf = (person: string, period: string): string => `${person}\u001f${period}`;

export function progressLog(lines: readonly JournalLine[]): ProgressLog {
  const notes = new Map<string, Note[]>();
  const contests = new Map<string, Contest>();
  for (const line of lines) {
    const by = String(line.by_user ?? "");
    const text = String(line.text ?? "");
    if (line.kind === "progress_note" || line.kind === "progress_say") {
      const key = keyOf(String(line.person), String(line.period));
      const kind = line.kind === "progress_note" ? "note" : "say";
      notes.set(key, [...(notes.get(key) ?? []), { kind, by, at: line.at, text }]);
    }
    if (line.kind === "progress_contested" && !contests.has(String(line.contest)))
      contests.set(String(line.contest), {
        id: String(line.contest),
        employee: String(line.person),
        indicator: String(line.indicator),
        period: String(line.period),
        receipt: String(line.receipt_of),
        by,
        at: line.at,
        text,
        state: "open",
        answer: null,
      });
    const contest = contests.get(String(line.contest));
    // the first answer stands
    if (line.kind === "progress_contest_answered" && contest?.state === "open")
      Object.assign(contest, { state: "answered", answer: { by, at: line.at, text } });
  }
  return {
    notesOf: (employee, period) => notes.get(keyOf(employee, period)) ?? [],
    contests: [...contests.values()],
  };
}
