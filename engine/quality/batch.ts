// Manifests → the batches of each source table, oldest first, with the cells and empty cells of their columns.
import type { Contract } from "../../datasets/contracts/index.js";
import type { Database } from "../database.js";
import { inEffect } from "../ingest/in-effect.js";
import type { Manifest, ManifestTable } from "../ingest/manifest.js";
import { literal } from "../sql.js";
import type { Workspace } from "../workspace.js";

export interface Batch {
  importId: string;
  /** ISO time. */
  at: string;
  table: ManifestTable;
}

/** Column of a batch: how many cells it has, and how many of them are empty. */
export interface ColumnFill {
  cells: number;
  empty: number;
}

/** Without imports that a later one withdrew, and without the withdrawals themselves: neither is a delivery. */
export const batchesOf = (manifests: readonly Manifest[], table: string): Batch[] =>
  inEffect(manifests, table).flatMap((m) => {
    const found = m.tables.find((t) => t.table === table);
    return found ? [{ importId: m.id, at: m.importedAt, table: found }] : [];
  });

/** Contract columns that the batch's files had. Read from the footers of its Parquet parts, never from the rows. */
export async function columnFills(
  db: Database,
  workspace: Pick<Workspace, "path">,
  contract: Contract,
  batch: Batch,
): Promise<Map<string, ColumnFill>> {
  const files = batch.table.parts
    .filter((part) => part.rows > 0)
    .map((part) => workspace.path("imports", batch.importId, part.file));
  if (files.length === 0) return new Map();
  const rows = await db.rows<{ name: string; cells: number; empty: number | null }>(
    `SELECT path_in_schema AS name, sum(num_values)::DOUBLE AS cells, sum(stats_null_count)::DOUBLE AS empty
     FROM parquet_metadata([${files.map(literal).join(", ")}]) GROUP BY path_in_schema`,
  );
  const known = new Set(contract.columns.map((c) => c.name));
  return new Map(
    rows
      .filter((row) => known.has(row.name))
      .map(({ name, cells, empty }) => [name, { cells, empty: empty ?? 0 }]),
  );
}
