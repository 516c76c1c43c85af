// Staged rows of one table → parts: relations of accepted rows, each key once; files that complement each other become one part.
import type { Contract } from "../../datasets/contracts/index.js";
import type { Database } from "../database.js";
import type { Bilingual } from "../locale.js";
import { identifier, literal } from "../sql.js";
import { withoutFindings } from "./finding.js";
import { fail } from "./ingest-errors.js";
import { timeColumn } from "./manifest.js";
import { headerOf } from "./plan.js";
import type { StagedRows } from "./staged-rows.js";

export interface Part {
  number: number;
  contract: Contract;
  relation: string;
  columns: string[];
  derived: string[];
  sources: StagedRows[];
  /** Rows dropped because an identical row stood in the same file. */
  duplicates: number;
  /** What the user should know about values that were derived. */
  notes?: Bilingual[];
}

/** What the user calls that column: the header it was read from, when all sources of the part agree. */
export function headerIn(part: Pick<Part, "sources">, column: string): string {
  const headers = part.sources.flatMap(({ plan }) => {
    const source = plan.columns.get(column);
    return source && source.kind === "header" ? [headerOf(plan, source)] : [];
  });
  return new Set(headers).size === 1 ? headers[0]! : column;
}

/** A part per source; the rows with a finding are left out. */
export async function partOf(db: Database, staged: StagedRows, number: number): Promise<Part> {
  const { contract } = staged.plan;
  const relation = `part_${number}`;
  const { rejected } = await db.row<{ rejected: number }>(
    `SELECT count(*) AS rejected FROM finding WHERE part = ${number}`,
  );
  const columns = staged.columns.map((c) => c.name);
  const select = [
    "rid",
    "source_row",
    `${literal(staged.plan.raw.label)} AS source_file`,
    ...columns.map((c) => `${identifier(`v_${c}`)} AS ${identifier(c)}`),
    ...staged.derived.map((c) => `true AS ${identifier(`is_derived_${c}`)}`),
  ];
  await db.run(
    `CREATE VIEW ${identifier(relation)} AS SELECT ${select.join(", ")} FROM ${withoutFindings(staged.relation, number, rejected)}`,
  );
  const part = {
    number,
    contract,
    relation,
    columns,
    derived: staged.derived,
    sources: [staged],
    duplicates: 0,
  };
  return dropRepeats(db, part);
}

/** Identical repeats go, with a count; a key with different content stops the import. */
async function dropRepeats(db: Database, part: Part): Promise<Part> {
  const key = part.contract.key.filter((k) => part.columns.includes(k)).map(identifier);
  const any = await db.rows(
    `SELECT 1 AS repeated FROM ${identifier(part.relation)} GROUP BY ${key.join(", ")} HAVING count(*) > 1 LIMIT 1`,
  );
  if (any.length === 0) return part;
  const content = part.columns.map(identifier).join(", ");
  const repeated = await db.rows<{ n: number; versions: number; first_row: number; rows: string; k: string }>(
    `SELECT count(*) AS n, count(DISTINCT hash(${content})) AS versions, min(source_row) AS first_row,
       array_to_string(list_sort(list(source_row))[1:5], ', ') AS rows, concat_ws(' · ', ${key.join(", ")}) AS k
     FROM ${identifier(part.relation)} GROUP BY ${key.join(", ")} HAVING count(*) > 1 ORDER BY versions DESC, first_row`,
  );
  const different = repeated.filter((r) => r.versions > 1).sort((a, b) => a.first_row - b.first_row);
  if (different.length > 0)
    throw fail.key_repeated({
      file: part.sources.map((s) => s.plan.raw.label).join(" + "),
      table: part.contract.table,
      key: part.contract.key.join(" + "),
      count: different.length,
      found: different[0]!.k,
      row: different[0]!.first_row,
      rows: different[0]!.rows,
    });
  const relation = `${part.relation}_once`;
  await db.run(`CREATE TABLE ${identifier(relation)} AS SELECT * FROM ${identifier(part.relation)}
    QUALIFY row_number() OVER (PARTITION BY ${key.join(", ")} ORDER BY rid) = 1`);
  return { ...part, relation, duplicates: repeated.reduce((sum, r) => sum + r.n - 1, 0) };
}

/** Parts whose keys can't meet (their dates do not overlap) stay apart; the others complement each other by key. */
export async function mergeParts(
  db: Database,
  parts: readonly Part[],
  nextNumber: () => number,
): Promise<Part[]> {
  if (parts.length < 2) return [...parts];
  const spans: { part: Part; from: string | null; to: string | null }[] = [];
  for (const part of parts) spans.push({ part, ...(await spanOf(db, part)) });
  spans.sort((a, b) => (a.from ?? "").localeCompare(b.from ?? ""));
  const clusters: { parts: Part[]; to: string }[] = [];
  for (const { part, from, to } of spans) {
    const last = clusters.at(-1);
    if (last && (from === null || from <= last.to)) {
      last.parts.push(part);
      last.to = [last.to, to ?? "9999"].sort().at(-1)!;
    } else clusters.push({ parts: [part], to: to ?? "9999" });
  }
  const merged: Part[] = [];
  for (const cluster of clusters)
    merged.push(
      cluster.parts.length === 1 ? cluster.parts[0]! : await mergeCluster(db, cluster.parts, nextNumber()),
    );
  return merged;
}

/** First and last date of the part, when its key has a date and no rule looks along a person's whole life. */
async function spanOf(
  db: Database,
  part: Pick<Part, "contract" | "columns" | "relation">,
): Promise<{ from: string | null; to: string | null }> {
  const time = timeColumn(part.contract);
  if (!time || !part.contract.key.includes(time) || !part.columns.includes(time))
    return { from: null, to: null };
  return db.row(
    `SELECT min(${identifier(time)})::VARCHAR AS from, max(${identifier(time)})::VARCHAR AS to FROM ${identifier(part.relation)}`,
  );
}

async function mergeCluster(db: Database, parts: Part[], number: number): Promise<Part> {
  const { contract } = parts[0]!;
  const ordered = [...parts].sort((a, b) => a.number - b.number);
  const columns = contract.columns
    .map((c) => c.name)
    .filter((c) => ordered.some((p) => p.columns.includes(c)));
  const derived = columns.filter((c) => ordered.some((p) => p.derived.includes(c)));
  const key = contract.key.filter((k) => columns.includes(k));
  const others = columns.filter((c) => !key.includes(c));
  const union = ordered
    .map((p, i) => `SELECT *, ${i} AS merge_order FROM ${identifier(p.relation)}`)
    .join(" UNION ALL BY NAME ");
  const groups = key.map(identifier).join(", ");
  await refuseConflicts(db, ordered, union, key, others);
  const relation = `part_${number}`;
  const select = [
    ...key.map(identifier),
    ...others.map((c) => `arg_min(${identifier(c)}, merge_order) AS ${identifier(c)}`),
    ...derived.map(
      (c) =>
        `bool_and(coalesce(${identifier(`is_derived_${c}`)}, false)) AS ${identifier(`is_derived_${c}`)}`,
    ),
    "arg_min(source_file, merge_order) AS source_file",
    "arg_min(source_row, merge_order) AS source_row",
  ];
  await db.run(`CREATE TABLE ${identifier(relation)} AS SELECT row_number() OVER (ORDER BY source_file, source_row) AS rid, *
    FROM (SELECT ${select.join(", ")} FROM (${union}) GROUP BY ${groups})`);
  const total = await db.row<{ n: number }>(`SELECT count(*) AS n FROM (${union})`);
  const kept = await db.row<{ n: number }>(`SELECT count(*) AS n FROM ${identifier(relation)}`);
  const sameColumns = ordered.every((p) => p.columns.join() === ordered[0]!.columns.join());
  return {
    number,
    contract,
    relation,
    columns: [...key, ...others],
    derived,
    sources: ordered.flatMap((p) => p.sources),
    duplicates: ordered.reduce((sum, p) => sum + p.duplicates, 0) + (sameColumns ? total.n - kept.n : 0),
  };
}

async function refuseConflicts(
  db: Database,
  parts: Part[],
  union: string,
  key: string[],
  others: string[],
): Promise<void> {
  if (others.length === 0) return;
  const differs = others.map((c) => `count(DISTINCT ${identifier(c)}) > 1`).join(" OR ");
  const conflicts = await db.rows<{ k: string; first_row: number; rows: string; file: string }>(
    `SELECT concat_ws(' · ', ${key.map(identifier).join(", ")}) AS k, min(source_row) AS first_row,
       array_to_string(list_sort(list(source_file || ' ' || source_row))[1:5], ', ') AS rows, arg_min(source_file, merge_order) AS file
     FROM (${union}) GROUP BY ${key.map(identifier).join(", ")} HAVING ${differs} ORDER BY first_row`,
  );
  if (conflicts.length === 0) return;
  throw fail.key_repeated({
    file: [...new Set(parts.flatMap((p) => p.sources.map((s) => s.plan.raw.label)))].join(" + "),
    table: parts[0]!.contract.table,
    key: key.join(" + "),
    count: conflicts.length,
    found: conflicts[0]!.k,
    row: conflicts[0]!.first_row,
    rows: conflicts[0]!.rows,
  });
}
