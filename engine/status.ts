// Workspace → what it holds: employees, rows and freshness per source, the history, what is unlocked and what is missing.
import { contracts } from "../datasets/contracts/index.js";
import { Database } from "./database.js";
import { RapportError } from "./errors.js";
import { inEffect } from "./ingest/in-effect.js";
import { type Manifest, sourceManifests } from "./ingest/manifest.js";
import { publishSources } from "./ingest/publish.js";
import type { Bilingual } from "./locale.js";
import { identifier } from "./sql.js";
import { decideHistory, historyFacts } from "./spine/history.js";
import type { Workspace } from "./workspace.js";

export interface SourceStatus {
  table: string;
  title: Bilingual;
  /** Rows in force (superseded ones left out). */
  rows: number;
  /** Source files that brought them. */
  files: string[];
  from: string | null;
  to: string | null;
  lastImport: string;
  /** Days from the last import to now. */
  freshnessDays: number;
  rejected: number;
}

export interface WorkspaceStatus {
  employees: number;
  sources: SourceStatus[];
  /** Null before there is any dated fact. `recordedFrom`: first month with records, where that is before a history nobody set. */
  history: { from: string; to: string; recordedFrom?: string } | null;
  unlocked: { table: string; unlocks: Bilingual }[];
  missing: { table: string; title: Bilingual; unlocks: Bilingual; required: boolean }[];
}

const dayMs = 86_400_000;

export async function status(workspace: Workspace, now: Date): Promise<WorkspaceStatus> {
  const manifests = sourceManifests(workspace);
  const db = await Database.open();
  try {
    await publishSources(db, workspace);
    const sources: SourceStatus[] = [];
    for (const contract of contracts) {
      const found = await sourceStatus(db, contract.table, contract.title, manifests, now);
      if (found) sources.push(found);
    }
    const has = new Set(sources.map((s) => s.table));
    const { n } = await db.row<{ n: number }>("SELECT count(DISTINCT employee_id) AS n FROM source_employee");
    return {
      employees: n,
      sources,
      history: n > 0 ? await historyOf(db, workspace) : null,
      unlocked: contracts.filter((c) => has.has(c.table)).map(({ table, unlocks }) => ({ table, unlocks })),
      missing: contracts
        .filter((c) => !has.has(c.table))
        .map(({ table, title, unlocks, required }) => ({
          table,
          title,
          unlocks,
          required: required === true,
        })),
    };
  } finally {
    db.close();
  }
}

async function sourceStatus(
  db: Database,
  table: string,
  title: Bilingual,
  manifests: readonly Manifest[],
  now: Date,
): Promise<SourceStatus | undefined> {
  const batches = inEffect(manifests, table).flatMap((m) => {
    const found = m.tables.find((t) => t.table === table);
    return found ? [{ at: m.importedAt, table: found }] : [];
  });
  const last = batches
    .map((b) => b.at)
    .sort()
    .at(-1);
  if (last === undefined) return undefined;
  const { rows } = await db.row<{ rows: number }>(
    `SELECT count(*) AS rows FROM ${identifier(`source_${table}`)}`,
  );
  return {
    table,
    title,
    rows,
    files: [...new Set(batches.flatMap((b) => b.table.files))],
    from: batches.flatMap((b) => b.table.from ?? []).sort()[0] ?? null,
    to:
      batches
        .flatMap((b) => b.table.to ?? [])
        .sort()
        .at(-1) ?? null,
    lastImport: last,
    freshnessDays: Math.max(0, Math.floor((now.getTime() - Date.parse(last)) / dayMs)),
    rejected: batches.reduce((sum, b) => sum + b.table.rejected, 0),
  };
}

async function historyOf(db: Database, { config }: Workspace): Promise<WorkspaceStatus["history"]> {
  try {
    const facts = await historyFacts(db);
    const { from, to } = decideHistory(facts, config);
    const isEarlier = facts.firstFact !== null && facts.firstFact < from && config.historyFrom === undefined;
    return { from, to, ...(isEarlier && { recordedFrom: facts.firstFact! }) };
  } catch (error) {
    if (error instanceof RapportError) return null;
    throw error;
  }
}
