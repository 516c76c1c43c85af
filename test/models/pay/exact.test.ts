// Money is exact: the sum of the lines is the result, commission is monotone and without jumps, no drift against whole numbers.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculatePay, dueDate, madeByOrder } from "../../../models/pay/calculate-pay.js";
import { decimalOf, halfUp, percentOf, percentText } from "../../../models/pay/decimal.js";
import { fenOf, fenText, minorDigits, plainFen, scaled, sumFen } from "../../../models/pay/money.js";
import { secondsInside, roundedSeconds, shiftOf } from "../../../models/pay/night-subsidy.js";
import { payRulesNamed } from "../../../models/pay/pay-rule-files.js";
import { payRulesSchema, type PayRules } from "../../../models/pay/pay-rule-schema.js";
import { givenFacts, workedPay } from "../../../models/pay/worked-example.js";
import { givenOf } from "./given-of.js";

const config = { currency: "CNY", timeZone: "Asia/Shanghai" };
const rulesOf = (rules: unknown[], more: object = {}): PayRules =>
  payRulesSchema.parse({
    id: "r",
    name: { en: "R", zh: "规则" },
    period: "month",
    part_period: "days",
    due: { months_after: 1, day: 15 },
    versions: [{ version: 1, effective_from: "2026-01", rules }],
    ...more,
  });
const named = { name: { en: "N", zh: "名" } };
const percent = fc.integer({ min: 0, max: 4000 }).map((n) => `${n / 100} %`);
const tiersOf = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 5 }),
    fc.array(percent, { minLength: 6, maxLength: 6 }),
  ) // prettier-ignore
  .map(([ends, rates]) => [
    ...ends.sort((a, b) => a - b).map((end, i) => ({ to: `${end} %`, rate: rates[i]! })),
    { rate: rates[5]! },
  ]);
const marginal = (tiers: object[], target: number) =>
  rulesOf([
    { kind: "marginal_commission", id: "c", ...named, of: { kpi: "k" }, target: { amount: target }, tiers },
  ]);
const totalAt = (rules: PayRules, fen: number): number =>
  workedPay(rules, givenOf({ amounts: { c: fen / 100 } }), config).total;

describe("written numbers", () => {
  it("are read as they stand, never through binary fractions", () => {
    expect(fenOf(1.005)).toBe(101);
    expect(fenOf("-1.005")).toBe(-101);
    expect(fenOf(0.285)).toBe(29);
    expect(fenOf(1e21 / 1e9)).toBe(1e14);
    expect(percentText(percentOf("0.1 %")!)).toBe("0.1%");
    expect(decimalOf("1e-3")).toEqual({ n: 1n, d: 1000n });
    expect([decimalOf(""), decimalOf("."), decimalOf(Number.NaN), percentOf("10")]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(() => fenOf(1e15)).toThrow(/exactly/);
  });

  it("are written with the currency's own digits", () => {
    expect(["CNY", "JPY", "KWD"].map(minorDigits)).toEqual([2, 0, 3]);
    expect([fenText(1_300_000), fenText(-5), fenText(1234, 0), plainFen(-123_456)]).toEqual([
      "13,000.00",
      "−0.05",
      "1,234",
      "-1234.56",
    ]);
  });
});

describe("marginal commission", () => {
  it("rises with sales and never jumps: a fen more earns at most the highest rate of it and one fen of rounding per line", () => {
    fc.assert(
      fc.property(
        tiersOf,
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 0, max: 3e8 }),
        (tiers, target, sales) => {
          const rules = marginal(tiers, target);
          const [here, next] = [totalAt(rules, sales), totalAt(rules, sales + 1)];
          expect(next).toBeGreaterThanOrEqual(here);
          expect(next - here).toBeLessThanOrEqual(2);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is the whole amount at one rate where all tiers have it, to half a fen per line", () => {
    fc.assert(
      fc.property(tiersOf, fc.integer({ min: 0, max: 3e8 }), percent, (tiers, sales, rate) => {
        const rules = marginal(
          tiers.map((tier) => ({ ...tier, rate })),
          1000,
        );
        const off = Math.abs(totalAt(rules, sales) - scaled(sales, percentOf(rate)!));
        expect(off).toBeLessThanOrEqual(Math.ceil((tiers.length + 1) / 2));
      }),
      { numRuns: 100 },
    );
  });

  it("earns nothing on sales below nothing", () => {
    expect(totalAt(marginal([{ rate: "10 %" }], 100), -5000)).toBe(0);
  });
});

const rng = (seed: number) => () => (seed = (seed * 48_271) % 2_147_483_647);

describe("lines", () => {
  it("add up to the result exactly, with caps, floors, multipliers and orders taken back", () => {
    const order = fc.record({
      amount: fc.integer({ min: -1e7, max: 1e8 }).map((fen) => fen / 100),
      kinds: fc.subarray(["big_client", "repurchase", "new_customer"] as const),
    });
    const limits = fc.record({ cap: fc.integer({ min: 5000, max: 90_000 }), floor: fc.integer({ min: 0, max: 5000 }) }, { requiredKeys: [] }); // prettier-ignore
    fc.assert(
      fc.property(
        fc.array(order, { maxLength: 8 }),
        fc.array(order, { maxLength: 3 }),
        limits,
        limits,
        percent,
        fc.integer({ min: 0, max: 31 }),
        fc.integer({ min: 0, max: 12_000 }),
        (orders, cancelled, own, all, rate, days, score) => {
          const rules = rulesOf([
          { kind: "deal_commission", id: "d", ...named, base_rate: rate, higher: [{ deals: "big_client", by: "15 %", unit: "relative" }], ...own },
          { kind: "repurchase_bonus", id: "r", ...named, by: "5 %", unit: "points" },
          { kind: "instant_bonus", id: "i", ...named, above: 1000, pays: { rate: "0.5 %" } },
          { kind: "score_multiplier", id: "m", ...named, base: { rule: "d" }, scheme: "s", bands: [{ at_least: 90, times: 1.2 }, { at_least: 60, times: 1 }, { at_least: 0, times: 0.8 }] },
        ], { clawback: { within_days: 90 } }); // prettier-ignore
          Object.assign(rules.versions[0]!, all);
          const given = givenOf({ orders: named_(orders), cancelled: named_(cancelled), score: score / 100, employed: { days, of: 31 } }); // prettier-ignore
          const { lines, total, missing } = workedPay(rules, given, config);
          expect(missing).toEqual([]);
          expect(lines.reduce((sum, { fen }) => sum + BigInt(fen), 0n)).toBe(BigInt(total));
          expect(lines.every(({ fen }) => Number.isSafeInteger(fen))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("do not drift: 100,000 of them against whole numbers of any size", () => {
    const next = rng(7);
    const lines: number[] = [];
    let reference = 0n;
    for (let i = 0; i < 100_000; i++) {
      const [amount, rate] = [(next() % 2e9) - 1e8, `${(next() % 10_000) / 100} %`];
      lines.push(scaled(amount, percentOf(rate)!));
      const hundredths = BigInt(Math.round(Number(rate.slice(0, -2)) * 100));
      const size = BigInt(Math.abs(amount)) * hundredths;
      const rounded = size / 10_000n + (size % 10_000n >= 5000n ? 1n : 0n);
      reference += amount < 0 ? -rounded : rounded;
    }
    expect(BigInt(sumFen(lines))).toBe(reference);
  });

  it("round halves away from nothing, so that taking back mirrors giving", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.bigInt(1n, 10n ** 9n), (n, d) => {
        expect(halfUp(-n, d)).toBe(-halfUp(n, d));
        const off = 2n * (halfUp(n, d) * d - n);
        expect((off < 0n ? -off : off) <= d).toBe(true);
      }),
    );
    expect([halfUp(5n, 10n), halfUp(-5n, 10n), halfUp(4n, 10n)]).toEqual([1n, -1n, 0n]);
  });
});

const named_ = <T extends object>(orders: readonly T[]) =>
  orders.map((order, i) => ({ id: `O${i}`, ...order }));

describe("a cancelled order", () => {
  it("takes back what it had made within the days agreed, and nothing after them", () => {
    const { rules } = payRulesNamed({ dir: "/none", config }, "big-client-commission");
    const version = rules.versions[0]!;
    const facts = givenFacts(
      rules,
      version,
      givenOf({ orders: [{ id: "A", amount: 1000, kinds: [] }] }),
      config,
    );
    const order = { id: "B", date: "2026-01-10", amount: 5_000_000, kinds: ["big_client" as const] };
    const made = madeByOrder(rules, version, facts, order, { currency: "CNY" });
    expect(made).toBe(460_000);
    const total = (cancelledOn: string): number =>
      calculatePay(
        rules,
        version,
        { ...facts, cancelled: [{ ...order, cancelledOn, version: 1, made }] },
        "CNY",
      ).total;
    expect(total("2026-04-10")).toBe(8000 - 460_000);
    expect(total("2026-04-11")).toBe(8000);
  });
});

describe("part periods, caps and due dates", () => {
  it("go by days employed: target, fixed base and cap", () => {
    const rules = rulesOf([
      { kind: "marginal_commission", id: "c", ...named, of: { kpi: "k" }, target: { amount: 31_000 }, tiers: [{ to: "100 %", rate: "10 %" }, { rate: "20 %" }], cap: 3100 },
    ]); // prettier-ignore
    const made = (days: number, sales: number) =>
      workedPay(rules, givenOf({ amounts: { c: sales }, employed: { days, of: 31 } }), config);
    // 16 of 31 days: a target of 16,000; 4,000 above it
    expect(made(16, 20_000).total).toBe((1600 - 0 + 0) * 100 + 0);
    expect(made(16, 20_000).lines.map(({ kind, fen }) => [kind, fen])).toEqual([
      ["marginal_commission", 160_000],
      ["marginal_commission", 80_000],
      ["cap", -80_000],
    ]);
    expect(made(31, 31_000).total).toBe(310_000);
  });

  it("bonus date: the 15th after the period, over the end of a year", () => {
    expect(dueDate({ due: { months_after: 1, day: 15 } }, "2025-12")).toBe("2026-01-15");
    expect(dueDate({ due: { months_after: 0, day: 28 } }, "2026-02")).toBe("2026-02-28");
  });

  it("a rule that lacks its score or target has no line and says so", () => {
    const { rules } = payRulesNamed({ dir: "/none", config }, "quarterly-bonus");
    expect(workedPay(rules, givenOf({ base_pay: 100 }), config).missing).toEqual([
      { rule: "bonus", reason: "no_score" },
    ]);
    const sales = payRulesNamed({ dir: "/none", config }, "sales-commission").rules;
    expect(workedPay(sales, givenOf({ amounts: { commission: 5 } }), config).missing[0]!.reason).toBe(
      "no_target",
    );
    expect(workedPay(sales, givenOf({}), config).missing[0]!.reason).toBe("no_value");
  });
});

const halfHours = (how: "down" | "up" | "half_up") => roundedSeconds(44 * 60, { to_minutes: 30, how }) / 60;

describe("night work", () => {
  const night = { from: "22:00", to: "06:00" };
  const hours = (began: string, ended: string, zone: string, window = night): number =>
    secondsInside(shiftOf(began, ended, zone), window) / 3600;

  it("counts elapsed time where clocks change", () => {
    expect(hours("2025-10-25T23:00", "2025-10-26T05:00", "Europe/Berlin")).toBe(7);
    expect(hours("2026-03-28T23:00", "2026-03-29T05:00", "Europe/Berlin")).toBe(5);
    expect(hours("2026-03-28T23:00", "2026-03-29T05:00", "Asia/Shanghai")).toBe(6);
    expect(hours("2026-03-08T01:00", "2026-03-08T04:00", "America/New_York")).toBe(2);
  });

  it("sees both nights of a long shift, windows within a day, and ends written with the day of their start", () => {
    expect(hours("2026-06-05T05:00", "2026-06-05T22:30", "Asia/Shanghai")).toBe(1.5);
    expect(hours("2026-06-05T21:30", "2026-06-05T01:00", "Asia/Shanghai")).toBe(3);
    expect(
      hours("2026-06-05T11:00", "2026-06-05T14:00", "Asia/Shanghai", { from: "12:00", to: "13:00" }),
    ).toBe(1);
    expect(hours("2026-06-05T09:00", "2026-06-05T18:00", "Asia/Shanghai")).toBe(0);
  });

  it("splits where it is cut: two halves of a shift have what the whole has", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2025, 9, 20), max: Date.UTC(2025, 10, 5) }),
        fc.integer({ min: 0, max: 20 * 3600 }),
        fc.integer({ min: 0, max: 20 * 3600 }),
        fc.constantFrom("Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe"),
        (start, a, b, zone) => {
          const began = Math.floor(start / 1000) * 1000;
          const [middle, ended] = [began + a * 1000, began + (a + b) * 1000];
          const seconds = (from: number, to: number) =>
            secondsInside({ day: "", began: from, ended: to, zone }, night);
          expect(seconds(began, middle) + seconds(middle, ended)).toBe(seconds(began, ended));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("rounds by the rule's own steps", () => {
    expect([halfHours("down"), halfHours("half_up"), halfHours("up"), roundedSeconds(61, undefined)]).toEqual(
      [30, 30, 60, 61],
    );
    expect(roundedSeconds(45 * 60, { to_minutes: 30, how: "half_up" })).toBe(3600);
  });
});
