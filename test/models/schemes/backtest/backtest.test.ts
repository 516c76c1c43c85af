import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backtest, type BacktestSide } from "../../../../models/schemes/backtest/backtest.js";
import { mergedRanges } from "../../../../models/schemes/backtest/count-ranges.js";
import { pullForward } from "../../../../models/schemes/backtest/pull-forward.js";
import { releasedBacktest } from "../../../../models/schemes/backtest/release-backtest.js";
import { thresholdBunching } from "../../../../models/schemes/backtest/threshold-bunching.js";
import { untracedReports } from "../../../../models/schemes/backtest/untraced-reports.js";
import { weightSensitivity } from "../../../../models/schemes/backtest/weight-sensitivity.js";
import { random } from "../../../../models/estimators/random.js";
import type { PersonScore } from "../../../../models/schemes/score-types.js";
import { bands, scoreOf, simulatedScores } from "./simulated-scores.js";

const isNightly = process.env.RAPPORT_NIGHTLY === "1";
const seeds = isNightly ? 200 : 12;

const side = (id: string, scores: readonly PersonScore[], ofBands = bands): BacktestSide => ({
  scheme: { id, name: { en: id, zh: id } },
  version: "1",
  bands: ofBands,
  scores,
});

/** The same measured scores under other weights. */
const reweighted = (scores: readonly PersonScore[], weights: Record<string, number>): PersonScore[] =>
  scores.map(({ employee, period, parts }) =>
    scoreOf(
      employee,
      period,
      Object.fromEntries(
        parts.map(({ indicator, score, denominator }) => [
          indicator,
          { weight: weights[indicator]!, score: score!, denominator: denominator! },
        ]),
      ),
      "b",
    ),
  );

const mean = (values: number[]) => values.reduce((x, y) => x + y, 0) / values.length;
const sum = (scores: readonly PersonScore[]) =>
  scores.reduce((s, { multiplier }) => s + Math.round(multiplier! * 10) * 1_000_00, 0);
const rest = (w: number) => w - (5 * w) / 70;
const bandOf = (total: number) => bands.filter(({ at_least }) => total >= at_least).length;
const alarms = (bunching: number, people = 150) =>
  Array.from({ length: seeds }, (_, i) => {
    const scores = simulatedScores({ people, periods: 4, seed: 100 + i, bunching });
    return thresholdBunching(scores, bands, "a").find(({ threshold }) => threshold === 90)!;
  });
const amounts = (seed: number, pull: number, { december = 0, growth = 0.01 } = {}) => {
  const rng = random(seed);
  const months = Array.from({ length: 24 }, (_, i) => ({
    month: `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
    place: i % 3,
    workingDays: 19 + (i % 4),
  }));
  const weather = months.map(() => 1 + 0.05 * rng.normal());
  const people = Array.from({ length: 40 }, () => {
    const usual = 1000 * Math.exp(0.5 * rng.normal());
    const own = months.map(
      ({ workingDays }, i) =>
        usual * workingDays * (1 + growth * i) * weather[i]! * Math.exp(0.3 * rng.normal()),
    );
    return own.map((amount, i) => {
      const taken = i % 3 === 0 && i > 0 ? pull * amount : 0;
      const given = i % 3 === 2 && i < 23 ? pull * own[i + 1]! : 0;
      return amount - taken + given + (i % 12 === 11 ? december * amount : 0);
    });
  });
  return { indicator: "revenue", name: { en: "Revenue", zh: "销售额" }, months, people };
};
const reports = (share: number) =>
  Array.from({ length: 200 }, (_, i) => ({
    employee: `E${i % 50}`,
    period: `P${Math.floor(i / 50)}`,
    claimed: 10,
    traced: i % 50 < 50 * share ? 0 : 8,
  }));
const large = (n: number, least = 5) => n === 0 || n >= least;
const group = (name: string) => ({ name, label: { en: name, zh: name } });

describe("two schemes on the same months", () => {
  const a = simulatedScores({ people: 60, periods: 4, seed: 7 });
  const b = reweighted(a, { sales: 10, leads: 20, service: 30, presence: 40 });
  const found = backtest({
    a: side("a", a),
    b: side("b", b),
    k: 5,
    seed: 1,
    bonus: ({ multiplier }) => (multiplier === null ? null : Math.round(multiplier * 10) * 1_000_00),
  });

  it("counts everybody once and every change by hand's arithmetic", () => {
    expect(found.people).toEqual({ both: 60, onlyA: 0, onlyB: 0 });
    const { winners, losers, same, ranges } = found.changes!;
    expect(winners! + losers! + same!).toBe(60);
    expect(ranges.reduce((sum, { people }) => sum + people, 0)).toBe(60);
    const by = (id: string) => {
      const of = (scores: readonly PersonScore[]) =>
        scores.filter(({ employee }) => employee === id).map(({ total }) => total);
      return mean(of(b)) - mean(of(a));
    };
    const won = [...new Set(a.map(({ employee }) => employee))].filter((id) => by(id) >= 1).length;
    expect(winners).toBe(won);
    expect(found.ranks!.flow.flat().reduce((x, y) => x + y, 0)).toBe(60);
  });

  it("adds cost exactly, and does not know it without a rule or with a multiplier missing", () => {
    expect(found.cost).toMatchObject({ a: sum(a), b: sum(b), difference: sum(b) - sum(a), unknown: null });
    expect(backtest({ a: side("a", a), b: side("b", b), k: 5, seed: 1 }).cost).toMatchObject({
      a: null,
      b: null,
      unknown: "no_rule",
    });
    const lost = a.map((score, i) => (i === 0 ? { ...score, multiplier: null } : score));
    expect(
      backtest({ a: side("a", lost), b: side("b", b), k: 5, seed: 1, bonus: () => 1 }).cost,
    ).toMatchObject({ a: 239, b: 239, counted: 239, leftOut: 1 });
    const none = a.map((score) => ({ ...score, multiplier: null }));
    expect(
      backtest({ a: side("a", none), b: side("b", b), k: 5, seed: 1, bonus: () => 1 }).cost.unknown,
    ).toBe("no_multiplier");
  });

  it("finds nothing between a scheme and itself", () => {
    const same = backtest({
      a: side("a", a),
      b: side("b", a),
      k: 5,
      seed: 1,
      sampling: new Map([["sales", "share"]]),
    });
    expect(same.changes).toMatchObject({ winners: 0, losers: 0, same: 60, mean: 0 });
    expect(same.ranks).toMatchObject({
      tau: 1,
      topFifth: { turnover: 0 },
      bandMoves: { up: 0, down: 0, byMoreThanOne: 0 },
    });
    expect(same.noise!.beyondNoise).toBe(0);
  });

  it("tells a change of order from what measuring again would bring", () => {
    const sampling = new Map(["sales", "leads", "service", "presence"].map((id) => [id, "share" as const]));
    const small = reweighted(a, { sales: 39, leads: 31, service: 20, presence: 10 });
    const slight = backtest({ a: side("a", a), b: side("b", small), k: 5, seed: 1, sampling }).noise!;
    const great = backtest({ a: side("a", a), b: side("b", b), k: 5, seed: 1, sampling }).noise!;
    // a rate above 1 has no error of a share
    expect(slight.knownWeight).toBeGreaterThan(90);
    expect(slight.beyondNoise).toBeLessThanOrEqual(0.05);
    expect(great.beyondNoise).toBeGreaterThan(slight.beyondNoise);
    expect(great.tauOfSame).toBeLessThan(1);
    expect(
      backtest({ a: side("a", a), b: side("b", b), k: 5, seed: 1, sampling: new Map() }).noise,
    ).toBeNull();
  });

  it("golden: a before-scheme that states 60 of 100 is not compared as if it were whole", () => {
    const volume = a.map(({ employee, period, parts }) =>
      scoreOf(employee, period, { sales: { weight: 60, score: parts[0]!.score! } }),
    );
    const after = a.map(({ employee, period, parts }) =>
      scoreOf(employee, period, {
        signing: { weight: 30, score: parts[1]!.score! },
        retention: { weight: 25, score: parts[2]!.score! },
        satisfaction: { weight: 20, score: parts[3]!.score! },
        sales: { weight: 25, score: parts[0]!.score! },
      }),
    );
    const shown = backtest({ a: side("old", volume), b: side("new", after), k: 5, seed: 1, bonus: () => 1 });
    expect(shown.comparability).toEqual({ known: { a: 60, b: 100 }, basis: "common", common: ["sales"] });
    // of the common part both say the same of everybody
    expect(shown.changes).toMatchObject({ winners: 0, losers: 0 });
    expect(shown.changes!.mean).toBeCloseTo(0, 2);
    expect(shown.cost).toMatchObject({
      a: null,
      b: null,
      difference: null,
      unknown: "partial",
      multiplier: { a: null, b: null },
    });
    const none = backtest({
      a: side(
        "old",
        volume.map((s) => ({ ...s, parts: s.parts.map((p) => ({ ...p, indicator: "volume" })) })),
      ),
      b: side("new", after),
      k: 5,
      seed: 1,
    });
    expect(none.comparability.basis).toBe("none");
    expect([none.changes, none.ranks]).toEqual([null, null]);
  });
});

describe("what hangs on the weights", () => {
  it("says exactly what scoring again under the moved weights says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
        const scores = simulatedScores({ people: 20, periods: 1, seed });
        const found = weightSensitivity(scores, { scheme: "a", bands, seed: 1 })!;
        const row = found.shifts.find(({ indicator, shift }) => indicator === "leads" && shift === 5)!;
        const moved = scores.map(({ parts }) => {
          const weights = { sales: rest(40), leads: 35, service: rest(20), presence: rest(10) };
          return parts.reduce(
            (sum, { indicator, score }) => sum + (weights[indicator as "leads"] * score!) / 100,
            0,
          );
        });
        const exact = scores.map(({ parts }) =>
          parts.reduce((sum, { weight, score }) => sum + (weight * score!) / 100, 0),
        );
        const change = moved.reduce((sum, total, i) => sum + total - exact[i]!, 0) / 20;
        expect(row.meanChange).toBeCloseTo(change, 9);
        expect(row.bandChanges).toBe(moved.filter((total, i) => bandOf(total) !== bandOf(exact[i]!)).length);
      }),
      { numRuns: 20 },
    );
  });

  it("names the first shift at which somebody crosses an edge, in closed form", () => {
    // 89 with leads at 100 and the rest at (89 − 30)/70: each point to leads adds (100 − 84.2857)/100
    const rest = (89 - 30) / 0.7;
    const one = scoreOf("E1", "2025-01", {
      sales: { weight: 40, score: rest },
      leads: { weight: 30, score: 100 },
      service: { weight: 20, score: rest },
      presence: { weight: 10, score: rest },
    });
    const low = scoreOf("E2", "2025-01", {
      sales: { weight: 40, score: 10 },
      leads: { weight: 30, score: 10 },
      service: { weight: 20, score: 10 },
      presence: { weight: 10, score: 10 },
    });
    const { shifts } = weightSensitivity([one, low], { scheme: "a", bands, seed: 1 })!;
    expect(
      shifts.find(({ indicator, shift }) => indicator === "leads" && shift === 5)!.firstCrossing,
    ).toBeCloseTo(100 / (100 - rest), 9);
  });
});

describe("bunching at 90", () => {
  it("planted: found; not planted: no alarm", () => {
    const planted = alarms(0.8);
    expect(planted.filter(({ isFound }) => isFound).length / seeds).toBeGreaterThanOrEqual(0.8);
    const clean = Array.from({ length: seeds }, (_, i) =>
      thresholdBunching(simulatedScores({ people: 150, periods: 4, seed: 500 + i }), bands, "a").some(
        ({ isFound }) => isFound,
      ),
    );
    expect(clean.filter(Boolean).length / seeds).toBeLessThanOrEqual(0.05 + (isNightly ? 0 : 0.04));
  });

  it("is refused, not denied, in a company of 20", () => {
    const few = thresholdBunching(simulatedScores({ people: 20, periods: 1, seed: 3 }), bands, "a");
    expect(few.every(({ refused, isFound }) => refused === "too_few" && !isFound)).toBe(true);
  });
});

describe("end of a period pulled forward", () => {
  it("planted: found with its size; not planted: no alarm, growth and a strong December included", () => {
    const planted = Array.from({ length: seeds }, (_, i) => pullForward(amounts(i, 0.15), 3));
    expect(planted.filter(({ isFound }) => isFound).length / seeds).toBeGreaterThanOrEqual(0.9);
    const mean = planted.reduce((sum, { effect }) => sum + effect!, 0) / seeds;
    expect(mean).toBeGreaterThan(0.11);
    expect(mean).toBeLessThan(0.19);
    const covered =
      planted.filter(({ limits }) => limits!.low <= 0.15 && limits!.high >= 0.15).length / seeds;
    expect(covered).toBeGreaterThan(isNightly ? 0.85 : 0.7);
    const clean = Array.from({ length: seeds }, (_, i) => pullForward(amounts(1000 + i, 0), 3));
    expect(clean.filter(({ isFound }) => isFound).length / seeds).toBeLessThanOrEqual(
      isNightly ? 0.05 : 0.09,
    );
    const december = Array.from({ length: seeds }, (_, i) =>
      pullForward(amounts(2000 + i, 0, { december: 0.6 }), 3),
    );
    expect(december.filter(({ isFound }) => isFound).length / seeds).toBeLessThanOrEqual(
      isNightly ? 0.05 : 0.09,
    );
  });

  it("is refused for monthly schemes, short histories and no amounts", () => {
    const one = amounts(1, 0.2);
    expect(pullForward(one, 1).refused).toBe("too_few_periods");
    const short = {
      ...one,
      months: one.months.slice(0, 9),
      people: one.people.map((own) => own.slice(0, 9)),
    };
    expect(pullForward(short, 3).refused).toBe("too_few_periods");
    expect(pullForward({ ...one, people: one.people.map((own) => own.map(() => 0)) }, 3).refused).toBe(
      "no_amounts",
    );
  });
});

describe("self-reports without trace", () => {
  it("planted: the share, its interval wide for people whose periods hang together, and the excess", () => {
    const found = untracedReports(
      {
        indicator: "visits",
        name: { en: "Visits", zh: "拜访" },
        sources: ["customer_contact"],
        isSameUnit: true,
        reports: reports(0.2),
      },
      1,
    );
    expect(found).toMatchObject({ claims: 200, withoutTrace: 40, share: 0.2, refused: null });
    // 10 of 50 people, not 40 of 200: wider than ±5.5 points
    expect(found.limits!.high - found.limits!.low).toBeGreaterThan(0.18);
    expect(found.excess).toBeCloseTo((40 * 10 + 160 * 2) / 2000, 12);
  });

  it("nothing planted: none, but not certainly none; nothing to hold it against: refused", () => {
    const clean = {
      indicator: "visits",
      name: { en: "Visits", zh: "拜访" },
      sources: ["customer_contact"],
      isSameUnit: false,
      reports: reports(0),
    };
    expect(untracedReports(clean, 1)).toMatchObject({ share: 0, excess: null, limits: { low: 0 } });
    expect(untracedReports(clean, 1).limits!.high).toBeGreaterThan(0.05);
    expect(untracedReports({ ...clean, sources: [] }, 1).refused).toBe("no_measured_source");
    expect(untracedReports({ ...clean, reports: [] }, 1).refused).toBe("no_claims");
  });
});

const bonus = ({ multiplier }: PersonScore): number | null =>
  multiplier === null ? null : Math.round(123_457 * multiplier);

const shown = (people: PersonScore[]) =>
  releasedBacktest(backtest({ a: side("a", people), b: side("b", people), k: 5, seed: 1, bonus }))!;

describe("for readers of groups", () => {
  it("no range, band, cell or count stands on fewer than k people, whatever the company", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 40 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 500 }),
        (people, periods, seed) => {
          const a = simulatedScores({ people, periods, seed });
          const b = reweighted(a, { sales: 10, leads: 20, service: 30, presence: 40 });
          const shown = releasedBacktest(backtest({ a: side("a", a), b: side("b", b), k: 5, seed: 1 }));
          expect(shown!.changes?.ranges.every(({ people: n }) => n >= 5) ?? true).toBe(true);
          expect([shown!.changes?.winners ?? 0, shown!.changes?.losers ?? 0].every((n) => large(n))).toBe(
            true,
          );
          for (const { bands: shownBands, histogram } of [shown!.sides.a, shown!.sides.b]) {
            expect(shownBands.every(({ count }) => large(count, 5 * periods))).toBe(true);
            expect(histogram.every(({ people: n }) => n >= 5 * periods)).toBe(true);
          }
          expect(shown!.ranks?.flow.flat().every((n) => large(n)) ?? true).toBe(true);
          expect(
            shown!.sensitivity.every(({ shifts }) =>
              shifts.every(({ firstCrossing }) => firstCrossing === null),
            ),
          ).toBe(true);
          expect(shown!.fairness).toEqual([]);
          expect(JSON.stringify(shown)).not.toMatch(/"E\d+"/);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("says nothing of the one person by whom two back-tests differ: costs, means and medians are on grids", () => {
    const all = simulatedScores({ people: 12, periods: 2, seed: 3 });
    const [whole, without] = [shown(all), shown(all.filter(({ employee }) => employee !== all[0]!.employee))];
    for (const one of [whole, without]) {
      // 24 people-periods of some 123,457 each: a person's two make 250,000, told to 500,000
      expect(one.cost.a! % 500_000).toBe(0);
      expect(one.cost.difference).toBe(0);
      expect(one.sides.a.mean % 10).toBe(0);
      expect(one.sides.a.median % 10).toBe(0);
      expect(one.contributions.every(({ meanScore }) => meanScore! % 10 === 0)).toBe(true);
    }
    expect(whole.cost.a! - without.cost.a!).not.toBeCloseTo(250_000, -5);
  });

  it("fewer than k people in all: nothing", () => {
    const few = simulatedScores({ people: 4, periods: 3, seed: 1 });
    expect(releasedBacktest(backtest({ a: side("a", few), b: side("b", few), k: 5, seed: 1 }))).toBeNull();
    expect(mergedRanges([{ from: null, to: null, people: 4 }], 5)).toBeNull();
  });

  it("merged ranges cover the same people without gap", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }), (counts) => {
        const ranges = counts.map((people, i) => ({
          from: i === 0 ? null : i,
          to: i === counts.length - 1 ? null : i + 1,
          people,
        }));
        const all = counts.reduce((x, y) => x + y, 0);
        const merged = mergedRanges(ranges, 5);
        fc.pre(all >= 5);
        expect(merged!.reduce((sum, { people }) => sum + people, 0)).toBe(all);
        expect(merged!.every(({ people }) => people >= 5)).toBe(true);
        expect([merged![0]!.from, merged!.at(-1)!.to]).toEqual([null, null]);
        for (let i = 1; i < merged!.length; i++) expect(merged![i]!.from).toBe(merged![i - 1]!.to);
      }),
    );
  });
});

describe("fairness of reaching the highest band", () => {
  it("is the impact ratio by group, with those of no group beside", () => {
    const a = Array.from({ length: 40 }, (_, i) =>
      scoreOf(`E${i}`, "2025-01", {
        sales: { weight: 100, score: i < 20 ? (i < 16 ? 95 : 50) : i < 28 ? 95 : 50 },
      }),
    );
    const groupOf = new Map(a.map(({ employee }, i) => [employee, i < 20 ? "m" : "f"]));
    const { fairness } = backtest({
      a: side("a", a),
      b: side("b", a),
      k: 5,
      seed: 1,
      protectedGroups: [
        { name: "gender", label: { en: "Gender", zh: "性别" }, groups: [group("m"), group("f")], groupOf },
      ],
    });
    const [m, f] = fairness[0]!.tables[0]!.rows;
    expect([m!.rate, f!.rate, f!.ratio]).toEqual([0.8, 0.4, 0.5]);
    expect(f!.belowFourFifths).toBe(true);
  });
});
