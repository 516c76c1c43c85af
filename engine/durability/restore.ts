// Backup → a workspace in a new or empty folder, all or nothing: unpacked beside, every hash checked, then put in place.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { createHash } from "node:crypto";
import path from "node:path";
import { z } from "zod";
import { faultPoint } from "../ingest/fault.js";
import { sourceSnapshot } from "../ingest/publish.js";
import { appendJournal, fsyncFolder, readJournal } from "../journal.js";
import { openWorkspace, type Workspace } from "../workspace.js";
import { backupFormat, indexName, type BackupIndex } from "./backup.js";
import { backupError } from "./backup-errors.js";
import { keyIsMissing, maskedIn, maskKeyName, putKey } from "./backup-mask-key.js";
import { repairImports } from "./import-repair.js";
import { said } from "./start-messages.js";
import { startWorkspace, type Started } from "./start-workspace.js";
import { sweepLeftovers } from "./sweep-leftovers.js";
import { TarDamage, tarEntries } from "./tar.js";

const fileEntry = z.object({ path: z.string(), bytes: z.number().int().nonnegative(), sha256: z.string() });
const journalEnd = z.object({ lines: z.number(), hash: z.string().nullable() });
const formats = {
  1: z.object({ format: z.literal(1), createdAt: z.string(), files: z.record(z.string(), z.string()) }),
  2: z.object({
    format: z.literal(2),
    createdAt: z.string(),
    snapshot: z.string(),
    journal: journalEnd,
    files: z.array(fileEntry),
    maskKey: z.object({ included: z.boolean(), sha256: z.string() }).nullable().optional(),
  }),
};

export interface Restored extends Started {
  index: ReadIndex;
  /** Folder in which the former content is kept, when there was any. */
  kept?: string;
}

/** What is known of a backup of any format. */
export interface ReadIndex extends Omit<BackupIndex, "files" | "snapshot" | "journal"> {
  snapshot?: string;
  journal?: BackupIndex["journal"];
  /** Path → hash. */
  files: Map<string, string>;
}

export interface RestoreOptions {
  /** Though the folder holds something: that is kept beside it. */
  force?: boolean;
  /** File with the key of masked values, which the backup does not hold. */
  maskKey?: string;
}

export function restoreBackup(
  file: string,
  dir: string,
  now: Date,
  { force = false, maskKey }: RestoreOptions = {},
): Restored {
  const root = path.resolve(dir);
  const isOccupied = existsSync(root) && readdirSync(root).length > 0;
  if (isOccupied && !force) throw backupError.restore_not_empty({ dir });
  const beside = `${root}.restoring-${process.pid}`;
  sweepLeftovers(root, "restoring");
  try {
    const index = unpack(file, beside);
    proveWhole(file, beside, index);
    if (maskKey !== undefined) putKey(maskKey, beside, index.maskKey?.sha256);
    faultPoint("restore_verified");
    const kept = isOccupied
      ? `${root}.before-restore-${now.toISOString().replaceAll(/[:.]/g, "")}`
      : undefined;
    if (kept) renameSync(root, kept);
    else rmSync(root, { recursive: true, force: true });
    faultPoint("restore_moved_aside");
    renameSync(beside, root);
    fsyncFolder(path.dirname(root));
    faultPoint("restore_in_place");
    const started = startWorkspace(dir, now);
    appendJournal(
      started.workspace,
      { kind: "restore", backup: path.basename(file), made_at: index.createdAt },
      now,
    );
    const undone = kept ? erasuresUndone(kept, started.workspace) : 0;
    const messages = [...started.messages];
    if (undone > 0) messages.push(said.erasuresUndone(undone));
    const masked = maskedIn(started.workspace);
    if (masked.length > 0 && !existsSync(started.workspace.path(maskKeyName))) {
      const former = kept === undefined ? undefined : path.join(kept, maskKeyName);
      messages.push(keyIsMissing(masked, former !== undefined && existsSync(former) ? former : undefined));
    }
    return { ...started, messages, index, ...(kept ? { kept } : {}) };
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Reads every byte of a backup and compares hashes, without writing anything. */
export function verifyBackup(file: string): ReadIndex {
  return walk(file, () => undefined);
}

/** Puts back only what is damaged or missing in a workspace, where the backup has exactly what was imported. */
export function healFromBackup(file: string, dir: string, now: Date): Started & { healed: string[] } {
  const workspace = openWorkspace(dir);
  const { damaged, aside } = repairImports(workspace, true);
  const wanted = new Set(damaged.map(({ id, file: part }) => `imports/${id}/${part}`));
  const folders = aside.map(({ id }) => `imports/${id}/`);
  for (const name of readdirSync(workspace.path("imports")))
    if (name.startsWith(".damaged-")) folders.push(`imports/${name.slice(".damaged-".length)}/`);
  const isWanted = (name: string): boolean =>
    wanted.has(name) || folders.some((folder) => name.startsWith(folder));
  verifyBackup(file);
  const healed: string[] = [];
  walk(file, (name) => {
    if (!isWanted(name)) return undefined;
    healed.push(name);
    return workspace.path(name);
  });
  if (healed.length === 0) throw backupError.restore_nothing_to_heal({ dir, file });
  return { ...startWorkspace(dir, now), healed };
}

function unpack(file: string, into: string): ReadIndex {
  mkdirSync(into, { recursive: true });
  let written = 0;
  return walk(file, (name) => {
    if (written++ === 1) faultPoint("restore_half_unpacked");
    return path.join(into, ...name.split("/"));
  });
}

/** Every entry must be in the index with its hash, and every file of the index must be there. */
function walk(file: string, placeOf: (name: string) => string | undefined): ReadIndex {
  const bad = (reason: string): Error => backupError.backup_unreadable({ file, reason });
  if (!existsSync(file)) throw bad("there is no such file");
  try {
    let index: ReadIndex | undefined;
    const seen = new Set<string>();
    for (const entry of tarEntries(file)) {
      if (!index) {
        if (entry.name !== indexName) throw bad(`it does not begin with ${indexName}`);
        index = readIndex(file, textOf(entry));
        continue;
      }
      const expected = index.files.get(entry.name);
      if (expected === undefined || !isInside(entry.name))
        throw bad(`${entry.name.slice(0, 200)} is not in its index`);
      if (save(entry, placeOf(entry.name)) !== expected) throw bad(`${entry.name} is not what was backed up`);
      seen.add(entry.name);
    }
    if (!index) throw bad("it is empty");
    for (const name of index.files.keys()) if (!seen.has(name)) throw bad(`${name} is missing`);
    return index;
  } catch (error) {
    throw error instanceof TarDamage ? bad(error.message) : error;
  }
}

type Entry = ReturnType<typeof tarEntries> extends Generator<infer One> ? One : never;

function textOf(entry: Entry): string {
  const pieces: Buffer[] = [];
  entry.read((piece) => pieces.push(piece));
  return Buffer.concat(pieces).toString("utf8");
}

/** Hash of the content, written to the place when there is one. */
function save(entry: Entry, place: string | undefined): string {
  const hash = createHash("sha256");
  if (place === undefined) {
    entry.read((piece) => hash.update(piece));
    return hash.digest("hex");
  }
  mkdirSync(path.dirname(place), { recursive: true });
  const next = `${place}.making`;
  const out = openSync(next, "w", 0o600);
  try {
    entry.read((piece) => {
      hash.update(piece);
      writeSync(out, piece);
    });
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
  renameSync(next, place);
  return hash.digest("hex");
}

function readIndex(file: string, text: string): ReadIndex {
  let found: { format?: unknown };
  try {
    found = JSON.parse(text) as { format?: unknown };
  } catch {
    throw backupError.backup_unreadable({ file, reason: `${indexName} is not JSON` });
  }
  if (typeof found.format === "number" && found.format > backupFormat)
    throw backupError.backup_format_newer({ file, format: found.format, known: backupFormat });
  const form = found.format === 1 ? formats[1] : formats[2];
  const read = form.safeParse(found);
  if (!read.success) throw backupError.backup_unreadable({ file, reason: `${indexName} is not an index` });
  const { data } = read;
  if (data.format === 1) return { ...data, files: new Map(Object.entries(data.files)) };
  return { ...data, files: new Map(data.files.map((one) => [one.path, one.sha256])) };
}

/** No absolute path, no way out of the folder. */
const isInside = (name: string): boolean =>
  !path.isAbsolute(name) &&
  !/^[a-z]:/i.test(name) &&
  !name.split(/[\\/]/).includes("..") &&
  !name.includes("\0");

/** What was restored opens, its imports are what their manifests say, its journal is the one that was backed up. */
function proveWhole(file: string, dir: string, index: ReadIndex): void {
  const bad = (reason: string): Error => backupError.backup_unreadable({ file, reason });
  const workspace = openWorkspace(dir);
  const snapshot = sourceSnapshot(workspace);
  if (index.snapshot !== undefined && snapshot !== index.snapshot)
    throw bad("its imports are not those it names");
  const { lines } = readJournal(workspace);
  if (index.journal && (lines[index.journal.lines - 1]?.hash ?? null) !== index.journal.hash)
    throw bad("its journal is not the one it names");
}

/** Persons erased after the backup was made are in it: their erasures must be repeated. */
function erasuresUndone(kept: string, workspace: Workspace): number {
  try {
    const now = new Set(erasuresIn(workspace));
    return erasuresIn({ path: (...parts) => path.join(kept, ...parts) }).filter((token) => !now.has(token))
      .length;
  } catch {
    // The former journal cannot be read: whatever it said is kept beside.
    return 0;
  }
}

const erasuresIn = (at: Pick<Workspace, "path">): unknown[] =>
  readJournal(at)
    .lines.filter((line) => line.kind === "erasure")
    .map((line) => line.token);
