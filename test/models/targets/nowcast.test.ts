// The running quarter: what is due by working days and the past's course, the chance of its target, rates that never accumulate.
import { describe, expect, it } from "vitest";
import { loadCatalogue } from "../../../engine/index.js";
import { random } from "../../../models/estimators/random.js";
import { isRefusal } from "../../../models/model.js";
import { monthText } from "../../../models/month.js";
import { dueShare } from "../../../models/targets/due-share.js";
import { nowcast, pointsAhead } from "../../../models/targets/nowcast.js";
import { quotaWeeks, refuseWhatDoesNotAddUp } from "../../../models/targets/quota-plan.js";
import { rateNowcast } from "../../../models/targets/rate-nowcast.js";
import { isShareOfCases } from "../../../models/targets/share-of-cases.js";
import { targets, type TargetFitted } from "../../../models/targets/target-forecast.js";
import { firstWorkingDays } from "../../../models/targets/working-share.js";

const timeZone = "Asia/Shanghai";
/** 2022-01 on. */
const first = 2022 * 12;
/** `peak`: by how many months the year's course is moved. */
const truth = (t: number, peak: number) =>
  (1000 + 4 * t) * (1 + 0.2 * Math.sin((2 * Math.PI * (t + peak)) / 12));
const months = (n: number, seed: number, noise = 0.05, peak = 0) => {
  const rng = random(seed);
  return Array.from({ length: n }, (_, t) => ({
    month: monthText(first + t),
    value: truth(t, peak) * Math.exp(noise * rng.normal()),
  }));
};
function fit(rows: { month: string; value: number }[]): TargetFitted {
  const fitted = targets.fit(rows, {
    name: { en: "Revenue", zh: "销售收入" },
    horizon: 6,
    now: "2026-01-01T00:00:00.000Z",
    snapshot: "test",
    seed: 1,
    timeZone,
  });
  if (isRefusal(fitted)) throw new Error(fitted.code);
  return fitted;
}

describe("working days and what is due", () => {
  it("October 2024 to the 12th: four days after the holiday week and the make-up Saturday, of 19", () => {
    expect(firstWorkingDays("2024-10", "2024-10-12", timeZone)).toEqual({ worked: 5, all: 19 });
    expect(firstWorkingDays("2024-10", "2024-09-30", timeZone).worked).toBe(0);
    expect(firstWorkingDays("2024-10", "2024-11-02", timeZone).worked).toBe(19);
  });

  it("golden: 25 % done against 21.25 % due, 18 against 17.5 is half a point, 1 against 0.5 too", () => {
    expect(pointsAhead(0.25, 0.2125)).toBeCloseTo(3.75, 9);
    expect(pointsAhead(0.18, 0.175)).toBeCloseTo(0.5, 9);
    expect(pointsAhead(0.01, 0.005)).toBeCloseTo(0.5, 9);
  });

  it("follows the past quarters' course, not the calendar: two thirds in the last month are due in the last month", () => {
    const history = new Map<string, number>();
    for (let q = 0; q < 12; q++)
      [1, 1, 4].forEach((v, i) => history.set(monthText(first + 3 * q + i), 100 * v));
    const span = { from: "2025-01", to: "2025-03" };
    const due = dueShare(history, span, "2025-02-28", timeZone);
    expect(due.quarters).toBe(3);
    const even = due.worked / due.workingDays;
    // Three years at a third, one part working days.
    expect(due.due).toBeCloseTo((3 * (1 / 3) + even) / 4, 9);
    expect(dueShare(new Map(), span, "2025-02-28", timeZone).due).toBeCloseTo(even, 9);
  });
});

describe("golden: a rate has no weekly quota", () => {
  const rate = loadCatalogue().metrics.get("repurchase_rate")!;

  it("85 % over four weeks is refused with the quotient it would have given", () => {
    expect(() => refuseWhatDoesNotAddUp(rate, 0.85, 4)).toThrow(
      expect.objectContaining({
        code: "rate_has_no_quota",
        facts: expect.objectContaining({ said: "85%", part: "21.25%" }),
      }),
    );
    expect(() => refuseWhatDoesNotAddUp(loadCatalogue().metrics.get("revenue")!, 2, 13)).not.toThrow();
  });

  it("a sum's plan adds up to the target, week by week, and gives a holiday week nothing", () => {
    const span = { from: "2025-10", to: "2025-12" };
    const { weeks } = quotaWeeks(new Map(), span, 620, timeZone);
    expect(weeks[0]).toMatchObject({ from: "2025-10-01", to: "2025-10-05", workingDays: 0, quota: 0 });
    // the 9th, the 10th, and Saturday the 11th, which is worked for the holiday
    expect(weeks[1].workingDays).toBe(3);
    expect(weeks.at(-1)).toMatchObject({ from: "2025-12-29", to: "2025-12-31" });
    expect(weeks.reduce((sum, { quota }) => sum + quota, 0)).toBeCloseTo(620, 9);
    expect(weeks.at(-1)!.dueShare).toBeCloseTo(1, 12);
    const gaps = weeks.slice(1).map(({ from }, i) => Date.parse(from) - Date.parse(weeks[i].to));
    expect(new Set(gaps)).toEqual(new Set([86_400_000]));
  });

  it("shares of counted cases have an outlook; shares of money or hours, and rates per year, have none", () => {
    const { metrics } = loadCatalogue();
    const is = (id: string) => isShareOfCases(metrics.get(id)!);
    expect(["exam_pass_rate", "lead_conversion", "satisfied_share"].map(is)).toEqual([true, true, true]);
    expect(["big_client_share", "overtime_share", "voluntary_turnover", "revenue"].map(is)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("is judged by the rate so far and the cases to come", () => {
    const past = Array.from({ length: 8 }, (_, i) => ({ numerator: 80 + (i % 3), denominator: 100 }));
    const early = rateNowcast(past, { numerator: 9, denominator: 10 }, 90, { target: 0.85, seed: 1 });
    const late = rateNowcast(past, { numerator: 81, denominator: 90 }, 10, { target: 0.85, seed: 1 });
    expect(early.points).toBeCloseTo(5, 9);
    expect(late.probability!).toBeGreaterThan(early.probability!);
    expect(late.probability!).toBeGreaterThan(0.9);
    const over = rateNowcast(past, { numerator: 80, denominator: 100 }, 0, { target: 0.85, seed: 1 });
    expect([over.mean, over.probability]).toEqual([expect.closeTo(0.8, 9), 0]);
  });
});

describe("nowcast", () => {
  const span = { from: "2026-01", to: "2026-03" };

  it("counts what is there, keeps its interval above it, and narrows as the quarter runs", () => {
    const all = months(51, 1);
    const question = { ...span, timeZone, target: 3500 };
    const before = nowcast(fit(all.slice(0, 48)), { ...question, day: "2025-12-31", running: null });
    const inside = nowcast(fit(all.slice(0, 49)), { ...question, day: "2026-02-12", running: 500 });
    expect(inside.known).toBeCloseTo(all[48].value + 500, 9);
    expect(inside.low95).toBeGreaterThan(inside.known);
    expect(inside.high80 - inside.low80).toBeLessThan(before.high80 - before.low80);
    expect(inside.points).toBeCloseTo(100 * (inside.done! - inside.due), 9);
    expect(before.known).toBe(0);
    expect(before.due).toBe(0);
    const over = nowcast(fit(all), { ...question, day: "2026-03-31", running: null });
    expect([0, 1]).toContain(over.probability);
    expect(over.due).toBeCloseTo(1, 9);
  });

  it("a strong start of the running month lifts the quarter and the chance, a weak one lowers them", () => {
    const fitted = fit(months(48, 2));
    const expected = fitted.forecast[0].mean;
    const at = (factor: number) => {
      const { worked, all } = firstWorkingDays("2026-01", "2026-01-20", timeZone);
      const running = (factor * expected * worked) / all;
      return nowcast(fitted, { ...span, day: "2026-01-20", running, target: 3 * expected, timeZone });
    };
    expect(at(1.3).mean).toBeGreaterThan(at(1).mean);
    expect(at(1).mean).toBeGreaterThan(at(0.7).mean);
    expect(at(1.3).probability!).toBeGreaterThan(at(0.7).probability!);
  });

  it("a quarter that is not the running one is refused", () => {
    const fitted = fit(months(48, 2));
    const question = { day: "2026-01-20", running: 1, timeZone };
    expect(() => nowcast(fitted, { ...question, from: "2030-01", to: "2030-03" })).toThrow(
      expect.objectContaining({ code: "period_invalid" }),
    );
  });

  const companies = process.env.RAPPORT_NIGHTLY ? 300 : 16;
  it(
    `covers the quarter's total and keeps its promise of 70 % on ${companies} simulated companies`,
    { timeout: companies * 2000 },
    () => {
      let [inside, reached] = [0, 0];
      for (let seed = 1; seed <= companies; seed++) {
        // Years peak in any month: an interval holds on average over the places of a season, not at each.
        const all = months(51, seed + 900, 0.08, seed % 12);
        const rng = random(seed);
        // The running month comes in day by day: shares of the days vary as daily sales do.
        const { worked, all: workingDays } = firstWorkingDays("2026-01", "2026-01-15", timeZone);
        const days = Array.from({ length: workingDays }, () => -Math.log(1 - rng.uniform()));
        const whole = days.reduce((a, b) => a + b, 0);
        const soFar = days.slice(0, worked).reduce((a, b) => a + b, 0) / whole;
        const question = { ...span, timeZone, day: "2026-01-15", running: all[48].value * soFar };
        const fitted = fit(all.slice(0, 48));
        const total = all[48].value + all[49].value + all[50].value;
        const { low80, high80, likely } = nowcast(fitted, question);
        if (total >= low80 && total <= high80) inside++;
        if (total >= likely) reached++;
        expect(nowcast(fitted, { ...question, target: likely }).probability).toBeCloseTo(0.7, 2);
      }
      const bound = 3 * Math.sqrt(0.22 / companies);
      expect(Math.abs(inside / companies - 0.8)).toBeLessThan(bound);
      expect(Math.abs(reached / companies - 0.7)).toBeLessThan(bound);
    },
  );
});
