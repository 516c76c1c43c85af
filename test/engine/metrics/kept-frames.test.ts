// What was read from the rows kept at the close is kept until their files change; rows in memory are read every time.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Database } from "../../../engine/database.js";
import type { ReleaseBook } from "../../../engine/disclosure/release-book.js";
import { keptFrame } from "../../../engine/metrics/kept-frames.js";
import type { QueryTree } from "../../../engine/metrics/tree.js";

const folder = mkdtempSync(path.join(tmpdir(), "rapport-kept-"));
const file = path.join(folder, "it's 2025-01.parquet");
const quoted = `'${file.replaceAll("'", "''")}'`;
const tree = {
  dimensions: [],
  grain: null,
  periods: [{ start: 24300, from: 24300, to: 24300, partial: false }],
} as unknown as QueryTree;
let database: Database;
let reads = 0;

beforeAll(async () => {
  database = await Database.open();
  const columns = database.columns.bind(database);
  database.columns = (...args) => {
    reads++;
    return columns(...args);
  };
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const write = (y: number): Promise<void> =>
  database.run(`COPY (SELECT ${y}::DOUBLE AS y) TO ${quoted} (FORMAT parquet)`);

async function asked(book: Pick<ReleaseBook, "folder">, factor: number): Promise<[y: number, read: number]> {
  const before = reads;
  const statement = { sql: `SELECT y * $1 AS m0_y FROM read_parquet([${quoted}])`, params: [factor] };
  const frame = await keptFrame(database, book as ReleaseBook, tree, statement);
  return [frame.sums.get("m0_y")![0], reads - before];
}

it("reads once for the same statement, values and files", async () => {
  await write(2);
  expect(await asked({ folder }, 1)).toEqual([2, 1]);
  expect(await asked({ folder }, 1)).toEqual([2, 0]);
  expect(await asked({ folder }, 3)).toEqual([6, 1]);
});

it("reads again when a file was written anew", async () => {
  await write(2);
  await asked({ folder }, 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await write(5);
  expect(await asked({ folder }, 1)).toEqual([5, 1]);
});

it("reads every time where nothing is kept in files", async () => {
  await write(4);
  expect(await asked({ folder: undefined }, 1)).toEqual([4, 1]);
  expect(await asked({ folder: undefined }, 1)).toEqual([4, 1]);
});

it("does not keep a failure", async () => {
  await write(7);
  const wrong = { sql: `SELECT gone AS m0_y FROM read_parquet([${quoted}])`, params: [] };
  const ask = () => keptFrame(database, { folder } as ReleaseBook, tree, wrong);
  await expect(ask()).rejects.toThrow("gone");
  await database.run(`COPY (SELECT 1::DOUBLE AS gone) TO ${quoted} (FORMAT parquet)`);
  expect((await ask()).sums.get("m0_y")![0]).toBe(1);
});
