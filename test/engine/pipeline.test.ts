// The cache can be deleted, damaged, moved or asked for by several at once: the answer is always a whole, current one.
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  buildCache,
  importFiles,
  initWorkspace,
  openCache,
  openWorkspace,
  type Workspace,
} from "../../engine/index.js";
import { stages } from "../../engine/pipeline.js";
import { importOf, root } from "../fixtures/command-line.js";

const run = promisify(execFile);
const now = new Date("2026-11-01T00:00:00Z");

/** The company as imported, without a cache; each test has a copy. */
let imported: string;
let folder: string;
let workspace: Workspace;

const importCsv = async (name: string, lines: string[]) => {
  const file = path.join(folder, name);
  writeFileSync(file, `${lines.join("\n")}\n`);
  await importFiles(workspace, [file], { now });
};

/** Opens the cache, closes it, and tells whether it had to be built. */
async function wasBuilt(of: Workspace = workspace): Promise<boolean> {
  let built = false;
  const cache = await openCache(of, { now, onProgress: () => (built = true) });
  const { people } = await cache.database.row<{ people: number }>(
    "SELECT count(DISTINCT employee_id) AS people FROM employee_month",
  );
  cache.database.close();
  expect(people).toBeGreaterThan(0);
  return built;
}

/** Builds anew and returns every row of the spine as text. */
async function digest(): Promise<string> {
  await buildCache(workspace, { now });
  const cache = await openCache(workspace);
  const rows = await cache.database.rows("SELECT * FROM employee_month");
  cache.database.close();
  return JSON.stringify(rows);
}

beforeAll(async () => {
  folder = imported = mkdtempSync(path.join(tmpdir(), "rapport-pipeline-"));
  workspace = initWorkspace(path.join(folder, "company"), { name: "Company" });
  await importCsv("employee.csv", ["employee_id,hire_date", "E1,2024-01-15", "E2,2024-02-01"]);
  await importCsv("termination.csv", ["employee_id,exit_date,exit_kind", "E2,2024-06-30,voluntary"]);
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "rapport-pipeline-"));
  cpSync(imported, folder, { recursive: true, preserveTimestamps: true });
  workspace = openWorkspace(path.join(folder, "company"));
});
afterAll(() => rmSync(imported, { recursive: true, force: true }));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the cache", () => {
  it("is built once and then reused", async () => {
    expect(await wasBuilt()).toBe(true);
    expect(await wasBuilt()).toBe(false);
  });

  it("is rebuilt after an import and after a change of settings", async () => {
    await wasBuilt();
    await importCsv("training.csv", ["employee_id,course_id,training_date,hours", "E1,C1,2024-05-01,4"]);
    expect(await wasBuilt()).toBe(true);
    writeFileSync(workspace.path("rapport.yml"), "name: Company\nhistoryFrom: 2024-02\n");
    workspace = openWorkspace(workspace.dir);
    expect(await wasBuilt()).toBe(true);
    expect(await wasBuilt()).toBe(false);
  });

  it("is rebuilt when it is cut short, is no database, or has a log beside it", async () => {
    await wasBuilt();
    const file = workspace.path("cache.duckdb");
    truncateSync(file, 5000);
    expect(await wasBuilt()).toBe(true);
    writeFileSync(file, "not a database");
    expect(await wasBuilt()).toBe(true);
    writeFileSync(`${file}.wal`, "not a log either");
    expect(await wasBuilt()).toBe(true);
    expect(existsSync(`${file}.wal`)).toBe(false);
    expect(await wasBuilt()).toBe(false);
  });

  it("still serves after the workspace was copied elsewhere", async () => {
    await wasBuilt();
    cpSync(workspace.dir, path.join(folder, "copy"), { recursive: true });
    expect(await wasBuilt(openWorkspace(path.join(folder, "copy")))).toBe(false);
  });

  it("is as it was after a failed or stopped build, and nothing half-made stays", async () => {
    const first = await buildCache(workspace, { now });
    const stop = new AbortController();
    await expect(
      buildCache(workspace, {
        now,
        signal: stop.signal,
        onProgress: ({ done }) => done === 2 && stop.abort(new Error("stopped")),
      }),
    ).rejects.toThrow("stopped");
    expect(readdirSync(workspace.dir).filter((name) => name.includes("building"))).toEqual([]);
    const cache = await openCache(workspace, { now });
    expect(cache.builtAt).toBe(first.builtAt);
    cache.database.close();
  });

  it("sweeps up after a build whose process is gone", async () => {
    writeFileSync(workspace.path("cache.duckdb.building-999999999"), "left behind");
    await wasBuilt();
    expect(readdirSync(workspace.dir).filter((name) => name.includes("building"))).toEqual([]);
  });

  it("is read by a second process while the first holds it, and both may come before it is built", async () => {
    const { options, url } = importOf("engine/index.ts");
    const script = `
      import { openCache, openWorkspace } from ${JSON.stringify(url)};
      const cache = await openCache(openWorkspace(process.argv[1]));
      const row = await cache.database.row("SELECT count(*)::INTEGER AS months FROM employee_month");
      console.log(row.months);
      cache.database.close();`;
    const other = () =>
      run(process.execPath, [...options, "--input-type=module", "-e", script, workspace.dir], { cwd: root });
    const together = await Promise.all([other(), other(), openCache(workspace)]);
    const after = await other();
    together[2].database.close();
    expect(new Set([together[0].stdout, together[1].stdout, after.stdout])).toHaveProperty("size", 1);
  });

  it("is the same to the byte of every row when built twice", async () => {
    expect(await digest()).toBe(await digest());
  });
});

describe("the stages", () => {
  it("read only what an earlier stage wrote", () => {
    const written = new Set<string>();
    for (const stage of stages) {
      for (const relation of stage.reads)
        expect(written, `${stage.name} reads ${relation}`).toContain(relation);
      for (const relation of stage.writes) written.add(relation);
    }
  });
});
