// Journal lines → every request to see one person's risk as it stands at a moment: who asked, why, who decided, who looked.
// Nothing else keeps this state, so it cannot differ from the journal.
import type { JournalLine } from "../../engine/journal.js";

export type RevealState = "pending" | "approved" | "refused" | "expired";

export interface Reveal {
  id: string;
  person: string;
  purpose: string;
  requestedBy: string;
  /** Employee number of who asked, where they have one: two names of one person are one person. */
  requestedByEmployee: string | null;
  requestedAt: string;
  /** ISO time from which nothing is shown any more. */
  expires: string;
  state: RevealState;
  decidedBy: string | null;
  decidedAt: string | null;
  /** Why it was refused. */
  reason: string | null;
  looks: { by: string; at: string }[];
}

export interface Contest {
  person: string;
  by: string;
  at: string;
  text: string;
}

export interface RevealLog {
  reveals: Reveal[];
  contests: Contest[];
}

/** The clock, or the journal's last moment where the clock has been set back: what has ended stays ended. */
export function clockOf(lines: readonly JournalLine[], now: Date): Date {
  const latest = lines.reduce((most, { at }) => Math.max(most, Date.parse(at) || 0), 0);
  return latest > now.getTime() ? new Date(latest) : now;
}

export function revealLog(lines: readonly JournalLine[], given: Date): RevealLog {
  const now = clockOf(lines, given);
  const reveals = new Map<string, Reveal>();
  const contests: Contest[] = [];
  for (const line of lines) {
    const by = String(line.by_user ?? "");
    if (line.kind === "reveal_contested") {
      contests.push({ person: String(line.person), by, at: line.at, text: String(line.text) });
      continue;
    }
    if (line.kind === "reveal_requested") {
      // A number is given once: a second line of it cannot put another person in the place of the one approved.
      if (reveals.has(String(line.reveal))) continue;
      reveals.set(String(line.reveal), {
        id: String(line.reveal),
        person: String(line.person),
        purpose: String(line.purpose),
        requestedBy: by,
        requestedByEmployee: typeof line.by_employee === "string" ? line.by_employee : null,
        requestedAt: line.at,
        expires: String(line.expires),
        state: "pending",
        decidedBy: null,
        decidedAt: null,
        reason: null,
        looks: [],
      });
      continue;
    }
    const reveal = reveals.get(String(line.reveal));
    if (!reveal) continue;
    if (line.kind === "reveal_looked") reveal.looks.push({ by, at: line.at });
    if (line.kind !== "reveal_approved" && line.kind !== "reveal_refused") continue;
    // The first decision stands.
    if (reveal.state !== "pending") continue;
    reveal.state = line.kind === "reveal_approved" ? "approved" : "refused";
    reveal.decidedBy = by;
    reveal.decidedAt = line.at;
    reveal.reason = typeof line.reason === "string" ? line.reason : null;
  }
  for (const reveal of reveals.values())
    if (reveal.state !== "refused" && now.getTime() >= Date.parse(reveal.expires)) reveal.state = "expired";
  return { reveals: [...reveals.values()], contests };
}
