// The journal a second time, beside itself: what one copy loses to a damaged disk or a wrong hand, the other still has.
import { appendFileSync, copyFileSync, existsSync } from "node:fs";
import type { Workspace } from "./workspace.js";

export const journalCopyName = "journal.copy";

/** After the line is safe in the journal. Not waited for: a copy that lags is completed at the next start. */
export function copyLines(workspace: Pick<Workspace, "path">, text: string): void {
  const copy = workspace.path(journalCopyName);
  try {
    if (existsSync(copy)) appendFileSync(copy, text);
    else copyFileSync(workspace.path("journal.ndjson"), copy);
  } catch {
    // The journal has it; the next start completes or renews the copy.
  }
}
