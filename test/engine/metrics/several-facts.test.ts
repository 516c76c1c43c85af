// Fan-out is impossible: people with several reviews, courses, answers, orders, leads, ratings and suggestions in one
// month are asked about all of them at once, and every number equals a loop over the source rows themselves.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "../../../engine/database.js";
import { answer } from "../../../engine/metrics/answer.js";
import type { MetricCache } from "../../../engine/metrics/cache-facts.js";
import { localReader } from "../../../engine/metrics/reader.js";
import { resultRows, type PlainRow } from "../../../engine/result-rows.js";
import { querySql } from "../../../queries/index.js";
import type { SourceRow, Sources } from "../../fixtures/source-tables.js";
import { withSpine } from "../spine/spine-fixture.js";
import { generator } from "./random-company.js";

const months = ["2025-01", "2025-02", "2025-03"];
const units = ["A", "B"];
type Facts = Record<string, SourceRow[]>;

/** Eight people of two units, each with 0 to 5 rows of every source in every month. */
function randomSources(seed: number): Sources & Facts {
  const random = generator(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const cents = (most: number): number => Math.round(random() * most * 100) / 100;
  let id = 0;
  const ids = Array.from({ length: 8 }, (_, i) => `E${i}`);
  const facts: Facts = {
    performance_review: [],
    training_record: [],
    survey_response: [],
    customer_order: [],
    customer_feedback: [],
    lead: [],
    suggestion: [],
    coaching: [],
  };
  for (const employee_id of ids)
    for (const month of months) {
      const several = (table: string, row: (day: string) => SourceRow): void => {
        for (let i = upTo(5); i > 0; i--) {
          const day = `${month}-${String(10 + i).padStart(2, "0")}`;
          facts[table].push({ employee_id, ...row(day) });
        }
      };
      several("performance_review", (review_date) => ({ review_date, score: upTo(100) }));
      several("training_record", (training_date) => ({
        course_id: `K${id++}`,
        training_date,
        hours: cents(9),
        status: ["completed", "dropped", "no_show", "enrolled"][upTo(3)],
        exam_score: random() < 0.5 ? upTo(100) : null,
        is_passed: random() < 0.5,
      }));
      several("survey_response", (survey_date) => ({ survey_date, item: `Q${id++}`, score: 1 + upTo(4) }));
      several("customer_order", (order_date) => ({
        order_id: `O${id++}`,
        customer_id: `C${upTo(9)}`,
        order_date,
        amount: cents(9000),
      }));
      several("customer_feedback", (feedback_date) => ({
        feedback_id: `F${id++}`,
        customer_id: "C1",
        feedback_date,
        score: upTo(10),
        scale_max: 10,
      }));
      several("lead", (day) => ({
        lead_id: `L${id++}`,
        created_at: `${day} 08:00:00`,
        first_response_at: `${day} 09:00:00`,
        closed_at: `${day} 18:00:00`,
        status: random() < 0.3 ? "won" : "lost",
      }));
      several("suggestion", (suggestion_date) => ({
        suggestion_id: `S${id++}`,
        suggestion_date,
        is_adopted: random() < 0.5,
        saving: cents(500),
      }));
      several("coaching", (session_date) => ({ coachee_id: `P${id++}`, session_date, hours: cents(3) }));
    }
  return {
    ...facts,
    employee: ids.map((employee_id) => ({ employee_id, hire_date: "2020-01-01" })),
    job_assignment: ids.map((employee_id, i) => ({
      employee_id,
      valid_from: "2020-01-01",
      org_unit_id: units[i % 2],
      job: "Seller",
    })),
    termination: [{ employee_id: "E7", exit_date: "2025-03-31", exit_kind: "voluntary" }],
  };
}

const dayOf: Record<string, string> = {
  performance_review: "review_date",
  training_record: "training_date",
  survey_response: "survey_date",
  customer_order: "order_date",
  customer_feedback: "feedback_date",
  lead: "closed_at",
  suggestion: "suggestion_date",
  coaching: "session_date",
};

type Of = (row: SourceRow) => number;
const one: Of = () => 1;
const is =
  (column: string, value: unknown): Of =>
  (row) =>
    Number(row[column] === value);
const number =
  (column: string): Of =>
  (row) =>
    Number(row[column] ?? 0);

/** Metric → source, and what is added up above and below the line; no denominator: a plain sum. */
const wanted: Record<string, [table: string, above: Of, below?: Of]> = {
  review_score: ["performance_review", number("score"), one],
  survey_score: ["survey_response", number("score"), one],
  course_completion: [
    "training_record",
    is("status", "completed"),
    (row) => Number(row.status !== "enrolled"),
  ],
  exam_pass_rate: ["training_record", is("is_passed", true), one],
  order_value: ["customer_order", number("amount"), one],
  satisfaction_score: ["customer_feedback", (row) => Number(row.score) * 10, one],
  satisfied_share: ["customer_feedback", (row) => Number(Number(row.score) >= 8), one],
  lead_conversion: ["lead", is("status", "won"), one],
  suggestion_adoption: ["suggestion", is("is_adopted", true), one],
  suggestion_saving: ["suggestion", number("saving")],
  coaching_hours: ["coaching", number("hours")],
};
const others = ["headcount", "average_headcount", "exits", "tenure"];

async function cacheOn(db: Database): Promise<MetricCache> {
  await db.run(querySql("leaver"));
  await db.run(querySql("course-month"));
  return { database: db, snapshot: "several", workspace: { config: {} } };
}

const asked = { from: months[0], to: months[months.length - 1] };
const now = new Date("2026-01-01T00:00:00Z");

async function ask(cache: MetricCache, metrics: string[], by: string[]) {
  const result = await answer(cache, { metrics, by, ...asked }, { reader: localReader, now });
  return {
    rows: resultRows(result.table, result.columns),
    total: resultRows(result.total, result.columns)[0],
  };
}

function expected(sources: Facts, metric: string, month: string | null, unit: string | null): number | null {
  const [table, above, below] = wanted[metric];
  const rows = sources[table].filter((row) => {
    const own = units[Number(String(row.employee_id).slice(1)) % 2];
    const day = String(row[dayOf[table]]).slice(0, 7);
    return (month === null || day === month) && (unit === null || own === unit);
  });
  const sum = (of: Of): number => rows.reduce((total, row) => total + of(row), 0);
  if (!below) return sum(above);
  return sum(below) > 0 ? sum(above) / sum(below) : null;
}

function near(found: unknown, value: number | null, where: string): void {
  const isNear = value === null ? found === null : Math.abs(Number(found ?? NaN) - value) < 1e-6;
  expect({ where, found, isNear }).toEqual({ where, found, isNear: true });
}

it(
  "asked all at once, every number equals the source rows, by month and unit and in total",
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const sources = randomSources(seed);
        await withSpine(sources, {}, async (db) => {
          const cache = await cacheOn(db);
          const metrics = [...Object.keys(wanted), ...others];
          const { rows, total } = await ask(cache, metrics, ["month", "department"]);
          expect(rows).toHaveLength(months.length * units.length);
          for (const metric of Object.keys(wanted)) {
            near(total[metric], expected(sources, metric, null, null), `${metric} in total`);
            for (const row of rows) {
              const [month, unit] = [String(row.month), String(row.department)];
              near(row[metric], expected(sources, metric, month, unit), `${metric} ${month} ${unit}`);
            }
          }
          // people stay people, however many rows their facts have
          expect([total.headcount, total.average_headcount, total.exits]).toEqual([7, 8, 1]);
        });
      }),
      { numRuns: 12, seed: 7 },
    );
  },
);

it(
  "a metric is the same whichever others are asked with it, and however often another fact is told",
  { timeout: 120_000 },
  async () => {
    const sources = randomSources(3);
    const metrics = [...Object.keys(wanted), ...others];
    const alone = new Map<string, { rows: PlainRow[]; total: PlainRow }>();
    const same = (metric: string, found: { rows: PlainRow[]; total: PlainRow }): void => {
      const { rows, total } = alone.get(metric)!;
      near(found.total[metric], total[metric] as number | null, `${metric} in total`);
      expect(found.rows).toHaveLength(rows.length);
      for (const [i, row] of rows.entries())
        near(found.rows[i][metric], row[metric] as number | null, `${metric}, row ${i}`);
    };
    await withSpine(sources, {}, async (db) => {
      const cache = await cacheOn(db);
      for (const metric of metrics) alone.set(metric, await ask(cache, [metric], ["month", "department"]));
      const together = await ask(cache, metrics, ["month", "department"]);
      for (const metric of metrics) same(metric, together);
    });
    const twice: Sources = {
      ...sources,
      suggestion: sources.suggestion.flatMap((row) => [
        row,
        { ...row, suggestion_id: `${String(row.suggestion_id)}b` },
      ]),
    };
    await withSpine(twice, {}, async (db) => {
      const again = await ask(await cacheOn(db), metrics, ["month", "department"]);
      for (const metric of metrics.filter((id) => id !== "suggestion_saving")) same(metric, again);
      near(
        again.total.suggestion_saving,
        2 * expected(sources, "suggestion_saving", null, null)!,
        "twice the savings",
      );
    });
  },
);

it("relations beside the spine have one row per employee and month at most", async () => {
  await withSpine(randomSources(5), {}, async (db) => {
    await cacheOn(db);
    for (const relation of ["leaver", "course_month"]) {
      const { rows, keys } = await db.row<{ rows: number; keys: number }>(
        `SELECT count(*)::INTEGER AS rows, count(DISTINCT (employee_id, month))::INTEGER AS keys FROM ${relation}`,
      );
      expect([relation, rows]).toEqual([relation, keys]);
      expect(rows).toBeGreaterThan(0);
    }
  });
});
