// Who may see what: readers of groups get no number on fewer than k people, and nothing tells how many there were.
import { describe, expect, it } from "vitest";
import { RapportError } from "../../../engine/errors.js";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import type { MetricQuerySpec } from "../../../engine/metrics/metric-query.js";
import { localReader, readerNamed, type Reader } from "../../../engine/metrics/reader.js";
import { resultToCsv } from "../../../engine/result-csv.js";
import { resultRows } from "../../../engine/result-rows.js";
import { cacheOf, type FixtureRow } from "./month-fixture.js";

const now = new Date("2026-10-31T00:00:00Z");
const group: Reader = { id: "lead", rights: "group", scope: "A" };

/** Department A of two teams with `small` and 6 people, department B of 7; December 2024 and January 2025. */
async function company(small: number, facts: FixtureRow = {}): Promise<MetricCache> {
  const rows: FixtureRow[] = [];
  const add = (team: string, department: string, count: number): void => {
    for (let i = 0; i < count; i++)
      for (const month of ["2024-12", "2025-01"])
        rows.push({
          employee_id: `${team}-${i}`,
          month,
          team,
          department,
          org_unit_id: team,
          org_path: ["C", department, team],
          headcount_end: 1,
          headcount_average: 1,
          exit_exposure: 1,
          gender: i % 2 ? "male" : "female",
          is_voluntary_exit: i === 0 && month === "2025-01",
          ...facts,
        });
  };
  add("A1", "A", 6);
  add("B1", "B", 7);
  add("A2", "A", small);
  // A2 is on record once, long ago, so that it is a team even when nobody is there now.
  rows.push({
    employee_id: "old",
    month: "2024-11",
    team: "A2",
    department: "A",
    org_unit_id: "A2",
    org_path: ["C", "A", "A2"],
    headcount_end: 1,
    headcount_average: 1,
  });
  return cacheOf({ months: ["2024-11", "2024-12", "2025-01"], employeeMonths: rows });
}

const ask = (cache: MetricCache, spec: MetricQuerySpec, reader: Reader) =>
  answer(cache, spec, { reader, now });

describe("readers of groups", () => {
  const spec: MetricQuerySpec = {
    metrics: ["headcount", "voluntary_exits", "voluntary_turnover"],
    by: ["month", "team"],
    from: "2024-12",
    order: ["-voluntary_turnover", "headcount"],
  };

  it("see numbers on five people or more in their part of the organisation, and only there", async () => {
    const cache = await company(3);
    const result = await ask(cache, spec, group);
    const rows = resultRows(result.table, result.columns);
    expect(rows.filter((row) => row.headcount !== null)).toMatchObject([
      { month: "2025-01", team: "A1", headcount: 6, voluntary_exits: 1, headcount__n: 6 },
      { month: "2024-12", team: "A1", headcount: 6, voluntary_exits: 0, headcount__n: 6 },
    ]);
    expect(new Set(rows.map((row) => row.team))).toEqual(new Set(["A1", "A2"]));
    cache.database.close();
  });

  it("get the same bytes for 0, 1, 2, 3 and 4 people, in the table and in the export", async () => {
    const answers: string[] = [];
    for (const small of [0, 1, 2, 3, 4]) {
      const cache = await company(small);
      const result = await ask(cache, { ...spec, where: [{ field: "team", op: "=", value: "A2" }] }, group);
      const rows = resultRows(result.table, result.columns);
      expect(rows.every((row) => row.headcount === null && row.headcount__refused === "small_group")).toBe(
        true,
      );
      expect(
        rows.every((row) => row.voluntary_turnover__n === null && row.voluntary_turnover__events === null),
      ).toBe(true);
      answers.push(
        JSON.stringify([
          resultToCsv(result),
          resultRows(result.total, result.columns),
          result.receipt.sql,
          result.warnings,
        ]),
      );
      cache.database.close();
    }
    expect(new Set(answers).size).toBe(1);
  });

  it("get no total on a small group either", async () => {
    const cache = await company(3);
    const result = await ask(cache, { metrics: ["headcount"] }, { ...group, scope: "A2" });
    expect(resultRows(result.total, result.columns)).toEqual([
      { headcount: null, headcount__n: null, headcount__refused: "small_group" },
    ]);
    cache.database.close();
  });

  it("count the people who contribute: one seller among six is not a group", async () => {
    const cache = await company(0);
    await cache.database.run(
      "UPDATE employee_month SET revenue = 9000, training_hours = 3 WHERE employee_id = 'A1-3' AND month >= '2024-12-01'",
    );
    const metrics = ["revenue", "revenue_per_head", "new_customer_share", "training_hours_per_head"];
    const result = await ask(cache, { metrics, from: "2024-12" }, group);
    const total = resultRows(result.total, result.columns)[0];
    for (const metric of metrics)
      expect([metric, total[metric], total[`${metric}__refused`]]).toEqual([metric, null, "small_group"]);
    cache.database.close();
  });

  it("cannot place a withheld number by ordering or limiting", async () => {
    const few = await company(1);
    const more = await company(4);
    const question: MetricQuerySpec = {
      metrics: ["headcount"],
      by: ["team"],
      order: ["headcount"],
      limit: 1,
    };
    const rows = async (cache: MetricCache) => {
      const result = await ask(cache, question, group);
      return resultRows(result.table, result.columns);
    };
    expect(await rows(few)).toEqual(await rows(more));
    few.database.close();
    more.database.close();
  });

  it("get no comparison when either side is withheld", async () => {
    const cache = await company(3);
    const result = await ask(
      cache,
      {
        metrics: ["headcount", "voluntary_turnover"],
        from: "2025-01",
        where: [{ field: "team", op: "=", value: "A1" }],
        compare: [{ cohort: [{ field: "team", op: "=", value: "A2" }] }],
      },
      group,
    );
    expect(resultRows(result.total, result.columns)[0]).toMatchObject({
      headcount: 6,
      headcount__cohort: null,
      headcount__cohort_difference: null,
      headcount__cohort_refused: "small_group",
      voluntary_turnover__cohort_difference: null,
      voluntary_turnover__cohort_chance: null,
    });
    cache.database.close();
  });

  it.each([
    { by: ["gender"] },
    { where: [{ field: "age", op: ">=", value: 50 }] },
    { compare: [{ cohort: [{ field: "education", op: "=", value: "Master" }] }] },
  ] as Partial<MetricQuerySpec>[])("cannot use a protected attribute: %j", async (part) => {
    const cache = await company(5);
    await expect(ask(cache, { metrics: ["headcount"], ...part }, group)).rejects.toMatchObject({
      code: "protected_dimension",
    });
    await expect(ask(cache, { metrics: ["headcount"], ...part }, localReader)).resolves.toBeDefined();
    cache.database.close();
  });

  it("have another policy fingerprint than the local reader, another scope or another k", async () => {
    const cache = await company(5);
    const question: MetricQuerySpec = { metrics: ["headcount"] };
    const prints = new Set<string>();
    const put = async (c: MetricCache, reader: Reader) =>
      void prints.add((await ask(c, question, reader)).receipt.policy);
    await put(cache, localReader);
    await put(cache, group);
    await put(cache, { ...group, scope: "B" });
    await put({ ...cache, workspace: { config: { k: 10 } } }, group);
    expect(prints.size).toBe(4);
    cache.database.close();
  });
});

describe("users", () => {
  it("are found by name; an unknown name is an error, not the local reader", () => {
    const users: Reader[] = [group, { id: "hr", rights: "person" }];
    expect(readerNamed(users, "lead")).toEqual(group);
    expect(readerNamed(users)).toEqual(localReader);
    expect(() => readerNamed(users, "laed")).toThrow(RapportError);
    expect(() => readerNamed(users, "local")).toThrow(RapportError);
    expect(readerNamed([], "local")).toEqual(localReader);
  });

  it("with person-level rights on a unit read exact numbers of that unit only", async () => {
    const cache = await company(2);
    const result = await ask(
      cache,
      { metrics: ["headcount"], by: ["team"] },
      { id: "hrbp", rights: "person", scope: "A" },
    );
    expect(resultRows(result.table, result.columns)).toMatchObject([
      { team: "A1", headcount: 6 },
      { team: "A2", headcount: 2 },
    ]);
    cache.database.close();
  });
});
