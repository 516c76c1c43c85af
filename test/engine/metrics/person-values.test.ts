// A person's value is the metric filtered to that person, asked through the door that everybody uses; and who may read whose.
import { beforeAll, describe, expect, it } from "vitest";
import { RapportError } from "../../../engine/errors.js";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import { loadCatalogue } from "../../../engine/metrics/catalogue.js";
import {
  personValues,
  type PersonQuestion,
  type PersonValue,
} from "../../../engine/metrics/person-values.js";
import { localReader, type Reader } from "../../../engine/metrics/reader.js";
import { resultRows } from "../../../engine/result-rows.js";
import { cacheOf, type FixtureRow } from "./month-fixture.js";
import { monthText, periodNamed } from "../../../engine/metrics/period.js";
import { randomCompany } from "./random-company.js";

const now = new Date("2026-10-31T00:00:00Z");

const isNear = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

/** What is said to be divided gives the value, to the bit. */
const isOwnRatio = ({ value, numerator, denominator }: PersonValue): boolean =>
  value === null || denominator === null || value === numerator! / denominator;

const alone = (row: FixtureRow): FixtureRow => ({ ...row, site: row.employee_id });

/** A company in which everybody has a site of their own: the one dimension by which `answer` tells people apart. */
async function companyBySite(seed: number) {
  const company = randomCompany(seed);
  const fixture = {
    ...company,
    employeeMonths: company.employeeMonths.map(alone),
    hires: company.hires?.map(alone),
  };
  const people = [...new Set(fixture.employeeMonths.map((row) => String(row.employee_id)))].sort();
  return { cache: await cacheOf(fixture), people, months: company.months };
}

describe("a metric person by person", () => {
  it.each([17])(
    "equals every metric of the catalogue filtered to each person, in total and by quarter (company %i)",
    { timeout: 60_000 },
    async (seed) => {
      const { cache, people, months } = await companyBySite(seed);
      const metrics = [...loadCatalogue().metrics.values()]
        .filter(({ relation }) => relation === "employee_month")
        .map(({ id }) => id);
      const span = { from: months[2]!, to: months.at(-2)! };
      let compared = 0;
      const differing: unknown[] = [];
      for (const by of [undefined, "quarter"] as const) {
        const found = new Map(
          (await personValues(cache, { metrics, ...span, by }, { reader: localReader })).map((value) => [
            JSON.stringify([value.employee, value.metric, value.period]),
            value,
          ]),
        );
        // a question each: three of the people in total, one by quarter
        const some = [people[0]!, people[people.length >> 1]!, people.at(-1)!];
        for (const person of by ? some.slice(1, 2) : some) {
          const result = await answer(
            cache,
            {
              metrics,
              ...span,
              by: by ? [by] : [],
              where: [{ field: "site", op: "=", value: person }],
            },
            { reader: localReader, now },
          );
          for (const row of resultRows(result.table, result.columns))
            for (const metric of metrics) {
              const period = by ? monthText(periodNamed(String(row[by]), 1).from) : span.from;
              const value = found.get(JSON.stringify([person, metric, period]));
              const expected = (row[metric] as number | null | undefined) ?? null;
              const refused = row[`${metric}__refused`] ?? null;
              // not in the answer: no row in these months, where the filtered question says 0 or why not
              const isSame =
                value === undefined
                  ? expected === null || expected === 0
                  : value.refused === refused && isNear(value.value, expected) && isOwnRatio(value);
              if (value !== undefined) compared += 1;
              if (!isSame) differing.push([person, metric, period, expected, refused, value]);
            }
        }
      }
      expect(differing).toEqual([]);
      expect(compared).toBeGreaterThan(metrics.length * 3);
    },
  );

  it("tells nothing done from nothing written down", async () => {
    const cache = await cacheOf({
      months: ["2025-01"],
      employeeMonths: [
        { employee_id: "idle", month: "2025-01", headcount_average: 1, revenue: 0 },
        { employee_id: "clerk", month: "2025-01", headcount_average: 1 },
      ],
    });
    const values = await personValues(
      cache,
      { metrics: ["revenue"], from: "2025-01", to: "2025-01" },
      { reader: localReader },
    );
    expect(values.map(({ employee, value, isRecorded }) => [employee, value, isRecorded])).toEqual([
      ["clerk", 0, false],
      ["idle", 0, true],
    ]);
  });
});

/** Ann and Bea in A, Cid in B; Bea came from B in February; Ann reports to Bea. */
const small = (): Promise<MetricCache> =>
  cacheOf({
    months: ["2025-01", "2025-02"],
    employeeMonths: [
      ["Ann", "2025-01", "A", "Bea", 10],
      ["Ann", "2025-02", "A", "Bea", 20],
      ["Bea", "2025-01", "B", null, 100],
      ["Bea", "2025-02", "A", null, 200],
      ["Cid", "2025-01", "B", "Bea", 1000],
      ["Cid", "2025-02", "B", null, 2000],
    ].map(([employee_id, month, unit, manager_id, revenue]) => ({
      employee_id,
      month,
      org_unit_id: unit,
      org_path: ["C", String(unit)],
      manager_id,
      reports_to: manager_id === null ? [] : [String(manager_id)],
      headcount_average: 1,
      revenue,
    })),
  });

const question: PersonQuestion = { metrics: ["revenue"], from: "2025-01", to: "2025-02" };

describe("whose values are read", () => {
  let cache: MetricCache;
  beforeAll(async () => {
    cache = await small();
  });
  const read = async (reader: Partial<Reader>, part: Partial<PersonQuestion> = {}) => {
    const values = await personValues(
      cache,
      { ...question, ...part },
      { reader: { id: "r", rights: "group", ...reader } },
    );
    return Object.fromEntries(values.map(({ employee, value }) => [employee, value]));
  };
  const code = async (reader: Partial<Reader>, part: Partial<PersonQuestion> = {}) =>
    read(reader, part).then(
      () => null,
      (error: unknown) => (error instanceof RapportError ? error.code : error),
    );

  it("everybody's with rights on the company; the months in the unit with rights on a unit", async () => {
    expect(await read({ rights: "person" })).toEqual({ Ann: 30, Bea: 300, Cid: 3000 });
    expect(await read({ rights: "person", scope: "A" })).toEqual({ Ann: 30, Bea: 200 });
  });

  it("nobody's for a reader of groups; only their own with an employee number, whomever they ask for", async () => {
    expect(await code({})).toBe("person_values_refused");
    expect(await code({}, { employees: ["Ann"] })).toBe("person_values_refused");
    expect(await read({ employee: "Bea" })).toEqual({ Bea: 300 });
    expect(await read({ employee: "Bea" }, { employees: ["Ann", "Cid"] })).toEqual({});
  });

  it("a unit's for a reader of groups with rights on that unit, and with it the whole of their own", async () => {
    expect(await read({ person: "A" })).toEqual({ Ann: 30, Bea: 200 });
    expect(await read({ person: "A", employee: "Cid" })).toEqual({ Ann: 30, Bea: 200, Cid: 3000 });
    expect(await read({ person: "A", employee: "Bea" })).toEqual({ Ann: 30, Bea: 300 });
    expect(await read({ rights: "person", scope: "A", employee: "Bea" })).toEqual({ Ann: 30, Bea: 300 });
  });

  it("a purpose is asked for other people's values, not for one's own", async () => {
    const careful = { rights: "person", needsPurpose: true, employee: "Ann" } as const;
    expect(await code(careful)).toBe("purpose_required");
    expect(await read(careful, { employees: ["Ann"] })).toEqual({ Ann: 30 });
    expect(await read({ ...careful, purpose: "bonus" })).toEqual({ Ann: 30, Bea: 300, Cid: 3000 });
    expect(await code({ person: "A", needsPurpose: true })).toBe("purpose_required");
  });

  it("no hidden metric, not even one's own; no earlier state of the data for readers of groups", async () => {
    expect(await code({ employee: "Ann", hide: ["revenue"] })).toBe("field_hidden");
    expect(await code({ employee: "Ann" }, { known: "2025-02-01" })).toBe("as_of_needs_person_rights");
  });
});
