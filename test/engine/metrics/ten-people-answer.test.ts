// Ten people, six months: every metric counted by hand from the sources in test/fixtures/ten-people.ts.
import { describe, expect, it } from "vitest";
import { asset } from "../../../engine/asset.js";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricQuerySpec } from "../../../engine/metrics/metric-query.js";
import { localReader } from "../../../engine/metrics/reader.js";
import { resultRows, type PlainRow } from "../../../engine/result-rows.js";
import type { Result } from "../../../engine/result.js";
import { tenPeople } from "../../fixtures/ten-people.js";
import { withSpine } from "../spine/spine-fixture.js";

const now = new Date("2024-09-01T00:00:00Z");

async function ask(spec: MetricQuerySpec): Promise<{ rows: PlainRow[]; total: PlainRow; result: Result }> {
  return withSpine(tenPeople, {}, async (database) => {
    await database.run(asset(import.meta.url, "../../../queries/hire-cohort.sql"));
    const cache = { database, snapshot: "ten", workspace: { config: {} } };
    const result = await answer(cache, spec, { reader: localReader, now });
    return {
      result,
      rows: resultRows(result.table, result.columns),
      total: resultRows(result.total, result.columns)[0],
    };
  });
}

// Ada 6, Bo 2, Cai 3 + 14/30, Dee 20/30 + 4, Eli 6, Fay 6, Gu 6, Hal 6, Ian 12/31 + 1 + 19/31, Jo 6
const personMonths = 6 + 2 + (3 + 14 / 30) + (20 / 30 + 4) + 6 + 6 + 6 + 6 + 2 + 6;

describe("promise 22: ten people from March to August 2024", () => {
  const byHand: [string, number][] = [
    ["headcount", 7], // Bo, Cai and Ian are gone
    ["average_headcount", personMonths / 6],
    ["hires", 3], // Jo on the first day of the history, Dee, Ian
    ["exits", 3],
    ["voluntary_exits", 1], // Cai
    ["involuntary_exits", 1], // Ian
    ["other_exits", 1], // Bo retires
    ["voluntary_turnover", 1 / (personMonths / 12)],
    ["total_turnover", 3 / (personMonths / 12)],
    ["attrition_90_days", 1 / 3], // Ian, of Jo, Dee, Ian
    ["tenure", (1949 + 142 + 1096 + 3099 + 519 + 2147 + 183) / 7 / 30.4375], // days since the hire on 31 August
    ["absence_rate", (3 + 1) / (7 + 2)], // Fay in June, Hal in March
    ["overtime_per_head", (4.75 + 1.1) / 2],
    ["training_hours_per_head", (7.5 + 1.25) / (personMonths / 12)], // Dee; dropped and no-show do not count
    ["review_score", (3 + 4.5 + 4) / 3],
    ["revenue", 120000.1 + 300000.2],
    ["revenue_per_head", 420000.3 / personMonths],
    ["new_customer_share", 20000 / 420000.3],
    ["big_client_share", 250000.2 / 420000.3],
    ["internal_moves", 1], // Ada
    ["promotions", 1], // Ada
  ];

  it("all metrics of the half-year", async () => {
    const { total } = await ask({ metrics: byHand.map(([id]) => id) });
    for (const [id, value] of byHand) expect([id, total[id]]).toEqual([id, expect.closeTo(value, 9)]);
  });

  it("refuses what the half-year cannot say", async () => {
    const { total } = await ask({ metrics: ["attrition_first_year", "rolling_12m_turnover"] });
    expect(total).toMatchObject({
      attrition_first_year: null,
      attrition_first_year__refused: "not_followed_yet",
      rolling_12m_turnover: null,
      rolling_12m_turnover__refused: "needs_12_months",
    });
  });

  it("quarters: the last month counts for headcount, partial quarters are marked", async () => {
    const { rows, result } = await ask({ metrics: ["headcount", "exits"], by: ["quarter"] });
    expect(rows).toMatchObject([
      { quarter: "2024-Q1", headcount: 8, exits: 0, period__partial: true },
      { quarter: "2024-Q2", headcount: 8, exits: 2, period__partial: false },
      { quarter: "2024-Q3", headcount: 7, exits: 1, period__partial: true },
    ]);
    expect(result.warnings.map((w) => w.code)).toEqual(["partial_period"]);
  });

  it("departments as they were: Ada counts in Operations until April, in East from May", async () => {
    const { rows } = await ask({ metrics: ["headcount", "internal_moves"], by: ["month", "department"] });
    const at = (month: string, department: string) =>
      rows.find((row) => row.month === month && row.department === department);
    expect(at("2024-04", "Operations")).toMatchObject({ headcount: 3, internal_moves: 0 }); // Ada, Eli, Fay
    expect(at("2024-05", "Operations")).toMatchObject({ headcount: 2, internal_moves: 0 });
    expect(at("2024-05", "East")).toMatchObject({ headcount: 4, internal_moves: 1 }); // Ada, Cai, Dee, Gu
    expect(at("2024-06", "East")).toMatchObject({ headcount: 3 });
    expect(at("2024-08", "gone")).toBeUndefined();
  });

  it("a unit means everything below it, the average counts months without anyone", async () => {
    const below = await ask({ metrics: ["headcount"], where: [{ field: "org_unit", op: "=", value: "S" }] });
    expect(below.total.headcount).toBe(4); // Hal in S, Ada in SE, Gu in SE1, Dee in SE1a
    const short = await ask({
      metrics: ["average_headcount"],
      where: [{ field: "org_unit", op: "=", value: "gone" }],
    });
    expect(short.total.average_headcount).toBeCloseTo(2 / 6, 12); // Ian: two person-months of six
  });

  it("compares with the months before: two exits from June to August, one from March to May", async () => {
    const { total } = await ask({ metrics: ["exits"], from: "2024-06", compare: ["previous_period"] });
    expect(total).toMatchObject({
      exits: 2,
      exits__previous_period: 1,
      exits__previous_period_difference: 1,
    });
  });

  it("total is never the sum of rates, means or people of the rows", async () => {
    const { rows, total } = await ask({ metrics: ["total_turnover"], by: ["department"] });
    const sum = rows.reduce((all, row) => all + Number(row.total_turnover), 0);
    expect(total.total_turnover).toBeCloseTo(3 / (personMonths / 12), 9);
    expect(sum).toBeGreaterThan(Number(total.total_turnover) * 2);
    expect(total.total_turnover__n).toBe(10);
  });
});
