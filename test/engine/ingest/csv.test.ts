import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import * as fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { detectDelimiter } from "../../../engine/ingest/csv-dialect.js";
import { CsvScanner } from "../../../engine/ingest/csv-scanner.js";
import { detectEncoding } from "../../../engine/ingest/text-encoding.js";
import { bench } from "./workspace-of.js";

const delimiters = [",", ";", "\t", "|"] as const;
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

function scan(text: string, delimiter: string, pieces: number[]): string[][] {
  const scanner = new CsvScanner(delimiter);
  const records = [];
  let at = 0;
  for (const piece of pieces) {
    records.push(...scanner.push(text.slice(at, at + piece)));
    at += piece;
  }
  records.push(...scanner.push(text.slice(at)), ...scanner.finish());
  return records.map((r) => r.cells);
}

describe("CSV", () => {
  it("reads back any cells that were written, however the text is cut into pieces", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "é", "员", '"', ",", ";", "\t", "|", "\n", "\r", " ", "1"),
    });
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      );
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(...delimiters),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 20 }),
        (rows, delimiter, end, lastEnd, pieces) => {
          const text = rows.map((r) => r.map(quoted).join(delimiter)).join(end) + (lastEnd ? end : "");
          expect(scan(text, delimiter, pieces)).toEqual(rows);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
  });

  it("numbers rows by the line on which they begin", () => {
    const scanner = new CsvScanner(",");
    const records = scanner.push('a,b\n"x\ny",1\n\n2,3\n');
    expect(records.map((r) => r.line)).toEqual([1, 2, 5]);
  });

  it("says where a quote was never closed", () => {
    const scanner = new CsvScanner(",");
    scanner.push('a,b\n1,2\n"open,3\n4,5\n');
    scanner.finish();
    expect(scanner.unclosedAt).toBe(3);
  });

  it.each(delimiters)("finds the delimiter %j", (delimiter) => {
    const text = [
      ["id", "name, full", "n"],
      ["1", "a;b", "2"],
      ["3", "c|d", "4"],
    ]
      .map((r) => r.map(quoted).join(delimiter))
      .join("\n");
    expect(detectDelimiter(text)).toEqual({ delimiter, skipFirstLine: false });
  });

  it.each([
    ["utf8", "工号,姓名\n1,王小明\n", "utf-8"],
    ["gb18030", "工号,姓名\n1,王小明\n2,李𠮷\n", "gb18030"],
    ["utf16-le", "工号,姓名\n1,王小明\n", "utf-16le"],
    ["utf16-be", "employee,name\n1,Müller\n", "utf-16be"],
    ["latin1", "number,name\n1,Müller\n2,Grüße\n3,señor\n4,façade\n", "windows-1252"],
    ["latin1", `number,name\n${"1,plain\n".repeat(200_000)}2,Müller\n`, "windows-1252"],
  ])("recognises %s", (encoding, text, expected) => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), "rapport-enc-")), "a.csv");
    writeFileSync(file, iconv.encode(text, encoding));
    expect(detectEncoding(file).encoding).toBe(expected);
  });

  it("imports the same rows from every delimiter and encoding", async () => {
    for (const [delimiter, encoding, addBOM] of [
      [",", "utf8", true],
      [";", "gb18030", false],
      ["\t", "utf16-le", true],
      ["|", "utf8", false],
    ] as const) {
      const b = bench();
      const lines = [
        ["工号", "姓名", "入职日期"],
        ["007", '王"小"\n明', "2020-02-29"],
        ["8", "a,b;c|d\te", "2021年3月4日"],
      ].map((r) => r.map(quoted).join(delimiter));
      b.file("a.csv", iconv.encode(lines.join("\r\n"), encoding, { addBOM }));
      await b.import(["a.csv"]);
      expect(
        await b.rows(
          "SELECT employee_id, name, hire_date, source_row FROM source_employee ORDER BY source_row",
        ),
      ).toEqual([
        { employee_id: "007", name: '王"小"\n明', hire_date: "2020-02-29", source_row: 2 },
        { employee_id: "8", name: "a,b;c|d\te", hire_date: "2021-03-04", source_row: 4 },
      ]);
    }
  });
});
