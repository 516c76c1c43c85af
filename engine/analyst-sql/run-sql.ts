// Statement + reader → its rows, from a process that is killed at its limits; every run leaves a line in the journal.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { totalmem } from "node:os";
import { RapportError } from "../errors.js";
import { appendReads } from "../journal.js";
import { ChildKilled, childScript, runInChild } from "../killable-child.js";
import type { Cache } from "../cache.js";
import type { Reader } from "../metrics/reader.js";
import type { Workspace } from "../workspace.js";
import { loadCatalogue } from "../metrics/catalogue.js";
import { policyFingerprint, requirePurpose } from "../metrics/policy.js";
import { analystRelations, exactReader, lentRows } from "./analyst-relations.js";
import { sqlError } from "./sql-errors.js";
import type { AnalystRelation, SqlJob, SqlLimits, SqlReply } from "./sql-job.js";

export interface SqlRequest {
  statement: string;
  reader: Reader;
  now: Date;
  limits?: Partial<SqlLimits>;
  signal?: AbortSignal;
}

/** The evidence of an answer: what was run, on which data, for whom. */
export interface SqlReceipt {
  id: string;
  snapshot: string;
  reader: string;
  /** Fingerprint of the rights. */
  policy: string;
  statement: string;
  relations: string[];
  askedAt: string;
}

export interface SqlAnswer extends SqlReply {
  receipt: SqlReceipt;
  limits: SqlLimits;
  seconds: number;
}

export const defaultLimits = (total = totalmem()): SqlLimits => ({
  wallMs: 30_000,
  memoryMb: Math.max(768, Math.min(2048, Math.floor(total / 4 / 2 ** 20))),
  rows: 10_000,
  bytes: 16 * 2 ** 20,
});

/** Relations and columns that this reader may write in a statement. */
export async function sqlRelations(
  workspace: Workspace,
  cache: Cache,
  reader: Reader,
): Promise<AnalystRelation[]> {
  return analystRelations(cache.database, exactReader(reader), loadCatalogue(workspace.dir));
}

export async function runSql(workspace: Workspace, cache: Cache, request: SqlRequest): Promise<SqlAnswer> {
  // A copy: what is checked, run and signed is what was asked now, whatever the caller does to its object meanwhile.
  const asked = { statement: request.statement, reader: { ...request.reader }, now: request.now };
  const { statement, reader, now } = asked;
  const { signal } = request;
  const limits = { ...defaultLimits(), ...request.limits };
  const started = performance.now();
  const note = (outcome: Record<string, unknown>): void =>
    void appendReads(
      workspace,
      [
        {
          kind: "sql",
          reader: reader.id,
          ...formOf(statement),
          ...(reader.purpose ? { purpose: reader.purpose } : {}),
          ...outcome,
        },
      ],
      now,
    );
  try {
    requirePurpose(exactReader(reader), workspace.config.purpose?.of);
    const relations = await sqlRelations(workspace, cache, reader);
    const lent = lentRows(exactReader(reader));
    const reply = await inChild(
      workspace,
      { statement, relations, lent, rows: limits.rows, bytes: limits.bytes },
      limits,
      signal,
    );
    const receipt = receiptOf(workspace, cache, asked, reply.relations);
    note({ receipt: receipt.id, relations: reply.relations, rows: reply.rows });
    return { ...reply, receipt, limits, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    const known = error instanceof ChildKilled ? asRefusal(error) : error;
    if (known instanceof RapportError) note({ refused: known.code });
    throw known;
  }
}

async function inChild(
  workspace: Workspace,
  asked: Pick<SqlJob, "statement" | "relations" | "lent" | "rows" | "bytes">,
  limits: SqlLimits,
  signal?: AbortSignal,
): Promise<SqlReply> {
  const scratch = mkdtempSync(workspace.path(`.sql-${process.pid}-`));
  const job: SqlJob = {
    ...asked,
    cachePath: workspace.path("cache.duckdb"),
    importsFolder: workspace.path("imports"),
    scratch,
  };
  try {
    return await runInChild<SqlReply>(childScript(import.meta.url, "sql-process"), job, limits, { signal });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function asRefusal({ why, limits }: ChildKilled): RapportError {
  switch (why) {
    case "time":
      return sqlError.sql_time_exceeded({ seconds: limits.wallMs / 1000 });
    case "memory":
      return sqlError.sql_memory_exceeded({ memory: limits.memoryMb });
    case "stopped":
      return sqlError.sql_stopped();
    case "crash":
      return sqlError.sql_process_died();
  }
}

/** The same statement on the same data under the same rights has the same id. */
function receiptOf(
  workspace: Workspace,
  cache: Cache,
  { statement, reader, now }: Pick<SqlRequest, "statement" | "reader" | "now">,
  relations: string[],
): SqlReceipt {
  const policy = policyFingerprint(
    { reader: exactReader(reader), k: workspace.config.k },
    loadCatalogue(workspace.dir),
  );
  const deciding = { statement, snapshot: cache.snapshot, policy };
  const id = createHash("sha256").update(JSON.stringify(deciding)).digest("hex").slice(0, 12);
  return { id, ...deciding, reader: reader.id, relations, askedAt: now.toISOString() };
}

/** What is kept for the journal: its form, not the values in it, which may name people; and its hash. */
function formOf(statement: string): { statement: string; sha256: string } {
  const form = statement
    .replaceAll(/'(?:[^']|'')*'/g, "'…'")
    .replaceAll(/\b\d[\d.]*\b/g, "…")
    .slice(0, 2000);
  return { statement: form, sha256: createHash("sha256").update(statement).digest("hex") };
}
