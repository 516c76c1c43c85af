// An import that was a mistake → a later import that takes it back. Nothing is deleted: files stay, and answers as known before stay as they were.
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Workspace } from "../workspace.js";
import { takeLock } from "../workspace-lock.js";
import { fail } from "./ingest-errors.js";
import { inEffect } from "./in-effect.js";
import { type Manifest, sourceManifests } from "./manifest.js";
import { commit, dropStaging, importId, importLock, openStaging } from "./staging.js";

export interface WithdrawOptions {
  now: Date;
  /** Why, in the person's own words; kept in the journal. */
  reason?: string;
}

/** Withdrawing a withdrawal brings its import back. Errors: import_unknown, import_withdrawn_already. */
export function withdrawImport(workspace: Workspace, id: string, options: WithdrawOptions): Manifest {
  const release = takeLock(importLock(workspace), 2000);
  try {
    const manifests = sourceManifests(workspace);
    const found = manifests.filter((m) => m.id === id || m.id.startsWith(`${id}-`));
    const [target] = found;
    if (!target || found.length > 1)
      throw fail.import_unknown({ id, known: manifests.slice(-5).map((m) => m.id) });
    if (!counts(manifests, target)) throw fail.import_withdrawn_already({ id: target.id });
    const manifest: Manifest = {
      version: 1,
      id: importId(workspace, options.now, [{ sha256: target.id }]),
      importedAt: options.now.toISOString(),
      layout: "folder per table, one Parquet part per source file",
      files: [],
      tables: target.tables.map(({ table }) => ({
        table,
        rows: 0,
        rejected: 0,
        files: [],
        parts: [],
        derived: [],
      })),
      withdraws: target.id,
      ...(options.reason ? { reason: options.reason } : {}),
      rejected: 0,
    };
    const staging = openStaging(workspace);
    try {
      writeFileSync(path.join(staging.folder, "rejects.csv"), "");
      commit(workspace, staging, manifest, options.now);
    } finally {
      dropStaging(staging);
    }
    return manifest;
  } finally {
    release();
  }
}

/** Does that import still count? For a withdrawal: does it still take something back? */
export function counts(manifests: readonly Manifest[], manifest: Manifest): boolean {
  const later = manifests.slice(manifests.indexOf(manifest) + 1);
  return !later.some((m) => m.withdraws === manifest.id && counts(manifests, m));
}

/** Tables in which rows of that import are in force after all withdrawals. */
export const effectiveTables = (manifests: readonly Manifest[], manifest: Manifest): string[] =>
  manifest.tables.map((t) => t.table).filter((table) => inEffect(manifests, table).includes(manifest));
