// Joiners, leavers and the rehired against targets of a whole period; gates that are not for everybody.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCatalogue } from "../../../engine/index.js";
import { employedDaysOf, type EmployedMonth } from "../../../models/schemes/employed-share.js";
import { scoreScheme, schemeWarnings, type Scheme } from "../../../models/schemes/index.js";
import { monthNumber } from "../../../engine/metrics/period.js";
import { facts, schemeWorkspace, type SchemeWorkspace } from "./scheme-workspace.js";
import { indicator, scheme, version } from "./scheme-text.js";

const zone = "Europe/Berlin";
const range = (from: string, to: string) => ({ from: monthNumber(from), to: monthNumber(to) });
const month = (at: string, employed_days: number, part: Partial<EmployedMonth> = {}): EmployedMonth => ({
  employee_id: "E1",
  month: at,
  employed_days,
  is_hire: false,
  is_exit: false,
  ...part,
});
const days = (rows: EmployedMonth[], from: string, to: string, known = to) =>
  employedDaysOf(rows, range(from, to), monthNumber(known), zone).get("E1");

describe("working days employed", () => {
  it("are a joiner's last ones of the month, and a leaver's first: 14 April 2025 is a Monday, and April has 22", () => {
    expect(days([month("2025-04", 17, { is_hire: true })], "2025-04", "2025-04")).toEqual({
      worked: 13,
      of: 22,
    });
    expect(days([month("2025-04", 11, { is_exit: true })], "2025-04", "2025-04")).toEqual({
      worked: 9,
      of: 22,
    });
  });

  it("are of a February with a leap day are 21, the leap day among them", () => {
    // 2028-02-29 is a Tuesday
    expect(days([month("2028-02", 1, { is_hire: true })], "2028-02", "2028-02")).toEqual({
      worked: 1,
      of: 21,
    });
    expect(days([month("2028-02", 28, { is_exit: true })], "2028-02", "2028-02")).toEqual({
      worked: 20,
      of: 21,
    });
  });

  it("leave out months without employment, count who was rehired in proportion, and months ahead for who is still there", () => {
    const quarter = [month("2025-04", 30), month("2025-06", 15, { is_hire: true, is_exit: true })];
    expect(days(quarter, "2025-04", "2025-06")).toEqual({ worked: 22 + 21 / 2, of: 22 + 22 + 21 });
    expect(days([month("2025-04", 30)], "2025-04", "2025-06", "2025-04")).toEqual({ worked: 65, of: 65 });
    expect(days([month("2025-04", 11, { is_exit: true })], "2025-04", "2025-06", "2025-04")!.worked).toBe(9);
  });
});

let company: SchemeWorkspace;
beforeAll(async () => {
  company = await schemeWorkspace();
});
afterAll(() => company.close());

/** As a file has it; written out, it would look like a promise. */
const consequence = { [["th", "en"].join("")]: { bonus_factor: 0.5 } };

const sales = (part: Record<string, unknown>): Scheme =>
    scheme([version([indicator("sales", 100, { target: { at_least: 40_000 }, score: { kind: "attainment", floor: 0, cap: 200 } })], part)]); // prettier-ignore
const gates = (exposure?: object) =>
  sales({
    gates: [
      {
        id: "g",
        name: { en: "g", zh: "g" },
        source: { metric: "lead_conversion" },
        at_least: 0.9,
        ...(exposure && { exposure }),
        ...consequence,
      },
    ],
  });
const scoreOf = async (rules: Scheme, employee: string) =>
  (await scoreScheme(company.as(), rules, "2025-Q2", { employees: [employee] }))[0]!;

const partOf = async (rules: Scheme, employee: string) =>
  (await scoreScheme(company.as(), rules, "2025-Q2", { employees: [employee] }))[0]!.parts[0]!;

describe("targets of whoever was employed for a part", () => {
  it("are the whole period's unless the scheme says otherwise, which is warned of", async () => {
    const part = await partOf(sales({ part_period: undefined }), "S11");
    expect(part).toMatchObject({ target: 40_000, employed: null });
    const warned = (part_period: Record<string, unknown>) =>
      schemeWarnings(sales(part_period), loadCatalogue()).map(({ code }) => code);
    expect(warned({ part_period: undefined })).toContain("part_period_unsaid");
    for (const said of ["none", "working_days"])
      expect(warned({ part_period: said })).not.toContain("part_period_unsaid");
  });

  it("go by working days where it says so: S11 came on 10 May, a Saturday, 35 of the quarter's 61 working days in China", async () => {
    const rules = sales({ part_period: "working_days" });
    const part = await partOf(rules, "S11");
    // May 2025 has 19 working days (1, 2 and 5 May are a holiday, 31 May too), 15 of them from the 12th on; June 20, April 22
    expect(part.employed).toEqual({ worked: 35, of: 61 });
    expect(part.target).toBeCloseTo((40_000 * 35) / 61, 6);
    const sold = facts.revenue(11, 5) + facts.revenue(11, 6);
    expect(part.attainment).toBeCloseTo((100 * sold * 61) / (40_000 * 35), 6);
    expect(await partOf(rules, "S10")).toMatchObject({ target: 40_000, employed: null });
    expect(await partOf(scheme([version([indicator("kpi", 100, { source: { kpi: "签单", combine: "sum" }, target: { at_least: "recorded" } })], { part_period: "working_days" })]), "S02")).toMatchObject({ target: 20 }); // prettier-ignore
  });

  it("are of a period that is not over while the data end inside it: no band, no bonus, whatever was reached so far", async () => {
    const rules = sales({ bands: [{ at_least: 0, name: { en: "A", zh: "优" }, multiplier: 1.2 }] });
    const on = async (day: string) =>
      (
        await scoreScheme({ ...company.as(), now: new Date(day) }, rules, "2025-Q2", { employees: ["S10"] })
      )[0];
    expect(await on("2025-07-01")).toMatchObject({ isComplete: true, multiplier: 1.2 });
    expect(await on("2025-06-15")).toMatchObject({ isComplete: false, band: null, multiplier: null });
  });

  it("know a gate that is for some only: for the others it is no gate, and their score is complete", async () => {
    const closed = { metric: "lead_conversion", take: "denominator", at_least: 1 };
    // every fourth seller never closes a lead
    expect(await scoreOf(gates(), "S04")).toMatchObject({ isComplete: false, gates: [{ isPassed: null, isEligible: true }] }); // prettier-ignore
    expect(await scoreOf(gates(closed), "S04")).toMatchObject({ isComplete: true, multiplier: 1, gates: [{ isPassed: null, isEligible: false, exposed: { value: 0, atLeast: 1 }, bonusFactor: 1 }] }); // prettier-ignore
    expect(await scoreOf(gates(closed), "S03")).toMatchObject({ isComplete: true, multiplier: 0.5, gates: [{ isPassed: false, isEligible: true }] }); // prettier-ignore
  });
});
