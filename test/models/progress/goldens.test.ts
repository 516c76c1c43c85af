// The golden facts of the sources: points against relative, +0.5 and never +1, a rate without weekly quota, both languages alike.
import { describe, expect, it } from "vitest";
import { dueBy } from "../../../models/progress/due-amount.js";
import { gapOf } from "../../../models/progress/gap.js";
import { differenceText, pointsText } from "../../../models/progress/number-words.js";
import { dueText, statementsOf, targetText } from "../../../models/progress/sheet-words.js";
import { changeOf, pastOf } from "../../../models/progress/chance-of-change.js";
import { helpsMost } from "../../../models/progress/helps-most.js";
import { alertsOf } from "../../../models/progress/alerts.js";
import { figure } from "./figure-fixture.js";

const shares = { unit: "share", adds: "rate" } as const;
const counts = { unit: "count", adds: "adds_up" } as const;
/** "Aug 2026" and "2026年8月" name the same month. */
const numbersIn = (text: string): string[] =>
  text.replace(/[A-Z][a-z]{2} \d{4}/, (month) => `${month.slice(4)}年${new Date(`1 ${month}`).getMonth() + 1}月`).match(/[+−]?\d+(?:[,.]\d+)*/g) ?? []; // prettier-ignore
const textOf = (said: readonly { about: string; text: string }[], about: string): string | undefined =>
  said.find((one) => one.about === about)?.text;

describe("golden: progress against targets", () => {
  it("golden: 70 % of 85 % is 15 percentage points to go, 17.6 % relative", () => {
    const gap = gapOf(0.7, 0.85, "at_least");
    expect(gap).toMatchObject({ difference: -0.15, isMet: false });
    expect(gap.relative).toBeCloseTo(-0.17647, 4);
    const told = figure({ ...shares, target: 0.85 }, 0.7);
    expect(targetText(told, "en", "CNY")).toBe("Target 85%: 15 percentage points to go.");
    expect(targetText(told, "zh", "CNY")).toBe("目标 85%：还差 15 个百分点。");
  });

  it("golden: 90 % against 85 % is 5 points, not 5 %", () => {
    expect(targetText(figure({ ...shares, target: 0.85 }, 0.9), "en", "CNY")).toBe(
      "Target 85%: 5 percentage points above it.",
    );
    expect(gapOf(0.9, 0.85, "at_least").relative).toBeCloseTo(0.0588, 4);
  });

  it("golden: 1 against 0.5 is +0.5, and 18 % against 17.5 % is +0.5 points", () => {
    expect(differenceText(gapOf(1, 0.5, "at_least").difference, { unit: "count" }, "en")).toBe("+0.5");
    expect(differenceText(gapOf(0.18, 0.175, "at_least").difference, { unit: "share" }, "zh")).toBe(
      "+0.5 个百分点",
    );
    expect(differenceText(gapOf(0.25, 0.2125, "at_least").difference, { unit: "share" }, "en")).toBe(
      "+3.8 percentage points",
    );
  });

  it("golden: 85 % / 4 is refused: a rate has no weekly quota", () => {
    const span = { from: "2026-07", to: "2026-09", through: "2026-07-10", timeZone: "Europe/Berlin" };
    expect(dueBy(0.25, { target: 0.85, adds: "rate", direction: "at_least" }, span)).toBe("rate");
    const told = { ...figure({ ...shares, target: 0.85 }, 0.25), noDue: "rate" as const };
    expect(dueText(told, "en", "CNY")).toMatch(/no weekly quota/);
    expect(dueText(told, "zh", "CNY")).toMatch(/没有每周定额/);
  });

  it("golden: 2 suggestions a quarter are 0.15 a week, not 0.5", () => {
    // July to September 2026 outside China: 66 working days, 8 of them by 10 July
    const span = { from: "2026-07", to: "2026-09", through: "2026-07-10", timeZone: "Europe/Berlin" };
    const due = dueBy(1, { target: 2, adds: "adds_up", direction: "at_least" }, span);
    if (typeof due === "string") throw new Error(due);
    expect(due).toMatchObject({ days: 8, of: 66 });
    expect(due.perWeek).toBeCloseTo(0.1515, 4);
    expect(due.amount).toBeCloseTo(16 / 66, 9);
    expect(due.ahead).toBeCloseTo(1 - 16 / 66, 9);
  });

  it("counts Chinese holidays and make-up days: October 2025 has 17 working days by the 29th of 18", () => {
    const span = { from: "2025-10", to: "2025-10", through: "2025-10-30", timeZone: "Asia/Shanghai" };
    expect(dueBy(0, { target: 18, adds: "adds_up", direction: "at_least" }, span)).toMatchObject({
      days: 17,
      of: 18,
      amount: 17,
    });
  });

  it("takes a target recorded for October only as due by the end of October, not by a share of the quarter", () => {
    const span = { from: "2026-10", to: "2026-12", through: "2026-11-22", timeZone: "Asia/Shanghai" };
    const goal = { target: 220_000, adds: "adds_up", direction: "at_least" } as const;
    expect(dueBy(156_633, goal, { ...span, months: ["2026-09", "2026-10"] })).toMatchObject({
      amount: 220_000,
      ahead: -63_367,
      days: 18,
      of: 18,
    });
    expect(dueBy(156_633, goal, span)).toMatchObject({ days: 33, of: 62 });
  });

  it("calls nothing due of a record that nobody said adds up, of a limit, and after the period", () => {
    const span = { from: "2026-07", to: "2026-07", through: "2026-07-10", timeZone: "Europe/Berlin" };
    expect(dueBy(1, { target: 2, adds: "unstated", direction: "at_least" }, span)).toBe("unstated");
    expect(dueBy(1, { target: 2, adds: "adds_up", direction: "at_most" }, span)).toBe("at_most");
    expect(
      dueBy(1, { target: 2, adds: "adds_up", direction: "at_least" }, { ...span, through: "2026-07-31" }),
    ).toBe("over");
    expect(dueBy(1, { target: null, adds: "adds_up", direction: "at_least" }, span)).toBe("no_target");
  });

  it("golden: lead conversion of 20 %, 5 points below the team's", () => {
    const told = { ...figure({ ...shares, target: null }, 0.2), peers: { group: { id: "S", name: "Sales", isRest: false }, people: 10, mean: 0.25, step: 0.02, difference: -0.05, median: null, top: null }, noPeers: null }; // prettier-ignore
    const said = (locale: "en" | "zh") =>
      statementsOf(told, locale, "CNY").find(({ about }) => about === "peers")!.text;
    expect(said("en")).toBe(
      "Sales (at least 10 people) is at about 25%: about 5 percentage points below it.",
    );
    expect(said("zh")).toBe("Sales（至少 10 人）约为 25%：本人低约 5 个百分点。");
  });

  it("says the same numbers in both languages", () => {
    const months = Array.from({ length: 9 }, (_, i) => ({
      month: `2026-0${i + 1}`,
      value: 10 + (i % 3),
      numerator: null,
      denominator: null,
    }));
    const told = {
      ...figure({ ...counts, target: 20 }, 12),
      change: changeOf(months, false, true),
      past: pastOf(months),
      band: { place: 2, of: 3 as const, next: 14, distance: 2 },
    };
    const [en, zh] = (["en", "zh"] as const).map((locale) => statementsOf(told, locale, "CNY"));
    expect(en!.map(({ about }) => about)).toEqual(zh!.map(({ about }) => about));
    expect(textOf(en!, "change")).toMatch(/^Against Aug 2026: /);
    expect(textOf(zh!, "change")).toMatch(/^与2026年8月相比：/);
    for (const [i, { text }] of en!.entries()) expect(numbersIn(zh![i]!.text)).toEqual(numbersIn(text));
  });

  it("writes points without a bare per cent sign and with the digits that they have", () => {
    expect([0.15, 0.005, -0.01].map((share) => pointsText(share, "en"))).toEqual([
      "15 percentage points",
      "0.5 percentage points",
      "−1 percentage points",
    ]);
  });
});

const point = (month: string, numerator: number, denominator: number) => ({
  month,
  value: numerator / denominator,
  numerator,
  denominator,
});

const monthsOf = (values: number[]) =>
  values.map((value, i) => ({
    month: `2026-${String(i + 1).padStart(2, "0")}`,
    value,
    numerator: null,
    denominator: null,
  }));

describe("change and chance", () => {
  it("tests shares as proportions: 35 of 100 to 25 of 100 could be chance, p = .12", () => {
    const change = changeOf([point("2026-01", 35, 100), point("2026-02", 25, 100)], true, false)!;
    expect(change.p).toBeCloseTo(0.12282, 5);
    expect(change).toMatchObject({ difference: -0.1, noise: "could_be_chance" });
  });

  it("knows nothing of noise with fewer than six own months, and something with them", () => {
    expect(changeOf(monthsOf([100, 80]), false, false)).toMatchObject({
      p: null,
      noise: "not_known",
      relative: -0.2,
    });
    expect(pastOf(monthsOf([100, 101, 99, 100, 80]))).toBeNull();
    // R: m <- c(100,101,99,100,102,98); 2 * pt(-abs((80 - mean(m)) / (sd(m) * sqrt(1 + 1/6))), 5)
    const past = pastOf(monthsOf([100, 101, 99, 100, 102, 98, 80]))!;
    expect(past).toMatchObject({ months: 6, mean: 100, difference: -20, noise: "more_than_chance" });
    expect(past.p).toBeCloseTo(4.638e-5, 7);
  });
});

describe("where it helps most", () => {
  it("names the largest gap × weight among what the person can move", () => {
    const far = figure({ id: "far", ...shares, target: 0.8, weight: 20, controllable: "no" }, 0.2);
    const near = figure({ id: "near", ...shares, target: 0.8, weight: 40, controllable: "yes" }, 0.6);
    const small = figure({ id: "small", ...shares, target: 0.8, weight: 10, controllable: "yes" }, 0.4);
    expect(helpsMost([far, near, small])).toEqual({
      helpsMost: { indicator: "near", worth: expect.closeTo(10, 9) },
      noHelp: null,
    });
    expect(helpsMost([far])).toEqual({ helpsMost: null, noHelp: "nothing_controllable" });
    expect(helpsMost([figure({ ...shares, target: 0.8, weight: 20 }, 0.9)])).toEqual({
      helpsMost: null,
      noHelp: "all_met",
    });
    expect(helpsMost([figure({ ...shares, target: null }, 0.9)])).toEqual({
      helpsMost: null,
      noHelp: "no_weights",
    });
  });

  it("counts of an amount only what is due by now", () => {
    const due = { amount: 10, ahead: -5, days: 10, of: 20, perWeek: 5 };
    const visits = {
      ...figure({ id: "visits", ...counts, target: 20, weight: 40, controllable: "yes" }, 5),
      due,
      noDue: null,
    };
    expect(helpsMost([visits]).helpsMost).toEqual({ indicator: "visits", worth: 20 });
  });
});

const lead = (id: string, hours: number) => ({
  lead_id: id,
  employee_id: "A",
  customer_id: null,
  created_at: "",
  waited_hours: hours,
});

describe("alerts", () => {
  const rules = [
    { id: "half", name: { en: "h", zh: "半" }, when: { figure: "*", below_due: 0.5 }, off: false },
    { id: "wait", name: { en: "w", zh: "等" }, when: { leads_waiting_hours: 24 }, off: false },
  ];
  const at = { through: "2026-07-10", currency: "CNY" };

  it("golden: 30 % of what is due is an alert, half of it is none", () => {
    const due = { amount: 20, ahead: -14, days: 5, of: 22, perWeek: 20 };
    const visits = (value: number) => ({ ...figure({ ...counts, target: 80 }, value), due, noDue: null });
    const [alert] = alertsOf(rules, [visits(6)], [], at);
    expect(alert).toMatchObject({
      rule: "half",
      text: { en: expect.stringContaining("30% of what was due"), zh: expect.stringContaining("30%") },
    });
    expect(alertsOf(rules, [visits(10)], [], at)).toEqual([]);
  });

  it("names leads that wait for more than 24 hours, not one of exactly 24", () => {
    expect(alertsOf(rules, [], [lead("L1", 24)], at)).toEqual([]);
    const [alert] = alertsOf(rules, [], [lead("L1", 100), lead("L2", 25)], at);
    expect(alert!.text.en).toContain("2 leads wait");
    expect(alert!.text.zh).toContain("最久已等 4 天");
  });
});
