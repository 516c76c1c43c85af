// A payroll file, CSV or XLSX, in either language, a row per item or a column per item, titles above it or not → rows of employee,
// item and amount; the first cell that is no amount is named.
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

const columnNames = { employee: "工号", item: "项目", amount: "金额" } as const;

/** Lines that add up the ones above: "合计", "Total". */
const isSumLine = (text: string): boolean => /^(合\s*计|总\s*计|小\s*计|共\s*计|(sub|grand )?total|sum)[:：]?$/i.test(text); // prettier-ignore

interface Heading {
  /** Line of the header, from 0. */
  at: number;
  header: readonly string[];
  place: (column: keyof typeof columns) => number;
  /** Columns that are items themselves. */
  items: number[];
}

/** The first of the upper lines that names the employee and what was paid: titles may stand above. */
function headingOf(lines: readonly (readonly string[])[], known: ReadonlySet<string>): Heading {
  const headings = lines.slice(0, 10).map((header, at): Heading => {
    const place = (column: keyof typeof columns): number =>
      header.findIndex((text) => (columns[column] as readonly string[]).includes(plain(text)));
    const items = header.flatMap((text, i) => (known.has(text.trim().toLowerCase()) ? [i] : []));
    return { at, header, place, items };
  });
  const isLong = ({ place }: Heading): boolean => place("item") >= 0 && place("amount") >= 0;
  const withPeople = headings.filter(({ place }) => place("employee") >= 0);
  return withPeople.find((one) => isLong(one) || one.items.length > 0) ?? withPeople[0] ?? headings[0]!;
}

/**
 * `items`: what the rules' items are called, in lower case; in a file without columns for item and amount, columns of these names
 * hold the amounts. Errors: payroll_file_missing, payroll_column_missing, payroll_amount_invalid, and those of tables.
 */
export async function readPayroll(
  file: string,
  digits: number,
  items: ReadonlySet<string> = new Set(),
): Promise<PayrollRow[]> {
  const { name, header, records } = /\.xlsx$/i.test(file) ? await readSheet(file) : readFlatFile(file);
  const heading = headingOf([header, ...records], items);
  const { place } = heading;
  const isWide = heading.items.length > 0 && (place("item") < 0 || place("amount") < 0);
  for (const column of isWide ? (["employee"] as const) : (["employee", "item", "amount"] as const))
    if (place(column) < 0)
      throw payErrors.payroll_column_missing({
        file: name,
        column,
        column_zh: columnNames[column],
        columns: heading.header.filter((text) => text !== ""),
      });
  return records.slice(heading.at).flatMap((record, i) => {
    const row = heading.at + i + 2;
    const employee = cell(record, place("employee"));
    if (isSumLine(employee)) return [];
    const day = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(cell(record, place("paidOn")));
    const paid = isWide
      ? heading.items.map((at) => ({ item: heading.header[at]!.trim(), amount: cell(record, at) }))
      : [{ item: cell(record, place("item")), amount: cell(record, place("amount")) }];
    return paid
      .filter(({ item, amount }) =>
        isWide ? amount !== "" : employee !== "" || item !== "" || amount !== "",
      )
      .map(({ item, amount }) => ({
        employee,
        item,
        amount: amountOf(amount, digits, { file: name, row }),
        period: cell(record, place("period")) || null,
        paidOn: day ? `${day[1]}-${day[2]!.padStart(2, "0")}-${day[3]!.padStart(2, "0")}` : null,
        row,
      }));
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
