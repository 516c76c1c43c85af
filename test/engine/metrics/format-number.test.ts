// Numbers as text, in both languages, after the table of the design language.
import { describe, expect, it } from "vitest";
import {
  formatDifference,
  formatInterval,
  formatNumber,
  formatRatio,
  formatRelative,
} from "../../../engine/metrics/format-number.js";
import type { Locale } from "../../../engine/locale.js";
import { differenceUnit, units, type DifferenceUnit, type Unit } from "../../../engine/metrics/unit.js";

const digits = (text: string): string => text.replace(/[^\d.]/g, "");

const yuan = (locale: Locale): number => {
  const text = formatNumber(25_400_000, "money", locale);
  const scale = text.includes("万") ? 1e4 : text.includes("M") ? 1e6 : 1;
  return Number(digits(text)) * scale;
};

describe("numbers", () => {
  it.each([
    [0.25, "share", "25%", "25%"],
    [0.1234, "rate_per_year", "12.3%", "12.3%"],
    [1234, "count", "1,234", "1,234"],
    [8.0222, "count", "8.0", "8.0"],
    [10_700_000, "money", "CNY 10.7 M", "1,070 万元"],
    [1_234_500_000, "money", "CNY 1.23 B", "12.35 亿元"],
    [980, "money", "CNY 980", "980 元"],
    [-45_600, "money", "CNY −45.6 k", "−4.6 万元"],
    [2.925, "hours", "2.9 h", "2.9 小时"],
    [42.87, "months", "42.9 months", "42.9 个月"],
    [3, "days", "3 days", "3 天"],
    [3.8333, "score", "3.83", "3.83"],
    [-0.1, "points", "−10.0 points", "−10.0 个百分点"],
    [-0.00001, "points", "0.0 points", "0.0 个百分点"],
  ] as [number, Unit | DifferenceUnit, string, string][])("%d %s → %s, %s", (value, unit, en, zh) => {
    expect(formatNumber(value, unit, "en")).toBe(en);
    expect(formatNumber(value, unit, "zh")).toBe(zh);
  });

  it("nothing is a dash, never NaN or Infinity", () => {
    for (const value of [null, undefined, NaN, Infinity, -Infinity])
      for (const unit of units) expect(formatNumber(value, unit, "en")).toBe("–");
  });

  it("decimals follow the interval's width", () => {
    expect(formatNumber(0.2543, "share", "en", { low: 0.18, high: 0.34 })).toBe("25%");
    expect(formatNumber(0.2543, "share", "en", { low: 0.24, high: 0.27 })).toBe("25.4%");
    expect(formatNumber(0.2543, "share", "en", { low: 0.2541, high: 0.2545 })).toBe("25.43%");
  });

  it("differences carry their sign, and shares never differ in percent", () => {
    expect(formatDifference(3, "count", "en")).toBe("+3");
    expect(formatDifference(-3, "count", "zh")).toBe("−3");
    expect(formatDifference(0, "count", "en")).toBe("0");
    expect(formatDifference(0.021, differenceUnit("share"), "zh")).toBe("+2.1 个百分点");
    expect(formatDifference(0.00001, "points", "en")).toBe("0.0 points");
  });

  it("ranges", () => {
    expect(formatInterval(0.18, 0.34, "share", "en")).toBe("18–34%");
    expect(formatInterval(0.18, 0.34, "share", "zh")).toBe("18%～34%");
    expect(formatInterval(-0.22, 0.03, "points", "en")).toBe("−22 to 3 points");
    expect(formatInterval(-0.22, 0.03, "points", "zh")).toBe("−22～3 个百分点");
    expect(formatInterval(1_200_000, 3_400_000, "money", "en")).toBe("CNY 1.2–3.4 M");
    expect(formatInterval(null, 1, "share", "en")).toBe("");
  });

  it("ratios and relative changes look like neither", () => {
    expect([formatRatio(2.8, "en"), formatRatio(2.8, "zh")]).toEqual(["×2.8", "2.8 倍"]);
    expect([formatRelative(0.286, "en"), formatRelative(0.286, "zh")]).toEqual([
      "28.6% relative",
      "相对 28.6%",
    ]);
  });

  it("both languages carry the same number for every unit", () => {
    for (const unit of units.filter((u) => u !== "money"))
      for (const value of [0, 0.5, 12.345, -7.25, 98_765.4])
        expect(digits(formatNumber(value, unit, "zh"))).toBe(digits(formatNumber(value, unit, "en")));
    expect(yuan("zh")).toBe(yuan("en"));
  });
});
