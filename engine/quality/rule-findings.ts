// Rejected rows of every import + doubtful rows in force → counts per rule, and the rows behind a count with file and row.
import { existsSync } from "node:fs";
import { Database } from "../database.js";
import { type Rule, ruleLabels } from "../ingest/finding.js";
import { sourceManifests } from "../ingest/manifest.js";
import { counts } from "../ingest/withdraw.js";
import type { Bilingual } from "../locale.js";
import type { Reader } from "../metrics/reader.js";
import { literal } from "../sql.js";
import type { Workspace } from "../workspace.js";
import { lastInScope, mayNameAll, maySee, requireNames } from "./named-rows.js";
import { qualityErrors as fail } from "./quality-errors.js";
import { type WarningRule, warningRules } from "./warning-rules.js";

export interface RuleCount {
  /** `reject`: set aside by an import; `warning`: accepted, and doubtful. */
  kind: "reject" | "warning";
  rule: string;
  label: Bilingual;
  advice: Bilingual | null;
  table: string;
  /** Rows. */
  count: number;
  /** The same over time: per import for rejects, oldest first. Warnings are of the rows in force now. */
  imports: { importId: string; at: string; count: number }[];
}

export interface FindingRow {
  importId: string;
  file: string;
  row: number;
  table: string;
  column: string;
  employeeId: string | null;
  /** What stood there; null for readers who may not see people. */
  found: string | null;
  expected: Bilingual | null;
}

/** `present`: source tables with rows; `today`: YYYY-MM-DD in the workspace's time zone. */
export async function ruleCounts(
  cache: Database,
  workspace: Pick<Workspace, "path">,
  present: ReadonlySet<string>,
  today: string,
): Promise<RuleCount[]> {
  const rejects = await withRejects(workspace, async (db) =>
    db.rows<{ rule: string; table_name: string; import_id: string; arrived: string; n: number }>(
      `SELECT rule, "table" AS table_name, import_id, arrived, count(DISTINCT concat(file, chr(31), "row")) AS n FROM reject
       GROUP BY ALL ORDER BY table_name, rule, arrived, import_id`,
    ),
  );
  const found: RuleCount[] = [];
  for (const { rule, table_name: table, import_id: importId, arrived: at, n } of rejects ?? []) {
    let count = found.find((c) => c.rule === rule && c.table === table);
    if (!count) {
      const label = ruleLabels[rule as Rule] ?? { en: rule, zh: rule };
      count = { kind: "reject", rule, label, advice: null, table, count: 0, imports: [] };
      found.push(count);
    }
    count.count += n;
    count.imports.push({ importId, at, count: n });
  }
  for (const rule of warningRules.filter((r) => applies(r, present))) {
    const { n } = await cache.row<{ n: number }>(
      `SELECT count(*) AS n FROM (${rule.sql})`,
      parameters(rule, today),
    );
    const { id, label, advice, table } = rule;
    if (n > 0) found.push({ kind: "warning", rule: id, label, advice, table, count: n, imports: [] });
  }
  return found.sort((a, b) => b.count - a.count);
}

export interface FindingQuestion {
  /** A rule of imports (rejected rows) or a warning rule: their names differ. */
  rule: string;
  table?: string;
  importId?: string;
  reader: Reader;
  today: string;
  limit: number;
}

/** Rows behind a count. Rejected rows hold cells of unknown people: readers with rights on a part only see where they stand. */
export async function findingRows(
  cache: Database,
  workspace: Pick<Workspace, "path">,
  question: FindingQuestion,
): Promise<FindingRow[]> {
  requireNames(question.reader);
  return question.rule in ruleLabels ? rejectRows(workspace, question) : warningRows(cache, question);
}

async function rejectRows(
  workspace: Pick<Workspace, "path">,
  { rule, table, importId, reader, limit }: FindingQuestion,
): Promise<FindingRow[]> {
  const isOpen = mayNameAll(reader);
  const rows = await withRejects(workspace, (db) =>
    db.rows<Record<string, string | number | null>>(
      `SELECT import_id, file, "row"::BIGINT AS "row", "table" AS table_name, "column" AS column_name, found, expected_en, expected_zh
       FROM reject WHERE rule = $1 AND "table" = coalesce($2, "table") AND import_id = coalesce($3, import_id)
       ORDER BY arrived DESC, file, "row"::BIGINT LIMIT ${Math.trunc(limit)}`,
      [rule, table ?? null, importId ?? null],
    ),
  );
  return (rows ?? []).map((row) => ({
    importId: String(row.import_id),
    file: String(row.file),
    row: Number(row.row),
    table: String(row.table_name),
    column: String(row.column_name ?? ""),
    employeeId: null,
    found: isOpen && row.found !== null ? String(row.found) : null,
    expected: { en: String(row.expected_en ?? ""), zh: String(row.expected_zh ?? "") },
  }));
}

async function warningRows(
  cache: Database,
  { rule: id, reader, today, limit }: FindingQuestion,
): Promise<FindingRow[]> {
  const rule = warningRules.find((r) => r.id === id);
  if (!rule)
    throw fail.quality_rule_unknown({
      found: id,
      known: [...Object.keys(ruleLabels), ...warningRules.map((r) => r.id)],
    });
  const bound = parameters(rule, today);
  const scope = lastInScope(reader, "found_row", bound.length + 1);
  const rows = await cache.rows<Record<string, string | number | null>>(
    `SELECT * FROM (${rule.sql}) AS found_row WHERE ${scope.sql}
     ORDER BY source_file, source_row, employee_id LIMIT ${Math.trunc(limit)}`,
    [...bound, ...scope.params],
  );
  return rows.map((row) => ({
    importId: String(row.import_id),
    file: String(row.source_file),
    row: Number(row.source_row),
    table: rule.table,
    column: String(row.column_name),
    employeeId: row.employee_id === null ? null : String(row.employee_id),
    found: row.found === null || !maySee(reader, String(row.column_name)) ? null : String(row.found),
    expected: null,
  }));
}

const applies = (rule: WarningRule, present: ReadonlySet<string>): boolean =>
  [rule.table, ...rule.needs].every((table) => present.has(table));

const parameters = (rule: WarningRule, today: string): string[] => (rule.sql.includes("$1") ? [today] : []);

/** `reject`: every rejected row of every import that was not withdrawn, as text. Undefined when there is none. */
async function withRejects<T>(
  workspace: Pick<Workspace, "path">,
  work: (db: Database) => Promise<T>,
): Promise<T | undefined> {
  const manifests = sourceManifests(workspace);
  const selects = manifests.flatMap((m) => {
    const file = workspace.path("imports", m.id, "rejects.csv");
    return m.rejected > 0 && existsSync(file) && counts(manifests, m)
      ? [
          `SELECT *, ${literal(m.id)} AS import_id, ${literal(m.importedAt)} AS arrived FROM ${readRejects(file)}`,
        ]
      : [];
  });
  if (selects.length === 0) return undefined;
  const db = await Database.open();
  try {
    await db.run(`CREATE VIEW reject AS ${selects.join(" UNION ALL BY NAME ")}`);
    return await work(db);
  } finally {
    db.close();
  }
}

/** Cells of the user's own: any of them may hold quotes and line breaks. */
const readRejects = (file: string): string =>
  `read_csv(${literal(file)}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', strict_mode = false)`;
