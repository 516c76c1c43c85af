// Workspace + cache + reader + clock → the state of the data: sources, findings, reconciliation, proofs of the error rate.
import { contracts } from "../../datasets/contracts/index.js";
import type { Database } from "../database.js";
import { dayIn } from "../day-in.js";
import { sourceManifests } from "../ingest/manifest.js";
import type { Reader } from "../metrics/reader.js";
import { identifier } from "../sql.js";
import type { Workspace } from "../workspace.js";
import { mayNameAll } from "./named-rows.js";
import { type Reconciliation, reconcile } from "./reconcile.js";
import { type RuleCount, ruleCounts } from "./rule-findings.js";
import { type Sample, samples } from "./sample-record.js";
import { lastQuarter } from "./sample-frame.js";
import { type SourceQuality, sourceQuality } from "./source-quality.js";

export interface QualityReport {
  /** ISO time at which it was looked at. */
  at: string;
  /** The last quarter that is over: the one whose error rate is due. */
  quarter: string;
  sources: SourceQuality[];
  findings: RuleCount[];
  reconciliations: Reconciliation[];
  /** Every sample drawn, oldest first. */
  samples: Sample[];
  /** What needs a person, in numbers. */
  toDo: {
    overdue: number;
    unusual: number;
    drifted: number;
    findings: number;
    differences: number;
    unproved: number;
  };
}

export interface QualityOptions {
  reader: Reader;
  now: Date;
  /** YYYY-MM, inclusive: months of the reconciliation. */
  from?: string;
  to?: string;
  toleranceHours?: number;
  /** Differences and rows listed per check. */
  limit?: number;
}

export async function qualityReport(
  workspace: Workspace,
  cache: { database: Database },
  options: QualityOptions,
): Promise<QualityReport> {
  const { reader, now } = options;
  const db = cache.database;
  const manifests = sourceManifests(workspace);
  const present = await tablesWithRows(db);
  const today = dayIn(workspace.config.timeZone, now);
  const heads = await headsByMonth(db);
  const sources: SourceQuality[] = [];
  for (const contract of contracts) {
    const found = await sourceQuality(db, workspace, contract, manifests, heads, now);
    if (found) sources.push(found);
  }
  const findings = await ruleCounts(db, workspace, present, today);
  const reconciliations = await reconcile(db, present, {
    ...options,
    k: workspace.config.k,
    internalDomains: workspace.config.internalDomains,
  });
  const drawn = samples(workspace).map((sample) => forReader(sample, reader));
  const quarter = lastQuarter(today);
  return {
    at: now.toISOString(),
    quarter,
    sources,
    findings,
    reconciliations,
    samples: drawn,
    toDo: {
      overdue: sources.filter((s) => s.freshness.state === "overdue").length,
      unusual: sources.filter((s) => s.batch.isUnusual || s.months.some((m) => m.isUnusual)).length,
      drifted: sources.filter((s) => hasDrift(s)).length,
      findings: findings.reduce((sum, f) => sum + f.count, 0),
      differences: reconciliations.reduce((sum, r) => sum + differences(r), 0),
      unproved: drawn.filter((s) => s.check?.verdict !== "proved").length,
    },
  };
}

/** Employee-months of a reconciliation that somebody should look at; none where the sources differ throughout. */
export const differences = (r: Reconciliation): number =>
  (r.isSystematic ? 0 : r.beyond) + (r.isPaired ? r.onlyLeft + r.onlyRight : 0);

export const hasDrift = ({ drift }: SourceQuality): boolean =>
  drift !== null && drift.gone.length + drift.added.length + drift.fill.length > 0;

/** Strata may be small departments: their sizes are for readers of people. */
const forReader = (sample: Sample, reader: Reader): Sample =>
  mayNameAll(reader) ? sample : { ...sample, strata: [] };

/** Source tables that have rows. */
export async function tablesWithRows(db: Database): Promise<Set<string>> {
  const tables = await db.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'main' AND table_name LIKE 'source\\_%' ESCAPE '\\'`,
  );
  const present = new Set<string>();
  for (const { name } of tables) {
    const { found } = await db.row<{ found: boolean }>(`SELECT EXISTS (FROM ${identifier(name)}) AS found`);
    if (found) present.add(name.replace(/^source_/, ""));
  }
  return present;
}

async function headsByMonth(db: Database): Promise<Map<string, number>> {
  const rows = await db.rows<{ month: string; heads: number }>(
    "SELECT strftime(month, '%Y-%m') AS month, sum(headcount_average)::DOUBLE AS heads FROM employee_month GROUP BY month",
  );
  return new Map(rows.map(({ month, heads }) => [month, heads]));
}
