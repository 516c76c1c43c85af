// A person → gone, or under a pseudonym, in every store of the workspace: imports, rejects, texts, journal, caches; models flagged.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { Database } from "../database.js";
import { sourceManifests, type Manifest } from "../ingest/manifest.js";
import { importLock } from "../ingest/staging.js";
import { appendJournal, readJournal } from "../journal.js";
import { takeLock } from "../workspace-lock.js";
import type { Workspace } from "../workspace.js";
import { departedFiles, type DepartedFile } from "./departed-files.js";
import { erasureErrors as fail } from "./erasure-errors.js";
import { erasePart, type ErasureMode } from "./erase-parquet.js";
import { eraseKeptRows } from "./erase-kept-rows.js";
import { erasePredictions } from "./erase-predictions.js";
import { eraseTexts, madeAgain } from "./erase-texts.js";
import { personMarks } from "./person-marks.js";
import { redactProse, type Redaction } from "./redact-text.js";
import { commitSwap, endSwap, finishSwap, stagedPath, writeStaged } from "./swap-files.js";

export interface ErasureRequest {
  employeeId: string;
  mode: ErasureMode;
  /** Kept in the journal; may not name the person. */
  reason: string;
  /** Id of the reader who asked for it. */
  by: string;
  now: Date;
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

export interface ErasureReport {
  mode: ErasureMode;
  /** What now stands where the person stood. */
  token: string;
  imports: { id: string; own: number; mentions: number }[];
  /** Text files rewritten, and journal lines among them. */
  files: string[];
  journalLines: number;
  /** Caches removed: they are built again without the person. */
  caches: string[];
  /** Models fitted on the person's rows: to be fitted again. */
  models: string[];
  /** Files that still name the person and are for somebody to edit (settings). */
  left: string[];
  /** Names that others have as well: left where the row was not the person's own. */
  common: number;
  /** Files of the person that were deleted: sheets and messages of digests. */
  removed: string[];
  /** Files that left and name the person, or may, with where they lie: not reached. */
  outside: DepartedFile[];
  /** Answers and files that left the workspace by person-level readers: seq of their journal lines. */
  exports: { seq: number; at: string; reader: string | null; what: string }[];
}

/**
 * All or nothing: everything is staged beside and put in place by one plan. Receipts of earlier snapshots can no longer
 * be recomputed; the journal says why. Files that already left (exports, backups) are listed, not reached.
 */
export async function erasePerson(workspace: Workspace, request: ErasureRequest): Promise<ErasureReport> {
  if (request.reason.trim() === "") throw fail.erasure_needs_reason({});
  const release = takeLock(importLock(workspace), 10_000);
  const db = await Database.open({ tempDirectory: workspace.path(".erasing", "scratch") });
  try {
    finishSwap(workspace);
    const manifests = sourceManifests(workspace);
    const marks = await personMarks(db, workspace, manifests, request.employeeId);
    const token = `${request.mode === "erase" ? "erased" : "P"}-${randomBytes(4).toString("hex")}`;
    const redaction: Redaction = { marks, token };
    if (redactProse(request.reason, redaction) !== request.reason) throw fail.reason_names_person({});
    const imports = await stageImports(db, workspace, manifests, redaction, request);
    const outside = departedFiles(workspace, readJournal(workspace).lines, redaction);
    const texts = eraseTexts(workspace, redaction, request.mode);
    request.signal?.throwIfAborted();
    const models = flagModels(workspace, request.now);
    const kept = await eraseKeptRows(db, workspace, redaction);
    const keptFiles = Object.keys(kept).map((name) => path.join("releases", name));
    const predictions = erasePredictions(workspace, redaction, request.mode);
    const ledgerFiles = Object.keys(predictions).map((name) => path.join("ledger", name));
    const files = [...imports.files, ...texts.files, ...models.files, ...keptFiles, ...ledgerFiles];
    const report: ErasureReport = {
      mode: request.mode,
      token,
      imports: imports.found,
      files: [...texts.files, ...ledgerFiles],
      journalLines: texts.journalLines,
      caches: texts.caches,
      models: models.ids,
      left: texts.left,
      common: marks.common.length,
      exports: departed(workspace),
      removed: texts.removed,
      outside,
    };
    const removed = [
      ...madeAgain,
      ...texts.caches,
      ...texts.removed,
      ...(texts.files.includes("journal.ndjson") ? ["journal.end"] : []),
    ];
    const line = {
      kind: "erasure",
      mode: request.mode,
      token,
      reason: request.reason,
      by_user: request.by,
      imports: imports.found,
      files: texts.files.length,
      journal_lines: texts.journalLines,
      ...(texts.removed.length > 0 && { removed: texts.removed.length }),
      ...(outside.length > 0 && { outside: outside.length }),
      models: models.ids,
      ...(keptFiles.length > 0 ? { kept_rows: kept } : {}),
      ...(ledgerFiles.length > 0 ? { kept_predictions: predictions } : {}),
    };
    commitSwap(workspace, { files, removed, line });
    settleErasure(workspace, request.now);
    return report;
  } finally {
    db.close();
    if (!existsSync(workspace.path(".erasing", "plan.json"))) endSwap(workspace);
    release();
  }
}

/** Puts a committed erasure in place and records it; used at once, and at the next start after a crash. True when there was one. */
export function settleErasure(workspace: Workspace, now: Date): boolean {
  if (!existsSync(workspace.path(".erasing"))) return false;
  const line = finishSwap(workspace);
  if (line && !readJournal(workspace).lines.some((l) => l.kind === "erasure" && l.token === line.token))
    appendJournal(workspace, line, now);
  endSwap(workspace);
  return line !== undefined;
}

async function stageImports(
  db: Database,
  workspace: Workspace,
  manifests: readonly Manifest[],
  redaction: Redaction,
  request: ErasureRequest,
): Promise<{ files: string[]; found: ErasureReport["imports"] }> {
  const files: string[] = [];
  const found: ErasureReport["imports"] = [];
  const all = manifests.reduce((sum, m) => sum + m.tables.reduce((n, t) => n + t.parts.length, 0), 0);
  let done = 0;
  for (const manifest of manifests) {
    let [own, mentions] = [0, 0];
    const tables = [];
    for (const table of manifest.tables) {
      const parts = [];
      for (const part of table.parts) {
        request.signal?.throwIfAborted();
        request.onProgress?.(done++, all);
        const file = path.join("imports", manifest.id, part.file);
        const erased = await erasePart(
          db,
          table.table,
          workspace.path(file),
          stagedPath(workspace, file),
          redaction,
          request.mode,
        );
        if (erased) {
          files.push(file);
          own += erased.own;
          mentions += erased.mentions;
        }
        parts.push(
          erased ? { ...part, rows: erased.rows, bytes: erased.bytes, sha256: erased.sha256 } : part,
        );
      }
      tables.push({ ...table, parts, rows: parts.reduce((sum, p) => sum + p.rows, 0) });
    }
    if (own + mentions === 0) continue;
    const file = path.join("imports", manifest.id, "manifest.json");
    writeStaged(workspace, file, `${JSON.stringify({ ...manifest, tables }, null, 2)}\n`);
    files.push(file);
    found.push({ id: manifest.id, own, mentions });
  }
  return { files, found };
}

/** models/<id>/refit.json: a card that is shown with it says that its training rows have changed. */
function flagModels(workspace: Workspace, now: Date): { ids: string[]; files: string[] } {
  const folder = workspace.path("models");
  const ids = existsSync(folder)
    ? readdirSync(folder).filter((id) => existsSync(path.join(folder, id, "fitted.json")))
    : [];
  const files = ids.map((id) => path.join("models", id, "refit.json"));
  for (const [i, file] of files.entries()) {
    mkdirSync(workspace.path("models", ids[i]!), { recursive: true });
    writeStaged(workspace, file, `${JSON.stringify({ because: "erasure", at: now.toISOString() })}\n`);
  }
  return { ids, files };
}

/** What went out with person-level rights may hold the person. */
const departed = (workspace: Workspace): ErasureReport["exports"] =>
  readJournal(workspace)
    .lines.filter(
      (line) =>
        line.kind === "export" ||
        (line.kind === "query" && line.rights === "person" && line.format !== undefined),
    )
    .map((line) => ({
      seq: line.seq,
      at: line.at,
      reader: typeof line.reader === "string" ? line.reader : null,
      what: String(line.what ?? line.kind),
    }));
