// Two public HR lists, imported as a user would: headcount and exits equal hand counts of the raw files.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importFiles, initWorkspace, openCache, type Workspace } from "../../../engine/index.js";

const root = path.resolve(import.meta.dirname, "../../..");
const data = path.resolve(root, "../shared/benchmark/data");
const now = new Date("2026-11-21T08:00:00Z");

describe.skipIf(!existsSync(data))("public HR lists (skipped where ../shared/benchmark is not there)", () => {
  let folder: string;
  let workspace: Workspace;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "rapport-public-"));
    workspace = initWorkspace(path.join(folder, "company"), { name: "Public" });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const flows = async () => {
    const cache = await openCache(workspace, { now });
    const rows = await cache.database.rows<{
      month: string;
      ending: number;
      exits: number;
      exposure: number;
    }>(`
      SELECT strftime(month, '%Y-%m') AS month, sum(headcount_end) AS ending,
        count(*) FILTER (is_voluntary_exit OR is_involuntary_exit OR is_other_exit) AS exits,
        sum(exit_exposure) AS exposure
      FROM employee_month GROUP BY ALL ORDER BY month`);
    const total = await cache.database.row(`SELECT count(DISTINCT employee_id) AS people,
      count(*) FILTER (is_voluntary_exit) AS voluntary, count(*) FILTER (is_involuntary_exit) AS involuntary,
      count(*) FILTER (is_other_exit) AS other FROM employee_month`);
    const { history } = cache;
    cache.database.close();
    return { rows, total, history };
  };

  it("IBM: 1,470 people, 237 exits, 1,233 left at the snapshot", async () => {
    await importFiles(workspace, [path.join(data, "ibm_hr_attrition.csv")], { now, mapping: "auto" });
    const { rows, total, history } = await flows();
    expect(history).toMatchObject({ from: "2025-11", to: "2026-10", snapshotDate: "2026-10-31" });
    expect(total).toEqual({ people: 1470, voluntary: 0, involuntary: 0, other: 237 });
    expect(rows.at(-1)).toMatchObject({ month: "2026-10", ending: 1233, exits: 237 });
  }, 120_000);

  it("case study: 4,410 people, 711 exits in 2016, none counted in 2015", async () => {
    const mapping = path.join(root, "datasets/mappings/case4410.yml");
    await importFiles(workspace, [path.join(data, "case4410")], { now, mapping });
    const { rows, total, history } = await flows();
    expect(history).toMatchObject({ from: "2015-01", to: "2016-12", exitsObservedFrom: "2016-01" });
    expect(total).toMatchObject({ people: 4410, other: 0 });
    expect((total.voluntary as number) + (total.involuntary as number)).toBe(711);
    const at = (month: string) => rows.find((row) => row.month === month)!;
    expect(at("2015-12")).toMatchObject({ ending: 4410, exits: 0, exposure: 0 });
    expect(at("2016-12")).toMatchObject({ ending: 3699 });
    expect(rows.filter((row) => row.month >= "2016-01").reduce((sum, row) => sum + row.exits, 0)).toBe(711);
  }, 120_000);
});
