// The services demo's planted effects on review scores, company after company: intervals cover them at the nominal rate, and an effect
// per habit does not shrink when only few months of the habit were seen.
import { beforeAll, describe, expect, it } from "vitest";
import type { Column } from "../../../models/estimators/flat-table.js";
import { performanceScore } from "../../../models/traits/performance-score.js";
import { habitOf } from "../../../models/traits/trait-habit.js";
import { traitPoints, type TraitPoints } from "../../../models/traits/trait-points.js";
import { planted, simulateSellers, type SellersPlan } from "./simulated-sellers.js";

const nightly = process.env.RAPPORT_NIGHTLY === "1";
const seeds = nightly ? 200 : 40;

/** Points per habit, per value as seen, and of the two categories. */
function pointsOf(
  seed: number,
  plan: SellersPlan,
): Record<"habit" | "seen" | "referred" | "master", TraitPoints> {
  const sellers = simulateSellers(seed, plan);
  const score = performanceScore(sellers.performance);
  const rowOf = new Map(score.people.map((id, i) => [id, i]));
  const of = (what: "value" | "error") =>
    Float64Array.from(score.people, (id) => sellers.visits.get(id)?.[what] ?? Number.NaN);
  const column: Column = { name: "visits", kind: "numeric", values: of("value") };
  const has = (name: string, people: ReadonlySet<string>): Column => ({
    name,
    kind: "categorical",
    levels: ["no", "yes"],
    codes: Int32Array.from(score.people, (id) => (people.has(id) ? 1 : 0)),
  });
  const yes = (trait: Column) => traitPoints(trait, score, rowOf).find(({ level }) => level === "yes")!;
  return {
    habit: traitPoints(column, score, rowOf, habitOf(column.values, of("error")))[0],
    seen: traitPoints(column, score, rowOf)[0],
    referred: yes(has("recruitment_source", sellers.isReferred)),
    master: yes(has("education", sellers.hasMaster)),
  };
}

const covers = ({ low, high }: TraitPoints, value: number) => low <= value && value <= high;

describe("promise 23: points of the services demo", () => {
  let found: ReturnType<typeof pointsOf>[];
  beforeAll(() => {
    found = Array.from({ length: seeds }, (_, k) => pointsOf(4000 + k, { people: 170 }));
  }, 120_000);

  it(`holds planted visits, referral and degree in its intervals in ${seeds} companies at the nominal rate`, () => {
    const inside = (["habit", "referred", "master"] as const).map((name) => {
      const truth = name === "habit" ? planted.visiting : planted[name];
      return found.filter((one) => covers(one[name], truth)).length;
    });
    // Binomial(40, .95): 34 or more in 99.7 % of worlds, each of three; Binomial(120, .95): 107 to 119 in 98 %.
    for (const count of inside) expect(count).toBeGreaterThanOrEqual(nightly ? 181 : 34);
    const all = inside.reduce((sum, count) => sum + count, 0) / (3 * seeds);
    expect(all).toBeGreaterThanOrEqual(nightly ? 0.93 : 107 / 120);
    expect(all).toBeLessThanOrEqual(nightly ? 0.97 : 119 / 120);
  });

  it.each([
    ["habit", planted.visiting],
    ["referred", planted.referred],
    ["master", planted.master],
  ] as const)("is right on average, and as spread as its intervals say: %s", (name, truth) => {
    const values = found.map((one) => one[name].value);
    const mean = values.reduce((sum, v) => sum + v, 0) / seeds;
    const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (seeds - 1));
    const said = found.reduce((sum, one) => sum + (one[name].high - one[name].low) / 3.92, 0) / seeds;
    expect(Math.abs(mean - truth)).toBeLessThan((2.6 * spread) / Math.sqrt(seeds));
    expect(Math.abs(spread / said - 1)).toBeLessThan(nightly ? 0.15 : 0.3);
  });

  it("is not watered down where few months were seen, as the value itself is", { timeout: 120_000 }, () => {
    const few = Array.from({ length: nightly ? 100 : 12 }, (_, k) =>
      pointsOf(7000 + k, { people: 400, visits: 5, quarters: 5 }),
    );
    const mean = (of: (one: (typeof few)[number]) => number) =>
      few.reduce((sum, one) => sum + of(one), 0) / few.length;
    const error = mean(({ habit }) => (habit.high - habit.low) / 3.92) / Math.sqrt(few.length);
    expect(Math.abs(mean(({ habit }) => habit.value) - planted.visiting)).toBeLessThan(2.6 * error);
    expect(mean(({ seen }) => seen.value)).toBeLessThan(planted.visiting - 2.6 * error);
    // The step is the spread of the habit (5 visits × 25 %), not that of what chance made of it.
    expect(
      Math.abs(
        mean(({ habit }) => habit.step!) /
          (5 * Math.exp(0.25 ** 2 / 2) * Math.sqrt(Math.exp(0.25 ** 2) - 1)) -
          1,
      ),
    ).toBeLessThan(0.1);
    expect(mean(({ seen }) => seen.step!)).toBeGreaterThan(1.15 * mean(({ habit }) => habit.step!));
  });
});

describe("a habit", () => {
  it("is not told from what is only chance of the months", () => {
    const seen = Float64Array.from({ length: 60 }, (_, i) => Math.sin(7 * i));
    expect(
      habitOf(
        seen,
        seen.map(() => 1),
      ),
    ).toBeUndefined();
    expect(
      habitOf(
        seen,
        seen.map(() => Number.NaN),
      ),
    ).toBeUndefined();
    const known = habitOf(
      seen,
      seen.map((_, i) => (i === 3 ? Number.NaN : 0.1)),
    )!;
    expect(known.reliability).toBeGreaterThan(0.95);
    expect(known.spread).toBeLessThan(0.75);
    expect(known.spread).toBeGreaterThan(0.65);
  });

  it("leaves those unseen unknown, and draws the noisier further in", () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    values[5] = Number.NaN;
    const errors = values.map((_, i) => (i < 20 ? 0.1 : 0.8));
    const { values: habit } = habitOf(values, errors)!;
    expect(habit[5]).toBeNaN();
    expect(habit[0]).toBeGreaterThan(habit[20] + 0.1);
    expect(habit[20]).toBeGreaterThan(0);
  });
});
