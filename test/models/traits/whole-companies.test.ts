// Whole simulated companies, hires, exits, promotions and raters included: what was planted on scores and revenue lies in its intervals at
// the nominal rate; so does nothing at all, for traits drawn by lot in the same companies; and intervals are as wide as the spread of
// those of whom the trait is known. A master's degree lay in only 369 of the first 400 seeds: their founders were dealt degrees and skill
// unevenly (|z| of the draw itself < 1.96 in 92 %, of 6,000 companies in 95 %), while lots in the very same companies are held in 95 %.
import { beforeAll, describe, expect, it } from "vitest";
import { sales, workforce } from "../../../datasets/companies/services-plan.js";
import type { Person } from "../../../datasets/companies/person.js";
import type { Column } from "../../../models/estimators/flat-table.js";
import { random } from "../../../models/estimators/random.js";
import { performanceScore, type PerformanceRow } from "../../../models/traits/performance-score.js";
import { habitOf } from "../../../models/traits/trait-habit.js";
import { traitPoints, type TraitPoints } from "../../../models/traits/trait-points.js";
import { servicesPerformance } from "./services-performance.js";
import { planted } from "./simulated-sellers.js";

const nightly = process.env.RAPPORT_NIGHTLY === "1";
const companies = nightly ? 400 : 4;
const lots = 15;

const traits = workforce.traits;
/** Of a standard deviation of habit on the visits themselves. */
const perHabit = planted.visiting / 2;
const truths: Record<string, number> = {
  "visits review": planted.visiting,
  "referred review": planted.referred,
  "master review": planted.master,
  "visits revenue": sales.visiting * perHabit,
  "referred revenue": sales.skill * traits.source.内部推荐!,
  "master revenue": sales.skill * traits.education.硕士!,
};

const named = (name: string, found: readonly TraitPoints[]) =>
  found.map(({ measure, value, low, high }) => ({
    name: `${name} ${measure}`,
    z: (value - (truths[`${name} ${measure}`] ?? 0)) / ((high - low) / (2 * 1.959963984540054)),
  }));

/** (estimate − planted) ÷ standard error, of every effect and of every lot. */
function deviations(seed: number): { name: string; z: number }[] {
  const { performance, people, visits } = servicesPerformance(seed);
  const score = performanceScore(performance);
  const rowOf = new Map(score.people.map((id, i) => [id, i]));
  const has = (name: string, is: (person: Person) => boolean) => {
    const column: Column = {
      name,
      kind: "categorical",
      levels: ["no", "yes"],
      codes: Int32Array.from(score.people, (id) => (is(people.get(id)!) ? 1 : 0)),
    };
    return named(
      name,
      traitPoints(column, score, rowOf).filter(({ level }) => level === "yes"),
    );
  };
  const seen = (what: "value" | "error") =>
    Float64Array.from(score.people, (id) => visits.get(id)?.[what] ?? Number.NaN);
  const column: Column = { name: "visits", kind: "numeric", values: seen("value") };
  const rng = random(seed);
  return [
    ...named("visits", traitPoints(column, score, rowOf, habitOf(seen("value"), seen("error")))),
    ...has("referred", ({ source }) => source === "内部推荐"),
    ...has("master", ({ education }) => education === "硕士"),
    ...Array.from({ length: lots }, () => has("lot", () => rng.uniform() < 0.15)).flat(),
  ];
}

const inside = (found: readonly { z: number }[]) =>
  found.filter(({ z }) => Math.abs(z) <= 1.959963984540054).length / found.length;
const spread = (found: readonly { z: number }[]) =>
  Math.sqrt(found.reduce((sum, { z }) => sum + z * z, 0) / found.length);

describe("promise 23: points of whole companies", () => {
  let found: { name: string; z: number }[];
  beforeAll(() => {
    found = Array.from({ length: companies }, (_, k) => deviations(2001 + k)).flat();
  });

  it(`holds what was planted in ${companies} companies`, () => {
    const planted = found.filter(({ name }) => name in truths);
    expect(planted).toHaveLength(companies * 6);
    // Three effects, two measures. Correlated within a company no more than by who works there.
    expect(inside(planted)).toBeGreaterThanOrEqual(nightly ? 0.94 : 0.83);
    expect(inside(planted)).toBeLessThanOrEqual(nightly ? 0.962 : 1);
    expect(spread(planted)).toBeGreaterThan(nightly ? 0.96 : 0.6);
    expect(spread(planted)).toBeLessThan(nightly ? 1.05 : 1.4);
  });

  it.runIf(nightly).each(Object.keys(truths))("holds each at the nominal rate: %s", (name) => {
    const one = found.filter((effect) => effect.name === name);
    // Binomial(400, .95): 370 or more in 99 % of worlds, each of six.
    expect(inside(one)).toBeGreaterThanOrEqual(0.925);
    // On average right: within three standard errors.
    expect(Math.abs(one.reduce((sum, { z }) => sum + z, 0) / one.length)).toBeLessThan(
      3 / Math.sqrt(one.length),
    );
  });

  it("holds nothing at all for traits drawn by lot", () => {
    for (const measure of ["review", "revenue"]) {
      const drawn = found.filter(({ name }) => name === `lot ${measure}`);
      expect(drawn.length).toBeGreaterThan(0.95 * companies * lots);
      expect(Math.abs(inside(drawn) - 0.95)).toBeLessThan(nightly ? 0.01 : 0.06);
      expect(Math.abs(spread(drawn) - 1)).toBeLessThan(nightly ? 0.03 : 0.2);
    }
  });
});

/** Two job families, one of them with four times the spread between people; a trait known only there, without effect. */
function uneven(seed: number): { rows: PerformanceRow[]; trait: Map<string, number> } {
  const rng = random(seed);
  const rows: PerformanceRow[] = [];
  const trait = new Map<string, number>();
  for (let i = 0; i < 150; i++) {
    const isSeller = i < 50;
    const id = `E${i}`;
    if (isSeller) trait.set(id, rng.normal());
    const merit = 75 + (isSeller ? 12 : 3) * rng.normal();
    for (let q = 0; q < 6; q++)
      rows.push({
        employee_id: id,
        quarter: `${2023 + Math.floor(q / 4)}-${String(1 + 3 * (q % 4)).padStart(2, "0")}-01`,
        measure: "review",
        rater_id: null,
        value: merit + 3 * rng.normal(),
        department: "D",
        job_family: isSeller ? "sales" : "office",
        tenure_months: 40,
      });
  }
  return { rows, trait };
}

describe("a trait known of some", () => {
  it("is judged by the spread among them, not by that of everybody", () => {
    const runs = nightly ? 400 : 60;
    const found = Array.from({ length: runs }, (_, seed) => {
      const { rows, trait } = uneven(seed + 1);
      const score = performanceScore(rows);
      const column: Column = {
        name: "visits",
        kind: "numeric",
        values: Float64Array.from(score.people, (id) => trait.get(id) ?? Number.NaN),
      };
      const [{ value, low, high, people }] = traitPoints(
        column,
        score,
        new Map(score.people.map((id, i) => [id, i])),
      );
      expect(people).toBe(50);
      return { z: value / ((high - low) / 3.92) };
    });
    // With the variance of everybody (7.4² for 12²) the deviations spread by 1.6.
    expect(Math.abs(spread(found) - 1)).toBeLessThan(nightly ? 0.1 : 0.25);
    expect(inside(found)).toBeGreaterThanOrEqual(nightly ? 0.925 : 0.86);
    expect(inside(found)).toBeLessThanOrEqual(nightly ? 0.975 : 1);
  });

  it("has the interval of a model that was fitted with it where it explains much", () => {
    const { rows, trait } = uneven(5);
    // Ten points per unit: most of what sets the sellers apart.
    const strong = rows.map((row) => ({ ...row, value: row.value + 30 * (trait.get(row.employee_id) ?? 0) }));
    const widthOf = (performance: PerformanceRow[]) => {
      const score = performanceScore(performance);
      const values = Float64Array.from(score.people, (id) => trait.get(id) ?? Number.NaN);
      const rowOf = new Map(score.people.map((id, i) => [id, i]));
      const [{ low, high, value, step }] = traitPoints(
        { name: "visits", kind: "numeric", values },
        score,
        rowOf,
      );
      return { width: high - low, value: value / step! };
    };
    const [weak, much] = [widthOf(rows), widthOf(strong)];
    // The same noise beside a larger effect: the same width, and the effect thirty points larger.
    expect(much.width / weak.width).toBeCloseTo(1, 1);
    expect(much.value - weak.value).toBeCloseTo(30, 1);
  });
});
