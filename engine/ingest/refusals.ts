// Findings that are too many or too odd to be single bad rows → the import stops with the first offender named.
import type { Database } from "../database.js";
import { identifier, literal } from "../sql.js";
import { recordFindings } from "./finding.js";
import { rejectReasons } from "./import-report.js";
import { fail } from "./ingest-errors.js";
import { headerOf } from "./plan.js";
import type { StagedRows } from "./staged-rows.js";

/** More rejected rows than this share mean that the file was misread, not that some rows are bad. */
const rejectLimit = 0.2;
/** A date more than a year ahead of the clock is no planned exit but a mistyped year or a marker. */
const farAheadDays = 366;

export async function refuseMany(db: Database, staged: StagedRows): Promise<void> {
  const { table } = staged.plan.contract;
  const { rejected } = await db.row<{ rejected: number }>(
    // Rows that wait for a person's decision were read rightly: they are no sign of a misread file.
    "SELECT count(DISTINCT rid) AS rejected FROM finding WHERE table_name = $1 AND source_file = $2 AND rule <> 'ambiguous_identity'",
    [table, staged.plan.raw.label],
  );
  if (rejected <= rejectLimit * (staged.read + staged.plan.raw.ragged.length)) return;
  const first = (await rejectReasons(db, table, staged.plan.raw.label))[0]!;
  throw fail.too_many_rejected({
    file: staged.plan.raw.label,
    table,
    read: staged.read,
    rejected,
    limit: rejectLimit * 100,
    rule: first.label.en,
    rule_zh: first.label.zh,
    rule_id: first.rule,
    row: first.row,
    column: first.column,
    expected: first.expected.en,
    expected_zh: first.expected.zh,
    found: first.found,
  });
}

export async function refuseFarFuture(db: Database, staged: StagedRows, today: string): Promise<void> {
  // Such a date is also outside its range: without a finding of that kind the rows need not be read again.
  const { n } = await db.row<{ n: number }>(
    "SELECT count(*) AS n FROM finding WHERE rule = 'range' AND table_name = $1 AND source_file = $2",
    [staged.plan.contract.table, staged.plan.raw.label],
  );
  if (n === 0) return;
  for (const column of staged.columns) {
    if (column.range?.[1] !== "today") continue;
    const value = identifier(`v_${column.name}`);
    const far = await db.rows<{ source_row: number; found: string }>(
      `SELECT source_row, ${identifier(`t_${column.name}`)} AS found FROM ${identifier(staged.relation)}
       WHERE ${value} > DATE ${literal(today)} + ${farAheadDays} ORDER BY source_row LIMIT 1`,
    );
    if (!far[0]) continue;
    throw fail.date_impossible({
      file: staged.plan.raw.label,
      row: far[0].source_row,
      column: headerOf(staged.plan, staged.plan.columns.get(column.name)!),
      found: far[0].found,
      today,
    });
  }
}

/** Rows with more cells than headers can't be read safely. */
export async function recordRagged(db: Database, staged: StagedRows, part: number): Promise<void> {
  const { raw, contract } = staged.plan;
  if (raw.ragged.length === 0) return;
  const values = raw.ragged.map((r) => `(${-r.row}, ${r.row}, ${literal(raw.label)}, ${r.cells})`).join(", ");
  await recordFindings(db, {
    part,
    table: contract.table,
    rule: "width",
    column: "",
    expected: { en: `at most ${raw.headers.length} cells`, zh: `最多 ${raw.headers.length} 个单元格` },
    select: `SELECT * FROM (VALUES ${values}) v(rid, source_row, source_file, found)`,
  });
}
