// A damaged journal and its copy → one whole chain again; what neither holds is set aside, salvaged and said.
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { RapportError } from "../errors.js";
import { faultPoint } from "../ingest/fault.js";
import { appendJournal, fsyncFolder, readJournal, selfConsistentLine, type JournalLine } from "../journal.js";
import { lostEnd } from "../journal-end.js";
import { journalCopyName } from "../journal-copy.js";
import { breakOf, type JournalBreak } from "../journal-break.js";
import type { Workspace } from "../workspace.js";
import { withLock } from "../workspace-lock.js";
import { whereWritable } from "./where-writable.js";

/** First line that did not hold, and why; what was done about it. */
export type JournalRepair = JournalBreak & {
  /** Where the damaged file is kept; null when there was none at all. */
  aside: string | null;
  /** Lines from there on that came back from the copy, as they were. */
  restored: number;
  /** Lines whose place in the chain was gone but whose content was whole: written again, saying where they stood. */
  salvaged: number;
  /** Lines from there on that nobody can read any more. */
  unreadable: number;
};

/** Does nothing to a journal that holds, but renew a copy that does not hold the same. */
export function repairJournal(workspace: Workspace, now: Date): JournalRepair | undefined {
  const file = workspace.path("journal.ndjson");
  const copy = workspace.path(journalCopyName);
  if (!existsSync(file) && !existsSync(copy)) return undefined;
  const broken = findBreak(workspace, copy);
  if (!broken) {
    renewCopy(file, copy);
    return undefined;
  }
  const { repair, later } = withLock(workspace.path(".journal.lock"), () => {
    const mine = piecesOf(file);
    const whole = mergedChain(mine, piecesOf(copy));
    const kept = new Set(whole.map((line) => line.hash));
    const rest = mine.slice(broken.line - 1).map(selfConsistentLine);
    const later = rest.filter((line) => line !== undefined && !kept.has(line.hash)) as JournalLine[];
    const aside = keepAside(workspace, file);
    faultPoint("journal_repair_aside");
    replace(workspace, file, whole);
    faultPoint("journal_repair_replaced");
    renewCopy(file, copy);
    const repair: JournalRepair = {
      ...broken,
      aside,
      restored: Math.max(0, whole.length - broken.line + 1),
      salvaged: later.length,
      unreadable: isAllThere(workspace, whole) ? 0 : unfilled(rest, whole, broken),
    };
    return { repair, later };
  });
  // The end that was remembered belongs to the old chain where that is not whole again.
  if (repair.salvaged > 0) rmSync(workspace.path("journal.end"), { force: true });
  const from = repair.aside;
  for (const line of later) {
    const { seq, at, prev: _prev, hash: _hash, kind, ...payload } = line;
    appendJournal(workspace, { kind, ...payload, salvaged_from: { file: from, line: seq, at } }, now);
  }
  appendJournal(workspace, { kind: "journal_repair", ...repair }, now);
  return repair;
}

/** Where the journal stops holding: its own chain, lines it lacks at its end, or lines that only the copy has. */
function findBreak(workspace: Workspace, copy: string): JournalBreak | undefined {
  try {
    const { lines, torn, lost } = readJournal(workspace);
    if (lost) return lost;
    const further = mergedChain(
      lines.map((line) => JSON.stringify(line)),
      piecesOf(copy),
    ).length;
    if (torn === undefined && further > lines.length)
      return { line: lines.length + 1, reason: "lines_missing", written: further, left: lines.length };
    return undefined;
  } catch (error) {
    if (!(error instanceof RapportError) || error.code !== "journal_chain_broken") throw error;
    return breakOf(error.facts);
  }
}

const piecesOf = (file: string): string[] =>
  existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((piece) => piece !== "")
    : [];

/** The longest chain that can be made of both: each line follows from the one before, whichever file holds it. */
function mergedChain(mine: readonly string[], copies: readonly string[]): JournalLine[] {
  const [first, second] = [chainOf([...copies, ...mine]), chainOf([...mine, ...copies])];
  return second.length > first.length ? second : first;
}

/** Where two lines follow from the same one, the later of `pieces` is taken. */
function chainOf(pieces: readonly string[]): JournalLine[] {
  const byPrev = new Map<string, JournalLine>();
  for (const piece of pieces) {
    const line = selfConsistentLine(piece);
    if (line) byPrev.set(line.prev, line);
  }
  const chain: JournalLine[] = [];
  for (;;) {
    const next = byPrev.get(chain.at(-1)?.hash ?? "0".repeat(64));
    if (!next || next.seq !== chain.length + 1) return chain;
    chain.push(next);
  }
}

/** The chain reaches as far as it is remembered to have reached. */
const isAllThere = (workspace: Workspace, whole: readonly JournalLine[]): boolean =>
  existsSync(workspace.path("journal.end")) && lostEnd(workspace, whole) === undefined;

/** Places that nobody can read, and that the copy did not fill. */
const unfilled = (
  rest: readonly (JournalLine | undefined)[],
  whole: readonly JournalLine[],
  { line: first }: JournalBreak,
): number => rest.filter((line, i) => line === undefined && whole[first - 1 + i] === undefined).length;

function keepAside(workspace: Workspace, file: string): string | null {
  if (!existsSync(file)) return null;
  let n = 1;
  while (existsSync(workspace.path(`journal.damaged-${n}`))) n++;
  const aside = `journal.damaged-${n}`;
  copyFileSync(file, workspace.path(aside));
  return aside;
}

function replace(workspace: Workspace, file: string, lines: readonly JournalLine[]): void {
  const next = `${file}.repaired`;
  writeFileSync(next, lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { flush: true });
  renameSync(next, file);
  fsyncFolder(workspace.dir);
}

/** The copy is the journal again. Read and compared only where the sizes differ or the copy is missing. */
function renewCopy(file: string, copy: string): void {
  if (!existsSync(file)) return;
  const text = readFileSync(file);
  if (existsSync(copy) && readFileSync(copy).equals(text)) return;
  whereWritable(() => {
    writeFileSync(`${copy}.new`, text, { flush: true });
    renameSync(`${copy}.new`, copy);
  });
}
