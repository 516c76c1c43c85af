// Several comparisons at once, named and fiscal periods, other groups: small companies worked by hand.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import { monthNumber, periodName, periodNamed, periodsOf } from "../../../engine/metrics/period.js";
import { localReader } from "../../../engine/metrics/reader.js";
import { resultRows, type PlainRow } from "../../../engine/result-rows.js";
import type { Result } from "../../../engine/result.js";
import { cacheOf, monthsFrom } from "./month-fixture.js";

const now = new Date("2026-10-31T00:00:00Z");
const months = monthsFrom("2023-01", 36);

/** 40 people in each of two departments; hires[i] of month i joins sales as flags of one person. */
let cache: MetricCache;
beforeAll(async () => {
  cache = await cacheOf({
    months,
    fiscalYearStart: 4,
    employeeMonths: months.flatMap((month, i) =>
      Array.from({ length: 80 }, (_, p) => ({
        employee_id: `E${p}`,
        month,
        department: p < 40 ? "sales" : "service",
        headcount_end: 1,
        headcount_average: 1,
        exit_exposure: 1,
        // one flag per person and month number: month i (from 1) has i hires
        is_hire: p < i + 1,
        is_voluntary_exit: p < 40 && i >= 24 && p % 4 === 0 && i % 2 === 0,
      })),
    ),
  });
});
afterAll(() => cache.database.close());

const ask = (spec: object): Promise<Result> => answer(cache, spec, { reader: localReader, now });
const rowsOf = async (spec: object): Promise<PlainRow[]> => {
  const { table, columns } = await ask(spec);
  return resultRows(table, columns);
};

describe("periods by name", () => {
  it.each([
    ["2025-03", 1, "2025-03", "2025-03"],
    ["2025", 4, "2025-01", "2025-12"],
    ["2025-Q2", 4, "2025-04", "2025-06"],
    ["FY2025", 1, "2025-01", "2025-12"],
    ["FY2025", 4, "2024-04", "2025-03"],
    ["FY2025-Q1", 4, "2024-04", "2024-06"],
    ["FY2025-Q4", 4, "2025-01", "2025-03"],
    ["FY2025-Q1", 12, "2024-12", "2025-02"],
  ])("%s with a fiscal year from month %i: %s to %s", (name, start, from, to) => {
    expect(periodNamed(name, start)).toEqual({ from: monthNumber(from), to: monthNumber(to) });
  });

  it("every period of every grain and fiscal year reads back from its name", () => {
    const range = { from: monthNumber("2015-01"), to: monthNumber("2030-12") };
    const grains = ["month", "quarter", "year", "fiscal_quarter", "fiscal_year"] as const;
    for (let start = 1; start <= 12; start++)
      for (const grain of grains) {
        const whole = periodsOf(range, grain, start).filter(({ partial }) => !partial);
        expect(whole.map((period) => periodNamed(periodName(period.start, grain, start), start))).toEqual(
          whole.map(({ from, to }) => ({ from, to })),
        );
      }
  });

  it("a question by fiscal quarter within a fiscal year", async () => {
    const rows = await rowsOf({ metrics: ["hires"], by: ["fiscal_quarter"], from: "FY2024", to: "FY2024" });
    expect(rows.map((row) => [row.fiscal_quarter, row.hires])).toEqual([
      ["FY2024-Q1", 4 + 5 + 6],
      ["FY2024-Q2", 7 + 8 + 9],
      ["FY2024-Q3", 10 + 11 + 12],
      ["FY2024-Q4", 13 + 14 + 15],
    ]);
    const years = await rowsOf({ metrics: ["hires"], by: ["fiscal_year"] });
    expect(years.map((row) => [row.fiscal_year, row.period__partial])).toEqual([
      ["FY2023", true],
      ["FY2024", false],
      ["FY2025", false],
      ["FY2026", true],
    ]);
    const calendar = await rowsOf({ metrics: ["hires"], by: ["year"] });
    expect(calendar.map((row) => row.year)).toEqual(["2023", "2024", "2025"]);
  });
});

describe("several at once", () => {
  it("each has columns and a label of its own, the same one twice is one", async () => {
    const result = await ask({
      metrics: ["hires"],
      from: "2024-Q1",
      to: "2024-Q1",
      compare: [
        "previous_period",
        "previous_year",
        "previous_year",
        { from: "2025-Q1" },
        { from: "2025-04", to: "2025-06", name: "Spring 2025" },
        { cohort: [{ field: "department", op: "=", value: "service" }] },
        { cohort: [{ field: "department", op: "=", value: "sales" }], from: "2023-Q1" },
      ],
    });
    const [row] = resultRows(result.total, result.columns);
    // 13 + 14 + 15 now; 10 + 11 + 12 before; 1 + 2 + 3 a year before; 25 + 26 + 27; 28 + 29 + 30
    expect(row).toMatchObject({
      hires: 42,
      hires__previous_period: 33,
      hires__previous_year: 6,
      hires__period: 78,
      hires__period_2: 87,
      hires__cohort: 0,
      hires__cohort_2: 6,
      hires__period_difference: -36,
    });
    const labels = new Map(
      result.columns.flatMap((c) => (c.against ? [[c.against.key, c.against.label]] : [])),
    );
    expect([...labels.keys()]).toHaveLength(6);
    expect(labels.get("period")).toEqual({ en: "2025-Q1", zh: "2025-Q1" });
    expect(labels.get("period_2")).toEqual({ en: "Spring 2025", zh: "Spring 2025" });
    expect(labels.get("cohort_2")).toEqual({ en: "comparison group 2, 2023-Q1", zh: "对比组 2，2023-Q1" });
  });

  it("by month: first with first, second with second; where the named months end nothing stands opposite", async () => {
    const rows = await rowsOf({
      metrics: ["hires"],
      by: ["month"],
      from: "2024-01",
      to: "2024-03",
      compare: [{ from: "2023-05", to: "2023-06" }],
    });
    expect(rows.map((row) => [row.hires, row.hires__period, row.hires__period_refused])).toEqual([
      [13, 5, null],
      [14, 6, null],
      [15, null, "no_counterpart"],
    ]);
  });

  it("a quarter that is not whole meets the same months of its counterpart", async () => {
    const [, second] = await rowsOf({
      metrics: ["hires"],
      by: ["quarter"],
      from: "2024-01",
      to: "2024-05",
      compare: [{ from: "2023" }],
    });
    expect([second.hires, second.hires__period]).toEqual([16 + 17, 4 + 5]);
  });

  it("aligned to Spring Festival: January 2025 (29 January) with February 2024 (10 February)", async () => {
    const rows = await rowsOf({
      metrics: ["hires"],
      by: ["month"],
      from: "2024-11",
      to: "2025-05",
      compare: ["spring_festival", "previous_year"],
    });
    expect(rows.map((row) => row.hires__spring_festival)).toEqual([11, 13, 14, 15, 16, 16, 17]);
    expect(rows.map((row) => row.hires__previous_year)).toEqual([11, 12, 13, 14, 15, 16, 17]);
  });

  it.each([
    [{ compare: ["next_year"] }, "query_invalid"],
    [{ compare: [{ name: "nothing" }] }, "query_invalid"],
    [{ compare: [{ from: "2025-13" }] }, "query_invalid"],
    [{ compare: [{ from: "2025-06", to: "2025-01" }] }, "months_reversed"],
    [{ compare: [{ cohort: [{ field: "departmnt", op: "=", value: "x" }] }] }, "field_unknown"],
    [{ compare: Array.from({ length: 9 }, (_, i) => ({ from: String(2010 + i) })) }, "query_invalid"],
  ])("%j is %s", async (more, code) => {
    await expect(ask({ metrics: ["hires"], ...more })).rejects.toMatchObject({ code });
  });
});

describe("chance", () => {
  it("is judged over every row, total and comparison together; what is counted exactly has no verdict", async () => {
    const result = await ask({
      metrics: ["voluntary_turnover", "hires"],
      by: ["department"],
      from: "2025",
      compare: ["previous_year", { cohort: [] }],
    });
    const rows = resultRows(result.table, result.columns);
    const [total] = resultRows(result.total, result.columns);
    const p = [...rows, total].flatMap((row) =>
      ["previous_year", "cohort"].map((key) => row[`voluntary_turnover__${key}_p`]),
    );
    // service never has exits: too few to say, not tested
    expect(p.filter((value) => value !== null)).toHaveLength(4);
    expect(result.chance).toMatchObject({ comparisons: 4, beyond: 2, rate: 0.05 });
    const sales = rows.find((row) => row.department === "sales")!;
    const service = rows.find((row) => row.department === "service")!;
    expect(sales.voluntary_turnover__previous_year_chance).toBe("beyond_chance");
    expect(sales.voluntary_turnover__previous_year_q).toBeGreaterThanOrEqual(
      sales.voluntary_turnover__previous_year_p as number,
    );
    expect(sales.voluntary_turnover__cohort_chance).toBe("could_be_chance");
    expect(service.voluntary_turnover__previous_year_chance).toBe("too_few");
    expect(result.columns.some(({ name }) => name === "hires__previous_year_chance")).toBe(false);
  });

  it("of 20 comparisons at p just under 5 % none is called real, of one it is", async () => {
    // 12 against 3 exits in equal exposure: p = 0.035
    const own = await cacheOf({
      months: ["2024-01", "2025-01"],
      employeeMonths: Array.from({ length: 20 }, (_, unit) => unit).flatMap((unit) =>
        ["2024-01", "2025-01"].flatMap((month, year) =>
          Array.from({ length: 40 }, (_, p) => ({
            employee_id: `E${unit}-${p}`,
            month,
            site: `S${unit}`,
            exit_exposure: 1,
            is_voluntary_exit: p < (unit === 0 ? [3, 12][year] : 6),
          })),
        ),
      ),
    });
    const question = { metrics: ["voluntary_turnover"], from: "2025-01", compare: ["previous_year"] };
    const first = async (spec: object) => {
      const { table, columns } = await answer(own, spec, { reader: localReader, now });
      return resultRows(table, columns)[0];
    };
    const where = [{ field: "site", op: "=", value: "S0" }];
    const alone = await first({ ...question, where });
    const among = await first({ ...question, by: ["site"], order: ["site"] });
    own.database.close();
    expect(alone.voluntary_turnover__previous_year_p).toBeCloseTo(0.03515625, 10);
    expect(alone.voluntary_turnover__previous_year_chance).toBe("beyond_chance");
    expect(among.voluntary_turnover__previous_year_p).toBe(alone.voluntary_turnover__previous_year_p);
    expect(among.voluntary_turnover__previous_year_q).toBeGreaterThan(0.5);
    expect(among.voluntary_turnover__previous_year_chance).toBe("could_be_chance");
  });
});
