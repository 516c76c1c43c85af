// Files of KPI schemes: the shipped ones with their golden weights, and every rule with the line on which it is broken.
import { describe, expect, it } from "vitest";
import { loadCatalogue } from "../../../engine/index.js";
import { checkSchemeText, shippedSchemes } from "../../../models/schemes/scheme-files.js";
import { indicator, schemeText, slips, version } from "./scheme-text.js";

const weights = (id: string, v = 0): number[] =>
  shippedSchemes()
    .find(({ scheme }) => scheme.id === id)!
    .scheme.versions[v]!.indicators.map(({ weight }) => weight)
    .filter((weight) => weight > 0);

const tiers = (weights: object) => [
  { id: "t", name: { en: "t", zh: "t" }, where: [{ field: "tier", op: "=", value: "A" }], weights },
];
const rule = (part: Record<string, unknown>, more: Record<string, unknown> = {}): string[] =>
  slips(schemeText([version([indicator("a", 100, part)], more)])).map(([, text]) => text);
const lineOf = (text: string, needle: string): number =>
  text.split("\n").findIndex((line) => line.includes(needle)) + 1;
const second = (part: Record<string, unknown>) => [
  version([indicator("a", 100)]),
  version([indicator("a", 100)], { version: 2, ...part }),
];
const numbers = (text: string): string[] => text.match(/\d+(\.\d+)?/g)!.toSorted();

describe("shipped schemes", () => {
  it("golden: 40/30/20/10 with a compound target of two conditions", () => {
    expect(weights("trade-veterans")).toEqual([40, 30, 20, 10]);
    const { scheme } = shippedSchemes().find(({ scheme: one }) => one.id === "trade-veterans")!;
    const [repurchase, coaching, ideas, presence] = scheme.versions[0]!.indicators;
    expect(repurchase).toMatchObject({ target: { at_least: 0.85 }, exposure: { otherwise: "pro_rata" } });
    expect(coaching).toMatchObject({ target: { at_least: 0.7 } });
    expect(ideas!.target).toMatchObject({ all: [{ at_least: 2 }, { at_least: 0.1 }] });
    expect(presence).toMatchObject({ target: { at_least: 0.9 } });
  });

  it("golden: 40/20/25/15 with a gate at 80; newcomers' visits and leads are 50, seniors' sales and satisfaction 60", () => {
    expect(weights("service-sales")).toEqual([40, 20, 25, 15]);
    const { versions } = shippedSchemes().find(({ scheme }) => scheme.id === "service-sales")!.scheme;
    expect(versions[0]!.gates.map(({ at_least, then }) => [at_least, then])).toEqual([
      [80, { bonus_factor: 0.8 }],
    ]);
    const [newcomer, senior] = versions[0]!.tiers.map((tier) => tier.weights);
    expect(newcomer!.visits! + newcomer!.conversion!).toBe(50);
    expect(senior!.sales! + senior!.satisfaction!).toBe(60);
    // the source gives 25 to timeliness in its text and to conversion in its table: both are there, one is scored
    expect(versions[0]!.indicators.find(({ id }) => id === "timeliness")).toMatchObject({ weight: 0 });
    // new markets: 10, then 20
    expect([weights("service-sales", 1), weights("service-sales", 2)]).toEqual([
      [35, 15, 25, 15, 10],
      [30, 10, 25, 15, 20],
    ]);
    expect(versions[3]).toMatchObject({ effective_from: "2026-08", mid_period: "split" });
  });

  it("golden: 30 + 25 + 20 + 25 after, 60 of 100 before, and that is said", () => {
    expect(weights("big-client-after")).toEqual([30, 25, 20, 25]);
    expect(weights("big-client-before")).toEqual([60]);
    expect(
      shippedSchemes().find(({ scheme }) => scheme.id === "big-client-before")!.scheme.versions[0],
    ).toMatchObject({
      is_partial: true,
    });
  });
});

describe("weights", () => {
  const seven = [40, 10, 30, 5, 10, 5, 5].map((weight, i) => indicator(`i${i + 1}`, weight));

  it("golden: 40 + 10 + 30 + 5 + 10 + 5 + 5 = 105 is refused, naming every line", () => {
    const text = schemeText([version(seven)]);
    const lines = text.split("\n").flatMap((line, i) => (line.trim().startsWith("weight:") ? [i + 1] : []));
    const [[line, rule], ...more] = slips(text) as [[number, string]];
    expect(more).toEqual([]);
    expect(line).toBe(lines[0]);
    expect(rule).toContain("sum to 105, not 100");
    for (const one of lines) expect(rule).toContain(`(line ${one})`);
    expect(lines).toHaveLength(7);
  });

  it("60 of 100 is refused unless the version says that it is a part; a whole is not a part", () => {
    const part = [indicator("volume", 60)];
    expect(slips(schemeText([version(part)]))).toEqual([
      [expect.any(Number), expect.stringContaining("is_partial: true")],
    ]);
    expect(slips(schemeText([version(part, { is_partial: true })]))).toEqual([]);
    expect(slips(schemeText([version([indicator("all", 100)], { is_partial: true })]))).toHaveLength(1);
    expect(slips(schemeText([version(seven, { is_partial: true })]))).toHaveLength(1);
  });

  it("a tier's weights sum to 100 too, and weigh indicators of the version; decimals add up exactly", () => {
    const two = [indicator("a", 33.3), indicator("b", 66.7)];
    expect(slips(schemeText([version(two, { tiers: tiers({ a: 0.1, b: 99.9 }) })]))).toEqual([]);
    expect(slips(schemeText([version(two, { tiers: tiers({ a: 50, b: 45 }) })]))[0]![1]).toContain(
      "sum to 95, not 100",
    );
    expect(slips(schemeText([version(two, { tiers: tiers({ a: 100, c: 5 }) })]))[0]![1]).toContain("“c”");
    expect(slips(schemeText([version([indicator("a", 33.333), indicator("b", 66.667)])]))[0]![1]).toContain(
      "two decimals",
    );
  });
});

describe("rules, each with its line", () => {
  it("an unknown metric, with those that are near; one that follows hires; an unknown dimension", () => {
    const text = schemeText([version([indicator("a", 100, { source: { metric: "revenu" } })])]);
    expect(slips(text)).toEqual([
      [lineOf(text, "metric: revenu"), expect.stringContaining("did you mean revenue")],
    ]);
    expect(rule({ source: { metric: "attrition_90_days" }, target: { at_most: 0.1 } })).toEqual([
      expect.stringContaining("follows hires"),
    ]);
    expect(rule({}, { applies_to: { where: [{ field: "departement", op: "=", value: "x" }] } })).toEqual([
      expect.stringContaining("department"),
    ]);
  });

  it("85 as a target of a share; a recorded target of a metric; no target where one is needed", () => {
    const share = { source: { metric: "lead_conversion" } };
    expect(rule({ ...share, target: { at_least: 85 } })[0]).toContain("85 % is 0.85");
    expect(rule({ ...share, target: { at_least: 0.85 } })).toEqual([]);
    expect(rule({ target: { at_least: "recorded" } })[0]).toContain("recorded");
    expect(rule({ target: undefined })[0]).toContain("no target");
    expect(rule({ source: { kpi: "签单" } })[0]).toContain("combine");
  });

  it("a change inside a quarter says how; versions follow one another; ids are used once", () => {
    expect(slips(schemeText(second({ effective_from: "2025-05" })))[0]![1]).toContain("mid_period: split");
    expect(slips(schemeText(second({ effective_from: "2025-05", mid_period: "restate" })))).toEqual([]);
    expect(slips(schemeText(second({ effective_from: "2025-04" })))).toEqual([]);
    expect(slips(schemeText(second({ effective_from: "2025-05" }), { period: "month" }))).toEqual([]);
    expect(slips(schemeText(second({ effective_from: "2024-10" })))[0]![1]).toContain("not after version");
    expect(slips(schemeText(second({ effective_from: "2025-04", version: 1 })))[0]![1]).toContain(
      "second time",
    );
    expect(
      rule({}, { bands: [1, 2].map((n) => ({ at_least: 90, name: { en: `${n}`, zh: `${n}` } })) })[0],
    ).toContain("90");
  });

  it("every slip of the shape is said with its line: missing, unknown and wrong parts; broken YAML; endless aliases", () => {
    const text = schemeText([
      version([indicator("a", 100, { kind: "outcome", wieght: 3, name: { en: "a" } })]),
    ]);
    const found = slips(text);
    expect(found.map(([, text_]) => text_.split(":")[0])).toEqual(
      expect.arrayContaining([
        expect.stringContaining("kind"),
        expect.stringContaining("zh is missing"),
        "versions.0.indicators.0",
      ]),
    );
    expect(found.find(([, one]) => one.includes("wieght"))![0]).toBe(lineOf(text, "wieght"));
    expect(slips("id: [")).toEqual([[expect.any(Number), expect.stringContaining("not valid YAML")]]);
    const bomb = Array.from(
      { length: 9 },
      (_, i) => `a${i}: &a${i} [${`${i ? `*a${i - 1}` : "x"},`.repeat(9)}]`,
    ).join("\n");
    expect(slips(bomb)).toEqual([[1, expect.stringContaining("aliases")]]);
    expect(slips(`id: x\n${"# longer and longer\n".repeat(60_000)}`)).toEqual([
      [1, expect.stringContaining("1 MB")],
    ]);
    expect(slips(schemeText([version([indicator("a", 100)])], { id: "other" }))[0]![1]).toContain(
      "file's name",
    );
  });

  it("both languages carry the same numbers", () => {
    const broken = schemeText([
      version([
        indicator("a", 62.5),
        indicator("b", 42.5, { source: { metric: "lead_conversion" }, target: { at_least: 85 } }),
      ]),
    ]);
    const { problems } = checkSchemeText(broken, { file: "test.yml", catalogue: loadCatalogue() });
    expect(problems).toHaveLength(2);
    for (const { facts } of problems)
      expect(numbers(String(facts.ruleZh))).toEqual(numbers(String(facts.rule)));
  });
});
