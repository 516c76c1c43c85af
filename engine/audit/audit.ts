// Workspace → is its journal whole, and what does it say: lines chosen by kind, reader and time.
import { RapportError } from "../errors.js";
import { breakOf, type JournalBreak } from "../journal-break.js";
import { readJournal, type JournalLine } from "../journal.js";
import type { Workspace } from "../workspace.js";

export interface AuditQuestion {
  kind?: string;
  reader?: string;
  /** ISO date; that day and later. */
  since?: string;
}

export interface Audit {
  /** The chain holds from the first line to the last that was ever written. */
  intact: boolean;
  lines: number;
  /** ISO times of the first and last line. */
  from?: string;
  to?: string;
  /** Where it breaks, when it does: the first line that cannot be trusted. */
  broken?: JournalBreak;
  /** Losses that an earlier start found and recorded. */
  recordedLosses: number;
  kinds: Record<string, number>;
  found: JournalLine[];
}

/** Reads the whole chain. A broken one is an answer, not an error. */
export function audit(workspace: Pick<Workspace, "path">, question: AuditQuestion = {}): Audit {
  let lines: JournalLine[] = [];
  let broken: JournalBreak | undefined;
  try {
    const journal = readJournal(workspace);
    lines = journal.lines;
    broken = journal.lost;
    if (journal.torn !== undefined) broken ??= { line: lines.length + 1, reason: "unfinished" };
  } catch (error) {
    if (!(error instanceof RapportError) || error.code !== "journal_chain_broken") throw error;
    broken = breakOf(error.facts);
  }
  const kinds: Record<string, number> = {};
  for (const { kind } of lines) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return {
    intact: broken === undefined,
    lines: lines.length,
    ...(lines.length > 0 ? { from: lines[0]!.at, to: lines.at(-1)!.at } : {}),
    ...(broken ? { broken } : {}),
    recordedLosses: kinds.journal_loss ?? 0,
    kinds,
    found: lines.filter(
      (line) =>
        (question.kind === undefined || line.kind === question.kind) &&
        (question.reader === undefined || line.reader === question.reader) &&
        (question.since === undefined || line.at >= question.since),
    ),
  };
}
