// Every metric's worked example, and what happens to a definition that is wrong.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { RapportError } from "../../../engine/errors.js";
import { answer } from "../../../engine/metrics/answer.js";
import { loadCatalogue } from "../../../engine/metrics/catalogue.js";
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

const definition = (changes: Record<string, string>): string => {
  const lines: Record<string, string> = {
    id: "night_hours",
    label: "{ en: Night hours, zh: 夜间工时 }",
    description: "{ en: Hours after 22:00., zh: 22 点后的工时。 }",
    unit: "hours",
    relation: "employee_month",
    formula: "{ kind: sum, of: { sum: night_hours } }",
    needs: "[attendance_day]",
    ...changes,
  };
  const body = Object.entries(lines).map(([key, value], i) => `${i === 0 ? "  - " : "    "}${key}: ${value}`);
  return `# own\nmetrics:\n${body.join("\n")}\n`;
};

describe("a company's own metrics", () => {
  let dir = "";
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function workspaceWith(yaml: string): string {
    dir = mkdtempSync(path.join(tmpdir(), "rapport-metrics-"));
    mkdirSync(path.join(dir, "metrics"));
    writeFileSync(path.join(dir, "metrics", "own.yml"), yaml);
    return dir;
  }

  function failure(yaml: string): RapportError["facts"] {
    try {
      loadCatalogue(workspaceWith(yaml));
    } catch (error) {
      if (error instanceof RapportError && error.code === "catalogue_invalid") return error.facts;
      throw error;
    }
    throw new Error("the definition was accepted");
  }

  it("stand beside the shipped ones and answer", async () => {
    const cache = await cacheOf({
      months: ["2025-01"],
      employeeMonths: [
        { employee_id: "E1", month: "2025-01", night_hours: 1.5 },
        { employee_id: "E2", month: "2025-01", night_hours: 2.25 },
      ],
      dir: workspaceWith(definition({})),
    });
    const result = await answer(cache, { metrics: ["night_hours", "hires"] }, { reader: localReader, now });
    expect(result.total.getChild("night_hours")!.get(0)).toBe(3.75);
    cache.database.close();
  });

  it("name file, line and rule when a column does not exist", () => {
    const facts = failure(definition({ formula: "{ kind: sum, of: { sum: nigth_hours } }" }));
    expect(facts).toMatchObject({ file: "own.yml", line: 8 });
    expect(facts.rule).toContain("night_hours");
  });

  it.each([
    ["an id that exists", { id: "headcount" }, 3],
    ["an unknown unit", { unit: "percent" }, 6],
    ["SQL in place of a column", { formula: '{ kind: sum, of: { sum: "1); DROP TABLE x; --" } }' }, 8],
    ["text that cannot be added up", { formula: "{ kind: sum, of: { sum: site } }" }, 8],
    ["an interval on a count", { interval: "poisson" }, 10],
    ["a share that is a sum", { unit: "share" }, 6],
    [
      "Wilson on hours",
      {
        formula: "{ kind: ratio, numerator: { sum: night_hours }, denominator: { sum: worked_hours } }",
        interval: "wilson",
      },
      10,
    ],
  ] as [string, Record<string, string>, number][])("refuse %s", (_, changes, line) => {
    expect(failure(definition(changes)).line).toBe(line);
  });

  it("refuse broken YAML with its line", () => {
    expect(failure("metrics:\n  - id: x\n   label: y\n").line).toBe(3);
  });
});
