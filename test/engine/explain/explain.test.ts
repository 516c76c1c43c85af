// Changes of random companies: parts equal those of a loop over people, add up to the engine's own answers, and turn round.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RapportError } from "../../../engine/errors.js";
import { explainChange, type Explanation } from "../../../engine/explain/explain.js";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import { loadCatalogue } from "../../../engine/metrics/catalogue.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { resultRows } from "../../../engine/result-rows.js";
import { cacheOf, monthsFrom, type Fixture, type FixtureRow } from "../metrics/month-fixture.js";
import { randomCompany } from "../metrics/random-company.js";
import { referenceMetrics, type ReferenceMetric } from "../metrics/reference-metrics.js";

const now = new Date("2026-10-31T00:00:00Z");
const everyone: Reader = { id: "local", rights: "person" };

const explained = async (
  cache: MetricCache,
  question: object,
  reader = everyone,
): Promise<Explanation | null> => {
  try {
    return await explainChange(cache, question, { reader, now });
  } catch (error) {
    // Nothing to take apart on one side: said, never guessed.
    if (error instanceof RapportError && error.code === "explain_no_number") return null;
    throw error;
  }
};

const near = (found: number, expected: number, size = 1): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, size));

const simple = Object.entries(referenceMetrics).filter(
  ([, m]) => m.relation === "employee_month" && !m.person && !m.countsPeople && m.when !== "year_before",
);
const question = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  metrics: fc.uniqueArray(fc.constantFrom(...simple.map(([id]) => id)), { minLength: 3, maxLength: 5 }),
  by: fc.constantFrom("department", "site", "level", "job_family"),
  where: fc.constantFrom(
    [],
    [{ field: "org_unit" as const, op: "=" as const, value: "A" }],
    [{ field: "site" as const, op: "!=" as const, value: "Berlin" }],
  ),
  first: fc.constantFrom("2024-01", "2024-02", "2024-05"),
  length: fc.constantFrom(1, 2, 3),
  gap: fc.constantFrom(1, 3, 6),
  scope: fc.constantFrom(undefined, "A"),
});

describe("parts of a change", () => {
  it(
    "equal a loop over people, add up to 1e-9, and change sign when asked backwards",
    { timeout: 200_000 },
    async () => {
      let seen = 0;
      await fc.assert(
        fc.asyncProperty(question, async ({ seed, metrics, by, where, first, length, gap, scope }) => {
          const fixture = randomCompany(seed);
          const reader = { ...everyone, ...(scope && { scope }) };
          const cache = await cacheOf(fixture);
          try {
            const months = monthsFrom(first, length);
            const others = monthsFrom(first, length + gap).slice(gap);
            for (const metric of metrics) {
              const ask = (a: string[], b: string[]) =>
                explained(
                  cache,
                  { metric, by, where, from: a[0], to: a.at(-1), against: { from: b[0], to: b.at(-1) } },
                  reader,
                );
              const forwards = await ask(others, months);
              const backwards = await ask(months, others);
              expect(backwards === null).toBe(forwards === null);
              if (!forwards || !backwards) continue;
              seen++;
              const inOwn = (row: FixtureRow) =>
                !scope || ((row.org_path as string[] | null) ?? []).includes(scope);
              const rows = fixture.employeeMonths.filter(inOwn);
              const expected = reference(referenceMetrics[metric], rows, fixture, by, where, months, others);
              near(forwards.other.value, expected.other, expected.size);
              near(forwards.now.value, expected.now, expected.size);
              for (const [i, { id, value }] of forwards.parts.entries()) {
                near(value, expected.parts[id], expected.size);
                near(backwards.parts[i].value, -value, expected.size);
              }
              const sum = forwards.parts.reduce((total, { value }) => total + value, 0);
              near(sum, forwards.difference, expected.size);
              const told = await answer(
                cache,
                { metrics: [metric], where, from: others[0], to: others.at(-1) },
                { reader, now },
              );
              near(
                resultRows(told.total, told.columns)[0][metric] as number,
                forwards.now.value,
                expected.size,
              );
            }
          } finally {
            cache.database.close();
          }
        }),
        { numRuns: 40, seed: 20261122, endOnFailure: true },
      );
      expect(seen).toBeGreaterThan(60);
    },
  );

  it(
    "every metric of the catalogue adds up to the difference that a question gives",
    { timeout: 120_000 },
    async () => {
      let seen = 0;
      for (const seed of [3, 14]) {
        const cache = await cacheOf({ ...randomCompany(seed), sources: undefined });
        for (const metric of loadCatalogue().metrics.keys()) {
          const found = await explained(cache, {
            metric,
            by: "department",
            from: "2024-04",
            to: "2024-08",
            against: { from: "2023-12", to: "2024-03" },
          });
          if (!found) continue;
          seen++;
          const told = await answer(
            cache,
            {
              metrics: [metric],
              from: "2024-04",
              to: "2024-08",
              compare: [{ from: "2023-12", to: "2024-03" }],
            },
            { reader: everyone, now },
          );
          const total = resultRows(told.total, told.columns)[0];
          const size = Math.max(Math.abs(found.now.value), Math.abs(found.other.value));
          near(found.difference, total[`${metric}__period_difference`] as number, size);
          near(
            found.parts.reduce((sum, { value }) => sum + value, 0),
            found.difference,
            size,
          );
        }
        cache.database.close();
      }
      expect(seen).toBeGreaterThan(40);
    },
  );
});

const row = (employee_id: string, month: string, team: string, more: FixtureRow = {}): FixtureRow => ({
  employee_id,
  month,
  team,
  org_unit_id: team,
  org_path: ["C", team],
  department: team.slice(0, 1),
  headcount_end: 1,
  headcount_average: 1,
  exit_exposure: 1,
  ...more,
});

describe("who counts as what", () => {
  const small: Fixture = {
    months: ["2025-01", "2025-02"],
    employeeMonths: [
      row("stays", "2025-01", "A1"),
      row("stays", "2025-02", "A1"),
      row("moves", "2025-01", "A1"),
      row("moves", "2025-02", "B1"),
      row("resigns", "2025-01", "A1", { is_voluntary_exit: true, headcount_end: 0, exit_exposure: 0.5 }),
      row("retires", "2025-01", "B1", { is_other_exit: true, headcount_end: 0 }),
      row("joins", "2025-02", "B1", { is_hire: true }),
      row("joins too", "2025-02", "A1", { is_hire: true }),
    ],
  };
  const told = async (question: object) => {
    const cache = await cacheOf(small);
    const found = await explainChange(cache, question, { reader: everyone, now });
    cache.database.close();
    return {
      ...found,
      parts: Object.fromEntries(found.parts.map(({ id, value, people }) => [id, [value, people]])),
    };
  };

  it("headcount of a department: who comes from another one moves, who is hired joins", async () => {
    const ask = { metric: "headcount", from: "2025-02", to: "2025-02", against: "previous_period" };
    expect((await told({ ...ask, where: [{ field: "department", op: "=", value: "B" }] })).parts).toEqual({
      mix: [0, 0],
      rate: [0, 0],
      joiners: [1, 1],
      leavers: [0, 0],
      movers: [1, 1],
    });
    expect((await told(ask)).parts).toMatchObject({ joiners: [2, 2], leavers: [0, 0], movers: [0, 2] });
  });

  it("turnover: the exit that is counted is a rate, another exit is a leaver", async () => {
    const ask = { metric: "voluntary_turnover", by: "team", from: "2025-02", against: "previous_period" };
    const { parts, other, now: later, difference } = await told(ask);
    // one resignation in 3.5 person-months, then none in 4
    expect(other.value).toBeCloseTo(12 / 3.5, 12);
    expect(later.value).toBe(0);
    expect(difference).toBeCloseTo(-12 / 3.5, 12);
    // centre c = 6/3.5. The one who retires weighs 1/3.5 with 0: −(1/3.5)·(0 − c) = +c/3.5
    expect(parts.leavers[0]).toBeCloseTo(6 / 3.5 / 3.5, 12);
    expect(parts.rate[0]).toBeLessThan(0);
  });

  it("two groups of the same months have mix and rate only", async () => {
    const { parts, against } = await told({
      metric: "total_turnover",
      by: "team",
      where: [{ field: "department", op: "=", value: "A" }],
      against: { cohort: [{ field: "department", op: "=", value: "B" }], name: "Department B" },
    });
    expect(Object.keys(parts)).toEqual(["mix", "rate"]);
    expect(against).toEqual({ en: "Department B", zh: "Department B" });
  });

  it("readers of groups, wrong dimensions and months without data are refused with a code", async () => {
    const cache = await cacheOf(small);
    const ask = (question: object, reader: Reader = everyone) =>
      explainChange(cache, question, { reader, now });
    const group: Reader = { id: "g", rights: "group" };
    await expect(ask({ metric: "headcount" }, group)).rejects.toMatchObject({
      code: "explain_needs_person_rights",
    });
    await expect(ask({ metric: "headcount", by: "month" })).rejects.toMatchObject({
      code: "explain_not_of_one_dimension",
    });
    await expect(
      ask({ metric: "headcount", from: "2025-01", against: "previous_year" }),
    ).rejects.toMatchObject({
      code: "explain_no_number",
      facts: { side: "other", reason: "outside_history" },
    });
    await expect(ask({ metric: "headcuont" })).rejects.toMatchObject({ code: "metric_unknown" });
    await expect(ask({ metric: "headcount", against: "last_year" })).rejects.toMatchObject({
      code: "query_invalid",
    });
    await expect(ask({ metric: "headcount", colour: "red" })).rejects.toMatchObject({
      code: "query_invalid",
    });
    cache.database.close();
  });
});

interface Sums {
  y: number;
  x: number;
}

/** The parts by their definition: people one by one, groups one by one. */
function reference(
  metric: ReferenceMetric,
  rows: readonly FixtureRow[],
  _fixture: Fixture,
  by: string,
  where: readonly { field: string; op: string; value: string }[],
  months: string[],
  others: string[],
): { other: number; now: number; size: number; parts: Record<string, number> } {
  const window = (wanted: string[]): string[] =>
    metric.when === "last_month"
      ? [wanted.at(-1)!]
      : metric.when === "trailing_year"
        ? trailing(wanted.at(-1)!)
        : wanted;
  const passes = (row: FixtureRow): boolean =>
    where.every(({ field, value }) =>
      field === "org_unit"
        ? ((row.org_path as string[] | null) ?? []).includes(value)
        : (row[field] ?? null) !== value,
    );
  const isRatio = metric.x !== undefined;
  const side = (wanted: string[]) => {
    const own = rows.filter((row) => window(wanted).includes(String(row.month)));
    const cells = new Map<
      string,
      Sums & { person: string; group: unknown; there: boolean; inside: boolean }
    >();
    for (const row of own) {
      const group = row[by] ?? null;
      const key = JSON.stringify([row.employee_id, group, passes(row)]);
      const cell = cells.get(key) ?? {
        person: String(row.employee_id),
        group,
        inside: passes(row),
        y: 0,
        x: 0,
        there: false,
      };
      cell.y += metric.y(row) ?? 0;
      cell.x += isRatio ? (metric.x!(row) ?? 0) : 1;
      cell.there ||= metric.when !== "last_month" || Number(row.headcount_end) > 0;
      cells.set(key, cell);
    }
    const kept = [...cells.values()].filter(
      (cell) => cell.there || cell.y !== 0 || (isRatio && cell.x !== 0),
    );
    return { people: new Set(kept.map(({ person }) => person)), cells: kept.filter(({ inside }) => inside) };
  };
  const [before, after] = [side(months), side(others)];
  const total = (cells: readonly Sums[]): Sums => ({
    y: cells.reduce((sum, { y }) => sum + y, 0),
    x: cells.reduce((sum, { x }) => sum + x, 0),
  });
  const [t0, t1] = [total(before.cells), total(after.cells)];
  const per = metric.per ?? 1;
  const length = (wanted: string[]): number => (metric.monthsAsDenominator ? wanted.length : 1);
  const value = (t: Sums, wanted: string[]): number => (isRatio ? (per * t.y) / t.x : t.y / length(wanted));
  const [v0, v1] = [value(t0, months), value(t1, others)];
  const weigh = ({ y, x }: Sums, t: Sums, wanted: string[]) =>
    isRatio ? { c: (per * y) / t.x, p: x / t.x } : { c: y / length(wanted), p: x / length(wanted) };
  const centre = isRatio ? (v0 + v1) / 2 : 0;
  const parts: Record<string, number> = { mix: 0, rate: 0, joiners: 0, leavers: 0, movers: 0 };
  const staying = new Map<unknown, [Sums, Sums]>();
  const sort = (
    own: typeof before,
    opposite: typeof before,
    t: Sums,
    wanted: string[],
    sign: 1 | -1,
  ): void => {
    for (const cell of own.cells) {
      const twin = opposite.cells.some((c) => c.person === cell.person && c.group === cell.group);
      const isOnBoth = opposite.people.has(cell.person);
      const countedExit = sign === -1 && metric.exits === true && !isOnBoth && cell.y > 0;
      if (twin || countedExit) {
        const pair = staying.get(cell.group) ?? [
          { y: 0, x: 0 },
          { y: 0, x: 0 },
        ];
        pair[sign === 1 ? 1 : 0].y += cell.y;
        pair[sign === 1 ? 1 : 0].x += cell.x;
        staying.set(cell.group, pair);
        continue;
      }
      const { c, p } = weigh(cell, t, wanted);
      parts[isOnBoth ? "movers" : sign === 1 ? "joiners" : "leavers"] += sign * (c - p * centre);
    }
  };
  sort(before, after, t0, months, -1);
  sort(after, before, t1, others, 1);
  for (const [a, b] of staying.values()) {
    const [wa, wb] = [weigh(a, t0, months), weigh(b, t1, others)];
    if (wa.p === 0 || wb.p === 0) {
      const only = wa.p === 0 ? wb : wa;
      const sign = wa.p === 0 ? 1 : -1;
      const stray = wa.p === 0 ? -wa.c : wb.c;
      if (only.p === 0) parts.rate += wb.c - wa.c;
      else {
        parts.mix += sign * (only.c - only.p * centre);
        parts.rate += stray;
      }
      continue;
    }
    const [ra, rb] = [wa.c / wa.p, wb.c / wb.p];
    parts.rate += ((wa.p + wb.p) / 2) * (rb - ra);
    parts.mix += (wb.p - wa.p) * ((ra + rb) / 2 - centre);
  }
  const size = Math.max(Math.abs(v0), Math.abs(v1), ...Object.values(parts).map(Math.abs));
  return { other: v0, now: v1, size, parts };
}

function trailing(month: string): string[] {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 12;
  const first = `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
  return monthsFrom(first, 12);
}
