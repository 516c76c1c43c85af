// A payroll check → a text file with the SHA-256, count and sum of its rows in its head; that file, read again → is it as written?
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { appendJournal, readJournal, type Workspace } from "../../engine/index.js";
import { writeWhole } from "../write-file.js";
import { fenOf, minorDigits, plainFen, sumFen, type Fen } from "./money.js";
import { payErrors } from "./pay-errors.js";
import type { CheckedRow, PayrollCheck } from "./payroll-check.js";

const title = "# rapport pay check 1";
const header = ["employee", "item", "ours", "payroll", "difference", "reasons"];

export interface CheckSums {
  sha256: string;
  rows: number;
  ours: Fen;
  payroll: Fen;
}

export interface CheckFileState {
  file: string;
  id: string;
  period: string;
  currency: string;
  /** As its head says, and as its rows are. */
  stated: CheckSums;
  found: CheckSums;
  isWhole: boolean;
  /** A journal line of this workspace holds the same checksum; null without a workspace. */
  isJournalled: boolean | null;
}

/** One row a line, keys in order, amounts in minor units: what the checksum is of. */
const canonical = (rows: readonly CheckedRow[]): string =>
  rows
    .map(
      ({ employee, item, ours, payroll, difference, reasons }) =>
        `${JSON.stringify([employee, item, ours, payroll, difference, reasons])}\n`,
    )
    .join("");

export const sumsOfRows = (rows: readonly CheckedRow[]): CheckSums => ({
  sha256: createHash("sha256").update(canonical(rows)).digest("hex"),
  rows: rows.length,
  ours: sumFen(rows.map(({ ours }) => ours ?? 0)),
  payroll: sumFen(rows.map(({ payroll }) => payroll ?? 0)),
});

export function checkText(check: PayrollCheck): string {
  const { id, version, period, currency, rows, file } = check;
  const digits = minorDigits(currency);
  const sums = sumsOfRows(rows);
  const head = [
    title,
    `# rules ${id} version ${version}`,
    `# period ${period.from} ${period.to}`,
    `# currency ${currency}`,
    `# payroll ${JSON.stringify(file)}`,
    `# rows ${sums.rows}`,
    `# ours ${plainFen(sums.ours, digits)}`,
    `# payroll_sum ${plainFen(sums.payroll, digits)}`,
    `# sha256 ${sums.sha256}`,
  ];
  const amount = (fen: Fen | null): string => (fen === null ? "" : plainFen(fen, digits));
  const lines = rows.map(
    (row) =>
    [row.employee, row.item].map(cell).concat([amount(row.ours), amount(row.payroll), amount(row.difference), row.reasons.join(" ")]), // prettier-ignore
  );
  return `${[...head, ...[header, ...lines].map((line) => line.join(","))].join("\r\n")}\r\n`;
}

/** Writes it for its owner only, and a journal line with the checksum: figures of single people leave the workspace. */
export function writeCheck(
  workspace: Pick<Workspace, "path">,
  check: PayrollCheck,
  file: string,
  { reader, now }: { reader: { id: string; rights: string }; now: Date },
): CheckSums {
  const sums = sumsOfRows(check.rows);
  writeWhole(file, checkText(check), 0o600);
  const { id: rules, period } = check;
  appendJournal(
    workspace,
    {
      kind: "pay_check_written",
      rules,
      period: period.from,
      rows: sums.rows,
      content: sums.sha256,
      // an erasure names it: people are in it
      file: path.resolve(file),
      reader: reader.id,
      rights: reader.rights,
    },
    now,
  );
  return sums;
}

/** Reads it again. Errors: check_file_invalid. */
export function verifyCheck(file: string, workspace?: Pick<Workspace, "path">): CheckFileState {
  const name = path.basename(file);
  const invalid = (problem: string, line = 0): Error =>
    payErrors.check_file_invalid({ file: name, problem, line });
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw invalid("unread");
  }
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  const head = (key: string): string => {
    const line = lines.find((one) => one.startsWith(`# ${key} `));
    if (line === undefined) throw invalid("header");
    return line.slice(key.length + 3);
  };
  if (lines[0] !== title) throw invalid("header");
  const [currency, stated] = [head("currency"), head("rows")];
  if (!/^[A-Z]{3}$/.test(currency) || !/^\d+$/.test(stated)) throw invalid("header");
  const digits = minorDigits(currency);
  const start = lines.findIndex((line) => !line.startsWith("#"));
  if (lines[start] !== header.join(",")) throw invalid("header");
  const rows = readRows(lines.slice(start + 1).join("\n"), digits, (line) =>
    invalid("rows", start + 2 + line),
  );
  const found = sumsOfRows(rows);
  const said = { sha256: head("sha256"), rows: Number(stated), ours: fenOf(head("ours"), digits), payroll: fenOf(head("payroll_sum"), digits) }; // prettier-ignore
  const isWhole = (["sha256", "rows", "ours", "payroll"] as const).every((key) => said[key] === found[key]);
  return {
    file: name,
    id: head("rules").split(" ")[0]!,
    period: head("period"),
    currency,
    stated: said,
    found,
    isWhole,
    isJournalled: workspace
      ? readJournal(workspace).lines.some(({ kind, content }) => kind === "pay_check_written" && content === found.sha256) // prettier-ignore
      : null,
  };
}

function readRows(text: string, digits: number, invalid: (line: number) => Error): CheckedRow[] {
  const amount = (cellText: string): Fen | null => (cellText === "" ? null : fenOf(cellText, digits));
  let line = 0;
  try {
    const records = parse(text, { skip_empty_lines: true }) as string[][];
    return records.map((record, i) => {
      line = i;
      const [employee, item, ours, payroll, difference, reasons] = record as [string, string, string, string, string, string]; // prettier-ignore
      return {
        employee: uncell(employee),
        item: uncell(item),
        ours: amount(ours),
        payroll: amount(payroll),
        difference: amount(difference) ?? 0,
        reasons: reasons === "" ? [] : reasons.split(" "),
      };
    });
  } catch {
    throw invalid(line);
  }
}

/** A spreadsheet would run some texts as formulas: they get an apostrophe in front, as does a text that begins with one. */
const cell = (text: string): string => {
  const inert = /^[=+\-@'\t\r\n\0]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};
const uncell = (text: string): string => (text.startsWith("'") ? text.slice(1) : text);
