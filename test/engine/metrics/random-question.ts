// Random questions by given readers; and an answer compared with the slow reference, cell by cell.
import * as fc from "fast-check";
import { expect } from "vitest";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import type { MetricQuerySpec } from "../../../engine/metrics/metric-query.js";
import type { Reader } from "../../../engine/metrics/reader.js";
import { resultRows, type PlainRow } from "../../../engine/result-rows.js";
import type { Result } from "../../../engine/result.js";
import { cacheOf, type Fixture } from "./month-fixture.js";
import { randomCompany } from "./random-company.js";
import { referenceAnswer, type ReferenceRow } from "./reference-answer.js";
import { referenceMetrics } from "./reference-metrics.js";

const now = new Date("2026-10-31T00:00:00Z");

/**
 * `companies` × `questions` pairs of reader and question, each on a random company, half of them with texts as codes; how many
 * were checked.
 */
export async function checkRandomQuestions(
  companies: number,
  questions: number,
  readers: readonly Reader[],
  most: Most = { metrics: 5, comparisons: 4 },
): Promise<number> {
  let checked = 0;
  const question = questionOf(readers, most);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.array(question, { minLength: questions, maxLength: questions }),
      async (seed, asked) => {
        const fixture = randomCompany(seed);
        const cache = await cacheOf({ ...fixture, isKeyed: seed % 2 === 0 });
        try {
          for (const { spec, reader } of asked) {
            await checkAnswer(cache, fixture, spec, reader);
            checked++;
          }
        } finally {
          cache.database.close();
        }
      },
    ),
    { numRuns: companies, seed: 20261031 },
  );
  return checked;
}

async function checkAnswer(
  cache: MetricCache,
  fixture: Fixture,
  spec: MetricQuerySpec,
  reader: Reader,
): Promise<void> {
  const result = await answer(cache, spec, { reader, now });
  const expected = referenceAnswer(fixture, spec, reader);
  const rows = resultRows(result.table, []);
  const found = new Map(rows.map((row) => [keyOf(row, result), row]));
  expect(found.size).toBe(rows.length);
  expect([...found.keys()].sort()).toEqual(expected.rows.map((row) => row.key).sort());
  for (const row of expected.rows) compareRow(found.get(row.key)!, row, spec);
  compareRow(resultRows(result.total, [])[0], expected.total, spec);
}

const months = fc.constantFrom("2023-11", "2024-01", "2024-02", "2024-05", "2024-09", "2024-11");
const filter = fc.oneof(
  fc.record({
    field: fc.constant("org_unit"),
    op: fc.constantFrom("=", "!="),
    value: fc.constantFrom("A", "C", "A1", null),
  }),
  fc.record({ field: fc.constant("org_unit"), op: fc.constant("in"), value: fc.constant(["A1", "B", null]) }),
  fc.record({
    field: fc.constant("site"),
    op: fc.constantFrom("=", "!="),
    value: fc.constantFrom("北京", "nowhere", null),
  }),
  fc.record({
    field: fc.constant("job_family"),
    op: fc.constant("in"),
    value: fc.constantFrom(["sales"], ["sales", "service"]),
  }),
  fc.record({
    field: fc.constant("level"),
    op: fc.constantFrom(">=", "<=", "=", "!="),
    value: fc.constantFrom(1, 2, 3),
  }),
  fc.record({ field: fc.constant("level"), op: fc.constant("between"), value: fc.constant([2, 3]) }),
);

/** How much a question may ask for at once. */
export interface Most {
  metrics: number;
  comparisons: number;
}

/** A question and who asks it. */
const questionOf = (readers: readonly Reader[], most: Most) =>
  fc
    .record({
      metrics: fc.uniqueArray(fc.constantFrom(...Object.keys(referenceMetrics)), {
        minLength: 1,
        maxLength: most.metrics,
      }),
      grain: fc.option(fc.constantFrom("month", "quarter", "year", "fiscal_quarter", "fiscal_year"), {
        nil: undefined,
      }),
      dimensions: fc.uniqueArray(fc.constantFrom("department", "site", "level", "job_family", "org_unit"), {
        maxLength: 2,
      }),
      where: fc.array(filter, { maxLength: 2 }),
      ends: fc.tuple(fc.option(months, { nil: undefined }), fc.option(months, { nil: undefined })),
      compare: fc.uniqueArray(
        fc.oneof(
          fc.constantFrom("previous_period", "previous_year", "spring_festival"),
          filter.map((f) => ({ cohort: [f] })),
          fc.record({ cohort: filter.map((f) => [f]), from: months }),
          fc.tuple(months, months).map((pair) => ({ from: pair.sort()[0], to: pair[1] })),
        ),
        {
          maxLength: most.comparisons,
          selector: (entry) =>
            typeof entry === "object" ? ("cohort" in entry ? "cohort" : "period") : entry,
        },
      ),
      reader: fc.constantFrom(...readers),
    })
    .map(({ grain, dimensions, ends: [from, to], reader, ...rest }) => ({
      reader,
      spec: {
        ...rest,
        by: [...(grain ? [grain] : []), ...dimensions],
        ...(from && to && from > to ? { from: to, to: from } : { from, to }),
      } as MetricQuerySpec,
    }));

function keyOf(row: PlainRow, { columns }: Result): string {
  const time = columns.find((c) => c.role === "time");
  const start = time ? new Date(Number(row[time.name])).toISOString().slice(0, 7) : null;
  return JSON.stringify([start, ...columns.filter((c) => c.role === "dimension").map((c) => row[c.name])]);
}

function compareRow(found: PlainRow, expected: ReferenceRow, spec: MetricQuerySpec): void {
  const check = (name: string, value: number | string | null): void => {
    const actual = found[name] ?? null;
    const isNear =
      typeof value === "number" && typeof actual === "number"
        ? Math.abs(actual - value) <= 1e-7 * Math.max(1, Math.abs(value))
        : actual === value;
    if (!isNear)
      throw new Error(
        `${name} at ${expected.key}: expected ${value}, found ${actual}\n${JSON.stringify(spec)}`,
      );
  };
  for (const [id, cell] of Object.entries(expected.cells)) {
    const { value, people: _, ...parts } = cell;
    check(id, value);
    for (const [part, of] of Object.entries(parts)) check(`${id}__${part}`, of);
  }
  for (const [id, comparisons] of Object.entries(expected.comparisons))
    for (const [name, { previous, low, high, ...rest }] of Object.entries(comparisons)) {
      check(`${id}__${name}`, previous);
      check(`${id}__${name}_difference_low`, low);
      check(`${id}__${name}_difference_high`, high);
      for (const [part, of] of Object.entries(rest)) check(`${id}__${name}_${part}`, of);
    }
}
