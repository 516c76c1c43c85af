// Drawn records → the CSV that a person checks against the source; that CSV, filled in → positions found wrong.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { SqlValue } from "../database.js";
import { qualityErrors as fail } from "./quality-errors.js";
import { type DrawnRecord, listHash } from "./sample-frame.js";
import type { Sample } from "./sample-record.js";

const left = ["sample", "position", "stratum"];
const right = ["is_correct", "remark", "record_key"];
const provenance = ["import_id", "source_file", "source_row"];

/** UTF-8 with a byte-order mark; text that a spreadsheet would run as a formula is neutralised. */
export function sampleCsv(sample: Sample, records: readonly DrawnRecord[]): string {
  const [first] = records;
  const fields = Object.keys(first?.row ?? {}).filter(
    (name) => !provenance.includes(name) && !name.startsWith("is_derived_"),
  );
  const lines = [
    [...left, ...provenance, ...fields, ...right],
    ...records.map(({ position, stratum, key, row }) => [
      sample.id,
      position,
      stratum,
      ...provenance.map((name) => row[name] ?? null),
      ...fields.map((name) => row[name] ?? null),
      null,
      null,
      shownKey(key),
    ]),
  ];
  return `\ufeff${lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
}

/** Parts of a key stand apart by a visible mark: a spreadsheet would lose the control character. */
const shownKey = (key: string): string => key.replaceAll("\u001f", "·");

function cell(value: SqlValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const inert = /^[=+\-@\t\r\n\0]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

const yes = new Set(["yes", "y", "true", "1", "ok", "是", "对", "正确", "√", "✓"]);
const no = new Set(["no", "n", "false", "0", "否", "错", "错误", "有误", "×", "✗"]);

/** The filled-in list must be the one that was drawn, checked from the top; unanswered records at its end are not yet checked. */
export function readCheckedList(
  file: string,
  name: string,
  sample: Sample,
): { wrong: number[]; checked: number } {
  const differs = (problem: string, facts: { position?: number; found?: string } = {}): Error =>
    fail.sample_list_differs({ file: name, sample: sample.id, problem, position: 0, found: "", ...facts });
  const rows = parse(readFileSync(file), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    relax_column_count: true,
  }) as Record<string, string>[];
  for (const column of ["position", "record_key", "is_correct"])
    if (!(column in (rows[0] ?? {}))) throw differs("column", { found: column });
  const keys = rows.map((row) =>
    (row.record_key ?? "").replace(/^'(?=[=+\-@])/, "").replaceAll("·", "\u001f"),
  );
  if (listHash(keys) !== sample.list || rows.some((row, i) => Number(row.position) !== i + 1))
    throw differs("records");
  const answers = rows.map((row, i) => {
    const text = (row.is_correct ?? "").trim().toLowerCase();
    if (text === "") return null;
    if (!yes.has(text) && !no.has(text)) throw differs("answer", { position: i + 1, found: text });
    return yes.has(text);
  });
  const checked = answers.findLastIndex((answer) => answer !== null) + 1;
  const gap = answers.slice(0, checked).indexOf(null);
  if (gap !== -1) throw differs("gap", { position: gap + 1 });
  return { checked, wrong: answers.flatMap((answer, i) => (answer === false ? [i + 1] : [])) };
}
