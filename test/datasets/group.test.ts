// The group as Parquet: bounded pieces, sound keys and dates, the same rows for the same seed, and its planted hazards.
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Truth, writeCompany } from "../../datasets/companies/index.js";
import { Database } from "../../engine/database.js";
import { cloglog } from "./cloglog.js";
import { hazardRows } from "./hazard-rows.js";
import { readGroup } from "./read-group.js";

const root = mkdtempSync(path.join(tmpdir(), "rapport-group-"));
let database: Database;
const runSql = (sql: string) => database.run(sql);
beforeAll(async () => {
  database = await Database.open({ memoryLimit: "1GB" });
});
afterAll(() => {
  database.close();
  rmSync(root, { recursive: true, force: true });
});

/** Over names and bytes of all source files. */
const hashOf = (folder: string) => {
  const hash = createHash("sha256");
  const files = readdirSync(path.join(folder, "sources"), { recursive: true, withFileTypes: true });
  for (const file of files.filter((f) => f.isFile()).sort((a, b) => (a.name < b.name ? -1 : 1)))
    hash.update(file.name).update(readFileSync(path.join(file.parentPath, file.name)));
  return hash.digest("hex");
};

describe("group with 400 people over 14 months", () => {
  const dir = path.join(root, "small");
  const attendance = `read_parquet('${dir}/sources/attendance/*.parquet')`;
  const table = (name: string) => `'${dir}/sources/${name}.parquet'`;
  let people = 0;
  const steps: number[] = [];
  const onProgress = (step: { done: number; of: number }) => void steps.push(step.done / step.of);
  beforeAll(async () => {
    ({ people } = await writeCompany("group", dir, { people: 400, months: 14, runSql, onProgress }));
  });

  it("tells how far it is", () => {
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
  });

  it("writes attendance month by month and leaves no scratch files", () => {
    expect(readdirSync(path.join(dir, "sources", "attendance")).length).toBe(14);
    expect(existsSync(path.join(dir, "parts"))).toBe(false);
  });

  it("gives the same bytes for the same seed and others for another", async () => {
    const [again, other] = [path.join(root, "again"), path.join(root, "other")];
    await writeCompany("group", again, { people: 400, months: 14, runSql });
    await writeCompany("group", other, { people: 400, months: 14, seed: 2, runSql });
    expect(hashOf(again)).toBe(hashOf(dir));
    expect(hashOf(other)).not.toBe(hashOf(dir));
  });

  it("has one row per person and working day, none outside the employment", async () => {
    const facts = await database.row(`
      SELECT count(*)::INT AS n, count(DISTINCT (employee_id, work_date))::INT AS keys,
        count(*) FILTER (work_date < hire_date OR work_date > coalesce(exit_date, work_date))::INT AS outside
      FROM ${attendance} JOIN ${table("employee")} USING (employee_id) LEFT JOIN ${table("termination")} USING (employee_id)`);
    expect(facts.keys).toBe(facts.n);
    expect(facts.outside).toBe(0);
    expect(await database.row(`SELECT count(*)::INT AS n FROM ${table("employee")}`)).toEqual({ n: people });
  });

  it("has hours that follow from the punches", async () => {
    const facts = await database.row(`
      SELECT count(*) FILTER (clock_in >= clock_out)::INT AS backwards,
        count(*) FILTER (absence_kind <> 'none' AND (worked_hours <> 0 OR clock_in IS NOT NULL))::INT AS ghosts,
        count(*) FILTER (absence_kind = 'none' AND abs(overtime_hours - greatest(0, date_diff('minute', work_date + INTERVAL 18 HOUR, clock_out)) / 60) > 0.006)::INT AS wrong,
        avg((absence_kind <> 'none')::INT) AS absent
      FROM ${attendance}`);
    expect(facts).toMatchObject({ backwards: 0, ghosts: 0, wrong: 0 });
    expect(facts.absent).toBeGreaterThan(0.03);
    expect(facts.absent).toBeLessThan(0.046);
  });

  it("assigns everybody without gap or overlap under managers who are there", async () => {
    const facts = await database.row(`
      WITH stretch AS (
        SELECT *, lag(valid_to) OVER (PARTITION BY employee_id ORDER BY valid_from) AS before FROM ${table("job_assignment")})
      SELECT count(*) FILTER (before IS NOT NULL AND valid_from - before <> 1)::INT AS gaps,
        count(*) FILTER (m.hire_date > s.valid_from OR t.exit_date < coalesce(s.valid_to, DATE '2026-10-31'))::INT AS ghosts,
        count(*) FILTER (s.manager_id IS NULL AND s.org_unit_id <> 'G')::INT AS orphans
      FROM stretch s LEFT JOIN ${table("employee")} m ON m.employee_id = s.manager_id
        LEFT JOIN ${table("termination")} t ON t.employee_id = s.manager_id`);
    expect(facts).toEqual({ gaps: 0, ghosts: 0, orphans: 0 });
  });

  it("stops when asked to and clears up", async () => {
    const stopped = path.join(root, "stopped");
    const controller = new AbortController();
    const run = writeCompany("group", stopped, {
      people: 400,
      runSql,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(run).rejects.toThrow(/abort/i);
    expect(existsSync(path.join(stopped, "parts"))).toBe(false);
  });
});

describe("group with 1,500 people over 48 months", () => {
  it("gives every planted hazard ratio back within 3.5 standard errors", async () => {
    const dir = path.join(root, "large");
    await writeCompany("group", dir, { people: 1500, months: 48, seed: 3, runSql });
    const truth = JSON.parse(readFileSync(path.join(dir, "truth.json"), "utf8")) as Truth;
    const planted = new Map(truth.effects.map((e) => [e.name, e.value]));
    const tables = await readGroup(dir, database);
    const rows = hazardRows(tables, { from: truth.from, to: truth.to, groupOf: (job) => job.job_family! });
    const groups = [...new Set(rows.map((row) => row.group))];
    const facts = Object.keys(rows[0]!.facts).filter((name) => planted.has(name));
    const fit = cloglog(
      [...groups.map((g) => `baseline_${g}`), ...facts],
      rows.map((row) => [...groups.map((g) => Number(g === row.group)), ...facts.map((f) => row.facts[f]!)]),
      rows.map((row) => row.left),
    );
    expect(fit.length).toBe(13);
    const far = fit.filter(
      (c) => Math.abs(c.estimate - Math.log(Number(planted.get(c.name)))) > 3.5 * c.standardError,
    );
    expect(far).toEqual([]);
  }, 240_000);
});
