// A firm whose departments have nothing above or below them: one unit each, with one target, wherever it is looked at.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFiles, initWorkspace, openCache } from "../../../engine/index.js";
import { localReader } from "../../../engine/metrics/reader.js";
import { commitTarget, targetSums, type ModelContext } from "../../../models/index.js";
import { hierarchySeries } from "../../../models/targets/hierarchy-series.js";

let context: ModelContext;
let dir: string;
const people = ["A1", "A2", "A3", "B1", "B2", "B3"];

beforeAll(async () => {
  const now = new Date("2025-11-05T09:00:00Z");
  dir = mkdtempSync(path.join(tmpdir(), "rapport-flat-"));
  const workspace = initWorkspace(path.join(dir, "w"), { name: { en: "Flat", zh: "扁平公司" } });
  const file = (name: string, rows: (string | number)[][]): string => {
    writeFileSync(path.join(dir, name), rows.map((row) => row.join(",")).join("\n"));
    return path.join(dir, name);
  };
  const files = [
    file("employee.csv", [["employee_id", "hire_date"], ...people.map((id) => [id, "2022-06-01"])]),
    file("job_assignment.csv", [
      ["employee_id", "valid_from", "org_unit_id", "job"],
      ...people.map((id) => [id, "2022-06-01", id.startsWith("A") ? "业务一部" : "业务二部", "seller"]),
    ]),
    file("sales_activity.csv", [
      ["employee_id", "month", "revenue"],
      ...people.flatMap((id, i) =>
        Array.from({ length: 10 }, (_, m) => [
          id,
          `2025-${String(m + 1).padStart(2, "0")}-01`,
          1000 * (i + 1),
        ]),
      ),
    ]),
  ];
  await importFiles(workspace, files, { now });
  context = { workspace, cache: await openCache(workspace, { now }), reader: localReader, now };
}, 60_000);
afterAll(() => {
  context.cache.database.close();
  rmSync(dir, { recursive: true, force: true });
});

describe("a flat organisation", () => {
  it("is a company, its units and its people, no unit inside itself", async () => {
    const { nodes } = await hierarchySeries(context, { metric: "revenue", until: "2025-10" });
    expect(nodes.map(({ name, level }) => [level, name])).toEqual([
      ["company", ""],
      ["division", "业务一部"],
      ["division", "业务二部"],
      ...people.map((id) => ["person", id]),
      ["left_or_to_come", "left_or_to_come"],
    ]);
    expect(nodes.map(({ values }) => values.at(-1))).toEqual([21_000, 6000, 15_000, 1000, 2000, 3000, 4000, 5000, 6000, 0]); // prettier-ignore
  });

  it("knows a team's target also where its people are added up", async () => {
    const span = { metric: "revenue", from: "2026-01", to: "2026-03" };
    const team = [{ field: "team", op: "=" as const, value: "业务一部" }];
    await commitTarget(context, { ...span, value: 18_000, where: team, why: "plan" });
    await commitTarget(context, { ...span, value: 3000, employee: "A1", why: "plan" });
    const { sums } = await targetSums(context, span);
    expect(sums.map(({ whole, target, sum, gap }) => [whole.level, whole.name, target, sum, gap])).toEqual([
      ["company", null, null, 18_000, null],
      ["team", "业务一部", 18_000, 3000, 15_000],
    ]);
  });
});
