// Two sources that speak of the same employee-months → the relations that hold one against the other.
import type { Bilingual } from "../locale.js";
import { literal } from "../sql.js";

export type Dated = readonly [relation: string, column: string];

export interface ReconciliationCheck {
  id: string;
  title: Bilingual;
  /** What stands on either side, in `unit`. */
  left: Bilingual;
  right: Bilingual;
  unit: "hours" | "days" | "count" | "money";
  /** Metrics and columns that it shows: not for readers from whom one of them is hidden. */
  fields: readonly string[];
  /** Source tables; the check is left out while one of them is empty. */
  needs: readonly string[];
  /** A difference up to the larger of the two (units; share of the right side) is no finding. */
  tolerance: { absolute: number; relative: number };
  /** `above`: only a left side larger than the right is a finding. */
  direction: "both" | "above";
  /** SELECT employee_id, month (first day), value from $1 to $2 (first days of months); one row per employee-month that the side knows. */
  leftSql: string;
  rightSql: string;
  /** Relation and date column from which the months of either side are read, cheaper than from the sums. */
  dates: readonly [Dated, Dated];
  /** Employee-months that only one side has are findings too. */
  isPaired: boolean;
}

const month = (column: string): string => `date_trunc('month', ${column})::DATE`;

/** Within the months asked about; on the bare column, so that parts of a large source outside them are not read. */
const between = (column: string): string =>
  `${column} >= $1::DATE AND ${column} < $2::DATE + INTERVAL 1 MONTH`;

const attended: Dated = ["source_attendance_day", "work_date"];
const paid: Dated = ["source_payroll_hours", "month"];
const contacted: Dated = ["source_customer_contact", "started_at"];
const sold: Dated = ["source_sales_activity", "month"];
const ordered: Dated = ["source_customer_order", "order_date"];

/** Hours at work: as recorded, else between the punches. */
const worked = `coalesce(worked_hours, CASE WHEN clock_out < clock_in THEN 24 ELSE 0 END + date_diff('second', clock_in, clock_out) / 3600.0)`;
const atWork = `(coalesce(worked_hours, 0) > 0 OR clock_in IS NOT NULL OR clock_out IS NOT NULL)`;
const attendance = (value: string): string =>
  `SELECT employee_id, ${month("work_date")} AS month, ${value} AS value FROM source_attendance_day
   WHERE ${between("work_date")} GROUP BY ALL`;
/** Planned hours of paid absence: what is not worked on days of leave or sickness. */
const paidAbsence = `CASE WHEN absence_kind IN ('leave', 'sick') THEN greatest(0, coalesce(planned_hours, 0) - coalesce(${worked}, 0)) ELSE 0 END`;
const absence = `CASE WHEN coalesce(absence_kind, 'none') <> 'none' THEN greatest(0, coalesce(planned_hours, 0) - coalesce(${worked}, 0)) ELSE 0 END`;
/** Live contact: a mail may be sent from anywhere at any time, a call or a meeting is work on that day. */
const live = `kind IN ('call', 'meeting')`;

/** Contacts with somebody outside: not those whose every address is of one of the company's own domains. */
function outside(domains: readonly string[]): string {
  const own = domains.map((domain) => domain.replace(/^@/, "").toLowerCase());
  if (own.length === 0) return "true";
  const isOwn = own.flatMap((d) => [
    `a = ${literal(d)}`,
    `ends_with(a, ${literal(`@${d}`)})`,
    `ends_with(a, ${literal(`.${d}`)})`,
  ]);
  return `coalesce(len(list_filter(regexp_split_to_array(lower(trim(counterpart)), '[;,，；\\s]+'), lambda a: a <> '' AND NOT (${isOwn.join(" OR ")}))) > 0, true)`;
}

/** `internalDomains`: the company's own mail domains, of rapport.yml. */
export const reconciliationChecks = (
  internalDomains: readonly string[] = [],
): readonly ReconciliationCheck[] => [
  {
    id: "hours_paid",
    fields: ["worked_hours", "paid_hours"],
    title: { en: "Attendance against payroll hours", zh: "考勤工时与计薪工时" },
    left: { en: "worked, and paid absence", zh: "出勤与带薪缺勤" },
    right: { en: "paid, overtime included", zh: "计薪（含加班）" },
    unit: "hours",
    needs: ["attendance_day", "payroll_hours"],
    tolerance: { absolute: 4, relative: 0.02 },
    direction: "both",
    leftSql: attendance(`sum(coalesce(${worked}, 0) + ${paidAbsence})`),
    rightSql: `SELECT employee_id, ${month("month")} AS month, paid_hours + coalesce(paid_overtime_hours, 0) AS value FROM source_payroll_hours WHERE ${between("month")}`,
    dates: [attended, paid],
    isPaired: true,
  },
  {
    id: "hours_planned",
    fields: ["worked_hours", "planned_hours"],
    title: { en: "Worked against planned hours", zh: "实际工时与应出勤工时" },
    left: { en: "worked, and absence", zh: "出勤与缺勤" },
    right: { en: "planned, and overtime", zh: "应出勤与加班" },
    unit: "hours",
    needs: ["attendance_day"],
    tolerance: { absolute: 8, relative: 0.05 },
    direction: "both",
    leftSql: attendance(`sum(coalesce(${worked}, 0) + ${absence})`),
    rightSql: `${attendance("sum(planned_hours + overtime_hours)")} HAVING count(planned_hours) = count(*) AND count(overtime_hours) = count(*)`,
    dates: [attended, attended],
    isPaired: false,
  },
  {
    id: "pay_attendance",
    fields: ["base_pay"],
    title: { en: "People paid against people in attendance", zh: "有薪人员与有考勤人员" },
    left: { en: "paid this month", zh: "本月有薪" },
    right: { en: "in attendance this month", zh: "本月有考勤" },
    unit: "count",
    needs: ["attendance_day", "pay"],
    tolerance: { absolute: 0, relative: 0 },
    direction: "both",
    leftSql: `SELECT e.employee_id, e.month, 1 AS value FROM employee_month AS e
      WHERE ${between("e.month")} AND EXISTS (FROM source_pay AS p WHERE p.employee_id = e.employee_id AND p.base_pay > 0 AND p.valid_from <= last_day(e.month))`,
    rightSql: attendance("1"),
    dates: [["source_pay", "valid_from"], attended],
    isPaired: true,
  },
  {
    id: "contact_worked",
    fields: ["customer_contact_hours", "worked_hours"],
    title: { en: "Customer contact against worked hours", zh: "客户沟通时长与实际工时" },
    left: { en: "in contact with customers", zh: "客户沟通" },
    right: { en: "worked", zh: "出勤" },
    unit: "hours",
    needs: ["customer_contact", "attendance_day"],
    tolerance: { absolute: 1, relative: 0 },
    direction: "above",
    // As the spine counts it: mails to colleagues left out, no minute twice.
    leftSql: `SELECT employee_id, month, customer_contact_hours AS value FROM employee_month WHERE customer_contact_hours > 0 AND ${between("month")}`,
    rightSql: attendance(`sum(coalesce(${worked}, 0))`),
    dates: [contacted, attended],
    isPaired: false,
  },
  {
    id: "contact_absent",
    fields: ["customer_contact_hours"],
    title: { en: "Calls and meetings on days without attendance", zh: "无考勤日的通话与拜访" },
    left: { en: "days with calls or meetings", zh: "有通话或拜访的天数" },
    right: { en: "of these at work", zh: "其中在岗天数" },
    unit: "days",
    needs: ["customer_contact", "attendance_day"],
    tolerance: { absolute: 0, relative: 0 },
    direction: "above",
    leftSql: `SELECT employee_id, ${month("started_at")} AS month, count(DISTINCT started_at::DATE) AS value
      FROM source_customer_contact WHERE ${live} AND ${between("started_at")} AND ${outside(internalDomains)} GROUP BY ALL`,
    rightSql: `SELECT a.employee_id, ${month("a.work_date")} AS month, count(DISTINCT c.day) AS value
      FROM (SELECT employee_id, work_date, ${atWork} AS is_at_work FROM source_attendance_day WHERE ${between("work_date")}) AS a
      LEFT JOIN (SELECT DISTINCT employee_id, started_at::DATE AS day FROM source_customer_contact WHERE ${live} AND ${between("started_at")} AND ${outside(internalDomains)}) AS c
        ON c.employee_id = a.employee_id AND c.day = a.work_date AND a.is_at_work
      GROUP BY ALL`,
    dates: [contacted, attended],
    isPaired: false,
  },
  {
    id: "visits_meetings",
    fields: ["visits"],
    title: { en: "Reported visits against meetings in the CRM", zh: "上报拜访与 CRM 会面记录" },
    left: { en: "visits reported", zh: "上报拜访" },
    right: { en: "meetings recorded", zh: "会面记录" },
    unit: "count",
    needs: ["sales_activity", "customer_contact"],
    tolerance: { absolute: 2, relative: 0.2 },
    direction: "above",
    leftSql: `SELECT employee_id, ${month("month")} AS month, visits AS value FROM source_sales_activity WHERE visits IS NOT NULL AND ${between("month")}`,
    rightSql: `SELECT employee_id, ${month("started_at")} AS month, count(*) FILTER (kind = 'meeting' AND ${outside(internalDomains)}) AS value
      FROM source_customer_contact WHERE ${between("started_at")} GROUP BY ALL`,
    dates: [sold, contacted],
    isPaired: false,
  },
  {
    id: "visits_attendance",
    fields: ["visits"],
    title: { en: "Reported visits against days at work", zh: "上报拜访与在岗天数" },
    left: { en: "visits reported", zh: "上报拜访" },
    right: { en: "eight a day at work", zh: "在岗每日按 8 次计" },
    unit: "count",
    needs: ["sales_activity", "attendance_day"],
    tolerance: { absolute: 0, relative: 0 },
    direction: "above",
    leftSql: `SELECT employee_id, ${month("month")} AS month, visits AS value FROM source_sales_activity WHERE visits IS NOT NULL AND ${between("month")}`,
    rightSql: attendance(`8 * count(*) FILTER (${atWork})`),
    dates: [sold, attended],
    isPaired: false,
  },
  {
    id: "deals_orders",
    fields: ["deals", "orders"],
    title: { en: "Reported deals against orders", zh: "上报成交与订单" },
    left: { en: "deals reported", zh: "上报成交单数" },
    right: { en: "orders", zh: "订单数" },
    unit: "count",
    needs: ["sales_activity", "customer_order"],
    tolerance: { absolute: 1, relative: 0.1 },
    direction: "both",
    leftSql: `SELECT employee_id, ${month("month")} AS month, deals AS value FROM source_sales_activity WHERE deals IS NOT NULL AND ${between("month")}`,
    rightSql: `SELECT employee_id, ${month("order_date")} AS month, count(*) AS value FROM source_customer_order WHERE ${between("order_date")} GROUP BY ALL`,
    dates: [sold, ordered],
    isPaired: false,
  },
  {
    id: "revenue_orders",
    fields: ["revenue", "order_amount"],
    title: { en: "Reported revenue against orders", zh: "上报销售额与订单金额" },
    left: { en: "revenue reported", zh: "上报销售额" },
    right: { en: "amount of orders", zh: "订单金额" },
    unit: "money",
    needs: ["sales_activity", "customer_order"],
    tolerance: { absolute: 1, relative: 0.02 },
    direction: "both",
    leftSql: `SELECT employee_id, ${month("month")} AS month, revenue AS value FROM source_sales_activity WHERE revenue IS NOT NULL AND ${between("month")}`,
    rightSql: `SELECT employee_id, ${month("order_date")} AS month, sum(amount) AS value FROM source_customer_order WHERE ${between("order_date")} GROUP BY ALL`,
    dates: [sold, ordered],
    isPaired: false,
  },
];
