// Journal lines → how each message stands. A message that was about to leave when the machine stopped is `unclear`: it may have
// left, so nothing sends it again by itself.
import type { JournalLine } from "../../engine/journal.js";

/** failed: refused for now (try again); refused: for good; unclear: nobody knows whether it arrived. */
export type MessageState = "queued" | "unclear" | "sent" | "failed" | "refused";

export interface MessageStanding {
  state: MessageState;
  at: string | null;
  /** What the server said last. */
  reason: string | null;
  tries: number;
}

const stateOf: Record<string, MessageState> = {
  outbox_sending: "unclear",
  outbox_sent: "sent",
  outbox_failed: "failed",
  outbox_refused: "refused",
};

export function outboxState(lines: readonly JournalLine[]): (id: string) => MessageStanding {
  const known = new Map<string, MessageStanding>();
  for (const line of lines) {
    const state = stateOf[line.kind];
    if (!state) continue;
    const id = String(line.message);
    const before = known.get(id);
    // what has been sent stays sent, whatever comes after
    if (before?.state === "sent") continue;
    known.set(id, {
      state,
      at: line.at,
      reason: typeof line.reason === "string" ? line.reason : null,
      tries: (before?.tries ?? 0) + (state === "unclear" ? 1 : 0),
    });
  }
  return (id) => known.get(id) ?? { state: "queued", at: null, reason: null, tries: 0 };
}
