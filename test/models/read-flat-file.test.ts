// Files as they come: encodings that do not name themselves, Excel's own first line, and what is wrong with the shape.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readFlatFile } from "../../models/read-flat-file.js";
import { typeColumns } from "../../models/type-columns.js";

const dir = mkdtempSync(path.join(os.tmpdir(), "rapport-flat-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const file = (content: string | Uint8Array): string => {
  const at = path.join(dir, "f.csv");
  writeFileSync(at, content);
  return at;
};
const read = (content: string | Uint8Array) => readFlatFile(file(content));
const refusal = (content: string): unknown => {
  try {
    return read(content);
  } catch (error) {
    return error;
  }
};
/** 姓名 and 离职 in GB 18030, for a test that needs no encoder. */
const gbHeader = [0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xc0, 0xeb, 0xd6, 0xb0, 0x0a];
const yes = [0xca, 0xc7];
const no = [0xb7, 0xf1];

describe("a flat file", () => {
  it("is GB 18030 where high bytes come in pairs, even with one character to a cell", () => {
    const bytes = [...gbHeader, 0xcd, 0xf5, 0x2c, ...yes, 0x0a, 0xc0, 0xee, 0x2c, ...no, 0x0a];
    const { encoding, header, records } = read(Uint8Array.from(bytes));
    expect(encoding).toBe("gb18030");
    expect(header).toEqual(["姓名", "离职"]);
    expect(records).toEqual([
      ["王", "是"],
      ["李", "否"],
    ]);
  });

  it.each(["Zürich", "née", "Genève où", "Straße", "naïve café"])("is Latin-1 where it says %s", (word) => {
    const { encoding, records } = read(Buffer.from(`city,left\n${word},1\n`, "latin1"));
    expect([encoding, records[0][0]]).toEqual(["windows-1252", word]);
  });

  it("is UTF-16 by its mark, in either order", () => {
    const little = Buffer.from("\ufeff姓,left\n王,1\n", "utf16le");
    expect(read(little).records).toEqual([["王", "1"]]);
    expect(read(Buffer.from(little).swap16()).header).toEqual(["姓", "left"]);
  });

  it("takes Excel's line of the delimiter at its word", () => {
    const { header, delimiter } = read("sep=;\r\na;b\r\n1,5;x\r\n");
    expect([header, delimiter]).toEqual([["a", "b"], ";"]);
  });

  it("may have columns without a title, but no two of one name", () => {
    expect(read("a,,\n1,2,3\n").header).toEqual(["a", "", ""]);
    expect(refusal("a,b,a\n1,2,3\n")).toMatchObject({
      code: "table_column_repeated",
      facts: { column: "a", places: ["1", "3"] },
    });
  });

  it("says where its shape breaks, in both languages", () => {
    expect(refusal("HR report\na,b\n1,2\n")).toMatchObject({
      code: "table_ragged",
      facts: { row: 2, found: 2, expected: 1 },
    });
    expect(refusal("a,b\n")).toMatchObject({ code: "table_empty", facts: { problem: "header" } });
    expect(() => readFlatFile(path.join(dir, "none.csv"))).toThrow(
      expect.objectContaining({ code: "table_missing" }),
    );
    expect(() => readFlatFile(dir)).toThrow(expect.objectContaining({ code: "table_missing" }));
    expect(refusal("")).toMatchObject({ code: "table_empty", facts: { problem: "all" } });
  });

  it("gives numbers of any notation as numbers, endless ones as missing, and one level for two spellings", () => {
    const rows = Array.from({ length: 60 }, (_, i) =>
      [
        `${i + 0.5} km`,
        i % 2 ? "IT" : "it",
        i % 30 === 0 ? "1e999" : String(i * 1.5),
        `08:${10 + (i % 40)}`,
      ].join(","),
    );
    const { table, warnings } = typeColumns(read(["way,team,pay,start", ...rows].join("\n")), new Set());
    expect(table.columns.map(({ kind }) => kind)).toEqual(["numeric", "categorical", "numeric", "numeric"]);
    expect(table.columns[1]).toMatchObject({ levels: ["IT"] });
    const pay = table.columns[2] as { values: Float64Array };
    expect([Number.isNaN(pay.values[0]), pay.values[1]]).toEqual([true, 1.5]);
    expect(warnings.map(({ code }) => code)).toContain("mixed_columns");
  });
});
