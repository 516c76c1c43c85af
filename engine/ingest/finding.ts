// What was found wrong with a row: a relation `finding`, one row per rule broken, from which rejects and reasons are made.
import type { Database } from "../database.js";
import type { Bilingual } from "../locale.js";
import { identifier, literal } from "../sql.js";

export type Rule =
  | "type"
  | "required"
  | "range"
  | "level"
  | "width"
  | "unknown_reference"
  | "ambiguous_identity"
  | "before_hire"
  | "after_exit"
  | "exit_before_hire"
  | "one_exit"
  | "dates_in_order"
  | "overlap"
  | "part_exceeds_whole"
  | "above_scale"
  | "time_zone"
  | "oneself"
  | "tree_cycle";

export const ruleLabels: Record<Rule, Bilingual> = {
  type: { en: "not of the column's type", zh: "类型不符" },
  required: { en: "required value missing", zh: "缺少必填值" },
  range: { en: "outside the allowed range", zh: "超出允许范围" },
  level: { en: "unknown category", zh: "未知类别" },
  width: { en: "more cells than headers", zh: "单元格多于标题" },
  ambiguous_identity: { en: "several people could be meant", zh: "可能对应多名员工" },
  unknown_reference: { en: "refers to something unknown", zh: "引用了不存在的对象" },
  before_hire: { en: "before the hire date", zh: "早于入职日期" },
  after_exit: { en: "after the last day employed", zh: "晚于最后在职日" },
  exit_before_hire: { en: "exit before the hire date", zh: "离职早于入职" },
  one_exit: { en: "a second exit of the same employee", zh: "同一员工多次离职" },
  dates_in_order: { en: "end before start", zh: "结束早于开始" },
  overlap: { en: "overlaps another assignment", zh: "与其他任职重叠" },
  part_exceeds_whole: { en: "a part exceeds the whole", zh: "部分大于总额" },
  time_zone: { en: "no such time zone", zh: "时区不存在" },
  above_scale: { en: "a score outside its scale", zh: "分数超出量表范围" },
  oneself: { en: "one person in both roles", zh: "同一人同时担任双方" },
  tree_cycle: { en: "the unit is its own ancestor", zh: "组织树成环" },
};

export async function createFindings(db: Database): Promise<void> {
  await db.run(`CREATE TABLE finding (part INTEGER, rid BIGINT, source_row BIGINT, source_file VARCHAR, table_name VARCHAR,
    rule VARCHAR, column_name VARCHAR, found VARCHAR, expected_en VARCHAR, expected_zh VARCHAR)`);
}

export interface FindingSource {
  part: number;
  table: string;
  rule: Rule;
  /** Column of the contract, or the header, that the user should look at. */
  column: string;
  expected: Bilingual;
  /** SELECT of rid, source_row, source_file, found and, when expectations differ by row, expected (appended). */
  select: string;
}

/** Records what the SELECT returns; gives back how many rows it was. */
export async function recordFindings(db: Database, source: FindingSource): Promise<number> {
  const before = await db.row<{ n: number }>("SELECT count(*) AS n FROM finding");
  await db.run(`INSERT INTO finding SELECT ${source.part}, rid, source_row, source_file, ${literal(source.table)}, ${literal(source.rule)},
    ${literal(source.column)}, found::VARCHAR, ${literal(source.expected.en)}, ${literal(source.expected.zh)} FROM (${source.select})`);
  const after = await db.row<{ n: number }>("SELECT count(*) AS n FROM finding");
  return after.n - before.n;
}

/** Rows of a relation without a finding. */
export const withoutFindings = (relation: string, part: number, rejected: number): string =>
  rejected === 0
    ? identifier(relation)
    : `(SELECT * FROM ${identifier(relation)} r WHERE NOT EXISTS (SELECT 1 FROM finding f WHERE f.part = ${part} AND f.rid = r.rid))`;
