// imports/*/<table>/*.parquet → source_<table> in the cache: the newest row per key, by order of import.
import { createHash } from "node:crypto";
import { contracts, type Contract } from "../../datasets/contracts/index.js";
import type { Database } from "../database.js";
import { identifier, literal } from "../sql.js";
import type { Workspace } from "../workspace.js";
import { inEffect } from "./in-effect.js";
import { type Manifest, sourceColumns, sourceManifests } from "./manifest.js";
import { forgetSpans, noteSpans } from "./source-spans.js";
import { inForce } from "./supersede.js";

export interface PublishedTable {
  table: string;
  /** Rows before superseded ones are set aside. */
  rows: number;
  imports: number;
  /** "view" reads the Parquet parts in place; "table" is held in the cache. */
  kind: "table" | "view";
}

export interface Published {
  /** Hash over the manifests that the sources were built from. */
  snapshot: string;
  tables: PublishedTable[];
}

/** Above this many rows a source stays a view over its Parquet parts. */
const viewFrom = 1_000_000;

/** Which tables of which imports are read; all of them when left out. */
export type ImportChoice = (manifest: Manifest, table: string) => boolean;

/** Hash over the chosen imports. Cheap: reads manifests only. */
export function sourceSnapshot(workspace: Pick<Workspace, "path">, choice?: ImportChoice): string {
  return snapshotOf(chosen(sourceManifests(workspace), choice));
}

/**
 * Creates `source_<table>` for every contract (empty where nothing was imported) and `source_import`, one row per
 * import and table.
 */
export async function publishSources(
  db: Database,
  workspace: Pick<Workspace, "path">,
  choice?: ImportChoice,
): Promise<Published> {
  const manifests = chosen(sourceManifests(workspace), choice);
  const tables: PublishedTable[] = [];
  const kinds = await relationKinds(db);
  for (const contract of contracts)
    tables.push(await publishTable(db, workspace, contract, manifests, `source_${contract.table}`, kinds));
  await publishImports(db, manifests, kinds);
  return { snapshot: snapshotOf(manifests), tables };
}

/** The rows of one table in force after these imports, as a relation of another name. */
export async function publishTableAs(
  db: Database,
  workspace: Pick<Workspace, "path">,
  table: string,
  manifests: readonly Manifest[],
  relation: string,
): Promise<PublishedTable> {
  const contract = contracts.find((c) => c.table === table);
  if (!contract) throw new Error(`no contract ${table}`);
  return publishTable(db, workspace, contract, manifests, relation, await relationKinds(db));
}

async function publishTable(
  db: Database,
  workspace: Pick<Workspace, "path">,
  contract: Contract,
  manifests: readonly Manifest[],
  relation: string,
  kinds: Kinds,
): Promise<PublishedTable> {
  const name = identifier(relation);
  const batches = inEffect(manifests, contract.table).flatMap((m) => {
    const found = m.tables.find((t) => t.table === contract.table);
    return found && found.parts.length > 0 ? [{ id: m.id, table: found }] : [];
  });
  const rows = batches.reduce((sum, b) => sum + b.table.rows, 0);
  await dropRelation(db, relation, kinds);
  if (batches.length === 0) {
    const columns = sourceColumns(contract).map((c) => `${identifier(c.name)} ${c.type}`);
    await db.run(`CREATE TABLE ${name} (${columns.join(", ")})`);
    return { table: contract.table, rows: 0, imports: 0, kind: "table" };
  }
  const filesOf = (b: (typeof batches)[number]): string[] =>
    b.table.parts.map((p) => workspace.path("imports", b.id, p.file));
  const selects = await Promise.all(
    batches.map((b, order) => batchSelect(db, contract, filesOf(b), b.id, order)),
  );
  const all = selects.join("\nUNION ALL BY NAME\n");
  const newest = inForce(
    contract,
    all,
    batches.map((b) => b.table),
  );
  const kind = rows > viewFrom ? "view" : "table";
  await db.run(`CREATE ${kind.toUpperCase()} ${name} AS ${newest}`);
  await forgetSpans(db, relation);
  if (kind === "view") await noteSpans(db, relation, batches.flatMap(filesOf));
  return { table: contract.table, rows, imports: batches.length, kind };
}

/** One import's parts, with the columns that it lacks filled in. */
async function batchSelect(
  db: Database,
  contract: Contract,
  files: string[],
  importId: string,
  order: number,
): Promise<string> {
  const list = `[${files.map(literal).join(", ")}]`;
  const scan = `read_parquet(${list}, union_by_name = true)`;
  const present = new Set(
    (await db.rows<{ column_name: string }>(`DESCRIBE SELECT * FROM ${scan}`)).map((c) => c.column_name),
  );
  const columns = sourceColumns(contract).map((c) => {
    if (c.name === "import_id") return `${literal(importId)} AS import_id`;
    const value = present.has(c.name) ? identifier(c.name) : c.ifAbsent;
    const filled = c.ifAbsent === "false" && present.has(c.name) ? `coalesce(${value}, false)` : value;
    return `${filled}::${c.type} AS ${identifier(c.name)}`;
  });
  return `SELECT ${columns.join(", ")}, ${order} AS import_order FROM ${scan}`;
}

async function publishImports(db: Database, manifests: Manifest[], kinds: Kinds): Promise<void> {
  await dropRelation(db, "source_import", kinds);
  await db.run(`CREATE TABLE source_import (
    import_id VARCHAR, import_order INTEGER, imported_at TIMESTAMP, table_name VARCHAR, rows BIGINT, rejected BIGINT,
    first_date DATE, last_date DATE, snapshot_date DATE, observation_months INTEGER, exits_observed_from DATE)`);
  for (const [order, m] of manifests.entries())
    for (const t of m.tables.filter(({ table }) => inEffect(manifests, table).includes(m)))
      await db.run(
        `INSERT INTO source_import VALUES ($1, $2, $3::TIMESTAMP, $4, $5, $6, $7::DATE, $8::DATE, $9::DATE, $10, $11::DATE)`,
        [
          m.id,
          order,
          m.importedAt.replace("T", " ").replace("Z", ""),
          t.table,
          t.rows,
          t.rejected,
          t.from ?? null,
          t.to ?? null,
          m.snapshot?.date ?? null,
          m.snapshot?.observationMonths ?? null,
          m.snapshot ? `${m.snapshot.exitsObservedFrom}-01` : null,
        ],
      );
}

type Kinds = ReadonlyMap<string, "table" | "view">;

/** Every relation that is there, read once: the catalogue's listing costs more than creating an empty table. */
async function relationKinds(db: Database): Promise<Kinds> {
  const found = await db.rows<{ name: string; type: string }>(
    `SELECT table_name AS name, table_type AS type FROM information_schema.tables WHERE table_schema = 'main'`,
  );
  return new Map(found.map(({ name, type }) => [name, type === "VIEW" ? "view" : "table"]));
}

async function dropRelation(db: Database, name: string, kinds: Kinds): Promise<void> {
  const kind = kinds.get(name);
  if (kind) await db.run(`DROP ${kind.toUpperCase()} ${identifier(name)}`);
}

/** Imports with the chosen tables only; one without any is left out. */
const chosen = (manifests: Manifest[], choice: ImportChoice | undefined): Manifest[] =>
  choice
    ? manifests
        .map((m) => ({ ...m, tables: m.tables.filter((t) => choice(m, t.table)) }))
        .filter((m) => m.tables.length > 0)
    : manifests;

export const snapshotOf = (manifests: readonly Manifest[]): string =>
  createHash("sha256")
    .update(
      JSON.stringify(manifests.map((m) => [m.id, m.tables.flatMap((t) => t.parts.map((p) => p.sha256))])),
    )
    .digest("hex")
    .slice(0, 16);
