// Pay of a firm in a terminal: what all get together, and payroll's own names for what it pays.
import { describe, expect, it } from "vitest";
import { peopleText } from "../../cli/pay-text.js";
import { checkTextOf } from "../../cli/pay-check-text.js";
import { payRulesNamed, type PayResult, type PayrollCheck } from "../../models/pay/index.js";

const result = (employee: string, fen: number): PayResult => ({
  rules: "r",
  version: 1,
  employee,
  from: "2026-09",
  to: "2026-09",
  lines: [{ rule: "night", kind: "night_subsidy", version: 1, text: { en: "n", zh: "夜" }, base: null, rate: "", fen, due: "2026-10-15" }],
  total: fen,
  missing: [],
}); // prettier-ignore

const found = (item: string): PayrollCheck => ({
  id: "x",
  version: 1,
  period: { from: "2026-09", to: "2026-09" },
  currency: "CNY",
  file: "p.csv",
  rows: [{ employee: "HC019", item, ours: 3000, payroll: null, difference: -3000, reasons: ["not_in_payroll"] }],
  otherItems: [],
  unknownPeople: 0,
  totals: { ours: 3000, payroll: 0 },
  days: null,
}); // prettier-ignore

describe("pay in a terminal", () => {
  it("ends with what all get together, in the currency", () => {
    const text = peopleText([result("HC003", 1_743_458), result("HC004", 1_975_884)], "CNY", "zh");
    expect(text.split("\n").at(-1)).toMatch(/^全部 2 人 +2 +37,193\.42 CNY/);
    expect(peopleText([result("A", 1), result("B", 2)], "CNY", "en")).toMatch(/all 2 +2 +0\.03 CNY/);
  });

  it("names what differs as payroll does, or as the rules do", () => {
    const at = { dir: "/none", config: { currency: "CNY", timeZone: "Asia/Shanghai" } };
    const night = payRulesNamed(at, "night-subsidy").rules;
    expect(checkTextOf(found("night"), night, "zh")).toMatch(/HC019 +夜间工作 +30\.00/);
    expect(checkTextOf(found("night"), night, "en")).toMatch(/HC019 +Night work +30\.00/);
    expect(checkTextOf(found("night-subsidy"), night, "zh")).toMatch(/HC019 +夜间补贴 /);
    expect(checkTextOf(found("commission"), payRulesNamed(at, "sales-commission").rules, "en")).toMatch(
      /HC019 +提成 /,
    );
  });
});
