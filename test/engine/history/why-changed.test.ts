// Why a number changed: by hand on a small company, then on random batches, where effects must add up for any metric.
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { localReader } from "../../../engine/index.js";
import type { ChangeReport } from "../../../engine/history/change-report.js";
import { splitDifference, valueOf, type PersonSums } from "../../../engine/history/person-sums.js";
import { stepsBetween } from "../../../engine/history/steps.js";
import { whyChanged } from "../../../engine/history/why-changed.js";
import type { Manifest } from "../../../engine/ingest/manifest.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { asked, companyInBatches, emptyCompany, type Company } from "./company-in-batches.js";

// Each state of the data is a cache of its own.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const why = async (
  { workspace, open }: Company,
  question: object,
  since: string,
  reader: Reader = localReader,
): Promise<ChangeReport> => {
  const cache = await open();
  try {
    return await whyChanged({ ...cache, workspace }, question, { reader, now: asked, since });
  } finally {
    cache.database.close();
  }
};

/** What each group did: `import number table employee` → effect. */
const effects = ({ steps }: ChangeReport): Record<string, number> =>
  Object.fromEntries(
    steps.flatMap((step) =>
      step.groups.map((g) => [
        `${Number(step.imports[0]!.id.slice(0, 4))} ${step.tables.join()} ${g.employee ?? "units"}`,
        g.effect!,
      ]),
    ),
  );

/** Headcount of a division in June 2025. */
const june = (division: string) => ({
  metrics: ["headcount"],
  where: [{ field: "division", op: "=", value: division }],
  from: "2025-06",
  to: "2025-06",
});

describe("the rows behind a change, by hand", () => {
  let company: Awaited<ReturnType<typeof companyInBatches>>;
  beforeAll(async () => {
    company = await companyInBatches();
  });
  afterAll(() => company.close());

  it("gives revenue's difference to the row that was restated, the month that came and the exit told late", async () => {
    const report = await why(company, { metrics: ["revenue"] }, "2025-07-05");
    expect(effects(report)).toMatchObject({
      // E1 left on 31 May: June's 1,000 are nobody's month any more.
      "2 termination E1": -1000,
      "3 sales_activity E2": 3990,
      "4 sales_activity E2": 900,
    });
    expect(report.difference).toBeCloseTo(3890, 9);
    expect(report.residue).toBeCloseTo(0, 9);
    const restated = report.steps
      .flatMap((s) => s.groups)
      .flatMap((g) => g.rows)
      .filter((r) => r.change === "restated");
    expect(restated).toEqual([
      {
        table: "sales_activity",
        change: "restated",
        key: { employee_id: "E2", month: "2025-06-01" },
        columns: [
          { column: "deals", before: "1", after: "3" },
          { column: "revenue", before: "1010.0", after: "5000.0" },
        ],
        from: { import: company.imports[2], file: "sales_activity.csv", row: 2 },
      },
    ]);
  });

  it("counts a late exit, a hire and a unit's move where they came in", async () => {
    // June: E1's exit (told 10 July) −1 in North; N2's two people and E9, then E3, come to South.
    const south = await why(company, june("South"), "2025-07-05");
    expect([south.before.value, south.after.value]).toEqual([2, 6]);
    expect(effects(south)).toMatchObject({
      "3 org_unit units": 2,
      "3 job_assignment E9": 1,
      "4 job_assignment E3": 1,
    });
    const north = await why(company, june("North"), "2025-07-05");
    expect([north.before.value, north.after.value]).toEqual([6, 2]);
    expect(effects(north)).toMatchObject({
      "2 termination E1": -1,
      "3 org_unit units": -2,
      "4 job_assignment E3": -1,
    });
  });

  it("says of a further month in an average what it did", async () => {
    const report = await why(company, { metrics: ["average_headcount"] }, company.imports[2]!);
    const last = report.steps.at(-1)!;
    expect(last.months).toBeLessThan(0);
    expect(last.others.people).toBeGreaterThan(0);
    const sum = report.steps.reduce((s, step) => s + step.effect!, 0);
    expect(sum).toBeCloseTo(report.difference!, 12);
  });

  it("is one number's, asked since something, by readers of people", async () => {
    await expect(why(company, { metrics: ["headcount", "hires"] }, "2025-07-05")).rejects.toMatchObject({
      code: "changes_one_number",
    });
    await expect(why(company, { metrics: ["headcount"], by: ["team"] }, "2025-07-05")).rejects.toMatchObject({
      code: "changes_one_number",
    });
    await expect(why(company, { metrics: ["headcount"] }, "2025-08-31")).rejects.toMatchObject({
      code: "changes_since_now",
    });
    await expect(
      why(company, { metrics: ["headcount"] }, "2025-07-05", { id: "g", rights: "group" }),
    ).rejects.toMatchObject({ code: "changes_need_person_rights" });
  });

  it("lists to a reader of one division the rows of its people only", async () => {
    const report = await why(company, { metrics: ["headcount"] }, "2025-07-05", {
      id: "s",
      rights: "person",
      scope: "S",
    });
    const listed = report.steps.flatMap((s) => s.groups.map((g) => g.employee)).filter((id) => id !== null);
    expect(listed).toContain("E9");
    expect(listed).not.toContain("E1");
    expect(report.steps.reduce((s, step) => s + step.effect!, 0)).toBeCloseTo(report.difference!, 12);
  });
});

describe("effects", () => {
  const person = fc.constantFrom("a", "b", "c", "d", "e");
  const sums = fc
    .tuple(
      fc.uniqueArray(
        fc.tuple(
          person,
          fc.double({ min: -5, max: 50, noNaN: true }),
          fc.double({ min: 0.1, max: 9, noNaN: true }),
        ),
        {
          selector: ([id]) => id,
          minLength: 1,
        },
      ),
      fc.integer({ min: 0, max: 12 }),
    )
    .map(([rows, months]): PersonSums => ({
      people: new Map(rows.map(([id, y, x]) => [id, { y, x }])),
      months,
    }));

  it("of people add up to the difference of the two values, whoever comes, goes and changes", () => {
    fc.assert(
      fc.property(sums, sums, (a, b) => {
        const { people, months } = splitDifference(a, b);
        const total = [...people.values()].reduce((s, own) => s + own, months);
        expect(total).toBeCloseTo(valueOf(b) - valueOf(a), 9);
      }),
    );
  });

  it("are nothing for those whose part did not change where the denominator stays", () => {
    const a: PersonSums = {
      people: new Map([
        ["a", { y: 1, x: 0 }],
        ["b", { y: 2, x: 0 }],
      ]),
      months: 4,
    };
    const b: PersonSums = {
      people: new Map([
        ["a", { y: 1, x: 0 }],
        ["b", { y: 6, x: 0 }],
      ]),
      months: 4,
    };
    expect(splitDifference(a, b)).toEqual({ people: new Map([["b", 1]]), months: 0 });
  });

  it("add up over random batches for sums, averages, shares and rates", async () => {
    const people = ["p1", "p2", "p3", "p4"];
    const month = fc.integer({ min: 1, max: 9 }).map((m) => `2024-0${m}`);
    const sale = fc.record({
      id: fc.constantFrom(...people),
      month,
      revenue: fc.integer({ min: 0, max: 900 }),
    });
    const batch = fc.record({
      sales: fc.uniqueArray(sale, { selector: (s) => s.id + s.month, minLength: 1, maxLength: 6 }),
      exit: fc.option(fc.record({ id: fc.constantFrom(...people), month }), { nil: null }),
      move: fc.option(fc.record({ id: fc.constantFrom(...people), month, unit: fc.constantFrom("A", "B") }), {
        nil: null,
      }),
    });
    const metrics = ["revenue", "revenue_per_head", "average_headcount", "voluntary_turnover", "headcount"];
    await fc.assert(
      fc.asyncProperty(
        fc.array(batch, { minLength: 2, maxLength: 2 }),
        fc.constantFrom("A", null),
        async (batches, unit) => {
          const company = emptyCompany();
          try {
            await company.import("2025-01-01T00:00:00Z", {
              employee: [["employee_id", "hire_date"], ...people.map((id) => [id, "2023-01-01"])],
              job_assignment: [
                ["employee_id", "valid_from", "org_unit_id"],
                ...people.map((id, i) => [id, "2023-01-01", i % 2 ? "A" : "B"]),
              ],
              sales_activity: [
                ["employee_id", "month", "revenue"],
                ["p1", "2024-01-01", "100"],
              ],
              termination: [
                ["employee_id", "exit_date", "exit_kind"],
                ["p4", "2024-12-31", "voluntary"],
              ],
            });
            for (const [i, { sales, exit, move }] of batches.entries()) {
              await company
                .import(`2025-01-0${i + 2}T00:00:00Z`, {
                  sales_activity: [
                    ["employee_id", "month", "revenue"],
                    ...sales.map((s) => [s.id, `${s.month}-01`, String(s.revenue)]),
                  ],
                  ...(exit
                    ? {
                        termination: [
                          ["employee_id", "exit_date", "exit_kind"],
                          [exit.id, `${exit.month}-28`, "voluntary"],
                        ],
                      }
                    : {}),
                  ...(move
                    ? {
                        job_assignment: [
                          ["employee_id", "valid_from", "org_unit_id"],
                          [move.id, `${move.month}-15`, move.unit],
                        ],
                      }
                    : {}),
                })
                .catch((error: { code?: string }) => {
                  // A sale after the person left, by an earlier batch, is ingest's to refuse.
                  if (!/^(too_many_rejected|rejects|file_)/.test(error.code ?? "")) throw error;
                });
            }
            const where = unit ? [{ field: "org_unit", op: "=", value: unit }] : [];
            for (const metric of metrics) {
              const report = await why(company, { metrics: [metric], where }, "2025-01-01").catch(
                (error: { code?: string }) => {
                  if (error.code === "changes_since_now") return null;
                  throw error;
                },
              );
              if (!report || report.difference === null) continue;
              expect(report.onlySteps).toBe(false);
              const sum = report.steps.reduce((s, step) => s + step.effect!, 0);
              expect(sum).toBeCloseTo(report.difference, 9);
              for (const step of report.steps) {
                const parts =
                  step.groups.reduce((s, g) => s + g.effect!, 0) +
                  step.more.effect +
                  step.others.effect +
                  step.months;
                expect(parts).toBeCloseTo(step.effect!, 9);
              }
            }
          } finally {
            company.close();
          }
        },
      ),
      { numRuns: 3, seed: 11, endOnFailure: true },
    );
  });
});

const manifest = (n: number): Manifest =>
  ({
    id: `000${n}-x`,
    tables: ["employee", "termination", "survey_response", "calendar_event"].map((table) => ({ table })),
  }) as Manifest;

describe("the way from then to now", () => {
  const all = [1, 2, 3].map(manifest);
  const changing = all
    .slice(1)
    .map((m) => ({ manifest: m, tables: ["employee", "termination", "survey_response", "calendar_event"] }));

  it("has a step for each source that matters, one for the rest of an import, and ends with everything", () => {
    const steps = stepsBetween(all, changing, new Set(["employee", "termination"]));
    expect(steps.map((s) => s.imports.map((i) => [i.manifest.id, i.tables.join("+")]).join())).toEqual([
      "0002-x,employee",
      "0002-x,termination",
      "0002-x,survey_response+calendar_event",
      "0003-x,employee",
      "0003-x,termination",
      "0003-x,survey_response+calendar_event",
    ]);
    const at = (step: number, n: number, table: string): boolean => steps[step]!.choice(all[n - 1]!, table);
    expect([at(0, 2, "employee"), at(0, 2, "termination"), at(0, 1, "termination")]).toEqual([
      true,
      false,
      true,
    ]);
    expect([at(3, 2, "survey_response"), at(3, 3, "termination")]).toEqual([true, false]);
    expect(all.every((_, i) => ["employee", "calendar_event"].every((table) => at(5, i + 1, table)))).toBe(
      true,
    );
  });

  it("is taken in whole imports where there would be too many steps", () => {
    const steps = stepsBetween(all, changing, new Set(["employee"]), 2);
    expect(steps.map((s) => s.imports.map((i) => i.manifest.id))).toEqual([["0002-x"], ["0003-x"]]);
    expect(stepsBetween(all, changing, new Set(), 1).map((s) => s.imports.length)).toEqual([2]);
  });
});
