// A company's own definitions: good ones answer like the shipped ones, wrong ones are told with file, line and rule.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { answer } from "../../../engine/metrics/answer.js";
import { loadCatalogue } from "../../../engine/metrics/catalogue.js";
import { localReader } from "../../../engine/metrics/reader.js";
import { cacheOf, type FixtureRow } from "./month-fixture.js";

const now = new Date("2026-10-31T00:00:00Z");

let dir = "";
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function workspaceWith(yaml: string, name = "own.yml"): string {
  dir = mkdtempSync(path.join(tmpdir(), "rapport-metrics-"));
  mkdirSync(path.join(dir, "metrics"));
  writeFileSync(path.join(dir, "metrics", name), yaml);
  return dir;
}

type Changes = Record<string, string | null>;

/** Lines 3 to 10: id, label, description, unit, relation, formula, needs, interval. */
const entry = (changes: Changes = {}): string => {
  const lines: Changes = {
    id: "night_work",
    label: "{ en: Night hours, zh: 夜间工时 }",
    description: "{ en: Hours after 22:00., zh: 22 点后的工时。 }",
    unit: "hours",
    relation: "employee_month",
    formula: "{ kind: sum, of: { sum: night_hours } }",
    needs: "[attendance_day]",
    interval: "none",
    ...changes,
  };
  return Object.entries(lines)
    .map(([key, value], i) => (value === null ? "" : `${i === 0 ? "  - " : "    "}${key}: ${value}\n`))
    .join("");
};
const file = (...entries: string[]): string => `# own\nmetrics:\n${entries.join("")}`;

const problems = (yaml: string) => loadCatalogue(workspaceWith(yaml)).problems;
function problem(yaml: string) {
  const found = problems(yaml);
  expect(found.map(({ error }) => error.code)).toHaveLength(1);
  return found[0].error;
}

const refers = (id: string, to: string) =>
  entry({ id, unit: "money", formula: `{ kind: sum, of: { metric: ${to} } }`, needs: null });

const ratio = (numerator: string, denominator: string, more = ""): string =>
  `{ kind: ratio, numerator: { sum: ${numerator} }, denominator: { sum: ${denominator} }${more} }`;

describe("a company's own metrics", () => {
  const rows: FixtureRow[] = [
    { employee_id: "E1", month: "2025-01", night_hours: 1.5, revenue: 100, visits: 4, headcount_end: 1 },
    { employee_id: "E2", month: "2025-01", night_hours: 2.25, revenue: 50, visits: 2, headcount_end: 1 },
  ];

  async function total(yaml: string, metrics: string[]) {
    const cache = await cacheOf({ months: ["2025-01"], employeeMonths: rows, dir: workspaceWith(yaml) });
    try {
      const result = await answer(cache, { metrics }, { reader: localReader, now });
      return { values: metrics.map((id) => result.total.getChild(id)!.get(0)), warnings: result.warnings };
    } finally {
      cache.database.close();
    }
  }

  it("stand beside the shipped ones and answer", async () => {
    const { values, warnings } = await total(file(entry()), ["night_work", "headcount"]);
    expect(values).toEqual([3.75, 2]);
    expect(warnings).toEqual([]);
  });

  it("may name other metrics of kind sum, shipped or own, over several steps", async () => {
    const yaml = file(
      entry({
        id: "sales_sum",
        unit: "money",
        formula: "{ kind: sum, of: { metric: revenue } }",
        needs: null,
      }),
      entry({
        id: "revenue_per_visit",
        unit: "money",
        formula: "{ kind: ratio, numerator: { metric: sales_sum }, denominator: { sum: visits } }",
        needs: null,
        interval: "ratio_by_person",
      }),
    );
    const { values } = await total(yaml, ["revenue_per_visit"]);
    expect(values).toEqual([25]);
    expect(loadCatalogue(dir).metrics.get("revenue_per_visit")!.needs).toEqual(["sales_activity"]);
  });

  it("can use everything the shipped ones use: stability, shares of people, scores of a person's year", () => {
    const yaml = file(
      entry({
        id: "a",
        unit: "share",
        formula: "{ kind: retained_12m, of: headcount_end }",
        interval: "wilson",
      }),
      entry({
        id: "b",
        unit: "share",
        formula:
          "{ kind: share_of_people, numerator: { sum: night_hours }, denominator: { sum: headcount_average } }",
        interval: "wilson",
      }),
      entry({
        id: "c",
        unit: "index",
        formula:
          "{ kind: mean_per_person_12m, product: [{ sum: late_days, power: 2 }], weight: headcount_end }",
        interval: "mean_by_person",
      }),
    );
    expect(problems(yaml)).toEqual([]);
  });

  it("are read again when a file changes", () => {
    const folder = workspaceWith(file(entry()));
    expect(loadCatalogue(folder).metrics.get("night_work")!.label.en).toBe("Night hours");
    const renamed = entry({ label: "{ en: Hours at night, zh: 夜班工时 }" });
    writeFileSync(path.join(folder, "metrics", "own.yml"), file(renamed));
    expect(loadCatalogue(folder).metrics.get("night_work")!.label.en).toBe("Hours at night");
  });

  it("that are wrong do not stop the others: these answer, with a warning that names file and line", async () => {
    const yaml = file(entry(), entry({ id: "bad", unit: "money" }));
    const { values, warnings } = await total(yaml, ["night_work"]);
    expect(values).toEqual([3.75]);
    expect(warnings.map((w) => w.code)).toEqual(["metric_not_used"]);
    expect(warnings[0].text.en).toContain("own.yml, line 14");
    expect(warnings[0].text.zh).toContain("own.yml 第 14 行");
    await expect(total(yaml, ["bad"])).rejects.toMatchObject({ code: "metric_unit_wrong" });
  });

  it("of a file that cannot be read are told when something unknown is asked for", async () => {
    await expect(total("metrics: [", ["night_work"])).rejects.toMatchObject({ code: "catalogue_invalid" });
  });
});

describe("a wrong definition is told with file, line and rule:", () => {
  const cases: [what: string, yaml: string, code: string, line: number, facts: object][] = [
    [
      "an unknown column, with the nearest",
      file(entry({ formula: "{ kind: sum, of: { sum: nigth_hours } }" })),
      "metric_column_unknown",
      8,
      { column: "nigth_hours", candidates: expect.arrayContaining(["night_hours"]) },
    ],
    ["an unknown unit", file(entry({ unit: "percent" })), "metric_unit_unknown", 6, { unit: "percent" }],
    [
      "a unit that the formula does not give",
      file(entry({ unit: "money" })),
      "metric_unit_wrong",
      6,
      { unit: "money", found: "hours", allowed: ["hours"] },
    ],
    ["a share that is a sum", file(entry({ unit: "share" })), "metric_unit_wrong", 6, {}],
    [
      "hours added to money",
      file(entry({ formula: "{ kind: sum, of: { sum: [night_hours, revenue] } }" })),
      "metric_unit_wrong",
      6,
      { found: "hours + money", allowed: [] },
    ],
    [
      "a ratio without denominator",
      file(entry({ formula: "{ kind: ratio, numerator: { sum: night_hours } }" })),
      "metric_denominator_missing",
      8,
      { part: "denominator", kind: "ratio" },
    ],
    [
      "the sum of a score",
      file(entry({ unit: "score", formula: "{ kind: sum, of: { sum: review_score } }" })),
      "metric_sum_of_level",
      8,
      { column: "review_score" },
    ],
    [
      "the sum of a rate",
      file(entry({ unit: "rate_per_year", formula: "{ kind: sum, of: { metric: voluntary_turnover } }" })),
      "metric_reference_rate",
      8,
      { reference: "voluntary_turnover", kind: "ratio" },
    ],
    [
      "headcount summed over months",
      file(entry({ unit: "count", formula: "{ kind: sum, of: { sum: headcount_end } }" })),
      "metric_stock_over_time",
      8,
      { column: "headcount_end" },
    ],
    [
      "pay averaged over months as if it were paid again",
      file(entry({ unit: "money", formula: ratio("base_pay", "headcount_average") })),
      "metric_stock_over_time",
      8,
      { column: "base_pay" },
    ],
    [
      "a flow of which only the last month would be kept",
      file(entry({ unit: "money", formula: "{ kind: end_of_period, of: { sum: revenue } }" })),
      "metric_flow_at_end",
      8,
      { column: "revenue" },
    ],
    [
      "exposure as a result",
      file(entry({ unit: "count", formula: "{ kind: sum, of: { sum: exit_exposure } }" })),
      "metric_exposure_as_result",
      8,
      { column: "exit_exposure" },
    ],
    [
      "text that cannot be added up",
      file(entry({ formula: "{ kind: sum, of: { sum: site } }" })),
      "metric_text_column",
      8,
      { column: "site" },
    ],
    ["a shipped id", file(entry({ id: "headcount" })), "metric_id_taken", 3, { metric: "headcount" }],
    ["an id that stands twice", file(entry(), entry()), "metric_id_taken", 11, { other: "own.yml" }],
    [
      "a title without Chinese",
      file(entry({ label: "{ en: Night hours }" })),
      "metric_text_missing",
      4,
      { part: "label", languageZh: "中文" },
    ],
    [
      "no description",
      file(entry({ description: null })),
      "metric_text_missing",
      3,
      { part: "description", language: "English and Chinese" },
    ],
    ["an unknown part", file(entry({ labels: "x" })), "metric_key_unknown", 11, { key: "labels" }],
    [
      "SQL in place of a column",
      file(entry({ formula: '{ kind: sum, of: { sum: "1); DROP TABLE x; --" } }' })),
      "catalogue_invalid",
      8,
      {},
    ],
    [
      "an interval on a count",
      file(entry({ interval: "poisson" })),
      "metric_interval_wrong",
      10,
      { kind: "sum", allowed: ["none"] },
    ],
    [
      "Wilson on hours",
      file(entry({ unit: "share", formula: ratio("night_hours", "worked_hours"), interval: "wilson" })),
      "metric_interval_wrong",
      10,
      {},
    ],
    [
      "an unknown metric",
      file(entry({ formula: "{ kind: sum, of: { metric: hedcount } }" })),
      "metric_reference_unknown",
      8,
      { candidates: expect.arrayContaining(["headcount"]) },
    ],
    [
      "a metric of other rows",
      file(
        entry({ relation: "hire_cohort", unit: "count", formula: "{ kind: sum, of: { metric: hires } }" }),
      ),
      "metric_reference_relation",
      8,
      { other: "employee_month" },
    ],
    [
      "an unknown source",
      file(entry({ needs: "[attendance]" })),
      "metric_source_unknown",
      9,
      { candidates: expect.arrayContaining(["attendance_day"]) },
    ],
    [
      "an unknown column in the worked example",
      file(
        entry({
          example:
            "{ text: { en: x, zh: 例 }, from: 2025-01, to: 2025-01, rows: [{ employee_id: E1, month: 2025-01, nights: 3 }], expected: 3 }",
        }),
      ),
      "metric_column_unknown",
      11,
      { column: "nights" },
    ],
    ["broken YAML", "metrics:\n  - id: x\n   label: y\n", "catalogue_invalid", 3, {}],
    ["a file without the list", "metric:\n  - id: x\n", "catalogue_invalid", 2, {}],
    ["an empty file", "# nothing\n", "catalogue_invalid", 1, {}],
  ];

  it.each(cases)("%s", (_, yaml, code, line, facts) => {
    const error = problem(yaml);
    expect(error.code).toBe(code);
    expect(error.facts).toMatchObject({ file: "own.yml", line, ...facts });
    for (const locale of ["en", "zh"] as const) {
      const { message, hint } = error.localise(locale);
      expect(message).toContain("own.yml");
      expect(message).toContain(String(line));
      expect(`${message} ${hint}`).not.toMatch(/undefined|null|\{(?! en)/);
    }
    expect(error.localise("zh").message).toMatch(/[\u4e00-\u9fff].*。$/s);
  });

  it("a circle of two and of one, each named with its way", () => {
    const two = problems(file(refers("a", "b"), refers("b", "a")));
    expect(two.map(({ error }) => [error.code, error.facts.line, error.facts.path])).toEqual([
      ["metric_reference_cycle", 15, "a → b → a"],
      ["metric_reference_cycle", 8, "b → a → b"],
    ]);
    const one = problem(file(refers("a", "a")));
    expect([one.code, one.facts.path]).toEqual(["metric_reference_cycle", "a → a"]);
  });

  it("several at once, each with its own line", () => {
    const found = problems(
      file(entry({ id: "a", unit: "money" }), entry({ id: "b" }), entry({ id: "headcount" })),
    );
    expect(found.map(({ metric, error }) => [metric, error.facts.line])).toEqual([
      ["headcount", 19],
      ["a", 6],
    ]);
  });
});
