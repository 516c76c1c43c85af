// Warnings about assignments speak of those that hold today, and all of them mean the same by it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../../../engine/database.js";
import { warningRules } from "../../../engine/quality/warning-rules.js";

const today = "2026-06-15";
/** Last day of the assignment → whether it is in force. */
const ends: [string | null, boolean][] = [
  [null, true],
  ["2026-06-16", true],
  ["2026-06-15", true],
  ["2026-06-14", false],
];

let db: Database;
beforeAll(async () => {
  db = await Database.open();
  await db.run(`CREATE TABLE source_employee AS SELECT 'BOSS' AS employee_id`);
  await db.run(
    `CREATE TABLE source_termination AS SELECT 'GONE' AS employee_id, DATE '2026-01-31' AS exit_date`,
  );
  await db.run(`CREATE TABLE source_org_unit AS SELECT 'OLD' AS org_unit_id, DATE '2026-03-31' AS valid_to`);
  const rows = ends.flatMap(([to], i) =>
    [
      ["unknown", "NOBODY", "NEW"],
      ["gone", "GONE", "NEW"],
      ["closed", "BOSS", "OLD"],
    ].map(
      ([what, manager, unit]) =>
        `('${what}-${i}', '${manager}', '${unit}', DATE '2025-01-01', ${to === null ? "NULL" : `DATE '${to}'`}, 'I1', 'jobs.csv', ${i})`,
    ),
  );
  await db.run(
    `CREATE TABLE source_job_assignment(employee_id VARCHAR, manager_id VARCHAR, org_unit_id VARCHAR, valid_from DATE,
       valid_to DATE, import_id VARCHAR, source_file VARCHAR, source_row INTEGER)`,
  );
  await db.run(`INSERT INTO source_job_assignment VALUES ${rows.join(", ")}`);
});
afterAll(() => db.close());

describe("an assignment in force", () => {
  it.each([
    ["manager_unknown", ["unknown", "gone"]],
    ["manager_gone", ["gone"]],
    ["unit_closed", ["closed"]],
  ])("%s: today is its last day, or a later one, or none", async (id, found) => {
    const { sql } = warningRules.find((rule) => rule.id === id)!;
    const rows = await db.rows<{ employee_id: string }>(sql, [today]);
    const expected = ends.flatMap(([, inForce], i) => (inForce ? found.map((what) => `${what}-${i}`) : []));
    expect(rows.map(({ employee_id }) => employee_id).sort()).toEqual(expected.sort());
  });
});
