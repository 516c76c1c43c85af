// Every warning of a scheme: one case that fires and one that does not, in both languages with the same numbers; and what only the
// months behind it can tell.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCatalogue } from "../../../engine/index.js";
import { allWarnings } from "../../../models/schemes/measured-warnings.js";
import { schemeWarnings, type SchemeWarning } from "../../../models/schemes/scheme-warnings.js";
import { schemeWorkspace, type SchemeWorkspace } from "./scheme-workspace.js";
import { indicator, scheme, version } from "./scheme-text.js";

type Part = Record<string, unknown>;

const warned = (indicators: Part[], part: Part = {}, sources?: ReadonlySet<string>): SchemeWarning[] =>
  schemeWarnings(scheme([version(indicators, part)]), loadCatalogue(), sources);
const of = (code: string, warnings: readonly SchemeWarning[]): string[][] =>
  warnings.filter((one) => one.code === code).map(({ indicators }) => indicators);

const visits = { source: { metric: "visits_per_head", take: "numerator" }, kind: "process" };
const conversion = { source: { metric: "lead_conversion" }, target: { at_least: 0.2 } };
const fine = [indicator("sales", 60), indicator("visits", 40, visits)];

const luck = (controllable: string) => warned([fine[0]!, { ...fine[1]!, controllable }]);
const band = (at_least: number, multiplier: number) => ({
  at_least,
  name: { en: "b", zh: "b" },
  multiplier,
});
const per = (metric: string, span: string, take = "value") =>
  of(
    "rate_accumulated",
    warned([
      fine[1]!,
      indicator("a", 60, { source: { metric, take }, target: { at_least: 0.8, per: span } }),
    ]),
  );
const perKpi = (name: string, combine: string) =>
  of("rate_accumulated", warned([fine[1]!, indicator("a", 60, { source: { kpi: name, combine } })]));
const small = (weight: number) =>
  of("weight_is_noise", warned([indicator("sales", 100 - weight), indicator("visits", weight, visits)]));
const many = (n: number) =>
  warned(
    Array.from({ length: n }, (_, i) =>
      indicator(`i${i}`, i === 0 ? 100 - 10 * (n - 1) : 10, {
        source: { kpi: `k${i}`, combine: "mean" },
      }),
    ),
  );
const numbers = (text: string): string[] => (text.match(/\d+(\.\d+)?/g) ?? []).toSorted();
const exposed = (at_least: number) =>
  indicator("conversion", 60, {
    ...conversion,
    exposure: { metric: "lead_conversion", take: "denominator", at_least, otherwise: "pro_rata" },
  });

describe("a scheme as it is written", () => {
  it("a plain one has nothing doubtful about it", () => {
    expect(warned(fine)).toEqual([]);
  });

  it("results only", () => {
    expect(
      of("result_only", warned([indicator("sales", 60), indicator("conversion", 40, conversion)])),
    ).toEqual([["sales", "conversion"]]);
    // a process that carries no weight is none
    expect(of("result_only", warned([indicator("sales", 100), indicator("visits", 0, visits)]))).toHaveLength(
      1,
    );
    expect(of("result_only", warned(fine))).toEqual([]);
  });

  it.each([
    ["the same sum", { metric: "revenue" }, { metric: "revenue_per_head" }, true],
    ["a part and its whole", { metric: "revenue" }, { metric: "big_client_share", take: "numerator" }, true],
    ["nested counts", { metric: "lead_response_24h" }, { metric: "lead_response_72h" }, true],
    ["the same ratings", { metric: "satisfaction_score" }, { metric: "satisfied_share" }, true],
    ["the same KPI", { kpi: "签单", combine: "sum" }, { kpi: "签单", combine: "mean" }, true],
    ["a KPI and all KPIs", { kpi: "签单", combine: "sum" }, { metric: "kpi_attainment" }, true],
    ["a sum and a share of it", { metric: "revenue" }, { metric: "big_client_share" }, false],
    ["two shares of one sum", { metric: "new_customer_share" }, { metric: "big_client_share" }, false],
    [
      "different people's rows",
      { metric: "revenue" },
      { metric: "visits_per_head", take: "numerator" },
      false,
    ],
    ["different KPIs", { kpi: "签单", combine: "sum" }, { kpi: "回款", combine: "sum" }, false],
    [
      "rows told apart by a filter",
      { metric: "revenue", where: [{ field: "site", op: "=", value: "A" }] },
      { metric: "revenue", where: [{ field: "site", op: "=", value: "B" }] },
      false,
    ],
  ])("counted twice: %s", (_, a, b, expected) => {
    const target = { target: { at_least: 0.5 } };
    const found = warned([
      indicator("a", 50, { source: a, ...target }),
      indicator("b", 50, { source: b, ...target }),
    ]);
    expect(of("double_counting", found)).toEqual(expected ? [["a", "b"]] : []);
  });

  it("out of people's hands", () => {
    expect(of("uncontrollable", luck("no"))).toEqual([["visits"]]);
    expect(of("uncontrollable", luck("partly"))).toEqual([]);
  });

  it("reported by those whom it scores, from 20 points on", () => {
    const reported = (weight: number) =>
      warned([
        indicator("sales", 100 - weight),
        indicator("visits", weight, { ...visits, provenance: "self_reported" }),
      ]);
    expect(of("gaming_self_reported", reported(20))).toEqual([["visits"]]);
    expect(of("gaming_self_reported", reported(19))).toEqual([]);
    // in a tier alone it counts too
    const tiers = [
      {
        id: "t",
        name: { en: "t", zh: "t" },
        where: [{ field: "tier", op: "=", value: "A" }],
        weights: { sales: 50, visits: 50 },
      },
    ];
    const inTier = [
      indicator("sales", 90),
      indicator("visits", 10, { ...visits, provenance: "self_reported" }),
    ];
    expect(of("gaming_self_reported", warned(inTier, { tiers }))).toEqual([["visits"]]);
  });

  it("cliffs: all or nothing, a step, a floor; a bonus that jumps", () => {
    const rule = (score: Part) => of("gaming_cliff", warned([fine[0]!, { ...fine[1]!, score }]));
    expect(rule({ kind: "met" })).toEqual([["visits"]]);
    expect(rule({ kind: "bands", bands: [{ at_least: 1, score: 100 }] })).toEqual([["visits"]]);
    expect(rule({ kind: "attainment", floor: 50 })).toEqual([["visits"]]);
    const steps = Array.from({ length: 10 }, (_, i) => ({ at_least: i, score: 10 * (i + 1) }));
    expect(rule({ kind: "bands", bands: steps })).toEqual([]);
    expect(of("gaming_cliff", warned(fine, { bands: [band(90, 1.2)] }))).toEqual([[]]);
    expect(of("gaming_cliff", warned(fine, { bands: [band(80, 1.02), band(85, 1.04)] }))).toEqual([]);
  });

  it("golden: a rate that is added up, 85 % in a month as 21.25 % a week", () => {
    expect(per("lead_conversion", "week")).toEqual([["a"]]);
    expect(per("lead_conversion", "period")).toEqual([]);
    expect(per("revenue", "week")).toEqual([]);
    expect(per("lead_conversion", "week", "numerator")).toEqual([]);
    expect(perKpi("复购率", "sum")).toEqual([["a"]]);
    expect(perKpi("复购率", "mean")).toEqual([]);
    expect(perKpi("签单量", "sum")).toEqual([]);
  });

  it("a weight of five or less is noise; one of nought is watched", () => {
    expect([small(5), small(6), small(0)]).toEqual([[["visits"]], [], []]);
  });

  it("a source that was never imported; without knowing the sources nothing is said", () => {
    const both = [...fine.slice(1), indicator("conversion", 60, conversion)];
    expect(of("source_absent", warned(both, {}, new Set(["sales_activity"])))).toEqual([["conversion"]]);
    expect(of("source_absent", warned(both, {}, new Set(["sales_activity", "lead"])))).toEqual([]);
    expect(of("source_absent", warned(both))).toEqual([]);
  });

  it("more than seven indicators", () => {
    expect(of("too_many_indicators", many(8))).toEqual([[]]);
    expect(of("too_many_indicators", many(7))).toEqual([]);
  });

  it("the same warning of two versions is one, with both named", () => {
    const luck = [fine[0]!, { ...fine[1]!, controllable: "no" }];
    const two = scheme([version(luck), version(luck, { version: 2, effective_from: "2025-04" })]);
    expect(schemeWarnings(two, loadCatalogue())).toMatchObject([
      { code: "uncontrollable", versions: ["1", "2"] },
    ]);
  });

  it("both languages carry the same numbers", () => {
    const bad = warned(
      [
        indicator("a", 55, { score: { kind: "met" }, provenance: "self_reported", controllable: "no" }),
        indicator("b", 40, { source: { metric: "lead_conversion" }, target: { at_least: 0.2, per: "week" } }),
        indicator("c", 5, { source: { metric: "revenue_per_head" } }),
      ],
      { bands: [{ at_least: 90, name: { en: "A", zh: "A" }, multiplier: 1.2 }] },
    );
    expect(new Set(bad.map(({ code }) => code)).size).toBe(7);
    for (const { text } of bad) expect(numbers(text.zh)).toEqual(numbers(text.en));
  });
});

describe("a scheme as measured", () => {
  let company: SchemeWorkspace;
  beforeAll(async () => {
    company = await schemeWorkspace();
  });
  afterAll(() => company.close());
  const measured = (...indicators: Part[]) => allWarnings(company.as(), scheme([version(indicators)]));

  const inFiscalYear = async (fiscalYearStart: number, period: string) => {
    const context = company.as();
    const workspace = { ...context.workspace, config: { ...context.workspace.config, fiscalYearStart } };
    const asked = { ...context, workspace: Object.assign(Object.create(context.workspace), workspace) };
    return of(
      "quarters_of_calendar",
      await allWarnings(asked, scheme([version([fine[0]!, fine[1]!])], { period })),
    );
  };

  it("quarters of the calendar where the company's own begin in other months", async () => {
    expect(await inFiscalYear(2, "quarter")).toEqual([[]]);
    expect(await inFiscalYear(4, "quarter")).toEqual([]);
    expect(await inFiscalYear(2, "month")).toEqual([]);
  });

  it("an indicator that most people have nothing to do with", async () => {
    // nine of thirteen closed a lead in the quarter; two closed nine
    expect(of("exposure_of_few", await measured(fine[1]!, exposed(1)))).toEqual([]);
    const few = await measured(fine[1]!, exposed(9));
    expect(of("exposure_of_few", few)).toEqual([["conversion"]]);
    expect(few.find(({ code }) => code === "exposure_of_few")!.text.en).toContain("2 of 13");
  });

  it("a value in which chance outweighs the differences between people; one in which it does not", async () => {
    // visits of two people differ by the same in every month; what comes from big clients is as good as drawn by lot
    const found = await measured(
      indicator("big", 60, { source: { metric: "big_client_share", take: "numerator" } }),
      indicator("visits", 40, visits),
    );
    expect(of("reliability_low", found)).toEqual([["big"]]);
    expect(found.find(({ code }) => code === "reliability_low")!.text.en).toContain("11 people, 6 months");
  });
});
