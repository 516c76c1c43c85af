// One employee-month → what each source recorded on each day of it, with file and row: where a difference comes from.
import type { Database } from "../database.js";
import type { Bilingual } from "../locale.js";
import type { Reader } from "../metrics/reader.js";
import { inScope, requireAllNames, requireNames } from "./named-rows.js";
import { qualityErrors as fail } from "./quality-errors.js";

export interface SourceDay {
  /** YYYY-MM-DD. */
  day: string;
  table: string;
  source: Bilingual;
  /** What it says, values as recorded. */
  text: Bilingual;
  file: string | null;
  row: number | null;
}

interface DayRow {
  [column: string]: string | number | null;
  day: string;
  a: string | null;
  b: string | null;
  c: string | null;
  file: string | null;
  row: number | null;
}

interface DayReading {
  table: string;
  source: Bilingual;
  date: string;
  /** Up to three values, as text. */
  values: [string, string, string];
  say: (row: DayRow) => Bilingual;
}

const absence: Record<string, Bilingual> = {
  none: { en: "", zh: "" },
  leave: { en: ", leave", zh: "，休假" },
  sick: { en: ", sick", zh: "，病假" },
  unexcused: { en: ", absent", zh: "，缺勤" },
};
const kinds: Record<string, string> = { mail: "邮件", call: "通话", meeting: "会面", chat: "聊天" };

const readings: readonly DayReading[] = [
  {
    table: "attendance_day",
    source: { en: "attendance", zh: "考勤" },
    date: "work_date",
    values: ["planned_hours", "worked_hours", "absence_kind"],
    say: ({ a, b, c }) => ({
      en: `planned ${a ?? "–"} h, worked ${b ?? "–"} h${absence[c ?? "none"]?.en ?? ""}`,
      zh: `应出勤 ${a ?? "–"} 小时，实际 ${b ?? "–"} 小时${absence[c ?? "none"]?.zh ?? ""}`,
    }),
  },
  {
    table: "customer_contact",
    source: { en: "customer contact", zh: "客户沟通" },
    date: "started_at",
    values: [
      "kind",
      "strftime(started_at, '%H:%M')",
      "round(coalesce(minutes, date_diff('second', started_at, ended_at) / 60.0), 1)",
    ],
    say: ({ a, b, c }) => ({
      en: `${a ?? "–"} at ${b ?? "–"}, ${c ?? "–"} min`,
      zh: `${b ?? "–"} ${kinds[a ?? ""] ?? a ?? "–"}，${c ?? "–"} 分钟`,
    }),
  },
  {
    table: "sales_activity",
    source: { en: "sales of the month", zh: "当月销售" },
    date: "month",
    values: ["visits", "deals", "revenue"],
    say: ({ a, b, c }) => ({
      en: `${a ?? "–"} visits, ${b ?? "–"} deals, revenue ${c ?? "–"}`,
      zh: `拜访 ${a ?? "–"} 次，成交 ${b ?? "–"} 单，销售额 ${c ?? "–"}`,
    }),
  },
  {
    table: "customer_order",
    source: { en: "order", zh: "订单" },
    date: "order_date",
    values: ["order_id", "amount", "NULL"],
    say: ({ a, b }) => ({ en: `order ${a ?? "–"}, ${b ?? "–"}`, zh: `订单 ${a ?? "–"}，金额 ${b ?? "–"}` }),
  },
  {
    table: "payroll_hours",
    source: { en: "payroll of the month", zh: "当月计薪" },
    date: "month",
    values: ["paid_hours", "paid_overtime_hours", "NULL"],
    say: ({ a, b }) => ({
      en: `paid ${a ?? "–"} h, overtime ${b ?? "–"} h`,
      zh: `计薪 ${a ?? "–"} 小时，加班 ${b ?? "–"} 小时`,
    }),
  },
];

/** By day, then source. Only for people in the reader's part of the organisation in that month. */
export async function reconciliationDays(
  db: Database,
  present: ReadonlySet<string>,
  employeeId: string,
  month: string,
  reader: Reader,
): Promise<SourceDay[]> {
  // Days show every column of a source.
  if ((reader.hide ?? []).length + (reader.mask ?? []).length > 0) requireAllNames(reader);
  requireNames(reader);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw fail.quality_month_invalid({ found: month });
  const scope = inScope(reader, "asked", 3);
  const days: SourceDay[] = [];
  for (const { table, source, date, values, say } of readings.filter((r) => present.has(r.table))) {
    const [a, b, c] = values;
    const rows = await db.rows<DayRow>(
      `WITH asked AS (SELECT $1 AS employee_id, $2::DATE AS month)
       SELECT t.${date}::DATE::VARCHAR AS day, (${a})::VARCHAR AS a, (${b})::VARCHAR AS b, (${c})::VARCHAR AS c,
         source_file AS file, source_row AS "row"
       FROM source_${table} AS t, asked
       WHERE t.employee_id = asked.employee_id AND t.${date} >= asked.month AND t.${date} < asked.month + INTERVAL 1 MONTH
         AND ${scope.sql} ORDER BY t.${date}, source_row`,
      [employeeId, `${month}-01`, ...scope.params],
    );
    days.push(
      ...rows.map((row) => ({ day: row.day, table, source, text: say(row), file: row.file, row: row.row })),
    );
  }
  const order = new Map(readings.map((r, i) => [r.table, i]));
  return days.sort((x, y) => x.day.localeCompare(y.day) || order.get(x.table)! - order.get(y.table)!);
}
