// Chunks of the driver → Arrow: every type and every null survives, across chunk borders and through IPC.
import { tableFromIPC, tableToIPC } from "apache-arrow";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Database } from "../../engine/database.js";

let database: Database;
beforeAll(async () => {
  database = await Database.open({ threads: 2 });
});
afterAll(() => database.close());

const rows = 10_007; // five chunks, the last one odd

it("keeps numbers, dates, flags, texts and nulls of many chunks, also through IPC", async () => {
  await database.run(`CREATE OR REPLACE TABLE t AS SELECT i,
    CASE WHEN i % 3 > 0 THEN i / 7.0 END AS d, CASE WHEN i % 5 > 0 THEN i::INTEGER END AS n,
    CASE WHEN i % 7 > 0 THEN i * 10000000000 - 5 END AS big, i::HUGEINT AS huge, (i / 4.0)::DECIMAL(12, 2) AS money,
    CASE WHEN i % 11 > 0 THEN '城' || (i % 13) END AS s, DATE '2024-02-28' + (i % 900)::INTEGER AS day,
    CASE WHEN i % 2 > 0 THEN i % 4 = 1 END AS flag FROM range(${rows}) r(i)`);
  for (const table of [
    await database.arrow("SELECT * FROM t ORDER BY i"),
    tableFromIPC(tableToIPC(await database.arrow("SELECT * FROM t ORDER BY i"), "file")),
  ]) {
    expect(table.numRows).toBe(rows);
    const wrong: unknown[] = [];
    for (let i = 0; i < rows; i++) {
      const day = Date.UTC(2024, 1, 28) + (i % 900) * 86_400_000;
      const expected = {
        i,
        d: i % 3 > 0 ? i / 7 : null,
        n: i % 5 > 0 ? i : null,
        big: i % 7 > 0 ? i * 10_000_000_000 - 5 : null,
        huge: i,
        money: Math.round(i * 25) / 100,
        s: i % 11 > 0 ? `城${i % 13}` : null,
        day,
        flag: i % 2 > 0 ? i % 4 === 1 : null,
      };
      const found = Object.fromEntries(
        Object.keys(expected).map((name) => [name, table.getChild(name)!.get(i) as unknown]),
      );
      if (JSON.stringify(found) !== JSON.stringify(expected)) wrong.push([found, expected]);
    }
    expect(wrong.slice(0, 3)).toEqual([]);
  }
});

it("whole numbers below zero survive the way from 64 bits", async () => {
  const table = await database.arrow(
    "SELECT unnest([-1, -4294967296, -9007199254740991, 4294967295, 0]::BIGINT[]) AS x",
  );
  expect([...table.getChild("x")!]).toEqual([-1, -4_294_967_296, -9_007_199_254_740_991, 4_294_967_295, 0]);
});

it("an empty result keeps its columns", async () => {
  const table = await database.arrow("SELECT 1 AS a, 'x' AS b WHERE false");
  expect(table.numRows).toBe(0);
  expect(tableFromIPC(tableToIPC(table)).schema.fields.map((f) => f.name)).toEqual(["a", "b"]);
});

it("runs beside a statement on the main connection, and the SQL travels with a failure", async () => {
  const [table, row] = await Promise.all([
    database.arrow("SELECT sum(i)::DOUBLE AS s FROM range(1000000) r(i)"),
    database.row("SELECT 1 AS one"),
  ]);
  expect(table.getChild("s")!.get(0)).toBe(499_999_500_000);
  expect(row).toEqual({ one: 1 });
  await expect(database.arrow("SELECT nothing")).rejects.toMatchObject({
    name: "DatabaseError",
    sql: "SELECT nothing",
  });
});
