// A payroll file, CSV or XLSX, in either language → rows of employee, item and amount; the first cell that is no amount is named.
import { readFileSync } from "node:fs";
import path from "node:path";
import { readXlsx } from "hucre";
import { refuseBomb } from "../../engine/ingest/unpack.js";
import { readFlatFile } from "../read-flat-file.js";
import type { Fen } from "./money.js";
import { payErrors } from "./pay-errors.js";
import { writtenAmount } from "./written-amount.js";

export interface PayrollRow {
  employee: string;
  item: string;
  amount: Fen;
  /** As in the file; null where it has no such column. */
  period: string | null;
  /** YYYY-MM-DD; null where it is not said, or not a day. */
  paidOn: string | null;
  /** Line of the file. */
  row: number;
}

const columns = {
  employee: [
    "employee",
    "employee_id",
    "employeeid",
    "employeeno",
    "staffid",
    "工号",
    "员工编号",
    "员工工号",
    "人员编号",
  ],
  item: ["item", "payitem", "element", "component", "项目", "薪资项目", "工资项目", "薪酬项目", "工资项"],
  amount: ["amount", "paid", "value", "金额", "应发金额", "实发金额", "发放金额"],
  period: ["period", "month", "payperiod", "期间", "月份", "所属期", "归属月份"],
  paidOn: ["paidon", "paydate", "paymentdate", "date", "发放日期", "支付日期", "发薪日期"],
} as const;

const plain = (header: string): string => header.toLowerCase().replace(/[\s_\-（）()]/g, "");

const cell = (record: readonly string[], place: number): string =>
  place < 0 ? "" : (record[place] ?? "").trim();

/** Errors: payroll_file_missing, payroll_column_missing, payroll_amount_invalid, and those of tables. */
export async function readPayroll(file: string, digits: number): Promise<PayrollRow[]> {
  const { name, header, records } = /\.xlsx$/i.test(file) ? await readSheet(file) : readFlatFile(file);
  const at = (column: keyof typeof columns): number =>
    header.findIndex((text) => (columns[column] as readonly string[]).includes(plain(text)));
  const places = { employee: at("employee"), item: at("item"), amount: at("amount"), period: at("period"), paidOn: at("paidOn") }; // prettier-ignore
  for (const column of ["employee", "item", "amount"] as const)
    if (places[column] < 0) throw payErrors.payroll_column_missing({ file: name, column, columns: header });
  return records.flatMap((record, i) => {
    const employee = cell(record, places.employee);
    const item = cell(record, places.item);
    const amount = cell(record, places.amount);
    if (employee === "" && item === "" && amount === "") return [];
    const day = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(cell(record, places.paidOn));
    return [
      {
        employee,
        item,
        amount: amountOf(amount, digits, { file: name, row: i + 2 }),
        period: cell(record, places.period) || null,
        paidOn: day ? `${day[1]}-${day[2]!.padStart(2, "0")}-${day[3]!.padStart(2, "0")}` : null,
        row: i + 2,
      },
    ];
  });
}

function amountOf(text: string, digits: number, where: { file: string; row: number }): Fen {
  const amount = writtenAmount(text, digits);
  if (amount === null) throw payErrors.payroll_amount_invalid({ ...where, found: text.slice(0, 40) });
  return amount;
}

async function readSheet(file: string): Promise<{ name: string; header: string[]; records: string[][] }> {
  const name = path.basename(file);
  const unreadable = (reason: string): Error => payErrors.payroll_file_missing({ file: name, reason });
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw unreadable((error as NodeJS.ErrnoException).code ?? String(error));
  }
  refuseBomb(bytes, name);
  const workbook = await readXlsx(bytes, { sheets: (sheet) => !sheet.hidden && !sheet.veryHidden }).catch(
    (error: unknown) => {
      throw unreadable(error instanceof Error ? error.message : String(error));
    },
  );
  const rows = workbook.sheets.find((sheet) => sheet.rows.length > 1)?.rows ?? [];
  const [header, ...records] = rows.map((row) => row.map(cellText));
  if (!header || records.length === 0) throw unreadable("no rows");
  return { name, header, records };
}

/** Numbers lose binary dust; a date is its day. */
const cellText = (value: unknown): string =>
  value === null || value === undefined
    ? ""
    : value instanceof Date
      ? value.toISOString().slice(0, 10)
      : typeof value === "number"
        ? String(Number(value.toPrecision(15)))
        : String(value);
