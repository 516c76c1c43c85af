// The glass box as attrition's hazard: exact parts, planted curves inside their bands, leaks and doubles named, noise refused.
import { describe, expect, it } from "vitest";
import { attrition } from "../../models/attrition.js";
import type { AttritionFitted, AttritionOptions } from "../../models/attrition-fitted.js";
import { fitGlass, glassHazardOf } from "../../models/attrition-glass.js";
import type { AttritionRow } from "../../models/attrition-row.js";
import { findLeaks } from "../../models/attrition-leaks.js";
import { leversOf } from "../../models/attrition-levers.js";
import { findSamePeople } from "../../models/attrition-twins.js";
import { lossDifference } from "../../models/attrition-champion.js";
import type { Tested } from "../../models/attrition-tested.js";
import { isRefusal } from "../../models/model.js";
import { simulateCompany } from "./simulated-company.js";

const options: AttritionOptions = { now: "2026-11-01T00:00:00.000Z", snapshot: "test", seed: 1, refits: 20 };
const company = simulateCompany(5, {
  people: 300,
  months: 30,
  baseline: 0.008,
  firstYear: Math.log(2.5),
  per10Overtime: Math.log(1.8),
});
const known = company.filter((row) => row.is_exit_next_month !== null);

function fitted(rows: readonly AttritionRow[], given = options): AttritionFitted {
  const result = attrition.fit(rows, given);
  if (isRefusal(result)) throw new Error(result.code);
  return result;
}

describe("the glass box on a planted company", () => {
  const fit = fitted(company);
  const lastMonth = company.filter((row) => row.is_exit_next_month === null);
  const asGlass: AttritionFitted = { ...fit, isOn: true, champion: "glass_box" };

  it("is tested beside the naive rate and the logistic hazard on the same rows, and one of them is the champion", () => {
    const { candidates, champion } = fit.backtest!;
    expect(candidates.map(({ id }) => id)).toEqual(["naive", "glass_box", "logistic"]);
    expect(candidates.filter(({ isChampion }) => isChampion).map(({ id }) => id)).toEqual([champion]);
    const naive = candidates.find(({ id }) => id === "naive")!;
    expect(fit.backtest!.logLoss.naive).toBeCloseTo(naive.logLoss, 12);
    expect(fit.isOn).toBe(true);
  });

  it("promise 26: parts of one prediction add up to its log odds within 1e-9", () => {
    for (const row of lastMonth.slice(0, 50)) {
      const { base, total, contributions } = attrition.explain(asGlass, row);
      const sum = contributions.reduce((all, { value }) => all + value, base);
      const [{ within1 }] = attrition.predict(asGlass, [row]);
      expect(Math.abs(sum - total)).toBeLessThan(1e-9);
      expect(Math.abs(sum - Math.log(within1 / (1 - within1)))).toBeLessThan(1e-9);
    }
  });

  it("parts are counted from the average: over all rows each input's mean is 0", () => {
    const { fit: whole, hazard } = fitGlass(known, { seed: 1 });
    const mean = glassHazardOf(hazard, known).reduce((a, b) => a + b, 0) / known.length;
    const rate = known.reduce((sum, row) => sum + row.is_exit_next_month!, 0) / known.length;
    expect(mean / rate).toBeGreaterThan(0.93);
    expect(mean / rate).toBeLessThan(1.07);
    expect(whole.rounds).toBeGreaterThan(0);
  });

  it("the curve of overtime rises as planted, and its band says that it is not flat", () => {
    const overtime = fit.shapes!.shapes.find(({ input }) => input === "overtime")!;
    expect(overtime.couldBeFlat).toBe(false);
    const [first, last] = [overtime.points[0], overtime.points.at(-1)!];
    expect(last.ratio / first.ratio).toBeGreaterThan(1.5);
    // Drawn towards no effect: the slope may fall short of what was planted, never far beyond it.
    const steps = ((last.at as number) - (first.at as number)) / 10;
    expect((last.ratio / first.ratio) ** (1 / steps)).toBeLessThan(1.8 * 1.25);
    for (const { ratio, low, high } of overtime.points) {
      expect(low).toBeLessThanOrEqual(ratio);
      expect(high).toBeGreaterThanOrEqual(ratio);
    }
  });

  it("inputs that go together are one group: department and the job family made of it", () => {
    const group = fit.shapes!.groups.find(({ inputs }) => inputs.includes("department"))!;
    expect(group.inputs).toContain("job_family");
    expect(group.association).toBeGreaterThanOrEqual(0.6);
    const { topThreeKept, rankAgreement, refits } = fit.shapes!.stability;
    expect(refits).toBe(20);
    expect(topThreeKept).toBeGreaterThan(1);
    expect(rankAgreement).toBeGreaterThan(0.3);
    expect(fit.shapes!.groups.flatMap(({ inputs }) => inputs).sort()).toEqual([...fit.glass!.inputs].sort());
  });

  it("a change lowers overtime only for whom it is above the mark, with an interval around the difference", () => {
    const levers = leversOf(asGlass, lastMonth);
    const overtime = levers.find(({ input }) => input === "overtime")!;
    expect(overtime.people).toBe(lastMonth.filter((row) => (row.overtime_hours_3m ?? 0) > 10).length);
    expect(overtime.after).toBeLessThan(overtime.now);
    expect(overtime.low).toBeLessThan(overtime.after - overtime.now);
    expect(overtime.high).toBeGreaterThan(overtime.after - overtime.now);
    expect(levers.map(({ input }) => input)).not.toContain("review_last");
  });
});

const leaky = (change: (row: AttritionRow) => Partial<AttritionRow>) =>
  findLeaks(known.map((row) => ({ ...row, ...change(row) })));

describe("promise 24: what knows the future", () => {
  it("is named when it ranks leavers alone, is there for leavers only, or changes at the exit", () => {
    expect(findLeaks(known)).toEqual([]);
    expect(leaky((row) => ({ survey_last: row.is_exit_next_month === 1 ? 1 : 5 }))).toMatchObject([
      { name: "survey_last", kind: "ranks_alone" },
    ]);
    const leavers = new Set(known.filter((row) => row.is_exit_next_month === 1).map((r) => r.employee_id));
    expect(leaky((row) => ({ survey_last: leavers.has(row.employee_id) ? 3 : null }))).toMatchObject([
      { name: "survey_last", kind: "only_for_leavers" },
    ]);
    const found = leaky((row) => ({
      level: (Number(row.employee_id.slice(1)) % 5) + (row.is_exit_next_month === 1 ? 1 : 0),
    }));
    expect(found).toMatchObject([{ name: "level", kind: "changes_at_exit" }]);
    expect(found[0].value).toBeGreaterThan(0.9);
  });

  it("is kept out of the fit and stands on the card with its reason", () => {
    const rows = known.map((row) => ({ ...row, survey_last: row.is_exit_next_month === 1 ? 1 : 5 }));
    const fit = fitted(rows, { ...options, candidates: ["logistic"] });
    expect(fit.hazard.coding.inputs.map(({ id }) => id)).not.toContain("survey_last");
    const excluded = attrition.card(fit).excluded.find(({ name }) => name === "survey_last")!;
    expect(excluded.reason.en).toContain("knows the future");
    expect(fit.backtest!.rocAuc).toBeLessThan(0.9);
  });
});

describe("people with two employee numbers", () => {
  it("are found by their facts, and nobody else is", () => {
    expect(findSamePeople(known)).toEqual([]);
    const doubled = known.filter((row) => row.employee_id === "E00003");
    const twin = doubled.map((row) => ({ ...row, employee_id: "X00003" }));
    expect(findSamePeople([...known, ...twin])).toEqual([
      { id: "E00003", others: ["X00003"], alike: doubled.length, months: doubled.length },
    ]);
  });
});

const tenfold = (list: ArrayLike<number>): number[] =>
  Array.from({ length: 10 }, () => Array.from(list)).flat();

describe("the champion's lead", () => {
  it("counts persons: ten identical months of everybody add no certainty", () => {
    const people = 40;
    const once: Tested = {
      y: Uint8Array.from({ length: people }, (_, i) => (i % 8 === 0 ? 1 : 0)),
      row: Int32Array.from({ length: people }, (_, i) => i),
      month: [],
      blocks: [],
      p: {
        naive: new Float64Array(people).fill(0.125),
        logistic: Float64Array.from({ length: people }, (_, i) => (i % 4 === 0 ? 0.2 : 0.1)),
      },
    };
    const often: Tested = {
      ...once,
      y: Uint8Array.from(tenfold(once.y)),
      row: Int32Array.from(tenfold(once.row)),
      p: {
        naive: Float64Array.from(tenfold(once.p.naive)),
        logistic: Float64Array.from(tenfold(once.p.logistic!)),
      },
    };
    const person = Int32Array.from({ length: people }, (_, i) => i);
    const a = lossDifference(once, person, "logistic", "naive");
    const b = lossDifference(often, person, "logistic", "naive");
    expect(b.mean).toBeCloseTo(a.mean, 12);
    expect(b.error).toBeCloseTo(a.error, 12);
  });
});

const nightly = process.env.RAPPORT_NIGHTLY === "1";

describe("promise 25: pure noise", () => {
  const seeds = nightly ? 200 : 20;
  it(
    `shows no driver, or is off, in at least 95 % of ${seeds} companies`,
    () => {
      let quiet = 0;
      for (let seed = 1; seed <= seeds; seed++) {
        const rows = simulateCompany(seed, { people: 120, months: 30, baseline: 0.025 });
        const fit = fitted(rows, { ...options, candidates: ["logistic"] });
        if (!fit.isOn || fit.drivers.every(({ beyondChance }) => !beyondChance)) quiet++;
      }
      // 20 seeds: one miss is chance; 200: ten.
      expect(quiet).toBeGreaterThanOrEqual(Math.floor(0.95 * seeds));
    },
    nightly ? 1_800_000 : 240_000,
  );
});
