// rapport metrics, as a user runs it: the list, one metric in full, and the check of definitions and worked examples.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { register as initCommand } from "../../cli/init.js";
import { register as metricsCommand } from "../../cli/metrics.js";
import { RapportError } from "../../engine/errors.js";
import type { Locale } from "../../engine/locale.js";
import type { MetricSheet } from "../../engine/metrics/metric-sheet.js";

const dir = mkdtempSync(path.join(tmpdir(), "rapport-metrics-cli-"));
const workspace = path.join(dir, "w");
const own = (text: string): void => {
  mkdirSync(path.join(workspace, "metrics"), { recursive: true });
  writeFileSync(path.join(workspace, "metrics", "own.yml"), text);
};

const definition = (expected: number): string => `metrics:
  - id: revenue_per_visit
    label: { en: Revenue per visit, zh: 单次拜访收入 }
    description: { en: Revenue ÷ client visits., zh: 销售收入 ÷ 客户拜访数。 }
    unit: money
    relation: employee_month
    formula: { kind: ratio, numerator: { metric: revenue }, denominator: { sum: visits } }
    interval: ratio_by_person
    example:
      text: { en: 100 for 4 visits., zh: 4 次拜访收入 100。 }
      from: 2025-01
      to: 2025-01
      rows:
        - { employee_id: E1, month: 2025-01, revenue: 100, visits: 4 }
      expected: ${expected}
`;

async function run(args: string[], locale: Locale = "en"): Promise<{ out: string; error: unknown }> {
  const program = new Command().exitOverride();
  for (const register of [initCommand, metricsCommand]) register(program, locale);
  const written: string[] = [];
  const spies = [
    vi.spyOn(console, "log").mockImplementation((line) => void written.push(String(line))),
    vi.spyOn(console, "error").mockImplementation((line) => void written.push(String(line))),
  ];
  let error: unknown;
  try {
    await program.parseAsync(["node", "rapport", ...args]);
  } catch (thrown) {
    error = thrown;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { out: written.join("\n"), error };
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof RapportError ? error.code : undefined;

beforeAll(async () => void (await run(["init", workspace])));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("rapport metrics", () => {
  it("tells a metric in full, in both languages", async () => {
    const { out } = await run(["metrics", "bradford_factor"]);
    for (const part of ["S² × D", "left out:", "grain:", "interval: 95%", "E1", "result: 18.00"])
      expect(out).toContain(part);
    const zh = await run(["metrics", "bradford_factor"], "zh");
    for (const part of ["布拉德福德指数", "不计入", "粒度", "18.00"]) expect(zh.out).toContain(part);
  });

  it("lists every metric and every column, also as JSON", async () => {
    const sheets = JSON.parse((await run(["metrics", "--json"])).out) as MetricSheet[];
    expect(sheets.length).toBeGreaterThanOrEqual(60);
    expect(sheets.every((s) => s.example && s.exclusions && s.formula.zh && s.grain.en)).toBe(true);
    const { out } = await run(["metrics", "--columns"]);
    expect(out).toContain("headcount_end");
    expect(out).toMatch(/base_pay +money +over people, at one moment/);
  });

  it("names what was meant when there is no such metric", async () => {
    const { error } = await run(["metrics", "bradfort_factor"]);
    expect(codeOf(error)).toBe("metric_unknown");
    expect((error as RapportError).facts.candidates).toContain("bradford_factor");
  });

  it("--check works every shipped example", { timeout: 120_000 }, async () => {
    const { out, error } = await run(["metrics", "--check"]);
    expect(error).toBeUndefined();
    expect(out).toMatch(/^(\d+) metrics, worked examples checked: \1\.$/);
  });

  it(
    "--check passes a company's own metric with its example, and says when the example is wrong",
    { timeout: 120_000 },
    async () => {
      own(definition(25));
      expect((await run(["metrics", "--check", "-w", workspace])).error).toBeUndefined();
      own(definition(24));
      const { out, error } = await run(["metrics", "--check", "-w", workspace]);
      expect(codeOf(error)).toBe("metrics_wrong");
      expect(out).toContain(
        "own.yml, line 2: the worked example of “revenue_per_visit” comes out as 25, not 24.",
      );
    },
  );

  it(
    "--check names file, line and rule of a wrong definition; asked for by name it says the same",
    { timeout: 120_000 },
    async () => {
      own(definition(25).replace("unit: money", "unit: share"));
      const { out, error } = await run(["metrics", "--check", "-w", workspace], "zh");
      expect(codeOf(error)).toBe("metrics_wrong");
      expect(out).toContain("own.yml 第 5 行：“revenue_per_visit”的单位写为 share");
      const { error: named } = await run(["metrics", "--check", "--json", "-w", workspace]);
      expect(codeOf(named)).toBe("metrics_wrong");
    },
  );
});
