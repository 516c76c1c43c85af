// Scores on a company small enough to reckon by hand: golden numbers, compound targets, gates, tiers, exposure, periods that are split
// or restated, what is missing, who may read whose score, and the rows behind it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readJournal } from "../../../engine/index.js";
import {
  adoptScheme,
  noteSchemes,
  schemeNamed,
  schemeRowsOf,
  schemeStanding,
  scoreScheme,
  writeScheme,
  type PersonScore,
  type Scheme,
} from "../../../models/schemes/index.js";
import { sumPoints } from "../../../models/schemes/weights.js";
import { facts, numberOf, schemeWorkspace, sellers, type SchemeWorkspace } from "./scheme-workspace.js";
import { indicator, scheme, schemeText, version } from "./scheme-text.js";

let company: SchemeWorkspace;
beforeAll(async () => {
  company = await schemeWorkspace();
});
afterAll(() => company.close());

const score = (rules: Scheme, period = "2025-Q2", employees?: string[], as?: string) =>
  scoreScheme(company.as(as), rules, period, { employees });
const one = async (rules: Scheme, employee: string, period = "2025-Q2"): Promise<PersonScore> =>
  (await score(rules, period, [employee]))[0]!;
const code = (name: string) => expect.objectContaining({ code: name });
const bands = [
  { at_least: 90, name: { en: "A", zh: "优秀" }, multiplier: 1.2 },
  { at_least: 60, name: { en: "B", zh: "达标" }, multiplier: 1 },
];
const kpi = (name: string, combine = "mean") => ({ source: { kpi: name, combine }, target: undefined });
const asScore = { score: { kind: "value" } };
const visits = { source: { metric: "visits_per_head", take: "numerator" } };

const fourIndicators = () =>
  scheme([
    version([
      indicator("sales", 40, { target: { at_least: 8000, per: "month" } }),
      indicator("visits", 20, { ...visits, target: { at_least: 18, per: "month" } }),
      indicator("conversion", 25, {
        source: { metric: "lead_conversion" },
        target: { at_least: 0.5 },
        exposure: { metric: "lead_conversion", take: "denominator", at_least: 1, otherwise: "pro_rata" },
      }),
      indicator("satisfaction", 15, { source: { metric: "satisfaction_score" }, target: { at_least: 90 } }),
    ]),
  ]);
const versions = (mid: "split" | "restate") => [
  version([indicator("sales", 100, { target: { at_least: 30_000 } })]),
  version(
    [
      indicator("sales", 50, { target: { at_least: 30_000 } }),
      indicator("visits", 50, { ...visits, target: { at_least: 90 } }),
    ],
    {
      version: 2,
      effective_from: "2025-05",
      mid_period: mid,
    },
  ),
];
const salesAlone = () => scheme([version([indicator("sales", 100)], { bands })]);
const lines = () => readJournal(company.workspace).lines.filter(({ kind }) => kind.startsWith("scheme_"));
/** As a file has it; written out, it would look like a promise. */
const consequence: string = ["th", "en"].join("");
const gate = (effect: object) => ({
  id: "g",
  name: { en: "g", zh: "g" },
  source: { metric: "satisfaction_score" },
  at_least: 80,
  [consequence]: effect,
});

const gatedBy = (effect: object): Scheme =>
  scheme([version([indicator("sales", 100)], { bands, gates: [gate(effect)] })]);

const veterans = scheme([
  version(
    [
      indicator("repurchase", 40, { ...kpi("复购"), ...asScore }),
      indicator("hours", 10, { ...kpi("弹性"), ...asScore }),
      indicator("coaching", 30, { ...kpi("带教"), ...asScore }),
      indicator("suggestions", 20, { ...kpi("建议"), ...asScore }),
    ],
    { bands },
  ),
]);
const readable = async (as: string, employees?: string[]) =>
  (await score(salesAlone(), "2025-Q2", employees, as)).map(({ employee }) => employee);

describe("golden numbers", () => {
  it("golden: 40 % of 90, 10 % of 100, 30 % of 85 and 20 % of 95 are 90.5, and 90.5 earns 1.2 times", async () => {
    const found = await one(veterans, "S01");
    expect(found.parts.map(({ points }) => points)).toEqual([36, 10, 25.5, 19]);
    expect(found).toMatchObject({ total: 90.5, multiplier: 1.2, isComplete: true, weightScored: 100 });
    expect(found.band?.name.en).toBe("A");
  });

  it("golden: two suggestions a quarter and a saving of 10 %: both, or nothing; the weakest sets the attainment", async () => {
    const both = {
      source: { metric: "suggestions_per_head", take: "numerator" },
      target: { all: [{ at_least: 2 }, { at_least: 0.1, source: { kpi: "节约率", combine: "mean" } }] },
    };
    const met = scheme([version([indicator("ideas", 100, { ...both, score: { kind: "met" } })])]);
    // S02: two suggestions, 9 % on average; S03: two suggestions, 5 %
    expect((await one(met, "S02")).parts[0]).toMatchObject({
      score: 0,
      conditions: [{ isMet: true }, { isMet: false }],
    });
    const part = (await one(scheme([version([indicator("ideas", 100, both)])]), "S02")).parts[0]!;
    expect(part.conditions.map(({ value }) => value)).toEqual([2, 0.09]);
    expect(part.attainment).toBeCloseTo(90, 9);
    expect(part.points).toBe(90);
    // S05 made none and has no saving on record: missed is missed, whatever is not known
    expect((await one(met, "S05")).parts[0]).toMatchObject({ value: 0, score: 0, reason: null });
    expect((await one(scheme([version([indicator("ideas", 100, both)])]), "S05")).parts[0]).toMatchObject({
      points: null,
      reason: "no_value",
    });
  });

  it("golden: satisfaction below 80 takes part of the bonus away", async () => {
    // ratings of 3, 4 and 5 of five are 60, 80 and 100
    for (const [employee, value, isPassed, multiplier] of [
      ["S03", 60, false, 0.96],
      ["S01", 80, true, 1.2],
      ["S02", 100, true, 1.2],
    ] as const)
      expect(await one(gatedBy({ bonus_factor: 0.8 }), employee)).toMatchObject({
        total: 100,
        multiplier,
        gates: [{ value, isPassed, points: 0 }],
      });
    const capped = await one(gatedBy({ score_cap: 75 }), "S03");
    expect(capped).toMatchObject({ total: 75, multiplier: 1, gates: [{ points: -25, bonusFactor: 1 }] });
  });

  it("golden: a source that states 60 of 100 gives totals of 60, never complete, without a band", async () => {
    const rules = schemeNamed(company.workspace, "big-client-before").scheme;
    const partial = {
      ...rules,
      versions: rules.versions.map((v) => ({ ...v, applies_to: undefined, bands })),
    };
    expect(await one(partial as Scheme, "S12")).toMatchObject({
      isComplete: false,
      band: null,
      multiplier: null,
      weightScored: 60,
    });
  });
});

describe("scores against the facts they are made of", () => {
  it("equal a reckoning from the imported facts, person by person; points add up to the total exactly", async () => {
    const found = await score(fourIndicators());
    const whole = found.filter(({ employee }) => employee !== "S11" && employee !== "M1");
    expect(whole.map(({ employee }) => employee)).toEqual(sellers.filter((id) => id !== "S11"));
    for (const { employee, parts, total, isComplete } of whole) {
      const i = numberOf(employee);
      const sum = (of: (i: number, m: number) => number): number => of(i, 4) + of(i, 5) + of(i, 6);
      const scores = [
        Math.min(100, (100 * sum(facts.revenue)) / 24_000),
        Math.min(100, (100 * sum(facts.visits)) / 54),
        facts.closed(i) === 0 ? null : Math.min(100, (100 * facts.won(i)) / facts.closed(i) / 0.5),
        Math.min(100, (100 * (20 * facts.rating(i))) / 90),
      ];
      // without leads the other three share their 75 points as if they were 100
      const weights = scores[2] === null ? [53.33, 26.67, 0, 20] : [40, 20, 25, 15];
      expect([employee, parts.map(({ weight }) => weight)]).toEqual([employee, weights]);
      for (const [p, part] of parts.entries())
        expect([employee, p, part.points]).toEqual([
          employee,
          p,
          scores[p] === null ? null : Math.round(weights[p]! * scores[p]!) / 100,
        ]);
      expect(sumPoints(parts.map(({ points }) => points))).toBe(total);
      expect(isComplete).toBe(true);
    }
    expect(whole.find(({ employee }) => employee === "S04")!.parts[2]).toMatchObject({
      isEligible: false,
      reason: "not_eligible_pro_rata",
    });
  });

  it("an indicator that is not for somebody counts in full where the scheme says so", async () => {
    const exposure = { metric: "lead_conversion", take: "denominator", at_least: 1, otherwise: "full" };
    const full = scheme([
      version([
        indicator("conversion", 60, {
          source: { metric: "lead_conversion" },
          target: { at_least: 0.5 },
          exposure,
        }),
        indicator("sales", 40, { target: { at_least: 120_000 } }),
      ]),
    ]);
    const { parts, total } = await one(full, "S04");
    expect(parts[0]).toMatchObject({
      points: 60,
      isEligible: false,
      reason: "not_eligible_full",
      value: null,
    });
    expect(total).toBe(60 + 4.5);
  });

  it("a missing source, a rate without anything to count and a value never written down are no zeros", async () => {
    const rules = scheme([
      version([
        indicator("tickets", 25, { source: { metric: "support_response_1h" }, target: { at_least: 0.9 } }),
        indicator("conversion", 25, { source: { metric: "lead_conversion" }, target: { at_least: 0.5 } }),
        indicator("signed", 25, { ...kpi("签单", "sum"), target: { at_least: "recorded" } }),
        indicator("sales", 25, { target: { at_least: 1 } }),
      ]),
    ]);
    const s04 = await one(rules, "S04");
    expect(s04.parts.map(({ points, reason }) => [points, reason])).toEqual([
      [null, "no_source"],
      [null, "no_exposure"],
      [null, "no_value"],
      [25, null],
    ]);
    expect(s04).toMatchObject({ total: 25, weightScored: 25, isComplete: false, band: null });
    // 8 + 12 of 10 + 10; a month without a target leaves the target unknown; the manager has no sales on record
    expect((await one(rules, "S02")).parts[2]).toMatchObject({ value: 20, target: 20, score: 100 });
    expect((await one(rules, "S03")).parts[2]).toMatchObject({ value: 31, target: null, points: null });
    expect((await one(rules, "M1")).parts[3]).toMatchObject({
      value: null,
      points: null,
      reason: "no_value",
    });
  });

  it("a tier is a person's by their first month of the period, a later joiner's by their own", async () => {
    const rules = scheme([
      version([indicator("sales", 50), indicator("visits", 50, { ...visits, target: { at_least: 1 } })], {
        tiers: [
          {
            id: "newcomer",
            name: { en: "n", zh: "n" },
            where: [{ field: "tenure_months", op: "<=", value: 12 }],
            weights: { sales: 20, visits: 80 },
          },
          {
            id: "senior",
            name: { en: "s", zh: "s" },
            where: [{ field: "tenure_months", op: ">=", value: 36 }],
            weights: { sales: 100 },
          },
        ],
      }),
    ]);
    const found = Object.fromEntries((await score(rules)).map((one) => [one.employee, one]));
    expect([found.S10!.tier, found.S11!.tier, found.S01!.tier]).toEqual(["senior", "newcomer", null]);
    expect(found.S10!.parts.map(({ weight }) => weight)).toEqual([100, 0]);
    expect(found.S11!.parts.map(({ weight }) => weight)).toEqual([20, 80]);
  });
});

describe("a version that begins inside a quarter", () => {
  it("splits the quarter: April by the old rules, May and June by the new ones, targets and weights by their months", async () => {
    const { parts, total, versions: names } = await one(scheme(versions("split")), "S01");
    expect(names).toEqual(["1", "2"]);
    // of 30,000 a quarter 10,000 fall to April, 20,000 to May and June; of 90 visits, 60
    expect(
      parts.map(({ version: v, from, to, weight, value, target }) => [v, from, to, weight, value, target]),
    ).toEqual([
      ["1", "2025-04", "2025-04", 33.34, 1400, 10_000],
      ["2", "2025-05", "2025-06", 33.33, 3100, 20_000],
      ["2", "2025-05", "2025-06", 33.33, 33, 60],
    ]);
    expect(parts.map(({ points }) => points)).toEqual([4.67, 5.17, 18.33]);
    expect(total).toBe(28.17);
  });

  it("restates the quarter: all of it by the new rules; the quarter before by the old ones", async () => {
    const rules = scheme(versions("restate"));
    const { parts, versions: names } = await one(rules, "S01");
    expect(names).toEqual(["2"]);
    expect(parts.map(({ weight, value, target }) => [weight, value, target])).toEqual([
      [50, 4500, 30_000],
      [50, 48, 90],
    ]);
    expect((await one(rules, "S01", "2025-Q1")).versions).toEqual(["1"]);
  });

  it("whoever joined in May is scored on the later part alone", async () => {
    const { parts, versions: names } = await one(scheme(versions("split")), "S11");
    expect(names).toEqual(["2"]);
    expect(parts.map(({ weight }) => weight)).toEqual([50, 50]);
  });

  it("a quarter before the first version, or of another form, is refused", async () => {
    const later = scheme([version([indicator("sales", 100)], { effective_from: "2025-04" })]);
    await expect(score(later, "2025-Q1")).rejects.toEqual(code("scheme_not_in_force"));
    await expect(score(later, "2025-04")).rejects.toEqual(code("scheme_period_invalid"));
    await expect(score(later, "2025-Q3")).rejects.toEqual(code("months_outside_history"));
  });
});

describe("whose scores are read", () => {
  it("readers of groups nobody's, an employee their own, a manager their reports' and their own", async () => {
    await expect(score(salesAlone(), "2025-Q2", undefined, "chen")).rejects.toEqual(
      code("person_values_refused"),
    );
    expect(await readable("s03")).toEqual(["S03"]);
    expect(await readable("s03", ["S01"])).toEqual([]);
    expect(await readable("lead")).toEqual(["M1", "S01", "S02", "S03", "S04", "S05", "S06", "S12"]);
  });

  it("no score of somebody whose months are not all the manager's to read", async () => {
    const [s12] = await score(salesAlone(), "2025-Q2", ["S12"], "lead");
    expect(s12).toMatchObject({
      isComplete: false,
      total: 0,
      parts: [{ points: null, reason: "months_not_readable", value: null }],
    });
    const [whole] = await score(salesAlone(), "2025-Q2", ["S12"], "boss");
    expect(whole).toMatchObject({ isComplete: true, total: 100 });
  });

  it("hidden metrics and KPIs stay hidden inside a score", async () => {
    await expect(score(salesAlone(), "2025-Q2", undefined, "auditor")).rejects.toEqual(code("field_hidden"));
    const kpis = scheme([version([indicator("r", 100, { ...kpi("复购"), ...asScore })])]);
    await expect(score(kpis, "2025-Q2", undefined, "auditor")).rejects.toEqual(code("field_hidden"));
  });
});

describe("the rows behind a score", () => {
  it("months add up to numerator and denominator, and imported rows name file and row", async () => {
    const rules = scheme([
      version([
        indicator("conversion", 60, { source: { metric: "lead_conversion" }, target: { at_least: 0.5 } }),
        indicator("signed", 40, { ...kpi("签单", "sum"), target: { at_least: "recorded" } }),
      ]),
    ]);
    const { parts, snapshot } = await schemeRowsOf(company.as(), rules, "2025-Q2", { employee: "S02" });
    const [conversion, signed] = parts;
    const total = (column: string): number =>
      conversion!.months.reduce((sum, row) => sum + Number(row[column]), 0);
    expect([total("leads_won"), total("leads_closed")]).toEqual([
      conversion!.part.numerator,
      conversion!.part.denominator,
    ]);
    expect(conversion!.sources).toEqual([
      {
        table: "lead",
        columns: expect.arrayContaining(["employee_id"]),
        count: 6,
        rows: expect.arrayContaining([expect.objectContaining({ file: "lead.csv" })]),
      },
    ]);
    expect(new Set(conversion!.sources[0]!.rows.map(({ cells }) => cells.employee_id))).toEqual(
      new Set(["S02"]),
    );
    expect(signed!.sources[0]).toMatchObject({ table: "kpi_actual", count: 2 });
    expect(signed!.sources[0]!.rows.map(({ cells }) => cells.value)).toEqual([8, 12]);
    expect(snapshot).toBe(company.cache.snapshot);
    expect(conversion!.definition).toMatch(/^[0-9a-f]{16,}$/);
  });

  it("are refused for a stranger, and not shown of months that are not the reader's", async () => {
    const rules = scheme([version([indicator("sales", 100)])]);
    const rowsAs = (as: string, employee: string, id?: string) =>
      schemeRowsOf(company.as(as), rules, "2025-Q2", { employee, indicator: id });
    await expect(rowsAs("s03", "S01")).rejects.toEqual(code("scheme_nobody"));
    await expect(rowsAs("boss", "S01", "profit")).rejects.toEqual(code("scheme_indicator_unknown"));
    expect((await rowsAs("lead", "S12")).parts).toEqual([]);
  });
});

describe("a scheme's file and the journal", () => {
  it("a line when its text is new or changed, one when it is put in force, and what had begun before is named", () => {
    const { workspace } = company;
    const [boss, chen] = [company.as("boss").reader, company.as("chen").reader];
    const now = new Date("2026-01-05T10:00:00Z");
    const first = schemeText([version([indicator("sales", 100)])]);
    company.writeScheme("test", first);
    noteSchemes(workspace, now);
    noteSchemes(workspace, now);
    expect(lines().map(({ kind }) => kind)).toEqual(["scheme_changed"]);
    expect(schemeStanding(workspace, schemeNamed(workspace, "test"))).toMatchObject({
      adoptedAt: null,
      isInForce: false,
    });

    expect(() => adoptScheme(workspace, "test", { reader: chen, now })).toThrow(
      code("scheme_write_refused") as never,
    );
    expect(() => adoptScheme(workspace, "service-sales", { reader: boss, now })).toThrow(
      code("scheme_is_shipped") as never,
    );
    expect(adoptScheme(workspace, "test", { reader: boss, now })).toMatchObject({
      adoptedBy: "boss",
      isInForce: true,
      retroactive: ["1"],
    });

    const second = schemeText([
      version([indicator("sales", 100)]),
      version([indicator("sales", 60), indicator("visits", 40)], { version: 2, effective_from: "2026-04" }),
    ]);
    const { hash } = schemeNamed(workspace, "test");
    const written = writeScheme(workspace, "test", second, { reader: boss, now, expected: hash });
    expect(schemeStanding(workspace, written)).toMatchObject({ isInForce: false, texts: 2 });
    // what another person wrote in the meantime is not overwritten, and nothing wrong is written at all
    expect(() => writeScheme(workspace, "test", first, { reader: boss, now, expected: hash })).toThrow(
      code("scheme_changed_meanwhile") as never,
    );
    expect(() =>
      writeScheme(workspace, "test", schemeText([version([indicator("sales", 99)])]), { reader: boss, now }),
    ).toThrow(code("scheme_invalid") as never);
    expect(() => writeScheme(workspace, "../test", second, { reader: boss, now })).toThrow(
      code("scheme_invalid") as never,
    );
    expect(adoptScheme(workspace, "test", { reader: boss, now }).isInForce).toBe(true);
    expect(lines().map(({ kind }) => kind)).toEqual([
      "scheme_changed",
      "scheme_adopted",
      "scheme_changed",
      "scheme_adopted",
    ]);
  });
});
