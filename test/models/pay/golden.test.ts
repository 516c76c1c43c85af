// The golden numbers of pay rules (inventory 1.4), each by its name; and what a rule without a unit says.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { percentOf, percentText } from "../../../models/pay/decimal.js";
import { payRulesNamed, payRulesOf, readPayRules } from "../../../models/pay/pay-rule-files.js";
import type { Given, PayRules } from "../../../models/pay/pay-rule-schema.js";
import { raisedRate } from "../../../models/pay/raise-unit.js";
import { givenFacts, workedPay } from "../../../models/pay/worked-example.js";
import { madeByOrder } from "../../../models/pay/calculate-pay.js";
import { secondsInside, shiftOf } from "../../../models/pay/night-subsidy.js";
import { givenOf } from "./given-of.js";

const config = { currency: "CNY", timeZone: "Asia/Shanghai" };
const shipped = (id: string): PayRules => payRulesNamed({ dir: "/none", config }, id).rules;
const yuan = (rules: PayRules, given: Partial<Given>): number =>
  workedPay(rules, givenOf(given), config).total / 100;

const bonus = (score: number): number => yuan(shipped("quarterly-bonus"), { base_pay: 10_000, score });

describe("golden: pay", () => {
  it("golden: 120k on a target of 100k makes 13,000, tier by tier", () => {
    const given = givenOf({ amounts: { commission: 120_000 }, targets: { commission: 100_000 } });
    const { total, lines } = workedPay(shipped("sales-commission"), given, config);
    expect(total).toBe(13_000_00);
    expect(lines.map(({ base, rate, fen }) => [base, rate, fen])).toEqual([
      [100_000_00, "10%", 10_000_00],
      [20_000_00, "15%", 3_000_00],
    ]);
  });

  it("golden: sales of 100k make a bonus of 10k", () => {
    const given = { amounts: { commission: 100_000 }, targets: { commission: 100_000 } };
    expect(yuan(shipped("sales-commission"), given)).toBe(10_000);
  });

  it("golden: a score of 90.5 multiplies by 1.2, 90 does, 89.99 does not", () => {
    expect([bonus(90.5), bonus(90), bonus(89.99)]).toEqual([3600, 3600, 3000]);
  });

  it("golden: 21:30 to 23:30 is 1.5 h after 22:00, × 20 = 30; two hours from the first punch would be 40", () => {
    const shift = shiftOf("2026-06-05T21:30", "2026-06-05T23:30", "Asia/Shanghai");
    expect(secondsInside(shift, { from: "22:00", to: "06:00" }) / 3600).toBe(1.5);
    expect((shift.ended - shift.began) / 3_600_000).toBe(2);
    const shifts = [{ began: "2026-06-05T21:30", ended: "2026-06-05T23:30" }];
    expect(yuan(shipped("night-subsidy"), { shifts })).toBe(30);
  });

  it("pays no night of somebody who seems to have worked from 08:56 to 07:05: the line says to check the punches", () => {
    const rules = shipped("night-subsidy");
    const long = { shifts: [{ began: "2026-09-18T08:56", ended: "2026-09-18T07:05" }] };
    expect(yuan(rules, long)).toBe(0);
    const [line] = workedPay(rules, givenOf(long), config).lines;
    expect(line!.text.zh).toBe(
      "夜间工作：2026-09-18，上下班打卡相隔 22.15 小时，超过 16 小时：核实打卡前不计",
    );
    const [night] = rules.versions[0]!.rules;
    if (night?.kind === "night_subsidy") night.longest_hours = 24;
    expect(yuan(rules, long)).toBe(160);
  });

  it("golden: 15 % higher than 8 % is 23 % in points and 9.2 % relative", () => {
    const [base, by] = [percentOf("8 %")!, percentOf("15 %")!];
    expect(percentText(raisedRate(base, by, "points"))).toBe("23%");
    expect(percentText(raisedRate(base, by, "relative"))).toBe("9.2%");
  });

  it("golden: repurchases make 5 points more of the order, and of 8 % relative 0.4 points", () => {
    const rules = shipped("big-client-commission");
    const orders = [{ id: "1", amount: 10_000, kinds: ["repurchase" as const] }];
    expect(yuan(rules, { orders })).toBe(1300);
    const relative = structuredClone(rules);
    relative.versions[0]!.rules[1] = { ...relative.versions[0]!.rules[1]!, unit: "relative", base_rate: "8 %" } as never; // prettier-ignore
    expect(yuan(relative, { orders })).toBe(840);
  });

  it("golden: a deal of 12,000 makes 1,200 if won", () => {
    const rules = shipped("sales-commission");
    const version = rules.versions[0]!;
    const given = givenOf({ amounts: { commission: 50_000 }, targets: { commission: 100_000 } });
    const facts = givenFacts(rules, version, given, config);
    const order = { id: "deal", date: "2026-01-31", amount: 12_000_00, kinds: [] };
    expect(madeByOrder(rules, version, facts, order, { countsAsSales: true, currency: "CNY" })).toBe(
      1_200_00,
    );
  });

  it("golden: an instant bonus needs more than 100k, not 100k", () => {
    const rules = shipped("big-client-commission");
    expect(yuan(rules, { orders: [{ id: "1", amount: 100_000, kinds: [] }] })).toBe(8000);
    expect(yuan(rules, { orders: [{ id: "1", amount: 100_000.01, kinds: [] }] })).toBe(8500);
  });
});

const rules = (rule: string, more = ""): string =>
  `id: own
name: { en: Own, zh: 自有 }
period: month
part_period: none
due: { months_after: 1, day: 15 }
${more}versions:
  - version: 1
    effective_from: 2025-01
    rules:
      - id: one
        name: { en: One, zh: 一 }
${rule.replace(/^/gm, "        ")}
`;

describe("rules on file", () => {
  const folders: string[] = [];
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
  const written = (text: string, name = "own.yml") => {
    const folder = mkdtempSync(path.join(tmpdir(), "rapport-pay-"));
    folders.push(folder);
    mkdirSync(path.join(folder, "pay-rules"));
    writeFileSync(path.join(folder, "pay-rules", name), text);
    return { dir: folder, config };
  };
  const fault = (text: string) => {
    const { problems, found } = payRulesOf(written(text));
    expect(found.some(({ isOwn }) => isOwn)).toBe(false);
    return problems[0]!;
  };

  it("the shipped ones are whole: every worked example comes out as it says", () => {
    const { found, problems } = payRulesOf({ dir: "/none", config });
    expect(problems).toEqual([]);
    expect(found.length).toBeGreaterThanOrEqual(4);
    for (const { rules: one } of found)
      for (const { given, expected, version } of one.examples)
        expect(workedPay(one, given, config, version).total).toBe(Math.round(expected * 100));
  });

  it("refuse “15 % higher” without a unit, with file, line and both readings, and hand the readings on", () => {
    const text = rules("kind: deal_commission\nbase_rate: 8 %\nhigher: [{ deals: big_client, by: 15 % }]");
    const store = written(text);
    const { problems, undeclared } = payRulesOf(store);
    expect(problems[0]!.code).toBe("pay_unit_undeclared");
    expect(problems[0]!.facts).toMatchObject({
      file: "own.yml",
      line: 14,
      base: "8%",
      points: "23%",
      relative: "9.2%",
    });
    expect(undeclared.map(({ rules: one }) => one.id)).toEqual(["own"]);
    expect(() => payRulesNamed(store, "own")).toThrow(/unit/);
  });

  it.each([
    ["a rate without its sign", "kind: marginal_commission\nof: orders\ntiers: [{ rate: '10' }]", 14, /rate/],
    ["tiers that do not rise", "kind: marginal_commission\nof: orders\ntiers:\n  - { to: 200, rate: 1 % }\n  - { to: 100, rate: 2 % }\n  - { rate: 3 % }", 16, /above the one before/], // prettier-ignore
    ["a share of no target", "kind: marginal_commission\nof: orders\ntiers: [{ to: 100 %, rate: 1 % }, { rate: 2 % }]", 14, /needs a target/], // prettier-ignore
    [
      "a closed last tier",
      "kind: marginal_commission\nof: orders\ntiers: [{ to: 100, rate: 1 % }]",
      14,
      /open/,
    ],
    ["a floor above the cap", "kind: deal_commission\nbase_rate: 8 %\ncap: 10\nfloor: 20", 15, /floor/],
    ["a relative rise of nothing", "kind: repurchase_bonus\nby: 5 %\nunit: relative", 14, /base_rate/],
    ["a key that is none", "kind: deal_commission\nbase_rate: 8 %\npay_now: true", 14, /pay_now/],
  ])("name the line of %s", (_name, rule, line, message) => {
    const found = fault(rules(rule));
    expect([found.code, found.facts.line]).toEqual(["pay_rule_invalid", line]);
    expect(found.message).toMatch(message);
    expect(found.localise("zh").message).toMatch(/第 \d+ 行/);
  });

  it("are not used when their own example does not come out", () => {
    const text = `${rules("kind: deal_commission\nbase_rate: 8 %")}examples:\n  - text: { en: One., zh: 一。 }\n    given: { orders: [{ amount: 100 }] }\n    expected: 9\n`;
    expect(fault(text)).toMatchObject({
      code: "pay_example_wrong",
      facts: { expected: "9.00", found: "8.00", line: 17 },
    });
  });

  it("of another currency or name are refused", () => {
    expect(fault(rules("kind: deal_commission\nbase_rate: 8 %", "currency: EUR\n")).message).toMatch(/EUR/);
    const store = written(rules("kind: deal_commission\nbase_rate: 8 %"), "other.yml");
    expect(payRulesOf(store).problems[0]!.message).toMatch(/file's name/);
    expect(readPayRules(path.join(store.dir, "pay-rules", "other.yml"), config).rules).toBeUndefined();
  });
});
