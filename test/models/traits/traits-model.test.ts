// Traits of top performers: planted effects found with honest intervals, noise finds nothing, luck is counted, refusals say how many.
import { describe, expect, it } from "vitest";
import { isRefusal, type Refusal } from "../../../models/model.js";
import { chooseTop, performanceScore } from "../../../models/traits/performance-score.js";
import { traits, type TraitsFitted, type TraitsInput } from "../../../models/traits/traits-model.js";
import { merits, simulatePerformers, type PlantedPerformers } from "./simulated-performers.js";

const nightly = process.env.RAPPORT_NIGHTLY === "1";
const options = { seed: 1, now: "2026-01-01T00:00:00.000Z", snapshot: "test" };
const plan: PlantedPerformers = { people: 240, quarters: 8, person: 4, rater: 2, quarter: 5 };
const fitted = (input: TraitsInput): TraitsFitted => {
  const found = traits.fit(input, options);
  if (isRefusal(found)) throw new Error(found.text.en);
  return found;
};
const refusal = (input: TraitsInput): Refusal => {
  const found = traits.fit(input, options);
  if (!isRefusal(found)) throw new Error("not refused");
  return found;
};

describe("performance score", () => {
  it("knows the true merit better than plain means do, and says how well", () => {
    const input = simulatePerformers(3, { ...plan, rater: 5 });
    const score = performanceScore(input.performance);
    const truth = score.people.map((id) => merits.get(input)!.get(id)!);
    const means = score.people.map((id) => {
      const own = input.performance.filter((row) => row.employee_id === id);
      return own.reduce((sum, row) => sum + row.value, 0) / own.length;
    });
    expect(correlation([...score.score], truth)).toBeGreaterThan(correlation(means, truth) + 0.1);
    // Planted: 4² ÷ (4² + 5²/8) ≈ 0.84 before the raters' share.
    const reliability = chooseTop(score, score.people.map(() => "")).reliability; // prettier-ignore
    expect(Math.abs(reliability - correlation([...score.score], truth) ** 2)).toBeLessThan(0.08);
    expect(Math.abs(score.measures[0].spread.quarter - 5)).toBeLessThan(0.4);
  });

  it("counts how many at the apparent top are lucky", () => {
    let [expected, lucky, truly, expectedTrue] = [0, 0, 0, 0];
    for (let seed = 0; seed < 8; seed++) {
      const input = simulatePerformers(seed, { ...plan, quarters: 3, rater: 0.01 });
      const score = performanceScore(input.performance);
      const peers = score.people.map(() => "");
      const choice = chooseTop(score, peers);
      const merit = score.people.map((id) => merits.get(input)!.get(id)!);
      const cut = [...merit].sort((a, b) => b - a)[47];
      const apparent = [...score.apparent.keys()]
        .sort((a, b) => score.apparent[b] - score.apparent[a])
        .slice(0, 48);
      lucky += apparent.filter((i) => merit[i] < cut).length;
      truly += [...choice.top.keys()].filter((i) => choice.top[i] === 1 && merit[i] >= cut).length;
      expected += choice.expectedLucky;
      expectedTrue += choice.expectedTrue;
    }
    expect(Math.abs(expected / lucky - 1)).toBeLessThan(0.15);
    expect(Math.abs(expectedTrue / truly - 1)).toBeLessThan(0.15);
  });

  it("uses KPI attainment only where nothing else is known", () => {
    const input = simulatePerformers(1, plan);
    const kpi = input.performance.map((row) => ({
      ...row,
      measure: "kpi" as const,
      rater_id: null,
      value: -row.value,
    }));
    const both = performanceScore([...input.performance, ...kpi]);
    expect(both.measures.map(({ measure }) => measure)).toEqual(["review"]);
    expect(performanceScore(kpi).measures.map(({ measure }) => measure)).toEqual(["kpi"]);
  });
});

describe("traits of top performers", () => {
  it("finds what was planted, in points of the score, and nothing else", () => {
    const found = fitted(simulatePerformers(6, { ...plan, early: 2, referred: 4 }));
    const real = found.report.traits.filter(({ beyondChance }) => beyondChance).map(({ name }) => name);
    expect(real.toSorted()).toEqual(["early_starts", "recruitment_source"]);
    const early = found.report.traits.find(({ name }) => name === "early_starts")!;
    expect(early.profile).toBe("coaching");
    expect(early.effect.value).toBeGreaterThan(0.3);
    // “Do the others also …?”: both sides, and how many have it without being at the top.
    const [side] = early.sides;
    expect(side.text.en).toMatch(/^Days begun before 8:00 ≥ \d+(\.\d+)?%$/);
    expect(side.amongTop.share).toBeGreaterThan(side.amongRest.share);
    expect(side.amongTop.of + side.amongRest.of).toBe(240);
    expect(side.notTop.count).toBe(side.amongRest.count);
    expect(side.notTop.share).toBeGreaterThan(0.4);
    const referral = found.report.traits
      .find(({ name }) => name === "recruitment_source")!
      .points.find(({ level }) => level === "referral")!;
    expect(referral.low).toBeLessThan(4);
    expect(referral.high).toBeGreaterThan(4);
    expect(found.report.hiring!.isValid).toBe(true);
    expect(found.report.hiring!.correlation!.low).toBeGreaterThan(0);
  });

  it("promise 23: covers planted points at the nominal rate", () => {
    const seeds = nightly ? 200 : 10;
    let covered = 0;
    let all = 0;
    for (let seed = 0; seed < seeds; seed++) {
      const found = fitted(simulatePerformers(500 + seed, { ...plan, people: 120, early: 1.5, referred: 3 }));
      const points = found.report.traits.flatMap((trait) => trait.points);
      const trait = (name: string) => found.report.traits.find((one) => one.name === name)!.points;
      const referral = trait("recruitment_source").find(({ level }) => level === "referral")!;
      const [early] = trait("early_starts");
      // The shares were drawn with a standard deviation of 0.1; the sample's own is the step.
      const perStep = (1.5 * early.step!) / 10;
      for (const [one, truth] of [
        [referral, 3],
        [early, perStep],
      ] as const) {
        all++;
        if (one.low <= truth && truth <= one.high) covered++;
      }
      expect(points.every(({ low, high }) => low < high)).toBe(true);
    }
    // Binomial(20, 0.95): 17 or more in 98.4 % of worlds; Binomial(400, 0.95): 368 or more in 99.6 %.
    expect(covered / all).toBeGreaterThanOrEqual(nightly ? 0.92 : 0.85);
  });

  it(`shows no trait, no rule and no hiring profile on noise in at least 95 % of ${nightly ? 200 : 10} companies`, () => {
    const seeds = nightly ? 200 : 10;
    let [some, rules, profiles] = [0, 0, 0];
    for (let seed = 0; seed < seeds; seed++) {
      const { report } = fitted(simulatePerformers(seed, { ...plan, people: 150 }));
      if (report.traits.some(({ beyondChance }) => beyondChance)) some++;
      if (report.rules.length > 0) rules++;
      if (report.hiring?.isValid) profiles++;
    }
    expect(some).toBeLessThanOrEqual(nightly ? 10 : 1);
    expect(rules).toBeLessThanOrEqual(nightly ? 10 : 1);
    expect(profiles).toBeLessThanOrEqual(nightly ? 10 : 1);
  });

  it("promise 27: keeps nobody's name or number, and no protected attribute among its traits", () => {
    const input = simulatePerformers(6, { ...plan, early: 2 });
    const found = fitted(input);
    expect(JSON.stringify(found)).not.toMatch(/E0\d\d\d|R\d+"/);
    const names = found.report.traits.map(({ name }) => name);
    for (const name of ["gender", "age_band"]) expect(names).not.toContain(name);
    expect(found.report.impactOfTop.map(({ attribute }) => attribute)).toEqual([
      "gender",
      "age_band",
      "gender × age_band",
    ]);
    // Gender and age change nothing but the fairness tables.
    const swapped = fitted({
      ...input,
      people: input.people.map((row) => ({
        ...row,
        gender: row.gender === "male" ? "female" : "male",
        age_band: null,
      })),
    });
    expect(swapped.report.traits.map(({ p }) => p)).toEqual(found.report.traits.map(({ p }) => p));
    expect(swapped.report.hiring!.auc).toEqual(found.report.hiring!.auc);
    expect(swapped.score).toEqual(found.score);
  });

  it("gives the same answer for the same rows in any order", () => {
    const input = simulatePerformers(6, { ...plan, people: 90, early: 2 });
    const turned = {
      ...input,
      performance: input.performance.toReversed(),
      behaviour: input.behaviour.toReversed(),
    };
    const [a, b] = [fitted(input), fitted(turned)];
    expect(b.report.traits.map(({ name, beyondChance }) => [name, beyondChance])).toEqual(
      a.report.traits.map(({ name, beyondChance }) => [name, beyondChance]),
    );
    expect(b.score.expectedLucky).toBeCloseTo(a.score.expectedLucky, 6);
  });

  it("refuses with the count still needed", () => {
    expect(refusal(simulatePerformers(1, { ...plan, people: 21 }))).toMatchObject({
      code: "too_few_people",
      facts: { people: 21, peopleNeeded: 60, morePeople: 39 },
    });
    const one = simulatePerformers(1, { ...plan, quarters: 1 });
    expect(refusal(one)).toMatchObject({ code: "too_few_people", facts: { people: 0, judged: 240 } });
    expect(refusal({ ...one, performance: [] })).toMatchObject({
      code: "no_performance",
      facts: { morePeople: 60 },
    });
  });

  it("refuses where scores are mostly luck", () => {
    const lucky = simulatePerformers(2, { ...plan, person: 1, quarters: 3, quarter: 6 });
    const { code, facts } = refusal(lucky);
    // Either the spread between persons is nil, or it is small against luck.
    expect(["mostly_luck", "too_few_people"]).toContain(code);
    expect(Number(facts.reliability ?? 0)).toBeLessThan(0.5);
  });
});

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [mean(a), mean(b)];
  const sum = (of: (i: number) => number) => a.reduce((total, _, i) => total + of(i), 0);
  return (
    sum((i) => (a[i] - ma) * (b[i] - mb)) /
    Math.sqrt(sum((i) => (a[i] - ma) ** 2) * sum((i) => (b[i] - mb) ** 2))
  );
}
