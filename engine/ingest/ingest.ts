// Files → a finished import in the workspace, all or nothing, with a report of what was read, accepted and rejected.
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Database } from "../database.js";
import { dayIn } from "../day-in.js";
import type { Bilingual } from "../locale.js";
import { refuseForbidden, refuseForbiddenFile } from "../sensitive/forbidden-source.js";
import { createMasker } from "../sensitive/mask.js";
import { maskKey } from "../sensitive/mask-key.js";
import type { SensitiveKind } from "../sensitive/sensitive-kind.js";
import type { Workspace } from "../workspace.js";
import { takeLock } from "../workspace-lock.js";
import { batchEffect, type TableEffect, writeRemoved } from "./batch-effect.js";
import { faultPoint } from "./fault.js";
import type { ImportReport } from "./import-report.js";
import { fail } from "./ingest-errors.js";
import { inputFiles } from "./input-files.js";
import { loadPlans, tableTitle } from "./load-plans.js";
import type { FullScope, Manifest } from "./manifest.js";
import { choosePlans } from "./choose-plans.js";
import { publishSources } from "./publish.js";
import type { RawTable } from "./raw-table.js";
import { readFiles, refuseRepeatedHeaders } from "./read-files.js";
import { writeRejects } from "./rejects.js";
import { repeatNotes, sourceReports } from "./source-reports.js";
import { identityCounts, writeIdentities } from "./identity-list.js";
import { judgeColumns, maskTables, maskedColumns, sensitiveColumns } from "./sensitive-columns.js";
import {
  commit,
  dropStaging,
  importId,
  importLock,
  openStaging,
  type Staging,
  writeTable,
} from "./staging.js";
import { snapshotOf } from "./list-snapshot.js";
import { workDatabase } from "./work-database.js";
import { unwritable, writable } from "./writable.js";

export interface ImportOptions {
  /** Path of a mapping file, or "auto": accept the proposed draft. Without it every header must be known. */
  mapping?: string;
  /** YYYY-MM-DD on which a flat list was true. */
  snapshotDate?: string;
  /** Kinds of personal identifiers to replace by stand-ins before anything is stored. */
  mask?: readonly SensitiveKind[];
  /** The files are complete: what they no longer hold goes, everywhere or within their own dates. */
  full?: FullScope;
  /** Share of rows in force that a full batch may remove without `confirmRemoval`; 0.1 when left out. */
  removalLimit?: number;
  confirmRemoval?: boolean;
  now: Date;
  /** Folder in which `mapping-draft.yml` is written when headers are unknown; nowhere when left out. */
  draftFolder?: string;
  onProgress?: (progress: ImportProgress) => void;
  signal?: AbortSignal;
}

export interface ImportProgress {
  stage: "read" | "check" | "write";
  /** What is done now, with the file or table: “Reading staff.csv”. */
  title: Bilingual;
  done: number;
  of: number;
}

const steps = {
  read: { en: "Reading", zh: "读取" },
  check: { en: "Checking", zh: "检查" },
  write: { en: "Writing", zh: "写入" },
};
const step = (
  stage: ImportProgress["stage"],
  name: Bilingual | string,
  done: number,
  of: number,
): ImportProgress => {
  const { en, zh } = typeof name === "string" ? { en: name, zh: name } : name;
  return { stage, title: { en: `${steps[stage].en} ${en}`, zh: `${steps[stage].zh}${zh}` }, done, of };
};

export async function importFiles(
  workspace: Workspace,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportReport> {
  const release = writable(workspace, () => {
    mkdirSync(workspace.path("imports"), { recursive: true });
    return takeLock(importLock(workspace), 2000);
  });
  try {
    const staging = writable(workspace, () => openStaging(workspace));
    try {
      return await importInto(workspace, staging, paths, options);
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === "ENOSPC" ? unwritable(workspace, error) : error;
    } finally {
      dropStaging(staging);
    }
  } finally {
    release();
  }
}

async function importInto(
  workspace: Workspace,
  staging: Staging,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportReport> {
  const { now, onProgress, signal } = options;
  const { files, ignored } = await inputFiles(paths, staging.scratch);
  const db = await workDatabase(staging.scratch);
  try {
    for (const file of files) refuseForbiddenFile(file.name);
    const read = await readFiles(
      db,
      files,
      staging.scratch,
      (file, done) => onProgress?.(step("read", file.name, done, files.length)),
      signal,
    );
    refuseForbidden(read);
    faultPoint("after_read");
    const judged = await judgeColumns(db, read);
    const masked = options.mask ?? [];
    const raws =
      masked.length > 0 ? await maskTables(db, judged, read, masked, createMasker(maskKey(workspace))) : read;
    const today = dayIn(workspace.config.timeZone, now);
    const chosen = await choosePlans(db, raws, { ...options, today });
    const taken = [...new Set(chosen.plans.map((p) => p.raw))];
    for (const raw of taken) refuseRepeatedHeaders(raw);
    const [hollow] = taken;
    if (hollow && taken.every((raw) => raw.rows === 0))
      throw fail.file_no_rows({ file: hollow.label, row: hollow.headerRow });
    await publishSources(db, workspace);
    const { loaded, identities } = await loadPlans(
      { db, workspace, snapshotDate: chosen.snapshot?.date },
      chosen.plans,
      {
        today,
        full: options.full,
        signal,
        onTable: (table, done, of) => onProgress?.(step("check", tableTitle(table), done, of)),
      },
    );
    faultPoint("after_checks");
    const effects: TableEffect[] = [];
    for (const table of loaded)
      effects.push(
        await batchEffect(db, table, options.full, {
          share: options.removalLimit ?? workspace.config.removalLimit,
          isConfirmed: options.confirmRemoval === true,
        }),
      );
    const tables: Manifest["tables"] = [];
    for (const [done, { table, parts, staged }] of loaded.entries()) {
      if (signal?.aborted) throw fail.import_cancelled();
      onProgress?.(step("write", tableTitle(table), done, loaded.length));
      const rejected = await rejectedOf(db, table);
      const written = await writeTable(db, staging, parts, staged.length > 0 ? rejected : 0);
      const { added, changed, same, removed } = effects[done]!;
      tables.push({
        ...written,
        ...(options.full ? { full: options.full } : {}),
        effect: { added, changed, same, removed },
      });
    }
    writeIdentities(identities, staging.folder);
    const removed = await writeRemoved(db, effects, staging.folder);
    const snapshot = await snapshotOf(db, chosen, loaded);
    await writeRejects(db, taken, path.join(staging.folder, "rejects.csv"));
    const sources = await sourceReports(db, loaded);
    const sensitive = sensitiveColumns(judged, chosen.plans, new Set(masked));
    const manifest: Manifest = {
      version: 1,
      id: importId(workspace, now, files),
      importedAt: now.toISOString(),
      layout: "folder per table, one Parquet part per source file",
      files: files.map((f) => ({
        name: f.name,
        sha256: f.sha256,
        bytes: f.bytes,
        rows: rowsOf(raws, f.path),
      })),
      tables,
      ...(chosen.mapping ? { mapping: chosen.mapping } : {}),
      ...(snapshot ? { snapshot } : {}),
      ...(masked.length > 0 ? { masked: [...masked], maskedColumns: maskedColumns(sensitive) } : {}),
      rejected: tables.reduce((sum, t) => sum + t.rejected, 0),
    };
    const { n } = await db.row<{ n: number }>("SELECT count(*) AS n FROM finding WHERE source_file IS NULL");
    if (n > 0) throw new Error(`${n} findings without a file`);
    db.close();
    commit(workspace, staging, manifest, now);
    return {
      id: manifest.id,
      importedAt: manifest.importedAt,
      tables: tables.map(({ table, rows, rejected, from, to }, i) => ({
        table,
        rows,
        rejected,
        from,
        to,
        effect: effects[i]!,
        ...(options.full ? { full: options.full } : {}),
      })),
      sources,
      identities: identityCounts(identities),
      sensitive,
      ignoredFiles: [...ignored, ...chosen.ignored],
      notes: [
        ...chosen.notes,
        ...repeatNotes(loaded),
        ...loaded.flatMap((t) => t.parts.flatMap((p) => p.notes ?? [])),
      ],
      ...(snapshot ? { snapshot } : {}),
      ...(chosen.mapping ? { mapping: chosen.mapping } : {}),
      rejects: workspace.path("imports", manifest.id, "rejects.csv"),
      ...(removed ? { removed: workspace.path("imports", manifest.id, "removed.csv") } : {}),
    };
  } catch (error) {
    closeQuietly(db);
    throw error;
  }
}

const rowsOf = (raws: readonly RawTable[], file: string): number =>
  raws.filter((r) => r.file.path === file).reduce((sum, r) => sum + r.rows, 0);

async function rejectedOf(db: Database, table: string): Promise<number> {
  const { n } = await db.row<{ n: number }>(
    "SELECT count(DISTINCT (part, rid)) AS n FROM finding WHERE table_name = $1",
    [table],
  );
  return n;
}

function closeQuietly(db: Database): void {
  try {
    db.close();
  } catch {
    // The first failure is the one to tell.
  }
}
