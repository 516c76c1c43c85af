import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisScale, spreadApart } from "../../../web/report/axis-scale.js";
import { wrapText } from "../../../web/report/charts/group-chart.js";
import { formatDifference, formatInterval, formatNumber } from "../../../engine/metrics/format-number.js";
import { coveredMonths, periodLabel, periodMonth } from "../../../web/report/period-label.js";

describe("numbers in a report", () => {
  it.each([
    [formatNumber(0.25, "share", "en"), "25%"],
    [formatNumber(0.253, "rate_per_year", "en", { low: 0.18, high: 0.34 }), "25%"],
    [formatNumber(0.253, "rate_per_year", "zh", { low: 0.249, high: 0.258 }), "25.3%"],
    [formatDifference(-0.1, "points", "en"), "−10.0 points"],
    [formatDifference(0.1, "points", "zh"), "+10.0 个百分点"],
    [formatDifference(-0.0001, "points", "en"), "0.0 points"],
    [formatInterval(0.18, 0.34, "share", "en"), "18–34%"],
    [formatInterval(0.18, 0.34, "share", "zh"), "18%～34%"],
    [formatInterval(-0.04, 0.12, "points", "en"), "−4 to 12 points"],
    [formatNumber(10_700_000, "money", "en"), "CNY 10.7 M"],
    [formatNumber(10_700_000, "money", "zh"), "1,070 万元"],
    [formatNumber(123_456_789, "money", "zh"), "1.23 亿元"],
    [formatNumber(1234, "count", "en"), "1,234"],
    [formatNumber(11.94, "hours", "zh"), "11.9 小时"],
    [formatNumber(null, "count", "en"), "–"],
    [formatNumber(Number.NaN, "share", "en"), "–"],
  ])("%s = %s", (text, expected) => {
    expect(text).toBe(expected);
  });

  it("are never −0 and always use the minus sign", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.constantFrom("en" as const, "zh" as const),
        (value, locale) => {
          const text = formatDifference(value, "points", locale);
          expect(text).not.toContain("-");
          expect(text).not.toMatch(/−0\.0( |$)/);
        },
      ),
    );
  });
});

describe("axes", () => {
  it("hold every number, in round steps, from zero where asked", () => {
    fc.assert(
      fc.property(
        // to a millionth: what is nearer to zero is drawn as zero
        fc.array(
          fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => Math.round(x * 1e6) / 1e6),
          { minLength: 1, maxLength: 20 },
        ),
        fc.boolean(),
        (values, zero) => {
          const { min, max, ticks } = axisScale(values, zero);
          const slack = (max - min) * 1e-6;
          expect(values.every((value) => value >= min - slack && value <= max + slack)).toBe(true);
          expect(!zero || (min <= 0 && max >= 0)).toBe(true);
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(8);
        },
      ),
    );
  });

  it("labels at line ends stand apart, inside the plot, in their order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 4 }),
        (at) => {
          const spread = spreadApart(at, 38, 300).sort((a, b) => a - b);
          for (let i = 1; i < spread.length; i++) expect(spread[i]! - spread[i - 1]!).toBeGreaterThan(37);
          expect(spread.at(-1)).toBeLessThanOrEqual(300.5);
        },
      ),
    );
  });

  it("long labels wrap and are never cut", () => {
    for (const text of ["客户成功与大客户支持中心", "Customer success and key accounts", "销售 Sales 部"]) {
      const lines = wrapText(text, 80);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      expect(lines.length).toBeGreaterThan(1);
    }
  });
});

describe("periods", () => {
  it.each([
    ["2024-05-01", 24_292],
    ["2024-Q2", 24_291],
    ["2024", 24_288],
    [Date.UTC(2024, 4, 1), 24_292],
    ["x", null],
    [null, null],
  ] as const)("%s begins in month %s", (value, month) => {
    expect(periodMonth(value)).toBe(month);
  });
  it("are named in the reader's language", () => {
    expect(periodLabel(24_291, "quarter", "en")).toBe("Q2 2024");
    expect(periodLabel(24_291, "quarter", "zh")).toBe("2024年第二季度");
    expect(periodLabel(24_291, "quarter", "zh", true)).toBe("2024Q2");
    expect(periodLabel(24_292, "month", "zh")).toBe("2024年5月");
  });
  it("count the months that the answer covers", () => {
    expect(coveredMonths(24_291, "quarter", "2024-01", "2024-05")).toBe(2);
    expect(coveredMonths(24_291, "quarter", "2024-01", "2025-05")).toBe(3);
  });
});
