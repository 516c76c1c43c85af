// Changes of state → journal.ndjson: append-only, fsynced, each line chained to the one before by its hash.
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { defineErrors } from "./errors.js";
import { faultPoint } from "./ingest/fault.js";
import { breakWords, type BreakReason, type JournalBreak } from "./journal-break.js";
import { copyLines } from "./journal-copy.js";
import { lostEnd, rememberEnd } from "./journal-end.js";
import { withLock } from "./workspace-lock.js";
import type { Workspace } from "./workspace.js";

const fail = defineErrors({
  journal_chain_broken: {
    message: {
      en: `{file}, line {line}: the chain is broken (${breakWords.en}). Lines before it are intact.`,
      zh: `{file} 第 {line} 行：记录链断裂（${breakWords.zh}）。此前各行完好。`,
    },
    hint: {
      en: "The file was changed after it was written. Restore it from a backup, or keep it aside and run: rapport build",
      zh: "该文件写入后被改动过。请从备份恢复，或将其另存后运行：rapport build",
    },
  },
  journal_key_reserved: {
    message: {
      en: "A journal entry of kind {kind} brings its own {keys}; the journal writes these itself.",
      zh: "类型为 {kind} 的日志条目自带 {keys}；这些键由日志自行写入。",
    },
    hint: {
      en: "Nothing was written. Give these facts other names.",
      zh: "未写入任何内容。请为这些内容另取名称。",
    },
  },
});

/** What the chain rests on: an entry with its own would break it, or hide what was written when. */
const reservedKeys = ["seq", "at", "prev", "hash"];

export interface JournalLine {
  seq: number;
  /** ISO time, from the caller's clock. */
  at: string;
  kind: string;
  prev: string;
  hash: string;
  [payload: string]: unknown;
}

export interface Journal {
  lines: JournalLine[];
  /** Text of an unfinished last line (the machine stopped while writing it), when there is one. */
  torn?: string;
  /** Lines known to have been written that are no longer there: where they would begin, and what is known of them. */
  lost?: JournalBreak;
}

const start = "0".repeat(64);
const hashOf = (line: Omit<JournalLine, "hash">): string =>
  createHash("sha256").update(JSON.stringify(line)).digest("hex");
const fileOf = (workspace: Pick<Workspace, "path">): string => workspace.path("journal.ndjson");

/**
 * Reads and verifies the whole chain; an unfinished last line and lines missing at the end are reported (a machine that
 * stops may lose them), anything else that is wrong is an error.
 */
export function readJournal(workspace: Pick<Workspace, "path">): Journal {
  const file = fileOf(workspace);
  if (!existsSync(file)) return { lines: [] };
  const text = readFileSync(file, "utf8");
  const pieces = text.split("\n");
  const rest = pieces.pop()!;
  const lines: JournalLine[] = [];
  let prev = start;
  for (const [i, piece] of pieces.entries()) {
    const line = parseLine(piece);
    if (!line && i === pieces.length - 1 && rest === "") {
      return whole(workspace, { lines, torn: piece });
    }
    const broken = (reason: BreakReason): Error =>
      fail.journal_chain_broken({ file: "journal.ndjson", line: i + 1, ...reason });
    if (!line) throw broken({ reason: "not_a_line" });
    const { hash, ...content } = line;
    if (content.seq !== i + 1) throw broken({ reason: "other_seq", expected: i + 1, found: content.seq });
    if (content.prev !== prev) throw broken({ reason: "other_prev" });
    if (hashOf(content) !== hash) throw broken({ reason: "other_hash" });
    prev = hash;
    lines.push(line);
  }
  return whole(workspace, rest === "" ? { lines } : { lines, torn: rest });
}

function whole(workspace: Pick<Workspace, "path">, journal: Journal): Journal {
  const lost = lostEnd(workspace, journal.lines);
  return lost ? { ...journal, lost } : journal;
}

export type JournalEntry = { kind: string } & Record<string, unknown>;

/**
 * Appends one change of state and makes it durable (file, and folder when the file is new), after verifying the whole
 * chain. An unfinished last line is set aside first. Errors: journal_chain_broken, journal_key_reserved.
 */
export function appendJournal(
  workspace: Pick<Workspace, "path">,
  entry: JournalEntry,
  now: Date,
): JournalLine {
  return withLock(workspace.path(".journal.lock"), () => {
    setTornLineAside(workspace);
    return write(workspace, [entry], readJournal(workspace).lines.at(-1), now)[0]!;
  });
}

/**
 * Appends lines that only say who read what, in one write. They are many, so only the last line is looked at: a chain
 * broken further up is found by readJournal, and must not stop the log.
 */
export function appendReads(
  workspace: Pick<Workspace, "path">,
  entries: readonly JournalEntry[],
  now: Date,
): JournalLine[] {
  return withLock(workspace.path(".journal.lock"), () => {
    const last = lastLine(fileOf(workspace));
    if (last === "torn") setTornLineAside(workspace);
    const before = last === "torn" ? readJournal(workspace).lines.at(-1) : last;
    return write(workspace, entries, before, now);
  });
}

function write(
  workspace: Pick<Workspace, "path">,
  entries: readonly JournalEntry[],
  last: JournalLine | undefined,
  now: Date,
): JournalLine[] {
  const lines: JournalLine[] = [];
  let before = last;
  for (const { kind, ...payload } of entries) {
    const keys = reservedKeys.filter((key) => Object.hasOwn(payload, key));
    if (keys.length > 0) throw fail.journal_key_reserved({ kind, keys });
    const content = {
      seq: (before?.seq ?? 0) + 1,
      at: now.toISOString(),
      kind,
      ...payload,
      prev: before?.hash ?? start,
    };
    before = { ...content, hash: hashOf(content) };
    lines.push(before);
  }
  const file = fileOf(workspace);
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  faultPoint("journal_before_write");
  const handle = openSync(file, "a");
  try {
    faultPoint("journal_half_written", () => writeSync(handle, text.slice(0, text.length / 2)));
    writeSync(handle, text);
    faultPoint("journal_written");
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (!last) fsyncFolder(path.dirname(file));
  faultPoint("journal_synced");
  copyLines(workspace, text);
  faultPoint("journal_copied");
  if (before) rememberEnd(workspace, before);
  return lines;
}

/** A line whose content is what its own hash says, wherever it stands. */
export function selfConsistentLine(text: string): JournalLine | undefined {
  const line = parseLine(text);
  if (!line) return undefined;
  const { hash, ...content } = line;
  return hashOf(content) === hash ? line : undefined;
}

/** The same lines with every hash made anew: for the one change that a journal may see, the erasure of a person. */
export function rechain(lines: readonly JournalLine[]): JournalLine[] {
  let prev = start;
  return lines.map(({ hash: _hash, ...line }) => {
    const content = { ...line, prev };
    prev = hashOf(content as Omit<JournalLine, "hash">);
    return { ...content, hash: prev } as JournalLine;
  });
}

/** The last line as far as it can be told without reading the rest; "torn" when it is unfinished or not whole. */
function lastLine(file: string): JournalLine | undefined | "torn" {
  if (!existsSync(file)) return undefined;
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    if (size === 0) return undefined;
    for (let length = Math.min(size, 65_536); ; length = Math.min(size, length * 4)) {
      const bytes = Buffer.alloc(length);
      readSync(handle, bytes, 0, length, size - length);
      if (bytes.at(-1) !== 10) return "torn";
      const from = bytes.lastIndexOf(10, length - 2);
      if (from < 0 && length < size) continue;
      const line = parseLine(bytes.subarray(from + 1, length - 1).toString("utf8"));
      if (!line) return "torn";
      const { hash, ...content } = line;
      return hashOf(content) === hash ? line : "torn";
    }
  } finally {
    closeSync(handle);
  }
}

/** Moves an unfinished last line to journal.torn-<n>; returns that file's name, or undefined when there was none. */
export function setTornLineAside(workspace: Pick<Workspace, "path">): string | undefined {
  const { torn } = readJournal(workspace);
  if (torn === undefined) return undefined;
  const file = fileOf(workspace);
  let n = 1;
  while (existsSync(workspace.path(`journal.torn-${n}`))) n++;
  const aside = `journal.torn-${n}`;
  writeFileSync(workspace.path(aside), torn, { flag: "wx", flush: true });
  faultPoint("journal_torn_aside");
  const bytes = readFileSync(file);
  const end = bytes.at(-1) === 10 ? bytes.lastIndexOf(10, bytes.length - 2) : bytes.lastIndexOf(10);
  const handle = openSync(file, "r+");
  try {
    ftruncateSync(handle, end + 1);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  fsyncFolder(path.dirname(file));
  return aside;
}

/** Makes renames and new files inside a folder survive a power cut. */
export function fsyncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function parseLine(text: string): JournalLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === "object" && line !== null && "hash" in line && "seq" in line
      ? (line as JournalLine)
      : undefined;
  } catch {
    return undefined;
  }
}
