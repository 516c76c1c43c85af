// Rows of people → findings against their employment: nobody unknown, nothing before the hire or after the exit.
import type { Database } from "../../database.js";
import { identifier } from "../../sql.js";
import { recordFindings, type Rule } from "../finding.js";
import { timeColumn } from "../manifest.js";
import { headerIn, type Part } from "../parts.js";

/** A hire date derived from whole years of tenure may be up to a year too late. */
const hired = "CASE WHEN e.is_derived THEN e.hire_date - 366 ELSE e.hire_date END";

interface EmploymentRule {
  rule: Rule;
  column: string;
  condition: string;
  found: string;
  expected: { en: string; zh: string };
}

/** One join answers all of them; only rules with offenders are read again. */
export async function checkEmployment(db: Database, part: Part): Promise<void> {
  const rules = employmentRules(part);
  if (rules.length === 0) return;
  const join = `${identifier(part.relation)} p LEFT JOIN employment e ON e.employee_id = p.employee_id`;
  const counts = await db.row<Record<string, number>>(
    `SELECT ${rules.map((r, i) => `count(*) FILTER (WHERE ${r.condition}) AS n${i}`).join(", ")} FROM ${join}`,
  );
  for (const [i, { rule, column, condition, found, expected }] of rules.entries()) {
    if (!counts[`n${i}`]) continue;
    await recordFindings(db, {
      part: part.number,
      table: part.contract.table,
      rule,
      column: headerIn(part, column),
      expected,
      select: `SELECT p.rid, p.source_row, p.source_file, ${found} AS found FROM ${join} WHERE ${condition}`,
    });
  }
}

function employmentRules(part: Part): EmploymentRule[] {
  const time = timeColumn(part.contract);
  const date = time ? `p.${identifier(time)}::DATE` : "NULL::DATE";
  const last = time === "month" ? `last_day(${date})` : date;
  const all: Record<string, EmploymentRule> = {
    known_employee: {
      rule: "unknown_reference",
      column: "employee_id",
      condition: "e.employee_id IS NULL",
      found: "p.employee_id",
      expected: { en: "an employee number of the employee list", zh: "员工名单中的工号" },
    },
    before_hire: {
      rule: "before_hire",
      column: time ?? "",
      condition: `${last} < ${hired}`,
      found: `${date} || ' < ' || e.hire_date`,
      expected: { en: "on or after the hire date", zh: "不早于入职日期" },
    },
    after_exit: {
      rule: "after_exit",
      column: time ?? "",
      condition: `${date} > e.exit_date`,
      found: `${date} || ' > ' || e.exit_date`,
      expected: { en: "on or before the last day employed", zh: "不晚于最后在职日" },
    },
    exit_before_hire: {
      rule: "exit_before_hire",
      column: "exit_date",
      condition: `p.exit_date < ${hired}`.replaceAll("p.exit_date", date),
      found: `${date} || ' < ' || e.hire_date`,
      expected: { en: "on or after the hire date", zh: "不早于入职日期" },
    },
  };
  return part.contract.checks.flatMap((check) => (all[check] ? [all[check]] : []));
}
