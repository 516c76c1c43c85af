// Payroll files as accountants keep them: a title above the header, a column per item, thousands separators, a line of sums.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, describe, expect, it } from "vitest";
import { readPayroll } from "../../../models/pay/payroll-table.js";

const dir = mkdtempSync(path.join(tmpdir(), "rapport-payroll-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const items = new Set(["提成", "复购奖", "夜补"]);
const sheet = [
  ["宁波海川 2026 年 9 月工资表", null, null, null, null, null],
  ["工号", "姓名", "基本工资", "提成", "复购奖", "夜补"],
  ["HC009", "徐丽娟", 9300, "31,687.79", 2124.07, null],
  ["HC019", "韩雨", 5800, "6,812.66", "372.51", "30.00"],
  ["合计", null, 15_100, "38,500.45", 2496.58, 30],
];
const wanted = [
  ["HC009", "提成", 3_168_779, 3],
  ["HC009", "复购奖", 212_407, 3],
  ["HC019", "提成", 681_266, 4],
  ["HC019", "复购奖", 37_251, 4],
  ["HC019", "夜补", 3000, 4],
];

describe("a payroll file", () => {
  it("may have a title above its header, a column per item and a line of sums", async () => {
    const book = path.join(dir, "九月.xlsx");
    writeFileSync(book, await writeXlsx({ sheets: [{ name: "9月", rows: sheet }] }));
    const list = path.join(dir, "九月.csv");
    const quoted = sheet.map((row) => row.map((text) => `"${text ?? ""}"`).join(",")).join("\r\n");
    writeFileSync(list, quoted);
    for (const file of [book, list]) {
      const rows = await readPayroll(file, 2, items);
      expect(rows.map(({ employee, item, amount, row }) => [employee, item, amount, row])).toEqual(wanted);
    }
  });

  it("of rows per item counts no line of sums, and says by its own name which column is not there", async () => {
    const at = path.join(dir, "long.csv");
    writeFileSync(at, "工号,项目,金额\nHC009,提成,100\n合计,,100");
    expect(await readPayroll(at, 2, items)).toHaveLength(1);
    writeFileSync(at, "员工,提成\n徐丽娟,100");
    await expect(readPayroll(at, 2, items)).rejects.toMatchObject({
      code: "payroll_column_missing",
      facts: { column: "employee", column_zh: "工号" },
    });
  });
});
