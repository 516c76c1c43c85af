// Every text file of a workspace → staged without the person: rejects, reports, notebooks, releases, drafts, the journal.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { rechain, type JournalLine } from "../journal.js";
import type { Workspace } from "../workspace.js";
import { digestPart, eraseDigests } from "./erase-digests.js";
import type { ErasureMode } from "./erase-parquet.js";
import { keptPredictionFile } from "./erase-predictions.js";
import { redactCsv } from "./redact-csv.js";
import { redactJson, redactProse, stillNames, type Redaction } from "./redact-text.js";
import { redactYaml } from "./redact-yaml.js";
import { writeStaged } from "./swap-files.js";
import { textHolds } from "./text-holds.js";

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
  /** Files that name the person, or may, and are left for somebody: settings, other encodings, spreadsheets, archives, codes. */
  left: string[];
  /** The person's own sheets and messages, and digests that nobody finished: they go. */
  removed: string[];
}

export function eraseTexts(workspace: Workspace, redaction: Redaction, mode: ErasureMode): ErasedTexts {
  const all = filesOf(workspace.dir);
  const { settled, ...digests } = eraseDigests(workspace, all, redaction);
  const removed = [...digests.removed, ...deadParts(workspace.dir)];
  const erased: ErasedTexts = { files: digests.files, journalLines: 0, caches: [], left: [], removed };
  for (const file of all) {
    if (settled.has(file)) continue;
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
      if (opaque.test(file) || textHolds(bytes, redaction)) erased.left.push(file);
      continue;
    }
    if (leftAlone.has(file)) {
      if (redactYaml(before, redaction) !== before) erased.left.push(file);
      continue;
    }
    const { text, lines } = redactFile(file, before, redaction, mode);
    if (stillNames(text, redaction)) erased.left.push(file);
    if (text === before) continue;
    writeStaged(workspace, file, text);
    erased.files.push(file);
    erased.journalLines += lines;
  }
  return erased;
}

function redactFile(
  file: string,
  before: string,
  redaction: Redaction,
  mode: ErasureMode,
): { text: string; lines: number } {
  if (file === "journal.ndjson") return redactJournal(before, redaction, mode);
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
  if (/\.ya?ml$/.test(file)) return { text: redactYaml(before, redaction), lines: 0 };
  return { text: redactProse(before, redaction), lines: 0 };
}

/**
 * A journal line that names the person is written anew, with the hash that it had; the chain is tied again from there.
 * Whoever kept an older copy can still match every line to its original.
 */
function redactJournal(
  text: string,
  redaction: Redaction,
  mode: ErasureMode,
): { text: string; lines: number } {
  const lines = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as JournalLine);
  let redactions = 0;
  const redacted = lines.map((line) => {
    const { seq, at, kind, prev, hash, ...payload } = line;
    const without = withoutWords(redactJson(payload, redaction), redaction, mode);
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

/** Words about an erased person (notes, contests, why a target was set) and the address of their messages go with the number. */
function withoutWords(
  payload: unknown,
  { marks, token }: Redaction,
  mode: ErasureMode,
): Record<string, unknown> {
  const line = payload as Record<string, unknown>;
  const went = marks.own.some((mark) => mark.includes("@") && line.to === addressHash(mark));
  return {
    ...line,
    ...(mode === "erase" && line.person === token && typeof line.text === "string" && { text: token }),
    ...(mode === "erase" && line.employee === token && typeof line.why === "string" && { why: token }),
    ...(went && { to: token }),
  };
}

/** As the outbox keeps it (models/progress/send-outbox.ts). */
export const addressHash = (address: string): string =>
  createHash("sha256").update(address.toLowerCase()).digest("hex").slice(0, 16);

/** Folders of digests that were being written when their process ended. */
function deadParts(dir: string, below = ""): string[] {
  return readdirSync(path.join(dir, below)).flatMap((name) => {
    const file = path.join(below, name);
    if (!statSync(path.join(dir, file)).isDirectory()) return [];
    if (digestPart.test(name)) return [file];
    return name.startsWith(".") ? [] : deadParts(dir, file);
  });
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
