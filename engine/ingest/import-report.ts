// What an import did, per source file and table: rows read, accepted, rejected and why.
import type { Database } from "../database.js";
import type { Bilingual } from "../locale.js";
import type { IdentityCounts } from "./identity-list.js";
import type { IgnoredFile } from "./input-files.js";
import { type Rule, ruleLabels } from "./finding.js";
import type { TableEffect } from "./batch-effect.js";
import type { FullScope, ManifestSnapshot } from "./manifest.js";
import type { SensitiveColumn } from "./sensitive-columns.js";

export interface RejectReason {
  rule: Rule;
  label: Bilingual;
  count: number;
  /** First offender. */
  row: number;
  column: string;
  found: string | null;
  expected: Bilingual;
}

export interface SourceReport {
  file: string;
  table: string;
  read: number;
  accepted: number;
  rejected: number;
  /** Identical repeats that were dropped. */
  duplicates: number;
  reasons: RejectReason[];
  derived: string[];
  /** Headers of the file that were not imported. */
  ignored: string[];
  encoding?: string;
  delimiter?: string;
}

export interface ImportReport {
  id: string;
  importedAt: string;
  tables: {
    table: string;
    rows: number;
    rejected: number;
    from?: string;
    to?: string;
    /** Against the rows in force before. */
    effect: TableEffect;
    full?: FullScope;
  }[];
  sources: SourceReport[];
  /** People of other systems that were recognised, by rule, and records that wait for a decision. */
  identities: IdentityCounts;
  /** Columns with personal identifiers, and what became of them. */
  sensitive: SensitiveColumn[];
  ignoredFiles: IgnoredFile[];
  notes: Bilingual[];
  snapshot?: ManifestSnapshot;
  /** YAML of the mapping used. */
  mapping?: string;
  /** Absolute path of rejects.csv. */
  rejects: string;
  /** Absolute path of removed.csv: keys that a full batch no longer holds. */
  removed?: string;
}

/** Reasons of one source, most frequent first. */
export async function rejectReasons(db: Database, table: string, file: string): Promise<RejectReason[]> {
  const rows = await db.rows<{
    rule: Rule;
    n: number;
    first_row: number;
    column_name: string;
    found: string | null;
    expected_en: string;
    expected_zh: string;
  }>(
    `SELECT rule, count(DISTINCT rid) AS n, min(source_row) AS first_row, arg_min(column_name, source_row) AS column_name,
       (min_by({'f': found}, source_row)).f AS found, arg_min(expected_en, source_row) AS expected_en,
       arg_min(expected_zh, source_row) AS expected_zh
     FROM finding WHERE table_name = $1 AND source_file = $2 GROUP BY rule ORDER BY n DESC, first_row`,
    [table, file],
  );
  return rows.map((r) => ({
    rule: r.rule,
    label: ruleLabels[r.rule],
    count: r.n,
    row: r.first_row,
    column: r.column_name,
    found: r.found,
    expected: { en: r.expected_en, zh: r.expected_zh },
  }));
}
