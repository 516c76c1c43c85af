// Ramp-up of newcomers recovered from simulated output, lead time by hand and by survfit, exits between horizons.
import { describe, expect, it } from "vitest";
import { random } from "../../../models/estimators/random.js";
import { isRefusal } from "../../../models/model.js";
import { monthText } from "../../../models/month.js";
import { exitsWithin } from "../../../models/targets/exits-within.js";
import { hiringLeadTime, type Vacancy } from "../../../models/targets/hiring-lead-time.js";
import { productivity, rampUp, type OutputMonth, type RampUp } from "../../../models/targets/ramp-up.js";

/** Newcomers at 1 − e^(−(t+1)/3) of ten experienced people, in a season and a trend that both share. */
function company(newcomers: number, seed: number): OutputMonth[] {
  const rng = random(seed);
  const rows: OutputMonth[] = [];
  const add = (employee: string, start: number, isNew: boolean): void => {
    for (let m = start; m < 36; m++) {
      const tenure = isNew ? m - start : 40 + m;
      const usual = (1000 + 10 * m) * (1 + 0.3 * Math.sin((2 * Math.PI * m) / 12));
      const share = tenure < 12 ? 1 - Math.exp(-(tenure + 1) / 3) : 1;
      rows.push({
        employee,
        month: monthText(2023 * 12 + m),
        tenure,
        share: 1,
        value: Math.max(0, usual * share * (1 + 0.25 * rng.normal())),
      });
    }
  };
  for (let i = 0; i < 10; i++) add(`A${i}`, 0, false);
  for (let i = 0; i < newcomers; i++) add(`N${i}`, 2 + (i % 20), true);
  return rows;
}

const measured = (rows: OutputMonth[]): RampUp => {
  const found = rampUp(rows);
  if (isRefusal(found)) throw new Error(found.code);
  return found;
};

describe("ramp-up", () => {
  it("finds the true course under season and growth, with limits that mostly hold it", () => {
    let inside = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const { months } = measured(company(25, seed));
      for (const { tenure, smoothed, low, high } of months) {
        const truth = 1 - Math.exp(-(tenure + 1) / 3);
        expect(Math.abs(smoothed - truth)).toBeLessThan(0.15);
        if (truth >= low && truth <= high) inside++;
      }
    }
    expect(inside).toBeGreaterThan(0.85 * 60);
  });

  it("smoothing comes nearer to the truth than what was observed", () => {
    let [observed, smoothed] = [0, 0];
    for (let seed = 1; seed <= 8; seed++)
      for (const month of measured(company(9, seed)).months) {
        const truth = 1 - Math.exp(-(month.tenure + 1) / 3);
        observed += (month.observed - truth) ** 2;
        smoothed += (month.smoothed - truth) ** 2;
      }
    expect(smoothed).toBeLessThan(observed);
  });

  it("refuses with seven newcomers and says how many it takes", () => {
    const found = rampUp(company(7, 1));
    expect(isRefusal(found) && found.facts).toMatchObject({ newcomers: 7, newcomersNeeded: 8 });
    expect(isRefusal(rampUp([]))).toBe(true);
  });

  it("counts nobody's half month and needs experienced people beside them", () => {
    const rows = company(20, 2);
    const halves = rows.map((row) => (row.tenure === 0 ? { ...row, share: 0.3, value: 0 } : row));
    expect(measured(halves).months.some(({ tenure }) => tenure === 0)).toBe(false);
    expect(isRefusal(rampUp(rows.filter(({ employee }) => employee.startsWith("N"))))).toBe(false);
    const two = rows.filter(({ employee, tenure }) => tenure < 12 || ["A0", "A1"].includes(employee));
    expect(isRefusal(rampUp(two))).toBe(true);
  });

  it("is 1 after the first year and without a measured ramp, and lies between its neighbours where a month is not known", () => {
    const ramp: RampUp = {
      newcomers: 9,
      personMonths: 50,
      full: null,
      months: [
        { tenure: 0, people: 9, observed: 0.2, smoothed: 0.2, low: 0, high: 0.4 },
        { tenure: 4, people: 9, observed: 0.6, smoothed: 0.6, low: 0.5, high: 0.7 },
      ],
    };
    expect(productivity(ramp, 2)).toBeCloseTo(0.4, 12);
    expect(productivity(ramp, 9)).toBe(0.6);
    expect([productivity(ramp, 12), productivity(null, 0)]).toEqual([1, 1]);
  });
});

const of = (team: string, events: [month: string, isHire: boolean][]): Vacancy[] =>
  events.map(([month, isHire]) => ({ team, month, isHire }));

describe("time to hire", () => {
  it("pairs each exit with the next hire of its team, and counts places still empty", () => {
    // waits 1, 1, 2, 3, 4 filled and 6 still empty; survfit(Surv(c(1,1,2,3,4,6), c(1,1,1,1,1,0)) ~ 1): S(3) = 1/3, median 2.5
    const found = hiringLeadTime(
      [
        ...of("a", [
          ["2025-01", false],
          ["2025-02", true],
          ["2025-03", false],
          ["2025-05", true],
        ]),
        ...of("b", [
          ["2025-01", false],
          ["2025-02", true],
          ["2025-02", false],
          ["2025-05", true],
        ]),
        ...of("c", [
          ["2025-01", false],
          ["2025-05", true],
          ["2025-06", false],
          ["2024-12", true],
        ]),
      ],
      "2025-12",
    );
    expect(found).toMatchObject({ exits: 6, filled: 5, median: 2.5 });
  });

  it("a hire without an empty place fills none; a hire of the exit's own month does", () => {
    const grown = of(
      "a",
      Array.from({ length: 9 }, (_, i): [string, boolean] => [`2025-0${i + 1}`, true]),
    );
    expect(isRefusal(hiringLeadTime(grown, "2025-12"))).toBe(true);
    const same = ["a", "b", "c", "d", "e"].flatMap((team) =>
      of(team, [
        ["2025-03", false],
        ["2025-03", true],
      ]),
    );
    expect(hiringLeadTime(same, "2025-12")).toMatchObject({ filled: 5, median: 0 });
  });

  it("says none where half of the places stay empty", () => {
    const filled = ["a", "b", "c", "d", "e"].flatMap((team) =>
      of(team, [
        ["2025-01", false],
        ["2025-02", true],
      ]),
    );
    const empty = Array.from({ length: 9 }, (_, i) => of(`x${i}`, [["2025-01", false]])[0]);
    expect(hiringLeadTime([...filled, ...empty], "2025-12")).toMatchObject({ median: null });
  });
});

describe("exits ahead", () => {
  const horizons = [3, 6, 12].map((months) => ({
    months,
    expected: months * 2,
    interval80: { low: months, high: months * 3 },
    interval95: { low: 0, high: 99 },
  }));

  it("lie on the line between horizons, begin at none and stop at the last", () => {
    expect(exitsWithin(horizons, 3).expected).toBe(6);
    expect(exitsWithin(horizons, 4.5)).toEqual({ months: 4.5, expected: 9, low80: 4.5, high80: 13.5 });
    expect(exitsWithin(horizons, 0).expected).toBe(0);
    expect(exitsWithin(horizons, 30).expected).toBe(24);
  });
});
