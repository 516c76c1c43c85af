// Workspace → one file that holds all of its truth, each part with its hash; what can be made again is left out, and so is the
// key of masked values unless it is asked for.
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { sha256OfFile } from "../file-hash.js";
import { faultPoint } from "../ingest/fault.js";
import { importLock } from "../ingest/staging.js";
import { sourceSnapshot } from "../ingest/publish.js";
import { appendJournal, fsyncFolder, readJournal } from "../journal.js";
import { takeLock } from "../workspace-lock.js";
import type { Workspace } from "../workspace.js";
import { backupError } from "./backup-errors.js";
import { keyOf, maskKeyName, type BackedUpKey } from "./backup-mask-key.js";
import { sweepLeftovers } from "./sweep-leftovers.js";
import { repairImports } from "./import-repair.js";
import { endTar, writeTarFile, writeTarText } from "./tar.js";

export const backupFormat = 2;
export const indexName = "backup.json";

/** Stands first in the file. Format 1 had `files` as path → hash and no sizes. */
export interface BackupIndex {
  format: number;
  createdAt: string;
  /** Identity of the data: hash over the imports. */
  snapshot: string;
  journal: { lines: number; hash: string | null };
  files: { path: string; bytes: number; sha256: string }[];
  /** The key of masked values; null where nothing was masked. Backups of before have no such entry, and the key among the files. */
  maskKey?: BackedUpKey | null;
}

export interface BackupOptions {
  /** Make it although parts are damaged. */
  damaged?: boolean;
  /** Put the key of masked values in: whoever holds the backup can then compute the stand-in of a number they know. */
  withMaskKey?: boolean;
  onProgress?: (done: number, of: number) => void;
}

export function backupWorkspace(
  workspace: Workspace,
  out: string,
  now: Date,
  options: BackupOptions = {},
): BackupIndex {
  const file = path.resolve(out);
  if (existsSync(file)) throw backupError.backup_exists({ file: out });
  const [bad] = repairImports(workspace, true).damaged;
  if (bad && !options.damaged) throw backupError.backup_source_damaged({ id: bad.id, file: bad.file });
  sweepLeftovers(file, "making");
  const making = `${file}.making-${process.pid}`;
  const release = takeLock(importLock(workspace), 10_000);
  try {
    appendJournal(workspace, { kind: "backup", to: path.basename(file) }, now);
    const journal = readJournal(workspace).lines;
    const index: BackupIndex = {
      format: backupFormat,
      createdAt: now.toISOString(),
      snapshot: sourceSnapshot(workspace),
      journal: { lines: journal.length, hash: journal.at(-1)?.hash ?? null },
      maskKey: keyOf(workspace, options.withMaskKey === true),
      files: truthOf(workspace.dir)
        .filter((name) => options.withMaskKey || name !== maskKeyName)
        .map((name) => ({
          path: name,
          bytes: statSync(workspace.path(name)).size,
          sha256: sha256OfFile(workspace.path(name)),
        })),
    };
    faultPoint("backup_hashed");
    write(workspace, making, index, options);
    faultPoint("backup_written");
    renameSync(making, file);
    fsyncFolder(path.dirname(file));
    return index;
  } finally {
    rmSync(making, { force: true });
    release();
  }
}

function write(workspace: Workspace, file: string, index: BackupIndex, { onProgress }: BackupOptions): void {
  const out = openSync(file, "wx", 0o600);
  try {
    writeTarText(out, indexName, `${JSON.stringify(index, null, 2)}\n`);
    for (const [done, { path: name }] of index.files.entries()) {
      onProgress?.(done, index.files.length);
      if (done === Math.floor(index.files.length / 2)) faultPoint("backup_half_written");
      writeTarFile(out, name, workspace.path(name));
    }
    endTar(out);
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
}

/** Caches, locks, scratch and half-written files can be made again, or belong to a process. */
const leftOut =
  /^(cache\.duckdb.*|.*\.duckdb(\.wal)?|\.[a-z-]+\.lock|\.sql-.*|\.erasing|\.staging-.*|\.checked\.json|.*\.making.*|.*\.new)$/;

/** Every file of the truth, relative, with forward slashes, sorted. */
export function truthOf(dir: string, prefix = ""): string[] {
  return readdirSync(path.join(dir, prefix), { withFileTypes: true })
    .filter((entry) => !leftOut.test(entry.name) && (entry.isFile() || entry.isDirectory()))
    .flatMap((entry) => {
      const name = path.posix.join(prefix, entry.name);
      return entry.isDirectory() ? truthOf(dir, name) : [name];
    })
    .sort((a, b) => (a < b ? -1 : 1));
}
