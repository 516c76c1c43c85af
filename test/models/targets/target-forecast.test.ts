// Targets: gaps, short histories, quarters, the chance of reaching a target, commit and stretch.
import { describe, expect, it } from "vitest";
import { random } from "../../../models/estimators/random.js";
import { isRefusal } from "../../../models/model.js";
import { monthText } from "../../../models/month.js";
import { targets, type MonthValue, type TargetFitted } from "../../../models/targets/target-forecast.js";
import { comingQuarters, targetOutlook } from "../../../models/targets/target-outlook.js";

const options = {
  name: { en: "Revenue", zh: "销售收入" },
  horizon: 12,
  now: "2026-11-01T00:00:00.000Z",
  snapshot: "test",
  seed: 1,
};
/** 2023-05 on, as the demo's history. */
const first = 2023 * 12 + 4;
const revenue = (n: number, seed: number): MonthValue[] => {
  const rng = random(seed);
  return Array.from({ length: n }, (_, t) => ({
    month: monthText(first + t),
    value:
      (1000 + 4 * t) * (1 + 0.2 * Math.sin((2 * Math.PI * (t + 4)) / 12)) * Math.exp(0.04 * rng.normal()),
  }));
};
function fit(rows: MonthValue[]): TargetFitted {
  const result = targets.fit(rows, options);
  if (isRefusal(result)) throw new Error(result.code);
  return result;
}

const width = (f: TargetFitted) => (f.forecast[0].high95 - f.forecast[0].low95) / f.forecast[0].mean;

describe("target forecast", () => {
  it("begins in the month after the last, with last year's value beside it", () => {
    const rows = revenue(42, 1);
    const { forecast } = fit(rows);
    expect(forecast.map((f) => f.month).slice(0, 3)).toEqual(["2026-11", "2026-12", "2027-01"]);
    expect(forecast[0].lastYear).toBe(rows.find((r) => r.month === "2025-11")!.value);
  });

  it("fills a month without a value on the line between its neighbours and marks it", () => {
    const rows = revenue(42, 1);
    rows[10].value = null;
    const { history } = fit(rows);
    expect(history[10].isFilled).toBe(true);
    expect(history[10].value).toBeCloseTo((rows[9].value! + rows[11].value!) / 2, 9);
    expect(history.length).toBe(42);
  });

  it("refuses below six months; with ten it gives a wide level and says why", () => {
    const refusal = targets.fit(revenue(4, 1), options);
    expect(isRefusal(refusal) && refusal.facts).toEqual({ months: 4, monthsNeeded: 6, moreMonths: 2 });
    const short = fit(revenue(10, 1));
    const long = fit(revenue(42, 1));
    expect(short.method).toBe("short_series");
    expect(short.reason.en).toContain("10 months");
    expect(width(short)).toBeGreaterThan(width(long));
  });

  it("lists the coming quarters, a running one with what is known of it", () => {
    const fitted = fit(revenue(42, 1));
    const quarters = comingQuarters(fitted);
    expect(quarters[0]).toEqual({ from: "2026-10", to: "2026-12" });
    const running = targetOutlook(fitted, quarters[0]);
    expect(running.monthsKnown).toBe(1);
    expect(running.known).toBe(fitted.history.at(-1)!.value);
    expect(running.low95).toBeGreaterThan(running.known);
    expect(running.lastYear).toBeCloseTo(
      fitted.history
        .filter((h) => ["2025-10", "2025-11", "2025-12"].includes(h.month))
        .reduce((s, h) => s + h.value, 0),
      6,
    );
    expect(comingQuarters(fitted, 2)[0]).toEqual({ from: "2026-11", to: "2027-01" });
  });

  it("commit is reached with a chance of one half, stretch with a quarter; higher targets are less likely", () => {
    const fitted = fit(revenue(42, 2));
    const span = { from: "2027-01", to: "2027-03" };
    const { commit, stretch } = targetOutlook(fitted, span);
    const chance = (target: number) => targetOutlook(fitted, { ...span, target }).probability!;
    expect(chance(commit)).toBeCloseTo(0.5, 1);
    expect(chance(stretch)).toBeCloseTo(0.25, 1);
    expect(chance(stretch)).toBeLessThan(chance(commit));
    expect(chance(0)).toBe(0.999);
    expect(chance(commit * 10)).toBe(0.001);
  });

  it("a quarter that is over is certain", () => {
    const fitted = fit(revenue(42, 2));
    const span = { from: "2026-07", to: "2026-09" };
    const { known } = targetOutlook(fitted, span);
    expect(targetOutlook(fitted, { ...span, target: known * 0.99 }).probability).toBe(1);
    expect(targetOutlook(fitted, { ...span, target: known * 1.01 }).probability).toBe(0);
  });

  it("a total's interval is narrower, relatively, than its months', and wider than if they were independent", () => {
    const fitted = fit(revenue(42, 3));
    const span = { from: "2027-01", to: "2027-03" };
    const { low80, high80, mean } = targetOutlook(fitted, span);
    const months = fitted.forecast.filter((f) => f.month >= span.from && f.month <= span.to);
    const sumOfSpreads = months.reduce((s, f) => s + f.spread, 0);
    const independent = Math.sqrt(months.reduce((s, f) => s + f.spread ** 2, 0));
    const half = (high80 - low80) / 2 / 1.2816;
    expect(half).toBeLessThan(sumOfSpreads * 1.05);
    expect(half).toBeGreaterThan(independent * 0.9);
    expect(mean).toBeCloseTo(
      months.reduce((s, f) => s + f.mean, 0),
      6,
    );
  });

  it("a span outside history and horizon is refused with the horizon", () => {
    const fitted = fit(revenue(42, 1));
    for (const span of [
      { from: "2030-01", to: "2030-03" },
      { from: "2027-03", to: "2027-01" },
    ])
      expect(() => targetOutlook(fitted, span)).toThrow(expect.objectContaining({ code: "period_invalid" }));
  });

  it("says the chance well: of many simulated companies about as many reach a 70 % target as it says", () => {
    let said = 0;
    let reached = 0;
    const companies = 24;
    for (let seed = 1; seed <= companies; seed++) {
      const all = revenue(45, seed + 50);
      const fitted = fit(all.slice(0, 42));
      const span = { from: "2026-11", to: "2027-01" };
      const target = targetOutlook(fitted, span).mean * 0.98;
      said += targetOutlook(fitted, { ...span, target }).probability! / companies;
      if (all.slice(42).reduce((s, m) => s + m.value!, 0) >= target) reached += 1 / companies;
    }
    expect(Math.abs(said - reached)).toBeLessThan(0.25);
  });
});
