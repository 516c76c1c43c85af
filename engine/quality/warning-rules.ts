// Rows in force that were accepted and are doubtful all the same: one SELECT per rule, pointing at file and row.
import type { Bilingual } from "../locale.js";

export interface WarningRule {
  id: string;
  table: string;
  label: Bilingual;
  /** What a person should look at, and what would settle it. */
  advice: Bilingual;
  /** Source tables beside its own that must have rows. */
  needs: readonly string[];
  /** SELECT employee_id, import_id, source_file, source_row, column_name, found. $1 = today. */
  sql: string;
}

const from = (column: string, found: string, source: string): string =>
  `SELECT t.employee_id, t.import_id, t.source_file, t.source_row, '${column}' AS column_name, (${found})::VARCHAR AS found FROM ${source}`;
/** The assignment `t` holds today, or has no end. */
const inForce = "coalesce(t.valid_to, $1::DATE) >= $1::DATE";
/** Whoever has left, or has a later assignment, is not `t`'s to mend. */
const isLatest = `NOT EXISTS (FROM source_termination AS own WHERE own.employee_id = t.employee_id)
          AND NOT EXISTS (FROM source_job_assignment AS later WHERE later.employee_id = t.employee_id AND later.valid_from > t.valid_from)`;
const span = `(CASE WHEN clock_out < clock_in THEN 24 ELSE 0 END + date_diff('second', clock_in, clock_out) / 3600.0)`;

export const warningRules: readonly WarningRule[] = [
  {
    id: "very_long_day",
    table: "attendance_day",
    label: { en: "more than 16 hours worked in a day", zh: "单日出勤超过 16 小时" },
    advice: { en: "Look for a missing punch of the day before.", zh: "检查前一日是否漏打卡。" },
    needs: [],
    sql: from("worked_hours", "worked_hours", "source_attendance_day AS t WHERE worked_hours > 16"),
  },
  {
    id: "worked_while_absent",
    table: "attendance_day",
    label: { en: "a full day worked on a day of absence", zh: "缺勤日却有全天出勤" },
    advice: { en: "Either the absence or the hours are wrong.", zh: "缺勤或工时必有一项有误。" },
    needs: [],
    sql: from(
      "absence_kind",
      "absence_kind || ', ' || worked_hours || ' h'",
      `source_attendance_day AS t WHERE absence_kind IN ('leave', 'sick', 'unexcused') AND planned_hours > 0
        AND worked_hours >= planned_hours`,
    ),
  },
  {
    id: "hours_exceed_punches",
    table: "attendance_day",
    label: { en: "more hours worked than lie between the punches", zh: "工时多于打卡间隔" },
    advice: { en: "Look for corrected hours without a corrected punch.", zh: "检查是否改了工时而未改打卡。" },
    needs: [],
    sql: from(
      "worked_hours",
      `worked_hours || ' h > ' || round(${span}, 2) || ' h'`,
      `source_attendance_day AS t WHERE clock_in IS NOT NULL AND clock_out IS NOT NULL
        AND worked_hours > ${span} + 0.25`,
    ),
  },
  {
    id: "overtime_exceeds_worked",
    table: "attendance_day",
    label: { en: "more overtime than hours worked", zh: "加班工时多于实际工时" },
    advice: { en: "Look for overtime booked on the wrong day.", zh: "检查加班是否记错日期。" },
    needs: [],
    sql: from(
      "overtime_hours",
      "overtime_hours || ' h > ' || worked_hours || ' h'",
      "source_attendance_day AS t WHERE overtime_hours > worked_hours + 0.01",
    ),
  },
  {
    id: "age_at_hire",
    table: "employee",
    label: { en: "younger than 16 or older than 75 when hired", zh: "入职时不满 16 岁或超过 75 岁" },
    advice: { en: "Check birth date and hire date.", zh: "核对出生日期与入职日期。" },
    needs: [],
    sql: from(
      "birth_date",
      "birth_date || ' → ' || hire_date",
      `source_employee AS t WHERE NOT coalesce(is_derived_birth_date, false)
        AND (hire_date < birth_date + INTERVAL 16 YEAR OR hire_date > birth_date + INTERVAL 76 YEAR)`,
    ),
  },
  {
    id: "placeholder_date",
    table: "employee",
    label: { en: "a birth date that stands for “unknown”", zh: "疑似表示“未知”的出生日期" },
    advice: { en: "Find the true date, or leave the cell empty.", zh: "查明真实日期，否则留空。" },
    needs: [],
    // What systems write for nothing, or a day that far more people share than days are shared.
    sql: from(
      "birth_date",
      "birth_date",
      `source_employee AS t WHERE birth_date IN (DATE '1899-12-30', DATE '1899-12-31', DATE '1900-01-01') OR birth_date IN (
        SELECT birth_date FROM source_employee WHERE NOT coalesce(is_derived_birth_date, false) GROUP BY birth_date
        HAVING count(*) >= 5 AND count(*) > 10 * (SELECT count(birth_date) / count(DISTINCT birth_date) FROM source_employee))`,
    ),
  },
  {
    id: "manager_unknown",
    table: "job_assignment",
    label: { en: "reports to somebody who is not on the list of employees", zh: "直属上级不在花名册中" },
    advice: { en: "Check the manager's employee number.", zh: "核对上级工号。" },
    needs: ["employee"],
    sql: from(
      "manager_id",
      "manager_id",
      `source_job_assignment AS t WHERE manager_id IS NOT NULL AND ${inForce}
        AND manager_id NOT IN (SELECT employee_id FROM source_employee)`,
    ),
  },
  {
    id: "manager_gone",
    table: "job_assignment",
    label: { en: "reports to somebody who has left", zh: "直属上级已离职" },
    advice: { en: "Name the new manager from the day after the exit.", zh: "请补录离职次日起的新上级。" },
    needs: ["termination"],
    sql: from(
      "manager_id",
      "t.manager_id || ' † ' || x.exit_date",
      `source_job_assignment AS t JOIN source_termination AS x ON x.employee_id = t.manager_id
        WHERE ${inForce} AND x.exit_date < $1::DATE AND ${isLatest}`,
    ),
  },
  {
    id: "unit_closed",
    table: "job_assignment",
    label: { en: "works in a unit that was closed", zh: "所属组织已撤销" },
    advice: { en: "Move the assignment to the unit that took its place.", zh: "请将任职转入承接组织。" },
    needs: ["org_unit"],
    sql: from(
      "org_unit_id",
      "t.org_unit_id || ' † ' || u.closed",
      `source_job_assignment AS t JOIN (
          SELECT org_unit_id, max(coalesce(valid_to, DATE '9999-12-31')) AS closed FROM source_org_unit GROUP BY org_unit_id
        ) AS u USING (org_unit_id)
        WHERE u.closed < $1::DATE AND ${inForce} AND ${isLatest}`,
    ),
  },
  {
    id: "not_in_attendance",
    table: "employee",
    label: { en: "employed the whole of the last month, and not in attendance", zh: "最近整月在职却无考勤" },
    advice: {
      en: "Add the missing days, or the exit that was not reported.",
      zh: "请补录考勤，或补报离职。",
    },
    needs: ["attendance_day"],
    sql: from(
      "employee_id",
      "strftime(m.month, '%Y-%m')",
      `source_employee AS t JOIN employee_month AS m USING (employee_id)
        WHERE m.month = (SELECT max(month) FROM employee_month WHERE attendance_days > 0) AND m.attendance_days IS NULL
          AND m.headcount_average >= 1
          AND (SELECT avg((attendance_days > 0)::INTEGER) FROM employee_month AS all_of WHERE all_of.month = m.month) > 0.5`,
    ),
  },
  {
    id: "negative_revenue",
    table: "sales_activity",
    label: { en: "revenue below zero", zh: "销售额为负" },
    advice: {
      en: "A return belongs in the month of its sale, or needs a remark.",
      zh: "退货应冲减原月份，或加以说明。",
    },
    needs: [],
    sql: from("revenue", "revenue", "source_sales_activity AS t WHERE revenue < 0"),
  },
];
