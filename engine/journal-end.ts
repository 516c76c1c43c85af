// Lines cut off a journal's end leave a chain that holds: journal.end says how far it went, and tells.
// Written after the line: it may lag behind by what was written when the machine stopped, and never runs ahead.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { JournalBreak } from "./journal-break.js";
import type { Workspace } from "./workspace.js";

interface End {
  seq: number;
  hash: string;
}

const fileOf = (workspace: Pick<Workspace, "path">): string => workspace.path("journal.end");

export function rememberEnd(workspace: Pick<Workspace, "path">, { seq, hash }: End): void {
  const file = fileOf(workspace);
  writeFileSync(`${file}.new`, JSON.stringify({ seq, hash }));
  renameSync(`${file}.new`, file);
}

/** Line and reason when the journal no longer holds what it held; undefined when it does, or when nobody remembers. */
export function lostEnd(workspace: Pick<Workspace, "path">, lines: readonly End[]): JournalBreak | undefined {
  const file = fileOf(workspace);
  const end = existsSync(file) ? parse(readFileSync(file, "utf8")) : undefined;
  if (!end) return undefined;
  if (end.seq > lines.length)
    return { line: lines.length + 1, reason: "lines_missing", written: end.seq, left: lines.length };
  if (lines[end.seq - 1]?.hash !== end.hash) return { line: end.seq, reason: "other_end" };
  return undefined;
}

function parse(text: string): End | undefined {
  try {
    const { seq, hash } = JSON.parse(text) as Partial<End>;
    return typeof seq === "number" && seq > 0 && typeof hash === "string" ? { seq, hash } : undefined;
  } catch {
    return undefined;
  }
}
