// Every text file of a workspace → staged without the person: rejects, reports, notebooks, releases, drafts, the journal.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import iconv from "iconv-lite";
import { rechain, type JournalLine } from "../journal.js";
import type { Workspace } from "../workspace.js";
import { keptPredictionFile } from "./erase-predictions.js";
import { redactJson, redactProse, redactValue, type Redaction } from "./redact-text.js";
import { writeStaged } from "./swap-files.js";

/** Settings are a person's own words about who may log in: they are named, never rewritten. */
const leftAlone = new Set(["rapport.yml"]);
const rebuildable = /(^|[/\\])[^/\\]*\.duckdb(\.wal)?$/;
/** Made again from what they stand beside; they go when that is rewritten. */
export const madeAgain = ["journal.copy", "cache.duckdb.seal"];
const textual = /\.(csv|json|ndjson|md|yml|yaml|html|txt|torn-\d+|torn)$|^journal\.torn-\d+$/;

/** Parquet parts of imports, and the rows kept when a month was closed. */
const ownFormat = /^(imports[/\\](?!\.damaged-)|releases[/\\]).*\.parquet$/;
/** Files whose bytes don't show their texts: whether they name the person is for somebody to look up. */
const opaque = /\.(xlsx|xls|zip|gz|parquet|pdf|tar)$/i;

export interface ErasedTexts {
  files: string[];
  journalLines: number;
  /** Rebuildable databases; removed, since they hold everything. */
  caches: string[];
  /** Files that name the person, or may, and are left for somebody: settings, other encodings, spreadsheets, archives. */
  left: string[];
}

export function eraseTexts(workspace: Workspace, redaction: Redaction): ErasedTexts {
  const erased: ErasedTexts = { files: [], journalLines: 0, caches: [], left: [] };
  for (const file of filesOf(workspace.dir)) {
    if (rebuildable.test(file)) {
      erased.caches.push(file);
      continue;
    }
    // erase-parquet.ts, erase-kept-rows.ts, erase-predictions.ts
    if (ownFormat.test(file) || keptPredictionFile.test(file) || madeAgain.includes(file)) continue;
    const bytes = readFileSync(workspace.path(file));
    const before = bytes.toString("utf8");
    const isText = textual.test(file) && Buffer.from(before, "utf8").equals(bytes);
    if (!isText) {
      if (opaque.test(file) || holds(bytes, redaction)) erased.left.push(file);
      continue;
    }
    if (leftAlone.has(file)) {
      if (redactProse(before, redaction) !== before) erased.left.push(file);
      continue;
    }
    const { text, lines } = redactFile(file, before, redaction);
    if (text === before) continue;
    writeStaged(workspace, file, text);
    erased.files.push(file);
    erased.journalLines += lines;
  }
  return erased;
}

/** Files in another encoding are read for the person, never rewritten. */
const holds = (bytes: Buffer, redaction: Redaction): boolean =>
  ["utf8", "gb18030", "utf16le"].some((encoding) => {
    const text = iconv.decode(bytes, encoding);
    return redactCsv(text, redaction) !== text;
  });

function redactFile(file: string, before: string, redaction: Redaction): { text: string; lines: number } {
  if (file === "journal.ndjson") return redactJournal(before, redaction);
  if (file.endsWith(".json")) {
    try {
      const value: unknown = JSON.parse(before);
      const redacted = redactJson(value, redaction);
      const isSame = JSON.stringify(redacted) === JSON.stringify(value);
      return { text: isSame ? before : `${JSON.stringify(redacted, null, 2)}\n`, lines: 0 };
    } catch {
      return { text: redactProse(before, redaction), lines: 0 };
    }
  }
  if (file.endsWith(".csv")) return { text: redactCsv(before, redaction), lines: 0 };
  return { text: redactProse(before, redaction), lines: 0 };
}

/** Cells that are the employee number go too, however short it is; original rows inside a cell are JSON. */
const redactCsv = (text: string, redaction: Redaction): string =>
  text.replaceAll(/"(?:[^"]|"")*"|[^,\r\n]+/g, (cell) => {
    if (!cell.startsWith('"')) return redactValue(cell, redaction);
    const inner = cell.slice(1, -1).replaceAll('""', '"');
    return `"${redactCell(inner, redaction).replaceAll('"', '""')}"`;
  });

function redactCell(text: string, redaction: Redaction): string {
  if (!text.startsWith("{")) return redactValue(text, redaction);
  try {
    return JSON.stringify(redactJson(JSON.parse(text), redaction));
  } catch {
    return redactValue(text, redaction);
  }
}

/**
 * A journal line that names the person is written anew, with the hash that it had; the chain is tied again from there.
 * Whoever kept an older copy can still match every line to its original.
 */
function redactJournal(text: string, redaction: Redaction): { text: string; lines: number } {
  const lines = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as JournalLine);
  let redactions = 0;
  const redacted = lines.map((line) => {
    const { seq, at, kind, prev, hash, ...payload } = line;
    const without = redactJson(payload, redaction) as Record<string, unknown>;
    if (JSON.stringify(without) === JSON.stringify(payload)) return line;
    redactions++;
    return { seq, at, kind, ...without, redacted: hash, prev, hash };
  });
  if (redactions === 0) return { text, lines: 0 };
  return {
    text: rechain(redacted)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(""),
    lines: redactions,
  };
}

/** Paths relative to the workspace, in order; nothing under hidden folders, no Parquet. */
function filesOf(dir: string, below = ""): string[] {
  return readdirSync(path.join(dir, below))
    .sort()
    .flatMap((name) => {
      if (name.startsWith(".")) return [];
      const file = path.join(below, name);
      return statSync(path.join(dir, file)).isDirectory() ? filesOf(dir, file) : [file];
    });
}
