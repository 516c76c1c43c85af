// What the views of a month derive is part of what makes a cache stale: a change of their SQL builds it again.
import { afterEach, describe, expect, it, vi } from "vitest";
import { Database } from "../../../engine/database.js";
import { monthViewDefinition, viewMonths } from "../../../engine/spine/month-view.js";
import { spineDefinition } from "../../../engine/spine/spine.js";

const module = "../../../engine/spine/month-view.js";
afterEach(() => {
  vi.doUnmock(module);
  vi.resetModules();
});

const workspace = { config: { name: "C" }, path: (): string => "/nowhere" };
const keyNow = async (): Promise<string> => {
  vi.resetModules();
  const { cacheKey } = await import("../../../engine/pipeline.js");
  return cacheKey(workspace as never);
};

describe("the views of a month", () => {
  it("are in the spine's definition, and in the identity of the cache", async () => {
    expect(spineDefinition()).toContain(monthViewDefinition());
    const before = await keyNow();
    vi.doMock(module, async (original) => ({
      ...(await original<object>()),
      monthViewDefinition: () => monthViewDefinition().replace("age_months / 12", "age_months / 12.0"),
    }));
    expect(await keyNow()).not.toBe(before);
    vi.doUnmock(module);
    expect(await keyNow()).toBe(before);
  });

  it("are made of nothing that the definition does not say", async () => {
    const db = await Database.open();
    try {
      const view = { absent: { nothing: "DOUBLE" }, exitsObservedFrom: "2000-01" };
      // every expression of a definition's view, over columns as they are stored
      const said = monthViewDefinition().split("\n");
      await db.run(
        `CREATE TABLE employee_month_coded AS SELECT 'E1'::ENUM('E1') AS employee_id, DATE '2024-01-01' AS month,
           1::DOUBLE AS headcount_average, 1::DOUBLE AS contract_fte, 30 AS tenure_days, 24 AS age_months,
           2::UTINYINT AS absent_days, 3::UTINYINT AS sick_days, 800 AS planned_hundredths, 'a' || chr(31) || 'b' AS org_path`,
      );
      await viewMonths(db, view);
      const [row] = await db.rows("SELECT * FROM employee_month");
      expect(row).toMatchObject({
        employee_id: "E1",
        age: 2,
        fte: 1,
        exit_exposure: 1,
        absent_days: 2,
        planned_hours: 8,
      });
      const made = await db.rows<{ sql: string }>(
        "SELECT sql FROM duckdb_views() WHERE view_name LIKE 'employee_month%' ORDER BY view_name",
      );
      expect(made).toHaveLength(2);
      for (const part of ["age_months / 12", "headcount_average * coalesce(contract_fte, 1) AS fte"])
        expect(said.filter((sql) => sql.includes(part))).toHaveLength(4);
      for (const part of ["::VARCHAR AS", "::INTEGER AS"])
        expect(said.some((sql) => sql.includes(part))).toBe(true);
      expect(said.filter((sql) => sql.includes("0::DOUBLE AS exit_exposure"))).toHaveLength(2);
    } finally {
      db.close();
    }
  });
});
