// Pay of people from their sources: amounts by hand, orders taken back, nights where clocks change, rights, simulation, liability,
// lists, payroll checked and its file verified.
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readJournal, type Reader } from "../../../engine/index.js";
import { payAccrual } from "../../../models/pay/accrual.js";
import { changeBands, unitCosts } from "../../../models/pay/change-bands.js";
import { verifyCheck, writeCheck } from "../../../models/pay/check-file.js";
import { expectedOf, openDeals } from "../../../models/pay/open-deals.js";
import { payOfPeople } from "../../../models/pay/pay-people.js";
import { payRulesNamed } from "../../../models/pay/pay-rule-files.js";
import { checkPayroll } from "../../../models/pay/payroll-check.js";
import { recognitionLists } from "../../../models/pay/recognition.js";
import { simulatePay } from "../../../models/pay/simulate-pay.js";
import { chancesOfDeals, chancesOfLeads } from "../../../models/pay/stage-chance.js";
import { payWorkspace, sellers, soldBy, type PayWorkspace } from "./pay-workspace.js";

let small: PayWorkspace;
beforeAll(async () => {
  small = await payWorkspace();
});
afterAll(() => small.close());

const rules = (id: string) => payRulesNamed(small.workspace, id).rules;
const march = { from: "2026-03", to: "2026-03" };
const totals = async (as: string, id: string, period = march) => {
  const { results } = await payOfPeople(small.as(as), rules(id), period);
  return Object.fromEntries(results.map(({ employee, total }) => [employee, total / 100]));
};
const commission = (sold: number): number =>
  Math.min(sold, 100_000) * 0.1 + Math.max(0, sold - 100_000) * 0.15;
const file = (name: string, text: string): string => {
  const at = path.join(small.workspace.dir, name);
  writeFileSync(at, text);
  return at;
};

const isRunningOn = async (day: string) =>
  (await payOfPeople({ ...small.as("boss"), now: new Date(day) }, rules("sales-commission"), march))
    .isRunning;

describe("pay of a period", () => {
  it("is what the rules make of each person's sales and target", async () => {
    const wanted = sellers.map((id, i) => [id, commission(soldBy(i, 2))]);
    expect(await totals("boss", "sales-commission")).toEqual(Object.fromEntries(wanted));
  });

  it("is of a running period while its last month is not over in the data", async () => {
    expect([await isRunningOn("2026-03-20"), await isRunningOn("2026-04-05")]).toEqual([true, false]);
  });

  it("takes back what a cancelled order had made, and never counts one that was cancelled in its own period", async () => {
    const { results } = await payOfPeople(small.as("boss"), rules("big-client-commission"), march);
    const of = (employee: string) => results.find((one) => one.employee === employee)!;
    // 120,000 in January made 8 % and the instant bonus of 500; 46 days later it is gone
    expect(of("S2").lines.map(({ kind, fen, order }) => [kind, fen, order])).toEqual([
      ["clawback", -1_010_000, "O3"],
    ]);
    expect(of("S3").total).toBe(800_000);
    const january = await totals("boss", "big-client-commission", { from: "2026-01", to: "2026-01" });
    expect(january).toMatchObject({ S1: 4600, S2: 10_100 });
    expect((await totals("boss", "big-client-commission", { from: "2026-02", to: "2026-02" })).S1).toBe(1300);
  });

  it("counts nights by the clock of each one's site, also where it skips an hour", async () => {
    expect(await totals("boss", "night-subsidy")).toEqual({ S1: 100, S2: 120, S3: 30 });
  });

  it("is read by those who may: a department's reader has theirs, an employee their own, others nobody's", async () => {
    expect(Object.keys(await totals("north", "sales-commission")).sort()).toEqual(sellers.slice(0, 7));
    expect(Object.keys(await totals("S3", "sales-commission"))).toEqual(["S3"]);
    // the head of North belongs to another unit: their own is theirs too, and needs no purpose
    const head = { ...small.as("head"), reader: { ...small.as("head").reader, needsPurpose: true } };
    const ofHead = async (reader: Reader, employees?: string[]) =>
      (await payOfPeople({ ...head, reader }, rules("sales-commission"), march, { employees })).results.map(({ employee }) => employee); // prettier-ignore
    expect(await ofHead(head.reader, ["S12"])).toEqual(["S12"]);
    await expect(ofHead(head.reader)).rejects.toMatchObject({ code: "purpose_required" });
    expect((await ofHead({ ...head.reader, purpose: "review" })).sort()).toEqual([...sellers.slice(0, 7), "S12"].sort()); // prettier-ignore
    await expect(ofHead({ ...head.reader, purpose: "review" }, ["S9"])).rejects.toMatchObject({
      code: "pay_nobody",
    });
    await expect(totals("guest", "sales-commission")).rejects.toMatchObject({
      code: "pay_needs_person_rights",
    });
    const another = payOfPeople(small.as("S3"), rules("sales-commission"), march, { employees: ["S4"] });
    await expect(another).rejects.toMatchObject({ code: "pay_nobody" });
    const boss = small.as("boss");
    const blind = { ...boss, reader: { ...boss.reader, hide: ["order_value"] } };
    const hidden = payOfPeople(blind, rules("big-client-commission"), march);
    await expect(hidden).rejects.toMatchObject({ code: "field_hidden" });
  });
});

describe("rules against rules", () => {
  const question = { a: "sales-commission", b: "big-client-commission", from: "2026-01", to: "2026-03" };

  it("cost what the single calculations add up to", async () => {
    const found = await simulatePay(small.as("boss"), question);
    let a = 0;
    for (let m = 0; m < 3; m++)
      sellers.forEach((_, i) => (a += i < 11 || m === 2 ? commission(soldBy(i, m)) : 0));
    expect(found.totals.a).toBe(a * 100);
    expect(found.periods.map(({ a: cost }) => cost).reduce((x, y) => x + y)).toBe(a * 100);
    expect(found.units.reduce((sum, unit) => sum + unit.b, 0)).toBe(found.totals.b);
    expect(found.bands.reduce((sum, { people }) => sum + people, 0)).toBe(found.people);
    expect(found.bands.every(({ people }) => people === 0 || people >= 5)).toBe(true);
    // everybody at 80, 100, 120 % of 100,000: twelve of them in March
    expect(found.attainment.map((one) => one.a)).toEqual([12 * 800_000, 12 * 1_000_000, 12 * 1_300_000]);
    expect(JSON.stringify(found)).not.toMatch(/"S\d+"/);
  });

  it("at a forecast's quantiles cost never falls", async () => {
    const forecast = { low: 0.85, middle: 1, high: 1.1 };
    const found = await simulatePay(small.as("boss"), { ...question, from: "2026-03", forecast });
    expect(found.forecast!.map(({ a }) => a)).toEqual([12 * 850_000, 12 * 1_000_000, 12 * 1_150_000]);
  });

  it("are not shown of fewer than k people, nor to readers of groups, nor across kinds of period", async () => {
    await expect(simulatePay(small.as("S3"), question)).rejects.toMatchObject({
      code: "pay_needs_person_rights",
    });
    const nights = simulatePay(small.as("boss"), {
      a: "night-subsidy",
      b: "night-subsidy",
      from: "2026-03",
      to: "2026-03",
    });
    await expect(nights).rejects.toMatchObject({ code: "pay_simulation_small", facts: { people: 3, k: 5 } });
    const mixed = simulatePay(small.as("boss"), { ...question, b: "quarterly-bonus" });
    await expect(mixed).rejects.toMatchObject({ code: "pay_periods_differ" });
  });

  it("of one undeclared unit are its two readings", async () => {
    const at = path.join(small.workspace.dir, "pay-rules");
    const draft = readFileSync(
      new URL("../../../queries/pay-rules/big-client-commission.yml", import.meta.url),
      "utf8",
    )
      .replace("id: big-client-commission", "id: draft")
      .replace(", unit: relative", "")
      .replace(/examples:[\s\S]*$/, "");
    mkdirSync(at);
    writeFileSync(path.join(at, "draft.yml"), draft);
    const found = await simulatePay(small.as("boss"), { a: "draft", from: "2026-01", to: "2026-03" });
    expect([found.a.reading, found.b.reading]).toEqual(["points", "relative"]);
    // 50,000 of a big client: 23 % against 9.2 %
    expect(found.totals.a - found.totals.b).toBe(50_000_00 * 0.138);
    rmSync(at, { recursive: true });
  });

  it("hold nobody apart in bands or units, whoever gains or loses", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { maxLength: 60 }),
        fc.integer({ min: 2, max: 10 }),
        (changes, k) => {
          const bands = changeBands(changes, k);
          // fewer than k people in all have no band
          const shown = changes.length < k ? 0 : changes.length;
          expect(bands.reduce((sum, { people }) => sum + people, 0)).toBe(shown);
          expect(bands.every(({ people }) => people === 0 || people >= k)).toBe(true);
          for (const [i, band] of bands.slice(1).entries()) expect(band.low).toBe(bands[i]!.high);
        },
      ),
      { numRuns: 200 },
    );
    const rows = ["A", "A", "A", "B", "B", "C", "A", "A"].map((unit) => ({ unit, a: 1, b: 2 }));
    expect(unitCosts(rows, 3)).toEqual([
      { unit: "A", people: 5, a: 5, b: 10 },
      { unit: null, people: 3, a: 3, b: 6 },
    ]);
    // C alone would be told apart by the rest: A goes with it
    expect(
      unitCosts(
        rows.filter(({ unit }) => unit !== "B"),
        3,
      ),
    ).toEqual([{ unit: null, people: 6, a: 6, b: 12 }]);
  });
});

describe("liability", () => {
  it("is what was earned up to a month's end and falls due after it; 15 days to the bonus date", async () => {
    const found = await payAccrual(small.as("boss"), {
      id: "sales-commission",
      from: "2026-01",
      to: "2026-03",
    });
    const earned = [0, 1, 2].map((m) => 100 * sellers.reduce((sum, _, i) => sum + (i < 11 || m === 2 ? commission(soldBy(i, m)) : 0), 0)); // prettier-ignore
    expect(found.months.map((one) => [one.month, one.earned, one.due, one.outstanding])).toEqual([
      ["2026-01", earned[0], 0, earned[0]],
      ["2026-02", earned[1], earned[0], earned[1]],
      ["2026-03", earned[2], earned[1], earned[2]],
      ["2026-04", 0, earned[2], 0],
    ]);
    expect(found.periods.map(({ days, due }) => [days, due])).toEqual([
      [15, "2026-02-15"],
      [15, "2026-03-15"],
      [15, "2026-04-15"],
    ]);
  });

  it("of an instant bonus is due with its order", async () => {
    const found = await payAccrual(small.as("boss"), {
      id: "big-client-commission",
      from: "2026-01",
      to: "2026-03",
    });
    expect(found.months[0]).toMatchObject({
      month: "2026-01",
      earned: 1_470_000,
      due: 50_000,
      outstanding: 1_420_000,
    });
  });
});

describe("lists with evidence", () => {
  it("name who was on target three months running, with the three months, and the first of the month", async () => {
    const [path3, star] = await recognitionLists(small.as("boss"), "sales-commission", "2026-03");
    const streak = sellers.filter((_, i) => i < 11 && [0, 1, 2].every((m) => soldBy(i, m) >= 100_000));
    expect(path3!.eligible.map(({ employee }) => employee)).toEqual(streak.sort());
    expect(
      path3!.eligible[0]!.evidence.map(({ value, needed, isMet }) => [value! >= needed!, isMet]),
    ).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ]);
    const best = Math.max(...sellers.map((_, i) => soldBy(i, 2)));
    expect(star!.eligible.map(({ place }) => place)).toEqual(
      sellers.filter((_, i) => soldBy(i, 2) === best).map(() => 1),
    );
  });
});

const checkOf = (text: string) =>
  checkPayroll(small.as("boss"), {
    id: "sales-commission",
    period: "2026-03",
    file: file("bad.csv", text),
  });
const is = (amount: number): string => `ID,提成,${amount},2026-04-20`;
const paid = (i: number): number => commission(soldBy(i, 2));
const rows = (change: (i: number) => string | null): string =>
  ["工号,项目,金额,发放日期", ...sellers.flatMap((id, i) => change(i)?.replaceAll("ID", id) ?? [])].join(
    "\n",
  );

describe("payroll checked", () => {
  it("names what would make payroll's amount: each candidate is reckoned", async () => {
    // S3, S8: 100,000; S4, S9: 110,000 on 100,000; S5, S10: 120,000
    const at = file(
      "payroll.csv",
      rows((i) => {
        if (i === 0) return null;
        if (i === 1) return is(paid(1) * 2);
        if (i === 2) return is(paid(2) + 0.01);
        if (soldBy(i, 2) === 120_000) return is(18_000);
        if (i === 3) return is(paid(3) / 100);
        if (i === 5) return is(-paid(5));
        return is(paid(i));
      }) + "\nS99,提成,5,\nS2,基本工资,8000,",
    );
    const found = await checkPayroll(small.as("boss"), {
      id: "sales-commission",
      period: "2026-03",
      file: at,
    });
    const reasons = Object.fromEntries(found.rows.map(({ employee, reasons: own }) => [employee, own]));
    const top = sellers.find((_, i) => i > 5 && soldBy(i, 2) === 120_000)!;
    expect(reasons).toMatchObject({ S1: ["not_in_payroll"], S2: ["twice"], S3: ["rounding"], S4: ["factor_hundred"], S6: ["opposite_sign"], S99: ["not_in_rules"], [top]: ["whole_amount"] }); // prettier-ignore
    expect(found.rows.reduce((sum, row) => sum + row.difference, 0)).toBe(
      found.totals.payroll - found.totals.ours,
    );
    expect(found.otherItems).toEqual([{ item: "基本工资", rows: 1 }]);
    expect(found.days).toEqual({ least: 20, median: 20, most: 20, agreed: 15 });
  });

  it("refuses what is no amount, and a file without the columns", async () => {
    await expect(checkOf("工号,项目,金额\nS1,提成,=1+1")).rejects.toMatchObject({ code: "payroll_amount_invalid", facts: { row: 2 } }); // prettier-ignore
    await expect(checkOf("工号,项目,钱\nS1,提成,1")).rejects.toMatchObject({
      code: "payroll_column_missing",
    });
  });

  it("leaves a file that is told from a changed one by any cell, row or sum of it", async () => {
    const at = file(
      "payroll.csv",
      rows((i) => `ID,提成,${paid(i)},`),
    );
    const context = small.as("boss");
    const check = await checkPayroll(context, { id: "sales-commission", period: "2026-03", file: at });
    const out = path.join(small.workspace.dir, "check.csv");
    const sums = writeCheck(small.workspace, check, out, context);
    expect(verifyCheck(out, small.workspace)).toMatchObject({
      isWhole: true,
      isJournalled: true,
      found: sums,
    });
    const line = readJournal(small.workspace).lines.at(-1)!;
    expect(line).toMatchObject({ kind: "pay_check_written", content: sums.sha256, rows: 12, reader: "boss" });
    const text = readFileSync(out, "utf8");
    const changed: [string, (whole: string) => string][] = [
      ["an amount", (whole) => whole.replace(/^(S4,commission,)\d+/m, "$199999")],
      ["a name", (whole) => whole.replace(/^S4,/m, "S44,")],
      ["a row less", (whole) => whole.replace(/^S4,.*\r\n/m, "")],
      ["two rows exchanged", (whole) => whole.replace(/(S4,.*\r\n)(S5,.*\r\n)/, "$2$1")],
      ["the stated sum", (whole) => whole.replace(/# ours \d+/, "# ours 1")],
    ];
    const told = changed.map(([what, change]) => {
      writeFileSync(out, change(text));
      return [what, change(text) !== text, verifyCheck(out, small.workspace).isWhole];
    });
    expect(told).toEqual(changed.map(([what]) => [what, true, false]));
    writeFileSync(out, text);
    appendFileSync(out, "S98,commission,1.00,1.00,0.00,\r\n");
    expect(verifyCheck(out).isWhole).toBe(false);
    writeFileSync(out, "employee,item\n");
    expect(() => verifyCheck(out)).toThrow(/check file/);
  });
});

const lead = (closed: number | null, ended: string | null, answered: number | null, known = 400) => ({
  response_days: answered,
  closed_days: closed,
  known_days: known,
  ended,
});

describe("open deals", () => {
  it("golden: make 1,200 if won, and apart from it their expected value at the stage's chance", async () => {
    const closed = Array.from({ length: 20 }, (_, i) => `C${i},S4,answered,1000,${i < 5 ? "won" : "lost"}`);
    // S4 sold 80,000 of a target of 100,000: the deal lies below it
    const at = file(
      "deals.csv",
      ["deal,employee,stage,amount,outcome", "D1,S4,answered,12000,open", ...closed].join("\n"),
    );
    const found = await openDeals(small.as("boss"), { id: "sales-commission", period: "2026-03", file: at });
    expect(found.deals).toMatchObject([{ deal: "D1", chance: 0.25, ifWon: 120_000, expected: 30_000 }]);
    expect(found.stages.find(({ stage }) => stage === "answered")).toMatchObject({
      source: "deals",
      won: 5,
      closed: 20,
    });
    expect(found.totals).toEqual({ ifWon: 120_000, expected: 30_000 });
    expect([expectedOf(120_000, 0.3), expectedOf(120_000, null), expectedOf(null, 0.3)]).toEqual([
      36_000,
      null,
      null,
    ]);
  });

  it("count a won deal for every stage it went through, a lost one up to where it was lost", () => {
    const stages = ["a", "b", "c"].map((id) => ({ id, name: { en: id, zh: id } }));
    const closed = [
      { stage: "c", isWon: true },
      { stage: "a", isWon: false },
      { stage: "b", isWon: false },
    ];
    expect([...chancesOfDeals(stages, closed).values()]).toEqual([
      { won: 1, closed: 3 },
      { won: 1, closed: 2 },
      { won: 1, closed: 1 },
    ]);
  });

  it("compare an open lead with those that were still open at its age: quick endings are not its chance", () => {
    const quick = Array.from({ length: 50 }, () => lead(1, "won", 0.5));
    const slow = Array.from({ length: 20 }, (_, i) => lead(60, i < 4 ? "won" : "lost", 0.5));
    const open = [lead(null, null, 0.5, 30), lead(null, null, 0.5, 31)];
    expect(chancesOfLeads([...quick, ...slow, ...open]).get("answered")).toEqual({ won: 4, closed: 20 });
  });
});
