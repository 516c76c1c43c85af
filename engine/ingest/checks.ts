// A part of a table → the findings of every cross-row rule that its contract names.
import { contracts } from "../../datasets/contracts/index.js";
import type { Database } from "../database.js";
import { identifier } from "../sql.js";
import type { Part } from "./parts.js";
import { checkEmployment } from "./rules/employment-rules.js";
import {
  checkDatesInOrder,
  checkNotOneself,
  checkPartExceedsWhole,
  checkScoreWithinScale,
} from "./rules/order-rules.js";
import { checkTimeZone } from "./rules/time-zone-rule.js";
import { checkOneExit, checkOverlap } from "./rules/sequence-rules.js";
import { checkKnownParent, checkTree } from "./rules/tree-rules.js";

type PartRule = (db: Database, part: Part) => Promise<void>;

/** `unique_key` is proved where parts are made; the employment rules share one pass. */
const rules: Record<string, PartRule> = {
  dates_in_order: checkDatesInOrder,
  part_exceeds_whole: checkPartExceedsWhole,
  known_time_zone: checkTimeZone,
  score_within_scale: checkScoreWithinScale,
  not_oneself: checkNotOneself,
  overlap: checkOverlap,
  one_open_exit: checkOneExit,
  known_parent: checkKnownParent,
  tree: checkTree,
};
const employment = new Set(["known_employee", "before_hire", "after_exit", "exit_before_hire"]);

export async function checkPart(db: Database, part: Part): Promise<void> {
  const { checks } = part.contract;
  if (checks.some((name) => employment.has(name))) await checkEmployment(db, part);
  for (const name of checks) await rules[name]?.(db, part);
}

/** Whose rows others are checked against: units, people and exits before what must not follow them. */
const first = ["org_unit", "employee", "termination", "job_assignment"];

/** Tables in the order in which their rules can be checked. */
export const checkOrder: readonly string[] = [
  ...first,
  ...contracts.map((c) => c.table).filter((table) => !first.includes(table)),
];

/** `employment`: who was hired and left when, this import's word before that of earlier ones, or alone when its lists are whole. */
export async function rememberEmployment(
  db: Database,
  accepted: Map<string, string[]>,
  isWhole = false,
): Promise<void> {
  const newest = (table: string, columns: string): string => {
    const batches = (accepted.get(table) ?? []).map((relation) => `SELECT * FROM ${relation}`);
    const earlier = `SELECT * FROM ${identifier(`source_${table}`)}`;
    if (batches.length === 0) return `SELECT employee_id, ${columns} FROM (${earlier})`;
    const batch = batches.join(" UNION ALL BY NAME ");
    return `SELECT employee_id, ${columns} FROM (
      SELECT *, 1 AS newer FROM (${batch}) UNION ALL BY NAME SELECT *, 0 AS newer FROM (${earlier}) ${isWhole ? "WHERE false" : ""}
    ) QUALIFY row_number() OVER (PARTITION BY employee_id ORDER BY newer DESC) = 1`;
  };
  await db.run("DROP TABLE IF EXISTS employment");
  await db.run(`CREATE TABLE employment AS
    SELECT p.employee_id, p.hire_date, p.is_derived, x.exit_date
    FROM (${newest("employee", "hire_date, coalesce(is_derived_hire_date, false) AS is_derived")}) p
    LEFT JOIN (${newest("termination", "exit_date")}) x USING (employee_id)`);
  await db.run("DROP TABLE IF EXISTS employee_evidence");
  await db.run(`CREATE TABLE employee_evidence AS ${newest("employee", "name, email, birth_date")}`);
}
