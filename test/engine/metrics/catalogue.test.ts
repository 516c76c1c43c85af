// The shipped catalogue: every metric is complete in both languages, and its worked example comes out.
import { describe, expect, it } from "vitest";
import { answer } from "../../../engine/metrics/answer.js";
import { loadCatalogue } from "../../../engine/metrics/catalogue.js";
import { formulaInWords, grainInWords } from "../../../engine/metrics/formula-words.js";
import { localReader } from "../../../engine/metrics/reader.js";
import { cacheOf, monthsFrom } from "./month-fixture.js";

const catalogue = loadCatalogue();
const now = new Date("2026-10-31T00:00:00Z");

const required =
  "headcount average_headcount hires exits voluntary_exits involuntary_exits other_exits voluntary_turnover total_turnover " +
  "rolling_12m_turnover rolling_12m_voluntary_turnover attrition_90_days attrition_first_year tenure absence_rate overtime_per_head training_hours_per_head " +
  "review_score revenue revenue_per_head new_customer_share big_client_share internal_moves promotions";

describe("the catalogue", () => {
  it("has every metric that pages and models ask for", () => {
    expect([...catalogue.metrics.keys()]).toEqual(expect.arrayContaining(required.split(" ")));
  });

  it("has about sixty metrics or more, each with exclusions, example and both languages", () => {
    expect(catalogue.metrics.size).toBeGreaterThanOrEqual(60);
    for (const { id, label, description, exclusions, example } of catalogue.metrics.values())
      for (const text of [label, description, exclusions, example?.text]) {
        expect([id, text?.zh]).toEqual([id, expect.stringMatching(/[\u4e00-\u9fff]/)]);
        expect([id, text?.en]).toEqual([id, expect.not.stringMatching(/[\u4e00-\u9fff]/)]);
      }
  });

  it("puts every formula and grain in words of both languages, without a column's bare name", () => {
    for (const metric of catalogue.metrics.values())
      for (const { en, zh } of [formulaInWords(metric), grainInWords(metric)]) {
        expect([metric.id, en]).toEqual([metric.id, expect.not.stringMatching(/_/)]);
        expect([metric.id, zh]).toEqual([metric.id, expect.stringMatching(/[\u4e00-\u9fff]/)]);
        expect([metric.id, zh]).toEqual([metric.id, expect.not.stringMatching(/_/)]);
      }
  });

  it("marks pay and ratings as standing facts, and nothing that only happens", () => {
    const standing = [...catalogue.metrics.values()].filter((m) => m.standing).map((m) => m.id);
    expect(standing.sort()).toEqual([
      "base_pay_mean",
      "base_payroll",
      "competency_score",
      "pay_ratio",
      "review_score",
    ]);
    expect([...catalogue.metrics.values()].filter((m) => m.standing && m.disclosure === "visible")).toEqual(
      [],
    );
  });

  it("gives an interval to every rate, share, score and mean", () => {
    const lacking = [...catalogue.metrics.values()].filter(
      (m) =>
        !["sum", "end_of_period", "average_over_months"].includes(m.formula.kind) && m.interval === "none",
    );
    expect(lacking.map((m) => m.id)).toEqual([]);
  });

  for (const metric of catalogue.metrics.values())
    it(`${metric.id}: its worked example comes out`, async () => {
      const { example } = metric;
      if (!example) throw new Error(`${metric.id} needs a worked example`);
      const first = String(example.rows.map((row) => row.month).sort()[0]);
      const months = monthsFrom(first, 60).filter((month) => month <= example.to);
      const hired = example.rows.map(({ employee_id, month }) => ({ employee_id, month }));
      const anchor = months.map((month) => ({ employee_id: "anchor", month, exit_exposure: 0 }));
      const cache = await cacheOf({
        months,
        employeeMonths: metric.relation === "employee_month" ? example.rows : [...anchor, ...hired],
        hires: metric.relation === "hire_cohort" ? example.rows : [],
      });
      const result = await answer(
        cache,
        { metrics: [metric.id], from: example.from, to: example.to },
        { reader: localReader, now },
      );
      expect(result.total.getChild(`${metric.id}__refused`)!.get(0)).toBeNull();
      expect(result.total.getChild(metric.id)!.get(0)).toBeCloseTo(example.expected, 12);
      cache.database.close();
    });
});
