// The question about staying on companies written by hand and at random: curves from employee-months, rights, refusals.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { survival } from "../../../engine/survival/survival.js";
import { lifeTable } from "../../../engine/survival/life-table.js";
import { cacheOf, type FixtureRow } from "../metrics/month-fixture.js";
import { generator } from "../metrics/random-company.js";

const now = new Date("2026-10-31T00:00:00Z");
const everyone: Reader = { id: "local", rights: "person" };
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
const history = { from: day("2024-01-01"), to: day("2025-12-31") };

interface Person {
  id: string;
  hired: number;
  /** Last day employed; null = still there. */
  exit: number | null;
  kind: "voluntary" | "involuntary" | "other";
  unit: string;
}

/** 60 people, a third of them hired up to nine years before the history begins. */
function peopleOf(seed: number): Person[] {
  const random = generator(seed);
  return Array.from({ length: 60 }, (_, i): Person => {
    const hired = Math.floor(i % 3 === 0 ? history.from - random() * 3300 : history.from + random() * 650);
    const stays = Math.floor(-Math.log(1 - random()) * 900);
    const exit = hired + stays <= history.to ? hired + stays : null;
    const kind = (["voluntary", "involuntary", "other"] as const)[Math.floor(random() * 3)];
    return { id: `E${i}`, hired, exit, kind, unit: random() < 0.6 ? "A" : "B" };
  }).filter(({ exit }) => exit === null || exit >= history.from);
}

/** As the spine has it: one row per month with an employed day. */
function monthsOf({ id, hired, exit, kind, unit }: Person): FixtureRow[] {
  const rows: FixtureRow[] = [];
  for (let month = 0; month < 24; month++) {
    const first = Date.UTC(2024, month, 1) / 86_400_000;
    const last = Date.UTC(2024, month + 1, 0) / 86_400_000;
    if (hired > last || (exit !== null && exit < first)) continue;
    const asOf = Math.min(last, exit ?? last);
    const isExit = exit !== null && exit <= last;
    const employed = asOf - Math.max(first, hired) + 1;
    rows.push({
      employee_id: id,
      month: new Date(first * 86_400_000).toISOString().slice(0, 7),
      org_unit_id: unit,
      org_path: ["C", unit],
      department: unit,
      employed_days: employed,
      headcount_end: isExit ? 0 : 1,
      headcount_average: employed / (last - first + 1),
      exit_exposure: employed / (last - first + 1),
      tenure_months: (asOf - hired) / 30.4375,
      is_voluntary_exit: isExit && kind === "voluntary",
      is_involuntary_exit: isExit && kind === "involuntary",
      is_other_exit: isExit && kind === "other",
    });
  }
  return rows;
}

const people = peopleOf(5);
let cache: MetricCache;
beforeAll(async () => {
  cache = await cacheOf({
    months: Array.from({ length: 24 }, (_, i) => new Date(Date.UTC(2024, i, 1)).toISOString().slice(0, 7)),
    employeeMonths: people.flatMap(monthsOf),
  });
});
afterAll(() => cache.database.close());

const ask = (question: object, reader = everyone) => survival(cache, question, { reader, now });

/** Days employed through the last: at risk from the first day seen, gone at exit or at the end of the history. */
function reference(own: readonly Person[]): { time: number; survival: number; atRisk: number }[] {
  const spells = own
    .filter(({ hired }) => hired <= history.to)
    .map(({ hired, exit }) => ({
      start: Math.max(0, history.from - hired),
      stop: (exit ?? history.to) - hired + 1,
      isExit: exit !== null,
    }));
  const ends = [...new Set(spells.filter((s) => s.isExit).map((s) => s.stop))].sort((a, b) => a - b);
  let share = 1;
  return ends.map((time) => {
    const atRisk = spells.filter(({ start, stop }) => start < time && time <= stop).length;
    const gone = spells.filter((s) => s.isExit && s.stop === time).length;
    share *= 1 - gone / atRisk;
    return { time, survival: share, atRisk };
  });
}

describe("staying, from employee-months", () => {
  it("equals the product over days worked out person by person, late entries included", async () => {
    const { curves } = await ask({});
    const [curve] = curves!;
    const expected = reference(people);
    expect(curve.people).toBe(people.length);
    expect(curve.startsAt).toBe(0);
    expect(curve.staying).toHaveLength(expected.length);
    for (const [i, point] of curve.staying.entries()) {
      expect(Math.round(point.years * 365.25)).toBe(expected[i].time);
      expect(point.atRisk).toBe(expected[i].atRisk);
      expect(point.value).toBeCloseTo(expected[i].survival, 12);
    }
    const last = curve.staying.at(-1)!.value;
    const gone = curve.leaving.reduce((sum, { points }) => sum + (points.at(-1)?.value ?? 0), 0);
    expect(last + gone).toBeCloseTo(1, 12);
    expect(Object.values(curve.exits).reduce((a, b) => a + b, 0)).toBe(
      people.filter(({ exit }) => exit !== null).length,
    );
  });

  it("a curve for each group, the same as asking for the group alone", async () => {
    const { curves, by } = await ask({ by: "department" });
    expect(by).toMatchObject({ id: "department", label: { en: "Department" } });
    expect(curves!.map(({ people: n }) => n)).toEqual(
      ["A", "B"].map((unit) => people.filter((p) => p.unit === unit).length),
    );
    const [alone] = (await ask({ where: [{ field: "department", op: "=", value: "B" }] })).curves!;
    const { group, ...inGroup } = curves!.find((c) => c.group === "B")!;
    const { group: _none, ...own } = alone;
    expect(group).toBe("B");
    expect(inGroup).toEqual(own);
  });

  it("fewer months censor earlier; marks stop where fewer than five are left", async () => {
    const { curves, from, to } = await ask({ from: "2024-01", to: "2024-Q2" });
    expect([from, to]).toEqual(["2024-01", "2024-06"]);
    const [curve] = curves!;
    const exits = people.filter(({ exit }) => exit !== null && exit <= day("2024-06-30")).length;
    expect(Object.values(curve.exits).reduce((a, b) => a + b, 0)).toBe(exits);
    for (const mark of curve.marks) expect(mark.years).toBeLessThanOrEqual(curve.knownUntil);
  });

  it("an exit of one of two people in the first days does not halve the curve for good", async () => {
    const late = people.filter(({ hired }) => hired < history.from - 400);
    const two: Person[] = [
      { id: "new 1", hired: history.from + 10, exit: history.from + 12, kind: "voluntary", unit: "A" },
      { id: "new 2", hired: history.from + 20, exit: history.from + 90, kind: "voluntary", unit: "A" },
    ];
    const thin = await cacheOf({
      months: ["2024-01", "2025-12"],
      employeeMonths: [...late, ...two].flatMap(monthsOf),
    });
    const [curve] = (await survival(thin, {}, { reader: everyone, now })).curves!;
    thin.database.close();
    expect(curve.startsAt).toBeGreaterThan(70 / 365.25);
    expect(curve.staying[0].value).toBeGreaterThan(0.5);
  });
});

describe("who may see what", () => {
  it("a scoped reader gets the curve of the own part only", async () => {
    const { curves } = await ask({}, { ...everyone, scope: "B" });
    expect(curves![0].people).toBe(people.filter(({ unit }) => unit === "B").length);
  });

  it("tells readers of groups nothing of the kinds of exits: other kinds, the same answer", async () => {
    const months = Array.from({ length: 24 }, (_, i) =>
      new Date(Date.UTC(2024, i, 1)).toISOString().slice(0, 7),
    );
    const kinds = ["voluntary", "involuntary", "other"] as const;
    // two bands of people that change by hires and exits only: both are released in every month
    const answers = await Promise.all(
      [0, 1].map(async (turn) => {
        const rows = [1, 2, 3, 4, 5]
          .flatMap((seed) => peopleOf(seed).map((person) => ({ ...person, id: `S${seed}${person.id}` })))
          .map((person) => ({ ...person, kind: kinds[(kinds.indexOf(person.kind) + turn) % 3] }))
          .flatMap(monthsOf)
          .map((row) => ({
            ...row,
            tenure_band: Number(String(row.employee_id).slice(3)) % 2 ? "<1y" : "1-3y",
          }));
        const open = await cacheOf({ months, employeeMonths: rows });
        const said = await survival(open, {}, { reader: { id: "g", rights: "group" }, now });
        open.database.close();
        return said;
      }),
    );
    expect(answers[0].curves).toBeNull();
    expect(answers[0].lifeTable!.some(({ rate }) => rate !== null && rate > 0)).toBe(true);
    expect(answers[1].lifeTable).toEqual(answers[0].lifeTable);
  });

  it("the life table: a constant rate within each band, nothing beyond a withheld one", () => {
    const rows = lifeTable([
      { band: "<1y", rate: 0.3, refused: null },
      { band: "1-3y", rate: 0.2, refused: null },
      { band: "3-5y", rate: null, refused: "small_group" },
      { band: "5-10y", rate: 0.1, refused: null },
    ]);
    expect(rows.map(({ until }) => until)).toEqual([1, 3, 5, 10]);
    expect(rows[0].staying).toBeCloseTo(Math.exp(-0.3), 14);
    expect(rows[1].staying).toBeCloseTo(Math.exp(-0.7), 14);
    expect(rows.slice(2).map(({ staying }) => staying)).toEqual([null, null]);
    expect(rows[2].refused).toBe("small_group");
  });

  it.each([
    [{ by: "month" }, "survival_one_dimension"],
    [{ by: "tenure_band" }, "survival_one_dimension"],
    [{ by: "departmnt" }, "field_unknown"],
    [{ months: 3 }, "query_invalid"],
    [{ from: "2031-01" }, "months_outside_history"],
  ])("%j → %s", async (question, code) => {
    await expect(ask(question)).rejects.toMatchObject({ code });
  });

  it("sources that do not tell who left have no curve", async () => {
    const blind = await cacheOf({
      months: ["2024-01"],
      employeeMonths: people.flatMap(monthsOf).map((row) => ({ ...row, exit_exposure: 0 })),
    });
    await expect(survival(blind, {}, { reader: everyone, now })).rejects.toMatchObject({
      code: "survival_no_exits_known",
    });
    blind.database.close();
  });
});
