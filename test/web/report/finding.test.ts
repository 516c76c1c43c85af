import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChartRow } from "../../../web/report/chart-rows.js";
import { chanceOf, describeReport, findingOf } from "../../../web/report/finding.js";
import { emptyReport, type ReportSpec } from "../../../web/report/report-spec.js";
import { catalogue, sampleResult } from "./sample-results.js";

const report = (parts: Partial<ReportSpec>): ReportSpec => ({ ...emptyReport, ...parts });
const finding = (parts: Partial<ReportSpec>, refuse = "") =>
  findingOf(report(parts), sampleResult(report(parts), { refuse }));
/** Numbers as both languages write them alike. */
const numbers = (text: string) => [...text.matchAll(/[+−]?\d+(?:[.,]\d+)*%?/g)].map(([one]) => one).sort();

describe("the sentence above a report", () => {
  const metrics = catalogue.metrics
    .filter(({ locked, unit }) => !locked && unit !== "money")
    .map(({ id }) => id);
  it("carries the same numbers in both languages", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...metrics),
        fc.constantFrom<string[]>([], ["year"], ["site"], ["team"]),
        fc.constantFrom<string[]>([], ["site"]),
        fc.constantFrom<ReportSpec["compare"]>([], ["previous_year"]),
        (metric, across, colour, compare) => {
          fc.pre(!(across[0] === "site" && colour[0] === "site"));
          const found = finding({ metrics: [metric], across, colour, compare })!;
          expect(numbers(found.title.en)).toEqual(numbers(found.title.zh));
        },
      ),
    );
  });

  it("compares first and last complete period, leaving out the running one", () => {
    const { title } = finding({ metrics: ["exits"], across: ["quarter"] })!;
    expect(title.en).toMatch(/^Exits (rose|fell) from \d+ in Q4 2024 to \d+ in Q3 2026 \([+−]\d+\)$/);
    expect(title.zh).toMatch(/^离职人数从2024年第四季度的 \d+ (升至|降至)2026年第三季度的 \d+（[+−]\d+）$/);
  });

  it("names highest and lowest group, and says when that could be chance", () => {
    const found = finding({ metrics: ["voluntary_turnover"], across: ["department"] })!;
    expect(found.title.en).toMatch(/ is highest for .+ \(\d+(\.\d)?%\) and lowest for .+ \(\d+(\.\d)?%\)/);
    expect(found.chance).toMatch(/chance/);
    expect(found.title.en.includes("could be chance")).toBe(found.chance === "could_be_chance");
    expect(found.title.zh.includes("偶然")).toBe(found.chance === "could_be_chance");
  });

  it("counts compared exactly are not called chance", () => {
    expect(finding({ metrics: ["exits"], across: ["department"] })!.chance).toBeNull();
  });

  it("uses the engine's comparison and its verdict where the report compares", () => {
    const found = finding({
      metrics: ["voluntary_turnover"],
      across: ["quarter"],
      compare: ["previous_year"],
    })!;
    expect(found.title.en).toMatch(
      /^Voluntary turnover per year in Q3 2026 is .+, against .+ in the same period a year before \(−.+ points\); the difference could be chance$/,
    );
    expect(found.chance).toBe("could_be_chance");
  });

  it("says nothing when every number is withheld", () => {
    const one = report({ metrics: ["exits"], across: ["site"] });
    const data = sampleResult(one);
    for (const row of data.rows) Object.assign(row, { exits: null, exits__refused: "small_group" });
    expect(findingOf(one, data)).toBeNull();
  });

  it("never names a withheld group", () => {
    expect(finding({ metrics: ["exits"], across: ["site"] }, "上海")!.title.en).not.toContain("上海");
  });
});

const estimate = (value: number, half: number) =>
  ({ value, low: value - half, high: value + half }) as ChartRow;

describe("whether a difference could be chance", () => {
  it("one comparison of known error: 1.96 standard errors decide", () => {
    // both half widths 1.96 × 1, difference needs 1.96 × √2 = 2.77
    expect(chanceOf(estimate(10, 1.96), estimate(7.1, 1.96), 1)).toBe("beyond_chance");
    expect(chanceOf(estimate(10, 1.96), estimate(7.4, 1.96), 1)).toBe("could_be_chance");
  });
  it("picking the extremes of many groups raises the bar", () => {
    expect(chanceOf(estimate(10, 1.96), estimate(7.1, 1.96), 10)).toBe("could_be_chance");
  });
  it("calls at most one in twenty comparisons of equal groups real", () => {
    let seed = 7;
    const uniform = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const runs = 4000;
    let alarms = 0;
    for (let run = 0; run < runs; run++) {
      const groups = Array.from({ length: 6 }, () => estimate(normal(), 1.96)).sort(
        (a, b) => b.value! - a.value!,
      );
      if (chanceOf(groups[0]!, groups[5]!, 15) === "beyond_chance") alarms++;
    }
    expect(alarms / runs).toBeLessThan(0.05);
  });
});

const labels = (id: string) =>
  [...catalogue.metrics, ...catalogue.dimensions].find((one) => one.id === id)!.label;

describe("a report's own description", () => {
  it("reads as a title in both languages", () => {
    const one = report({ metrics: ["exits"], across: ["quarter"], colour: ["site"] });
    expect(describeReport(one, labels, "en")).toBe("Exits by quarter and site");
    expect(describeReport(one, labels, "zh")).toBe("按季度、工作地点的离职人数");
  });
});
