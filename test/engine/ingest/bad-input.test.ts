import { writeXlsx } from "hucre";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { bench, contentOf, tenPeople } from "./workspace-of.js";

/** Each: the files, the code, and facts that must name the place. */
const cases: {
  name: string;
  files: () => Promise<Record<string, string | Uint8Array>>;
  code: string;
  facts: Record<string, unknown>;
}[] = [
  {
    name: "a file of 0 bytes",
    files: async () => ({ "a.csv": "" }),
    code: "file_empty",
    facts: { file: "a.csv" },
  },
  {
    name: "a file of blank lines",
    files: async () => ({ "a.csv": "\n\n  \n" }),
    code: "file_empty",
    facts: { file: "a.csv" },
  },
  {
    name: "a truncated XLSX",
    files: async () => {
      const whole = await writeXlsx({
        sheets: [
          {
            name: "S",
            rows: [
              ["employee_id", "hire_date"],
              ["1", "2020-01-01"],
            ],
          },
        ],
      });
      return { "a.xlsx": whole.slice(0, Math.floor(whole.length / 2)) };
    },
    code: "file_truncated",
    facts: { file: "a.xlsx", format: "XLSX" },
  },
  {
    name: "a truncated Parquet file",
    files: async () => ({ "a.parquet": new TextEncoder().encode("PAR1 and then nothing") }),
    code: "file_truncated",
    facts: { file: "a.parquet", format: "Parquet" },
  },
  {
    name: "an old Excel workbook",
    files: async () => ({ "a.xls": new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) }),
    code: "file_format_old_excel",
    facts: { file: "a.xls" },
  },
  {
    name: "a PDF called CSV",
    files: async () => ({ "a.csv": "%PDF-1.7\n…" }),
    code: "file_format_unknown",
    facts: { file: "a.csv", found: "PDF" },
  },
  {
    name: "a zip bomb",
    files: async () => ({ "a.zip": zipSync({ "a.csv": new Uint8Array(80 << 20) }, { level: 9 }) }),
    code: "archive_too_large",
    facts: { file: "a.zip", unpacked: 80 },
  },
  {
    name: "10,000 columns",
    files: async () => ({
      "a.csv": `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(",")}\n`,
    }),
    code: "too_many_columns",
    facts: { file: "a.csv", row: 1, found: 10_000, limit: 2000 },
  },
  {
    name: "a header that stands twice",
    files: async () => ({ "a.csv": "employee_id,hire_date,hire_date\n1,2020-01-01,2020-01-02\n" }),
    code: "header_repeated",
    facts: { file: "a.csv", row: 1, column: "hire_date", count: 2 },
  },
  {
    name: "an unknown column",
    files: async () => ({ "a.csv": "employee_id,hire_date,educaton\n1,2020-01-01,x\n" }),
    code: "columns_unknown",
    facts: {
      file: "a.csv",
      reason: "unknown",
      unknown: ["educaton"],
      nearest: ["educaton → employee.education"],
    },
  },
  {
    name: "thirty unknown columns: ten by name, the rest counted",
    files: async () => ({
      "a.csv": `employee_id,hire_date,${Array.from({ length: 30 }, (_, i) => `extra ${i}`).join()}\n`,
    }),
    code: "columns_unknown",
    facts: {
      unknown_count: 30,
      more: 20,
      nearest: [],
      unknown: Array.from({ length: 10 }, (_, i) => `extra ${i}`),
    },
  },
  {
    name: "nothing like a table: no draft is promised",
    files: async () => ({ "a.csv": "dear sir\nyours\n" }),
    code: "columns_unknown",
    facts: { reason: "table", draft: "none" },
  },
  {
    name: "a header without rows",
    files: async () => ({ "a.csv": "employee_id,hire_date\n" }),
    code: "file_no_rows",
    facts: { file: "a.csv", row: 1 },
  },
  {
    name: "a web page called .xls",
    files: async () => ({ "a.xls": "<html><table></table></html>" }),
    code: "file_format_unknown",
    facts: { file: "a.xls" },
  },
  {
    name: "a zip that holds only a zip",
    files: async () => ({ "a.zip": zipSync({ "b.zip": zipSync({ "c.csv": new Uint8Array(3) }) }) }),
    code: "folder_empty",
    facts: { file: "a.zip" },
  },
  {
    name: "a zip whose entries point outside",
    files: async () => ({
      "a.zip": zipSync({ "../../c.csv": new TextEncoder().encode("employee_id,hire_date\n1,2020-01-01\n") }),
    }),
    code: "folder_empty",
    facts: { file: "a.zip" },
  },
  {
    name: "leavers before any employee list",
    files: async () => ({ "a.csv": "employee_id,exit_date\n1,2020-01-01\n" }),
    code: "too_many_rejected",
    facts: { rule_id: "unknown_reference", row: 2, found: "1" },
  },
  {
    name: "a missing required column",
    files: async () => ({ "a.csv": "emp id,gender,birthday\n1,f,1990-01-01\n" }),
    code: "columns_unknown",
    facts: { file: "a.csv", reason: "missing", table: "employee", missing: ["hire_date"] },
  },
  {
    name: "a key that stands twice with different content",
    files: async () => ({ "a.csv": `${tenPeople}E03,2021-05-05\n` }),
    code: "key_repeated",
    facts: { file: "a.csv", row: 4, table: "employee", count: 1, found: "E03", rows: "4, 12" },
  },
  {
    name: "the same key with different content in two files",
    files: async () => ({ "a.csv": tenPeople, "b.csv": "employee_id,hire_date\nE02,2021-05-05\n" }),
    code: "key_repeated",
    facts: { file: "a.csv + b.csv", found: "E02", count: 1 },
  },
  {
    name: "a date in 2099",
    files: async () => ({ "a.csv": `${tenPeople}E11,2099-01-01\n` }),
    code: "date_impossible",
    facts: { file: "a.csv", row: 12, column: "hire_date", found: "2099-01-01", today: "2026-10-31" },
  },
  {
    name: "dates that may be day first or month first",
    files: async () => ({ "a.csv": "employee_id,hire_date\n1,03/04/2020\n2,05/06/2020\n" }),
    code: "date_order_unclear",
    facts: { file: "a.csv", row: 2, column: "hire_date", found: "03/04/2020" },
  },
  {
    name: "more than a fifth of the rows rejected",
    files: async () => ({ "a.csv": "employee_id,hire_date\n1,2020-01-01\n2,yesterday\n3,soon\n" }),
    code: "too_many_rejected",
    facts: { file: "a.csv", rejected: 2, read: 3, row: 3, column: "hire_date", found: "yesterday" },
  },
  {
    name: "a quote that is never closed",
    files: async () => ({ "a.csv": 'employee_id,hire_date\n1,2020-01-01\n"2,2020-01-01\n3,2020-01-01\n' }),
    code: "quote_unclosed",
    facts: { file: "a.csv", row: 3 },
  },
  {
    name: "a second file that is bad beside a good one",
    files: async () => ({ "a.csv": tenPeople, "b.csv": "" }),
    code: "file_empty",
    facts: { file: "b.csv" },
  },
];

describe("promise 18: bad input", () => {
  it.each(cases)("$name: says where, and changes nothing", async ({ files, code, facts }) => {
    const b = bench();
    const given = await files();
    for (const [name, content] of Object.entries(given)) b.file(name, content);
    const before = contentOf(b.workspace.dir);
    const started = performance.now();
    const refusal = await b.refusal(Object.keys(given));
    expect({ code: refusal.code, ...refusal.facts }).toMatchObject({ code, ...facts });
    expect(contentOf(b.workspace.dir)).toEqual(before);
    expect(performance.now() - started).toBeLessThan(20_000);
    for (const locale of ["en", "zh"] as const) {
      const said = refusal.localise(locale);
      expect(said.message + said.hint).not.toMatch(/[{}]|undefined/);
    }
  });

  it("refuses a path that does not exist", async () => {
    const b = bench();
    expect((await b.refusal(["nowhere.csv"])).code).toBe("file_not_found");
  });

  it("refuses a header that stands twice also when a mapping names it", async () => {
    const b = bench();
    b.file("a.csv", "id,id,start\n1,2,2020-01-01\n");
    const mapping = b.file(
      "m.yml",
      "files:\n  - match: a.csv\n    tables:\n      - table: employee\n        columns: {employee_id: id, hire_date: start}\n",
    );
    const refusal = await b.refusal(["a.csv"], { mapping });
    expect(refusal.code).toBe("header_repeated");
    expect(refusal.facts).toMatchObject({ file: "a.csv", row: 1, column: "id", count: 2 });
  });
});
