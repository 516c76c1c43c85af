// Who may see what, through the door that everybody uses: readers of groups look up released cells, managers see their people
// as of each month, roles hide and mask, and what is refused looks the same whatever the reason.
import { describe, expect, it } from "vitest";
import { RapportError } from "../../../engine/errors.js";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import type { MetricQuerySpec } from "../../../engine/metrics/metric-query.js";
import { localReader, readerNamed, type Reader } from "../../../engine/metrics/reader.js";
import { readRights } from "../../../engine/metrics/read-rights.js";
import { resultToCsv } from "../../../engine/result-csv.js";
import { resultRows } from "../../../engine/result-rows.js";
import { cacheOf, type FixtureRow } from "./month-fixture.js";

const now = new Date("2026-10-31T00:00:00Z");
const group: Reader = { id: "lead", rights: "group", scope: "A" };
const company = (small: number, facts: (i: number) => FixtureRow = () => ({})): Promise<MetricCache> => {
  const rows: FixtureRow[] = [];
  const add = (team: string, division: string, count: number): void => {
    for (let i = 0; i < count; i++)
      for (const month of ["2024-12", "2025-01"])
        rows.push({
          employee_id: `${team}-${i}`,
          month,
          division,
          department: team,
          team,
          org_unit_id: team,
          org_path: ["C", division, team],
          headcount_end: 1,
          headcount_average: 1,
          exit_exposure: 1,
          gender: i % 2 ? "male" : "female",
          is_voluntary_exit: i === 0 && month === "2025-01",
          ...facts(i),
        });
  };
  add("A1", "A", 16);
  add("A3", "A", 12);
  add("B1", "B", 17);
  add("A2", "A", small);
  return cacheOf({ months: ["2024-11", "2024-12", "2025-01"], employeeMonths: rows });
};

/** Teams of forty over two years; in June 2025 people leave for the reasons named: voluntary, involuntary, other. */
const exitsOf = (reasons: Record<string, string>): Promise<MetricCache> => {
  const months = Array.from(
    { length: 24 },
    (_, m) => `${2024 + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, "0")}`,
  );
  const rows = Object.entries(reasons).flatMap(([team, kinds]) =>
    Array.from({ length: 40 }, (_, i) => i).flatMap((i) =>
      months
        .filter((month) => i >= kinds.length || month <= "2025-06")
        .map((month): FixtureRow => {
          const kind = month === "2025-06" ? kinds[i] : undefined;
          return {
            employee_id: `${team}-${i}`,
            month,
            division: team,
            department: team,
            team,
            org_unit_id: team,
            org_path: ["C", team],
            headcount_end: kind === undefined ? 1 : 0,
            headcount_average: 1,
            exit_exposure: 1,
            gender: i % 2 ? "male" : "female",
            is_voluntary_exit: kind === "v",
            is_involuntary_exit: kind === "i",
            is_other_exit: kind === "o",
          };
        }),
    ),
  );
  return cacheOf({ months, employeeMonths: rows });
};

/** Exits and kinds of a row. */
const kindsShown = (row: Record<string, unknown>) =>
  ["exits", "voluntary_exits", "involuntary_exits", "voluntary_exits__refused"].map((name) => row[name]);

const ask = (cache: MetricCache, spec: MetricQuerySpec, reader: Reader) =>
  answer(cache, spec, { reader, now });

const refusal = async (cache: MetricCache, spec: MetricQuerySpec, reader: Reader): Promise<string> => {
  const error = await ask(cache, spec, reader).then(
    () => undefined,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(RapportError);
  return JSON.stringify([(error as RapportError).localise("en"), (error as RapportError).localise("zh")]);
};

describe("readers of groups", () => {
  const spec: MetricQuerySpec = {
    metrics: ["headcount", "exits"],
    by: ["month", "team"],
    from: "2024-12",
  };

  it("see released groups of their part of the organisation; small units join a neighbour", async () => {
    const cache = await company(3);
    const result = await ask(cache, spec, group);
    expect(resultRows(result.table, result.columns)).toMatchObject([
      { month: "2024-12", team: "A1", headcount: 16, exits: 0 },
      { month: "2024-12", team: "A2 + A3", headcount: 15, exits: 0 },
      { month: "2025-01", team: "A1", headcount: 16, exits: 1 },
      { month: "2025-01", team: "A2 + A3", headcount: 15, exits: 2 },
    ]);
    expect(resultRows(result.total, result.columns)[0]).toMatchObject({ headcount: 31 });
    cache.database.close();
  });

  it("are refused with the same bytes for 0, 1, 2, 3 and 4 people, an unknown unit and one out of scope", async () => {
    const texts = new Set<string>();
    for (const small of [0, 1, 2, 3, 4]) {
      const cache = await company(small);
      for (const value of ["A2", "nowhere", "B1"])
        texts.add(await refusal(cache, { ...spec, where: [{ field: "team", op: "=", value }] }, group));
      texts.add(
        await refusal(cache, { ...spec, where: [{ field: "org_unit", op: "=", value: "A2" }] }, group),
      );
      cache.database.close();
    }
    expect([...texts]).toHaveLength(1);
    expect([...texts][0]).toContain(
      "This group is not released. Nearest: Headcount, Exits of all you may see by Team",
    );
  });

  it("get the kind of exits by whole fiscal years, in multiples of k, of at least k exits", async () => {
    const cache = await exitsOf({ A1: "vvv", B1: "vvvvvvvi", C1: "vvviii" });
    const metrics = ["exits", "voluntary_exits", "involuntary_exits", "voluntary_turnover"];
    const rowsOf = async (part: Partial<MetricQuerySpec>, reader: Reader = { id: "g", rights: "group" }) => {
      const { table, columns, total } = await ask(cache, { metrics, by: ["team"], ...part }, reader);
      return { rows: resultRows(table, columns), total: resultRows(total, columns)[0] };
    };
    const year = await rowsOf({ from: "2025-01", to: "2025-12" });
    expect(year.rows.map(kindsShown)).toEqual([
      [3, null, null, "small_group"], // fewer than k
      [8, 5, 0, null],
      // rounded up one later, for 5 + 5 of 6 would say that none was of another kind; beside 8 of 17 the others would be told
      [6, 0, null, null],
    ]);
    expect(year.total).toMatchObject({ exits: 17, voluntary_exits: 15, voluntary_exits__step: 5 });
    expect(year.rows[1].voluntary_turnover).toBeCloseTo(
      5 / Number(year.rows[1].voluntary_turnover__exposure),
      9,
    );
    for (const part of [
      { from: "2025-07", to: "2025-12" },
      { from: "2025-01", to: "2025-11" },
      { from: "2025-12", to: "2025-12" },
      { from: "2024-01", to: "2025-12" },
    ]) {
      const { rows } = await rowsOf(part);
      for (const row of rows)
        expect([row.voluntary_exits, row.voluntary_exits__refused]).toEqual([null, "fiscal_year_only"]);
      expect(rows.reduce((sum, row) => sum + Number(row.exits), 0)).toBe(part.from < "2025-06" ? 17 : 0);
    }
    const byGender = await rowsOf({ by: ["gender"], from: "2025-01", to: "2025-12" });
    for (const row of byGender.rows)
      expect([row.voluntary_exits, row.voluntary_exits__refused]).toEqual([null, "not_released"]);
    cache.database.close();
  });

  it("are shown the same bytes whatever the kinds are, where these are withheld", async () => {
    const texts = new Set<string>();
    for (const kinds of ["vvv", "iii", "ooo", "vio"]) {
      const cache = await exitsOf({ A1: kinds, B1: "vvvvvvvi", C1: "vvviii" });
      const spec: MetricQuerySpec = {
        metrics: ["exits", "voluntary_exits", "other_exits", "involuntary_turnover"],
        by: ["team"],
        where: [{ field: "team", op: "=", value: "A1" }],
        from: "2025-01",
        to: "2025-12",
      };
      texts.add(resultToCsv(await ask(cache, spec, { id: "g", rights: "group" })));
      cache.database.close();
    }
    expect(texts.size).toBe(1);
  });

  it("count the people who contribute: one seller among sixteen is not a group", async () => {
    const cache = await company(0);
    await cache.database.run(
      "UPDATE employee_month SET revenue = 9000, training_hours = 3 WHERE employee_id = 'A1-3' AND month >= '2024-12-01'",
    );
    const metrics = ["revenue", "revenue_per_head", "new_customer_share", "training_hours_per_head"];
    const result = await ask(cache, { metrics, from: "2024-12" }, group);
    const total = resultRows(result.total, result.columns)[0];
    for (const metric of metrics) expect([metric, total[metric]]).toEqual([metric, null]);
    cache.database.close();
  });

  it("promise 5: see amounts capped at three times the median and rounded to what one person could move", async () => {
    const cache = await company(0, (i) => ({ overtime_hours: i === 5 ? 4000 : 10 + i, attendance_days: 20 }));
    const result = await ask(cache, { metrics: ["overtime_per_head"], by: ["team"], from: "2025-01" }, group);
    for (const row of resultRows(result.table, result.columns)) {
      const step = Number(row.overtime_per_head__step);
      expect(step).toBeGreaterThanOrEqual(1);
      expect(
        Math.abs(Number(row.overtime_per_head) / step - Math.round(Number(row.overtime_per_head) / step)),
      ).toBeLessThan(1e-9);
      expect(Number(row.overtime_per_head)).toBeLessThan(25);
    }
    cache.database.close();
  });

  it.each([
    { by: ["team", "gender", "site"] },
    { where: [{ field: "age", op: ">=", value: 50 }] },
    { where: [{ field: "manager", op: "=", value: "A1-1" }] },
    { where: [{ field: "team", op: "!=", value: "A1" }] },
    { by: ["gender"], where: [{ field: "job_family", op: "=", value: "sales" }] },
  ] as Partial<MetricQuerySpec>[])("have no answer to %j", async (part) => {
    const cache = await company(6);
    const question = { metrics: ["headcount"], from: "2025-01", ...part };
    await expect(ask(cache, question, { ...group, scope: undefined })).rejects.toMatchObject({
      code: "not_released",
    });
    await expect(ask(cache, question, localReader)).resolves.toBeDefined();
    cache.database.close();
  });

  it("see protected attributes at half-year ends only, below 100 people at year ends, in multiples of k", async () => {
    const cache = await company(0);
    const by = { metrics: ["headcount"], by: ["month", "gender"], from: "2024-12" };
    const result = await ask(cache, by, { ...group, scope: undefined });
    const rows = resultRows(result.table, result.columns);
    expect(rows.map((row) => [row.month, row.gender, row.headcount, row.headcount__refused])).toEqual([
      ["2024-12", "female", 25, null],
      ["2024-12", "male", 20, null],
      ["2025-01", "female", null, "half_year_only"],
      ["2025-01", "male", null, "half_year_only"],
    ]);
    cache.database.close();
  });

  it("get no month before it is closed", async () => {
    const cache = await company(6);
    const early = { reader: group, now: new Date("2025-02-02T00:00:00Z") };
    const result = await answer(cache, { metrics: ["headcount"], by: ["month"] }, early);
    expect(result.to).toBe("2024-12");
    cache.database.close();
  });

  it("with person-level rights on a team meet no cell whose rest is one to four others", async () => {
    const cache = await company(3);
    const blocks = async (person: string) => {
      const result = await ask(cache, { ...spec, from: "2025-01" }, { ...group, person });
      return resultRows(result.table, result.columns).map((row) => row.team);
    };
    expect(await blocks("B1")).toEqual(["A1", "A2 + A3"]);
    expect(await blocks("A3")).toEqual(["A1"]);
    const own = {
      metrics: ["headcount"],
      by: ["team"],
      where: [{ field: "org_unit", op: "=" as const, value: "A2" }],
    };
    const result = await ask(cache, own, { ...group, person: "A2" });
    expect(resultRows(result.table, result.columns)).toMatchObject([{ team: "A2", headcount: 3 }]);
    await expect(ask(cache, own, { ...group, person: "A1" })).rejects.toMatchObject({ code: "not_released" });
    cache.database.close();
  });

  it("promise 10: have a fingerprint of their own, with scope, k, hidden columns and releases in it", async () => {
    const cache = await company(5);
    const prints = new Set<string>();
    const put = async (c: MetricCache, reader: Reader) =>
      void prints.add((await ask(c, { metrics: ["headcount"] }, reader)).receipt.policy);
    await put(cache, localReader);
    await put(cache, group);
    await put(cache, { ...group, scope: undefined });
    await put(cache, { ...group, hide: ["site"] });
    await put({ ...cache, workspace: { config: { k: 10 } } }, group);
    expect(prints.size).toBe(5);
    cache.database.close();
  });

  it("promise 10: lose what a larger k withholds with the next question, though the months were closed with a smaller one", async () => {
    const cache = await company(12);
    const rows = async (k: number) => {
      const result = await ask({ ...cache, workspace: { config: { k } } }, spec, group);
      return resultRows(result.table, result.columns).map((row) => row.team);
    };
    expect(await rows(5)).toContain("A2");
    expect((await rows(13)).filter((team) => team === "A2")).toEqual([]);
    cache.database.close();
  });
});

const months = ["2025-01", "2025-02"];
const row = (employee_id: string, month: string, manager_id: string | null): FixtureRow => ({
  employee_id,
  month,
  manager_id,
  headcount_end: 1,
  headcount_average: 1,
});

const manager = (manages: string, past?: Reader["past"]): Reader => ({
  id: manages,
  rights: "person",
  manages,
  past,
});

/** M1 leads X (who leads Y) in January; in February X reports to M2. */
const managed = (): Promise<MetricCache> => {
  return cacheOf({
    months,
    employeeMonths: months.flatMap((month) => [
      row("M1", month, null),
      row("M2", month, null),
      row("X", month, month === "2025-01" ? "M1" : "M2"),
      row("Y", month, "X"),
    ]),
  });
};

const seen = async (reader: Reader) => {
  const open = await managed();
  const result = await ask(open, { metrics: ["headcount"], by: ["month"] }, reader);
  open.database.close();
  return resultRows(result.table, result.columns).map((row) => [row.month, row.headcount]);
};

describe("promise 12: managers", () => {
  it("see their people, direct and indirect, in the months in which these were theirs", async () => {
    expect(await seen(manager("M1"))).toEqual([["2025-01", 2]]);
    expect(await seen(manager("M2"))).toEqual([["2025-02", 2]]);
    expect(await seen(manager("X"))).toEqual([
      ["2025-01", 1],
      ["2025-02", 1],
    ]);
  });

  it("or, where the policy says so, the whole past of those who are theirs now", async () => {
    expect(await seen(manager("M1", "current_team"))).toEqual([]);
    expect(await seen(manager("M2", "current_team"))).toEqual([
      ["2025-01", 2],
      ["2025-02", 2],
    ]);
  });
});

describe("columns", () => {
  it("hidden from a role can neither group, filter nor be inside a metric", async () => {
    const cache = await company(5);
    const reader: Reader = { id: "hrbp", rights: "person", hide: ["gender", "review_score", "revenue"] };
    for (const question of [
      { metrics: ["headcount"], by: ["gender"] },
      { metrics: ["headcount"], where: [{ field: "gender", op: "=", value: "male" }] },
      { metrics: ["review_score"] },
      { metrics: ["revenue_per_head"] },
    ] as MetricQuerySpec[])
      await expect(ask(cache, question, reader)).rejects.toMatchObject({ code: "field_hidden" });
    await expect(ask(cache, { metrics: ["headcount"], by: ["site"] }, reader)).resolves.toBeDefined();
    cache.database.close();
  });

  it("masked show pseudonyms and cannot be filtered", async () => {
    const cache = await company(5);
    const reader: Reader = { id: "hrbp", rights: "person", mask: ["team"] };
    const result = await ask(cache, { metrics: ["headcount"], by: ["team"], from: "2025-01" }, reader);
    const teams = resultRows(result.table, result.columns).map((row) => String(row.team));
    expect(teams).toHaveLength(4);
    for (const team of teams) expect(team).toMatch(/^team-[0-9a-f]{8}$/);
    const filter: MetricQuerySpec = {
      metrics: ["headcount"],
      where: [{ field: "team", op: "=", value: "A1" }],
    };
    await expect(ask(cache, filter, reader)).rejects.toMatchObject({ code: "field_hidden" });
    cache.database.close();
  });
});

const path = (unit: string) => ["C", "A", unit];

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
      { team: "A1", headcount: 16 },
      { team: "A2", headcount: 2 },
      { team: "A3", headcount: 12 },
    ]);
    expect(resultToCsv(result)).not.toContain("B1");
    cache.database.close();
  });

  it("may read rows where they may read exact numbers, and nowhere else", () => {
    expect(readRights({ id: "g", rights: "group" }).rows).toBe(false);
    expect(readRights({ id: "g", rights: "group", person: "A1" }, path("A1")).exactNumbers).toBe(true);
    expect(readRights({ id: "g", rights: "group", person: "A1" }, path("A2")).rows).toBe(false);
    expect(readRights({ id: "p", rights: "person", scope: "A" }, path("A2")).rows).toBe(true);
    expect(readRights({ id: "p", rights: "person", scope: "B" }, path("A2"))).toMatchObject({
      rows: false,
      scope: null,
    });
    expect(readRights({ id: "m", rights: "person", manages: "E1" }).scope).toEqual([
      { kind: "managed_by", employee: "E1", past: "own_months" },
    ]);
  });
});
