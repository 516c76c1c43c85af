// Who read what → journal lines. Those that arrive together are written together; a reader gets the answer after its line is safe.
import { appendReads, type JournalEntry, type JournalLine } from "../journal.js";
import type { Workspace } from "../workspace.js";

export interface ReadEntry {
  /** `query`: a question with its receipt; `view`: another answer; `export`: a file that leaves; `change`: something was written. */
  kind: "query" | "view" | "export" | "change";
  /** Id of the reader whose rights the answer had; null when the request named nobody known. */
  reader: string | null;
  rights?: "person" | "group";
  /** Route or command, without anything that names a person. */
  what: string;
  [payload: string]: unknown;
}

interface Waiting {
  entry: JournalEntry;
  done: (line: JournalLine) => void;
  failed: (error: unknown) => void;
}

export class ReadLog {
  #waiting: Waiting[] = [];

  constructor(
    private readonly workspace: Pick<Workspace, "path">,
    private readonly clock: () => Date,
  ) {}

  /** Resolves when the line is on disk; rejects when it cannot be written: then nothing may be answered. */
  record(entry: ReadEntry): Promise<JournalLine> {
    return new Promise((done, failed) => {
      this.#waiting.push({ entry, done, failed });
      if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      const lines = appendReads(
        this.workspace,
        batch.map(({ entry }) => entry),
        this.clock(),
      );
      for (const [i, { done }] of batch.entries()) done(lines[i]!);
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
}

/** One line, for a command. */
export const recordRead = (workspace: Pick<Workspace, "path">, entry: ReadEntry, now: Date): JournalLine =>
  appendReads(workspace, [entry], now)[0]!;
