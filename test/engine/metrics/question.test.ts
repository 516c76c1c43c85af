// Questions that are wrong, hostile or unusual.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RapportError } from "../../../engine/errors.js";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import { localReader } from "../../../engine/metrics/reader.js";
import { resultRows } from "../../../engine/result-rows.js";
import { cacheOf, monthsFrom } from "./month-fixture.js";

const now = new Date("2026-10-31T00:00:00Z");
const hostile = [
  "'; DROP TABLE employee_month; --",
  '" OR 1=1 --',
  "$1",
  "$2); SELECT 1",
  "\\",
  "%",
  "a\u0000b",
  "\u0007",
  "🙂 李雷",
  "a\nb",
  "",
  "null",
];

let cache: MetricCache;
beforeAll(async () => {
  cache = await cacheOf({
    months: monthsFrom("2025-01", 12),
    employeeMonths: hostile.flatMap((site, i) =>
      monthsFrom("2025-01", 12).map((month) => ({
        employee_id: `E${i}`,
        month,
        site,
        level: i,
        org_unit_id: site,
        org_path: ["C", site],
        headcount_end: 1,
        headcount_average: 1,
        exit_exposure: 1,
      })),
    ),
    sources: ["employee"],
  });
});
afterAll(() => cache.database.close());

const ask = (spec: unknown) => answer(cache, spec, { reader: localReader, now });
const total = async (spec: unknown) => {
  const result = await ask(spec);
  return resultRows(result.total, result.columns)[0];
};

const count = async (where: unknown[]) => (await total({ metrics: ["headcount"], where })).headcount;

describe("values are data", () => {
  it.each(hostile)("%j matches itself and nothing else", async (value) => {
    expect(await count([{ field: "site", op: "=", value }])).toBe(1);
    expect(await count([{ field: "site", op: "!=", value }])).toBe(hostile.length - 1);
    expect(await count([{ field: "site", op: "in", value: [value, "nowhere"] }])).toBe(1);
    expect(await count([{ field: "org_unit", op: "=", value }])).toBe(1);
  });

  it("also as group labels", async () => {
    const result = await ask({ metrics: ["headcount"], by: ["site"] });
    const sites = resultRows(result.table, result.columns).map((row) => row.site);
    expect(new Set(sites)).toEqual(new Set(hostile));
  });
});

describe("what is wrong is said with what was meant", () => {
  it.each([
    [{ metrics: ["head_count"] }, "metric_unknown", { candidates: ["headcount"] }],
    [{ metrics: ["headcount"], by: ["departmnt"] }, "field_unknown", { field: "departmnt", place: "by" }],
    [{ metrics: ["headcount"], by: ["toString"] }, "field_unknown", {}],
    [{ metrics: ["headcount"], by: ["employee_id"] }, "field_unknown", {}],
    [{ metrics: ["__proto__"] }, "metric_unknown", {}],
    [
      { metrics: ["headcount"], by: ["tenure_months"] },
      "field_not_groupable",
      { candidates: ["tenure_band"] },
    ],
    [{ metrics: ["headcount"], by: ["month", "year"] }, "one_time_grain", {}],
    [
      { metrics: ["headcount"], where: [{ field: "month", op: "=", value: "2025-01" }] },
      "filter_on_time",
      {},
    ],
    [
      { metrics: ["headcount"], where: [{ field: "site", op: "=", value: 3 }] },
      "filter_value",
      { field: "site" },
    ],
    [
      { metrics: ["headcount"], where: [{ field: "level", op: "=", value: "3" }] },
      "filter_value",
      { field: "level" },
    ],
    [{ metrics: ["headcount"], where: [{ field: "level", op: "between", value: [1] }] }, "filter_value", {}],
    [{ metrics: ["headcount"], where: [{ field: "site", op: "in", value: [] }] }, "filter_value", {}],
    [{ metrics: ["headcount"], where: [{ field: "site", op: ">=", value: "B" }] }, "filter_operator", {}],
    [{ metrics: ["headcount"], where: [{ field: "site", op: "like", value: "B" }] }, "query_invalid", {}],
    [{ metrics: [] }, "query_invalid", { path: "metrics" }],
    [{ metric: ["headcount"] }, "query_invalid", {}],
    [null, "query_invalid", {}],
    [{ metrics: ["headcount"], from: "2025-13" }, "query_invalid", { path: "from" }],
    [{ metrics: ["headcount"], from: "2025-05", to: "2025-01" }, "months_reversed", {}],
    [{ metrics: ["headcount"], from: "2031-01" }, "months_outside_history", { historyTo: "2025-12" }],
    [{ metrics: ["headcount"], order: ["hires"] }, "order_unknown", { column: "hires" }],
    [{ metrics: ["headcount"], asOf: { known: "2025-01-31" } }, "as_of_unavailable", {}],
    [{ metrics: ["headcount"], asOf: { org: "last year" } }, "organisation_unknown", { found: "last year" }],
    [
      { metrics: ["attrition_90_days"], by: ["tenure_band"] },
      "field_not_for_metric",
      { field: "tenure_band" },
    ],
  ])("%j → %s", async (spec, code, facts) => {
    await expect(ask(spec)).rejects.toMatchObject({ code, facts });
  });
});

describe("unusual questions", () => {
  it("months beyond the history are cut, and that is said", async () => {
    const result = await ask({ metrics: ["headcount"], from: "2020-01", to: "2030-12" });
    expect(result).toMatchObject({ from: "2025-01", to: "2025-12" });
    expect(result.warnings.map((w) => w.code)).toContain("range_clipped");
  });

  it("a group that does not exist has no one: counts are 0, rates have no exposure", async () => {
    const where = [{ field: "site", op: "=", value: "nowhere" }];
    expect(await total({ metrics: ["headcount", "hires", "voluntary_turnover"], where })).toMatchObject({
      headcount: 0,
      hires: 0,
      voluntary_turnover: null,
      voluntary_turnover__refused: "no_exposure",
    });
  });

  it("leavers of unknown kind: exits are counted, voluntary ones are unknown and not nobody", async () => {
    const unknown = await cacheOf({
      months: ["2025-01"],
      employeeMonths: [
        { employee_id: "E1", month: "2025-01", is_other_exit: true, headcount_average: 1, exit_exposure: 1 },
      ],
      exitKindsUnknown: true,
    });
    const result = await answer(
      unknown,
      { metrics: ["exits", "voluntary_exits", "voluntary_turnover"] },
      { reader: localReader, now: new Date(0) },
    );
    expect(resultRows(result.total, result.columns)[0]).toMatchObject({
      exits: 1,
      voluntary_exits: null,
      voluntary_exits__refused: "no_source",
      voluntary_turnover__refused: "no_source",
    });
    unknown.database.close();
  });

  it("a metric without its source is refused with a warning that names it", async () => {
    const result = await ask({ metrics: ["absence_rate", "headcount"] });
    expect(resultRows(result.total, result.columns)[0]).toMatchObject({
      absence_rate: null,
      absence_rate__refused: "no_source",
      headcount: hostile.length,
    });
    expect(result.warnings.find((w) => w.code === "no_source")?.text.zh).toContain("attendance_day");
  });

  it("order, limit, ranges on numbers", async () => {
    const result = await ask({
      metrics: ["headcount"],
      by: ["level"],
      where: [{ field: "level", op: "between", value: [2, 8] }],
      order: ["-level"],
      limit: 3,
    });
    expect(resultRows(result.table, result.columns).map((row) => row.level)).toEqual([8, 7, 6]);
  });

  it("the same question gives the same receipt at another time, another question another", async () => {
    const first = await ask({ metrics: ["headcount"] });
    const later = await answer(cache, { metrics: ["headcount"] }, { reader: localReader, now: new Date(0) });
    const other = await ask({ metrics: ["hires"] });
    expect(later.receipt.id).toBe(first.receipt.id);
    expect(later.receipt.askedAt).not.toBe(first.receipt.askedAt);
    expect(other.receipt.id).not.toBe(first.receipt.id);
  });

  it("a history of twelve years counts people once, across every word of months", async () => {
    const months = monthsFrom("2013-06", 150);
    const long = await cacheOf({
      months,
      employeeMonths: months.flatMap((month, i) => [
        { employee_id: "always", month, headcount_end: 1, headcount_average: 1, exit_exposure: 1 },
        { employee_id: `only ${i}`, month, headcount_end: 0, headcount_average: 1, exit_exposure: 1 },
      ]),
    });
    const metrics = ["average_headcount", "voluntary_turnover", "rolling_12m_turnover"];
    const result = await answer(long, { metrics, by: ["year"] }, { reader: localReader, now });
    const rows = resultRows(result.table, result.columns);
    expect(rows.map((row) => row.average_headcount__n)).toEqual([
      8,
      ...Array.from({ length: 11 }, () => 13),
      12,
    ]);
    expect(rows.slice(1).map((row) => row.rolling_12m_turnover__n)).toEqual(
      Array.from({ length: 12 }, () => 13),
    );
    expect(resultRows(result.total, result.columns)[0].voluntary_turnover__n).toBe(151);
    long.database.close();
  });
});

describe("order without being asked", () => {
  it("is time, then dimensions: declared values in their order, text by code point, not recorded last", async () => {
    const bands = ["10y+", "1-3y", null, "<1y", "unheard of", "5-10y", "3-5y"];
    const own = await cacheOf({
      months: ["2025-01", "2025-02"],
      employeeMonths: bands.flatMap((tenure_band, i) => [
        { employee_id: `E${i}`, month: "2025-02", tenure_band, headcount_end: 1 },
        { employee_id: `E${i}`, month: "2025-01", tenure_band, headcount_end: 1 },
      ]),
    });
    const result = await answer(
      own,
      { metrics: ["headcount"], by: ["tenure_band", "month"] },
      { reader: localReader, now },
    );
    const rows = resultRows(result.table, result.columns);
    const order = ["<1y", "1-3y", "3-5y", "5-10y", "10y+", "unheard of", null];
    expect(rows.map((row) => row.month)).toEqual([
      ...order.map(() => "2025-01"),
      ...order.map(() => "2025-02"),
    ]);
    expect(rows.slice(0, 7).map((row) => row.tenure_band)).toEqual(order);
    expect(result.columns.find((c) => c.name === "tenure_band")?.values?.[0]).toEqual({
      value: "<1y",
      label: { en: "under 1 year", zh: "不满 1 年" },
    });
    own.database.close();
  });

  it("says what is malformed in the reader's language", async () => {
    const error = await ask({ metrics: "headcount" }).catch((e: unknown) => e as RapportError);
    const { message } = (error as RapportError).localise("zh");
    expect(message).toContain("metrics");
    expect(message).toMatch(/期望|应为/);
    expect(message).not.toContain("expected");
  });
});
