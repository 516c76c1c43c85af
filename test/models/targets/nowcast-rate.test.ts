// A share of cases in the running quarter, from files on: rate so far, cases to come, chance; checked by counting the same rows.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFiles, initWorkspace, openCache } from "../../../engine/index.js";
import { localReader } from "../../../engine/metrics/reader.js";
import type { ModelContext } from "../../../models/index.js";
import { nowcastRate } from "../../../models/targets/nowcast-rate.js";
import { quotaPlan } from "../../../models/targets/quota-plan.js";

/** Twelve people, each an exam a month from 2024-01 to 2025-10; the last import is of 14 November 2025. */
const people = Array.from({ length: 12 }, (_, i) => `E${i + 1}`);
const now = new Date("2025-11-14T09:00:00Z");
const isPassed = (person: number, month: number): boolean => (person * 7 + month * 5) % 10 < 8;

/** Code of the error that the work ends with. */
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    ({ code }: { code?: string }) => code,
  );

describe("outlook of a rate", () => {
  let dir: string;
  let context: ModelContext;
  let passedInOctober = 0;

  beforeAll(async () => {
    dir = mkdtempSync(path.join(tmpdir(), "rapport-rate-"));
    const workspace = initWorkspace(dir, { name: { en: "Twelve", zh: "十二人公司" }, currency: "CNY" });
    const sources = path.join(dir, "sources");
    mkdirSync(sources);
    const csv = (name: string, rows: (string | number)[][]): void =>
      writeFileSync(path.join(sources, `${name}.csv`), rows.map((row) => row.join(",")).join("\n"));
    csv("employee", [["employee_id", "hire_date"], ...people.map((id) => [id, "2022-06-01"])]);
    const exams = people.flatMap((id, person) =>
      Array.from({ length: 23 }, (_, month) => {
        const date = new Date(Date.UTC(2024, month, month === 22 ? 5 : 10)).toISOString().slice(0, 10);
        const passed = isPassed(person, month);
        if (month === 21 && passed) passedInOctober++;
        return [id, "safety", date, 2, "completed", passed ? 90 : 40, passed ? "true" : "false"];
      }),
    );
    csv("training_record", [
      ["employee_id", "course_id", "training_date", "hours", "status", "exam_score", "is_passed"],
      ...exams,
    ]);
    await importFiles(workspace, [sources], { now });
    context = { workspace, cache: await openCache(workspace, { now }), reader: localReader, now };
  });

  afterAll(() => {
    context.cache.database.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it("counts October and what November has brought, and expects as many a working day as before", async () => {
    const passedInNovember = people.filter((_, person) => isPassed(person, 22)).length;
    const found = await nowcastRate(context, { metric: "exam_pass_rate", target: 0.75 });
    expect(found).toMatchObject({
      from: "2025-10",
      to: "2025-12",
      day: "2025-11-14",
      cases: 24,
      quarters: 7,
    });
    expect(found.rate).toBeCloseTo((passedInOctober + passedInNovember) / 24, 12);
    expect(found.points).toBeCloseTo(100 * (found.rate! - 0.75), 9);
    // twelve a month until the year's end: half of November, and December
    expect(found.toCome).toBeGreaterThan(14);
    expect(found.toCome).toBeLessThan(22);
    expect(found.low80).toBeLessThan(found.mean);
    expect(found.probability!).toBeGreaterThan(0.5);
    const high = await nowcastRate(context, { metric: "exam_pass_rate", target: 0.99 });
    expect(high.probability!).toBeLessThan(0.05);
  });

  it("of an earlier day knows only the months that were over", async () => {
    const found = await nowcastRate(context, { metric: "exam_pass_rate", day: "2025-11-03" });
    expect(found).toMatchObject({ cases: 12, target: null, points: null, probability: null });
    expect(found.rate).toBeCloseTo(passedInOctober / 12, 12);
  });

  it("refuses what is no share of cases, a target of 85, and a plan of a rate", async () => {
    expect(await codeOf(nowcastRate(context, { metric: "voluntary_turnover" }))).toBe("rate_needs_cases");
    expect(await codeOf(nowcastRate(context, { metric: "exam_pass_rate", target: 85 }))).toBe(
      "rate_target_invalid",
    );
    const plan = { metric: "exam_pass_rate", from: "2025-10" };
    expect(await codeOf(quotaPlan(context, { ...plan, target: 0.85 }))).toBe("rate_has_no_quota");
    expect(await codeOf(quotaPlan(context, { ...plan, metric: "hires" }))).toBe("plan_needs_target");
  });
});
