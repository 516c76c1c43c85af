// Row predictions: a hand-computed one, growth, false alarms, and what a change of columns looks like.
import { describe, expect, it } from "vitest";
import { predictRows } from "../../../engine/quality/row-count.js";
import { schemaDrift } from "../../../engine/quality/schema-drift.js";
import { workingDays } from "../../../engine/quality/working-days.js";
import { random } from "../../../models/estimators/random.js";

describe("the rows to expect", () => {
  it("are not foretold from fewer than five counts", () => {
    expect(predictRows([100, 101, 99, 100])).toBeNull();
    expect(predictRows([100, 101, 99, 100, 100])).not.toBeNull();
  });

  it("have Student's limits on the logarithm (R: exp(mean(l) + qt(.995, n-1) * sd(l) * sqrt(1 + 1/n)) - 0.5)", () => {
    const counts = [1000, 1300, 900, 1250, 950, 1200];
    const logs = counts.map((n) => Math.log(n + 0.5));
    const mean = logs.reduce((a, b) => a + b) / 6;
    const sd = Math.sqrt(logs.reduce((a, b) => a + (b - mean) ** 2, 0) / 5);
    const half = 4.032142983557536 * sd * Math.sqrt(7 / 6); // qt(0.995, 5)
    const found = predictRows(counts)!;
    expect(found.method).toBe("level");
    expect(found.expected).toBeCloseTo(Math.exp(mean) - 0.5, 6);
    expect(found.low).toBe(Math.floor(Math.exp(mean - half) - 0.5));
    expect(found.high).toBe(Math.ceil(Math.exp(mean + half) - 0.5));
  });

  it("follow a source that grows", () => {
    const found = predictRows([100, 120, 144, 173, 207, 249, 299])!;
    expect(found.method).toBe("last");
    expect(found.expected).toBeGreaterThan(340);
    // the level of the past, 185, would be noticed
    expect(found.low).toBeGreaterThan(250);
  });

  it("raise a false alarm about once in a hundred times", () => {
    const draw = random(7);
    let alarms = 0;
    for (let run = 0; run < 2000; run++) {
      const counts = Array.from({ length: 12 }, () => Math.round(1000 * Math.exp(0.1 * draw.normal())));
      const { low, high } = predictRows(counts.slice(0, -1))!;
      if (counts.at(-1)! < low || counts.at(-1)! > high) alarms++;
    }
    expect(alarms / 2000).toBeGreaterThan(0.001);
    expect(alarms / 2000).toBeLessThan(0.025);
  });

  it("allow a constant small count to vary as counts do", () => {
    const { low, high } = predictRows([9, 9, 9, 9, 9, 9])!;
    expect(low).toBeLessThan(4);
    expect(high).toBeGreaterThan(16);
  });
});

describe("working days", () => {
  it("know the Spring Festival in China and weekends elsewhere", () => {
    // February 2026: 15–23 February off, the 14th and 28th worked in exchange
    expect(workingDays("2026-02", "Asia/Shanghai")).toBe(16);
    expect(workingDays("2026-02", "Europe/Berlin")).toBe(20);
  });
});

const fill = (columns: Record<string, [number, number]>) =>
  new Map(Object.entries(columns).map(([name, [cells, empty]]) => [name, { cells, empty }]));

describe("drift of columns", () => {
  it("names what is gone and new, and shares of empty cells that changed beyond chance", () => {
    const found = schemaDrift(
      fill({ a: [1000, 10], b: [1000, 0], gone: [1000, 0] }),
      fill({ a: [1000, 210], b: [1000, 20], fresh: [1000, 0] }),
    );
    expect(found.gone).toEqual(["gone"]);
    expect(found.added).toEqual(["fresh"]);
    // two points more of b are real, and too few to matter
    expect(found.fill.map((f) => [f.column, f.before, f.after])).toEqual([["a", 0.01, 0.21]]);
    expect(found.fill[0]!.low).toBeGreaterThan(0.15);
  });

  it("does not take two rows of twenty for a change", () => {
    expect(schemaDrift(fill({ a: [20, 0] }), fill({ a: [20, 2] })).fill).toEqual([]);
  });

  it("says nothing where a batch brought no rows", () => {
    expect(schemaDrift(fill({ a: [20, 0] }), new Map())).toEqual({ gone: [], added: [], fill: [] });
  });
});
