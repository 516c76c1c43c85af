// Accepted parts → imports/.staging-<pid>-<n>/ on disk, made durable, then renamed: the rename is the moment of commit.
import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { sha256Of } from "../file-hash.js";
import type { Database } from "../database.js";
import { appendJournal, fsyncFolder } from "../journal.js";
import { identifier, literal } from "../sql.js";
import type { Workspace } from "../workspace.js";
import { faultPoint } from "./fault.js";
import { withoutFindings } from "./finding.js";
import {
  type Manifest,
  type ManifestPart,
  type ManifestTable,
  sourceManifests,
  timeColumn,
} from "./manifest.js";
import type { Part } from "./parts.js";

export interface Staging {
  folder: string;
  /** For files that the import needs only while it runs. */
  scratch: string;
}

/** Held while an import runs: one import at a time per workspace. */
export const importLock = (workspace: Pick<Workspace, "path">): string => workspace.path(".import.lock");
/** The manifest a second time: without it, nothing says what the parts hold. */
export const manifestCopyName = "manifest.copy.json";
/** Staging folders of this process that are in use. */
export const activeStagings = new Set<string>();

export function openStaging(workspace: Workspace): Staging {
  const folder = workspace.path("imports", `.staging-${process.pid}-${randomBytes(4).toString("hex")}`);
  const scratch = path.join(folder, "scratch");
  mkdirSync(scratch, { recursive: true });
  activeStagings.add(folder);
  return { folder, scratch };
}

export function dropStaging(staging: Staging): void {
  rmSync(staging.folder, { recursive: true, force: true });
  activeStagings.delete(staging.folder);
}

/** One Parquet file per part: `<table>/part-000.parquet`. */
export async function writeTable(
  db: Database,
  staging: Staging,
  parts: readonly Part[],
  rejected: number,
): Promise<ManifestTable> {
  const { contract } = parts[0]!;
  const folder = path.join(staging.folder, contract.table);
  mkdirSync(folder);
  const written: ManifestPart[] = [];
  for (const [i, part] of parts.entries()) {
    const name = `part-${String(i).padStart(3, "0")}.parquet`;
    written.push(await writePart(db, part, path.join(folder, name), `${contract.table}/${name}`));
    faultPoint("staging_parts");
  }
  fsyncFolder(folder);
  return {
    table: contract.table,
    rows: written.reduce((sum, p) => sum + p.rows, 0),
    rejected,
    files: [...new Set(parts.flatMap((p) => p.sources.map((s) => s.plan.raw.label)))],
    parts: written,
    ...edges(written),
    derived: [...new Set(parts.flatMap((p) => p.derived))],
  };
}

async function writePart(db: Database, part: Part, file: string, name: string): Promise<ManifestPart> {
  const findings = await db.row<{ n: number }>(
    `SELECT count(*) AS n FROM finding WHERE part = ${part.number}`,
  );
  const from = withoutFindings(part.relation, part.number, findings.n);
  const columns = [
    ...part.columns,
    ...part.derived.map((c) => `is_derived_${c}`),
    "source_file",
    "source_row",
  ].map(identifier);
  await db.run(
    `COPY (SELECT ${columns.join(", ")} FROM ${from}) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)`,
  );
  syncFile(file);
  const time = timeColumn(part.contract);
  const span = time && part.columns.includes(time) ? identifier(time) : "NULL::DATE";
  const facts = await db.row<{ rows: number; from: string | null; to: string | null }>(
    `SELECT count(*) AS rows, min(${span})::DATE::VARCHAR AS from, max(${span})::DATE::VARCHAR AS to FROM read_parquet(${literal(file)})`,
  );
  return {
    file: name,
    rows: facts.rows,
    bytes: statSync(file).size,
    sha256: await sha256Of(file),
    ...(facts.from && facts.to ? { from: facts.from, to: facts.to } : {}),
  };
}

function edges(parts: readonly ManifestPart[]): { from?: string; to?: string } {
  const from = parts.flatMap((p) => p.from ?? []).sort()[0];
  const to = parts
    .flatMap((p) => p.to ?? [])
    .sort()
    .at(-1);
  return from && to ? { from, to } : {};
}

/** Number, day and content give the name: imports sort by it, and two imports never share one. */
export function importId(workspace: Workspace, now: Date, files: readonly { sha256: string }[]): string {
  const last = sourceManifests(workspace).at(-1);
  const number = last ? Number.parseInt(last.id, 10) + 1 : 1;
  const hash = createHash("sha256")
    .update(files.map((f) => f.sha256).join())
    .digest("hex");
  return `${String(number).padStart(4, "0")}-${now.toISOString().slice(0, 10).replaceAll("-", "")}-${hash.slice(0, 8)}`;
}

/** Writes the manifest last, renames the folder (from here on the import exists) and says so in the journal. */
export function commit(workspace: Workspace, staging: Staging, manifest: Manifest, now: Date): void {
  rmSync(staging.scratch, { recursive: true, force: true });
  syncFile(path.join(staging.folder, "rejects.csv"));
  const file = path.join(staging.folder, "manifest.json");
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  writeFileSync(file, text, { flag: "wx" });
  syncFile(file);
  writeFileSync(path.join(staging.folder, manifestCopyName), text, { flush: true });
  fsyncFolder(staging.folder);
  faultPoint("staging_manifest");
  faultPoint("before_rename");
  renameSync(staging.folder, workspace.path("imports", manifest.id));
  fsyncFolder(workspace.path("imports"));
  faultPoint("after_rename");
  journalImport(workspace, manifest, now);
  faultPoint("after_journal");
}

export function journalImport(workspace: Workspace, manifest: Manifest, now: Date, recovered = false): void {
  const full = manifest.tables.filter((t) => t.full).map((t) => t.table);
  appendJournal(
    workspace,
    {
      kind: "import",
      import: manifest.id,
      manifest: createHash("sha256").update(JSON.stringify(manifest)).digest("hex"),
      files: manifest.files.map((f) => f.name),
      tables: Object.fromEntries(manifest.tables.map((t) => [t.table, t.rows])),
      rejected: manifest.rejected,
      ...(manifest.withdraws ? { withdraws: manifest.withdraws } : {}),
      ...(manifest.reason ? { reason: manifest.reason } : {}),
      ...(full.length > 0 ? { full } : {}),
      ...(manifest.masked ? { masked: manifest.masked } : {}),
      ...(recovered ? { recovered } : {}),
    },
    now,
  );
}

function syncFile(file: string): void {
  const handle = openSync(file, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
