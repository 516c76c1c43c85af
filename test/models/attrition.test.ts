// Attrition on simulated companies: planted effects found, noise refused, too few exits refused, explanations add up.
import { describe, expect, it } from "vitest";
import { attrition } from "../../models/attrition.js";
import type { AttritionFitted, AttritionOptions } from "../../models/attrition-fitted.js";
import type { AttritionRow } from "../../models/attrition-row.js";
import { forecastGroups, monthAsOf } from "../../models/predict-attrition.js";
import { random } from "../../models/estimators/random.js";
import { isRefusal } from "../../models/model.js";
import { simulateCompany, type Planted } from "./simulated-company.js";

/** The logistic hazard alone: drivers come from it, whatever predicts. The glass box has a test of its own. */
const options: AttritionOptions = {
  now: "2026-11-01T00:00:00.000Z",
  snapshot: "test",
  seed: 1,
  candidates: ["logistic"],
};
const planted: Planted = {
  people: 320,
  months: 42,
  baseline: 0.008,
  firstYear: Math.log(2.2),
  per10Overtime: Math.log(1.3),
  managerChange: Math.log(1.8),
  training: Math.log(0.6),
};
const truth: Record<string, number> = {
  tenure_under_1y: 2.2,
  overtime: 1.3,
  manager_change: 1.8,
  training: 0.6,
};
const seeds = [1, 2, 3, 4, 5, 6];

function fitted(rows: readonly AttritionRow[]): AttritionFitted {
  const result = attrition.fit(rows, options);
  if (isRefusal(result)) throw new Error(result.code);
  return result;
}

describe("attrition with planted effects", () => {
  const fits = seeds.map((seed) => fitted(simulateCompany(seed, planted)));

  it("promise 23: covers the planted rate ratios with its 95 % intervals in at least 20 of 24 cases", () => {
    let covered = 0;
    for (const fit of fits)
      for (const [id, ratio] of Object.entries(truth)) {
        const driver = fit.drivers.find((d) => d.id === id)!;
        if (driver.low <= ratio && ratio <= driver.high) covered++;
      }
    expect(covered).toBeGreaterThanOrEqual(20);
  });

  it("is right on average: mean log error below .15 for each effect", () => {
    for (const [id, ratio] of Object.entries(truth)) {
      const errors = fits.map((fit) => Math.log(fit.drivers.find((d) => d.id === id)!.rateRatio / ratio));
      expect(Math.abs(errors.reduce((a, b) => a + b, 0) / errors.length)).toBeLessThan(0.15);
    }
  });

  it("promise 25: beats the constant rate on later months in most companies", () => {
    expect(fits.filter((fit) => fit.isOn).length).toBeGreaterThanOrEqual(4);
  });

  it("calls few things real that were not planted", () => {
    const wrong = fits.flatMap((fit) => fit.drivers.filter((d) => d.beyondChance && !(d.id in truth)));
    expect(wrong.length).toBeLessThanOrEqual(2);
  });
});

describe("promise 25: attrition in pure noise", () => {
  const fits = seeds.map((seed) =>
    fitted(simulateCompany(seed, { people: 320, months: 42, baseline: 0.013 })),
  );

  it("finds no driver beyond chance in most companies", () => {
    expect(fits.filter((fit) => fit.drivers.every((d) => !d.beyondChance)).length).toBeGreaterThanOrEqual(5);
  });

  it("switches itself off in most companies, and then gives everyone the same risk", () => {
    const off = fits.filter((fit) => !fit.isOn);
    expect(off.length).toBeGreaterThanOrEqual(5);
    const rows = simulateCompany(1, { people: 20, months: 3, baseline: 0.01 });
    const risks = attrition.predict(off[0], rows);
    expect(new Set(risks.map((r) => r.within12)).size).toBe(1);
    expect(risks[0].within12).toBeCloseTo(1 - (1 - off[0].baseRate) ** 12, 12);
  });
});

describe("attrition refuses", () => {
  it("with a reason of its own when nobody left, and when nobody knows who left by choice", () => {
    const rows = simulateCompany(1, { people: 30, months: 24, baseline: 0 });
    const refusal = (exits: { all: number; unknownKind: number }) => {
      const result = attrition.fit(rows, { ...options, exits });
      return isRefusal(result) ? result.code : "fitted";
    };
    expect(refusal({ all: 0, unknownKind: 0 })).toBe("no_exits");
    expect(refusal({ all: 237, unknownKind: 237 })).toBe("exit_kind_unknown");
    expect(refusal({ all: 8, unknownKind: 0 })).toBe("too_few_events");
  });

  it("with three exits, and says how many more it takes", () => {
    const rows = simulateCompany(1, { people: 20, months: 36, baseline: 0 });
    for (const i of [40, 200, 500]) rows[i].is_exit_next_month = 1;
    const result = attrition.fit(rows, options);
    expect(isRefusal(result)).toBe(true);
    if (!isRefusal(result)) return;
    expect(result.code).toBe("too_few_events");
    expect(result.facts).toEqual({ events: 3, eventsNeeded: 30, moreEvents: 27 });
    expect(result.text.en).toContain("27");
    expect(result.text.zh).toContain("27");
  });

  it("when all exits fall in one month, as in a list without exit dates", () => {
    const rows = simulateCompany(1, { people: 400, months: 12, baseline: 0 });
    rows
      .filter((r) => r.month === "2023-11-01")
      .slice(0, 60)
      .forEach((r) => (r.is_exit_next_month = 1));
    const result = attrition.fit(rows, options);
    expect(isRefusal(result) && result.code).toBe("no_time_dimension");
  });
});

describe("attrition's answers", () => {
  const rows = simulateCompany(3, planted);
  const fit = fitted(rows);
  const lastMonth = rows.filter((r) => r.is_exit_next_month === null);

  it("promise 26: explain adds up exactly to the log odds behind the prediction", () => {
    for (const row of lastMonth.slice(0, 20)) {
      const { total, base, contributions } = attrition.explain(fit, row);
      expect(contributions.reduce((sum, c) => sum + c.value, base)).toBeCloseTo(total, 10);
      const [{ within1 }] = attrition.predict(fit, [row]);
      expect(1 / (1 + Math.exp(-total))).toBeCloseTo(within1, 10);
    }
  });

  it("risk grows with the horizon and stays a probability", () => {
    for (const r of attrition.predict(fit, lastMonth)) {
      expect(r.within1).toBeGreaterThan(0);
      expect(r.within3).toBeGreaterThan(r.within1);
      expect(r.within6).toBeGreaterThan(r.within3);
      expect(r.within12).toBeGreaterThan(r.within6);
      expect(r.within12).toBeLessThan(1);
    }
  });

  it("promise 27: protected attributes are no inputs, and the card says so", () => {
    const card = attrition.card(fit);
    const names = card.inputs.map((i) => i.name).join(" ");
    expect(names).not.toMatch(/gender|age\b|birth/);
    expect(card.excluded.map((e) => e.name)).toContain("gender");
  });

  it("group forecasts add up to the total and never show fewer than k people", () => {
    const few = lastMonth.map((row, i) => ({ ...row, department: i < 3 ? "Tiny" : row.department }));
    const forecast = forecastGroups(fit, few, "2026-06", "department", 5);
    expect(forecast.groups.every((g) => g.people >= 5)).toBe(true);
    expect(forecast.groups.some((g) => g.group === "Tiny")).toBe(false);
    expect(forecast.groups.reduce((sum, g) => sum + g.people, 0)).toBe(forecast.total.people);
    for (const h of [0, 1, 2]) {
      const sum = forecast.groups.reduce((s, g) => s + g.exits[h].expected, 0);
      expect(sum).toBeCloseTo(forecast.total.exits[h].expected, 8);
      const { interval80, interval95, expected } = forecast.total.exits[h];
      expect(interval95.low).toBeLessThanOrEqual(interval80.low);
      expect(interval80.low).toBeLessThanOrEqual(expected);
      expect(interval80.high).toBeGreaterThanOrEqual(expected);
      expect(interval95.high).toBeGreaterThanOrEqual(interval80.high);
    }
  });

  it("a company below k shows nothing", () => {
    const forecast = forecastGroups(fit, lastMonth.slice(0, 4), "2026-06", "department", 5);
    expect(forecast.groups).toEqual([]);
    expect(forecast.total.people).toBe(0);
  });

  it("looks at the last complete month on or before a date", () => {
    const history = { from: "2023-05", to: "2026-10" };
    expect(monthAsOf("2026-10-31", history)).toBe("2026-10");
    expect(monthAsOf("2026-10-30", history)).toBe("2026-09");
    expect(monthAsOf("2026-11-15", history)).toBe("2026-10");
    for (const bad of ["2026-12-05", "2023-05-10", "tomorrow", "2026-13-01"])
      expect(() => monthAsOf(bad, history)).toThrow(
        expect.objectContaining({ code: "as_of_outside_history" }),
      );
  });
});

describe("expected exits out of time", () => {
  it("80 % intervals of the company's next half year hold the truth in most companies", () => {
    let inside = 0;
    let tried = 0;
    const companies = process.env.RAPPORT_NIGHTLY ? 24 : 8;
    for (let seed = 11; seed < 11 + companies; seed++) {
      const all = simulateCompany(seed, { ...planted, months: 42 });
      const known = all.filter((r) => r.month < "2025-12-01");
      const now = all.filter((r) => r.month === "2025-12-01");
      const fit = fitted(known);
      const people = new Set(now.map((r) => r.employee_id));
      const months = ["2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01"];
      const exits = all.filter(
        (r) => people.has(r.employee_id) && months.includes(r.month) && r.is_exit_next_month === 1,
      ).length;
      const { interval80 } = forecastGroups(fit, now, "2025-12", "department", 5).total.exits[1];
      tried++;
      if (exits >= interval80.low && exits <= interval80.high) inside++;
    }
    expect(inside / tried).toBeGreaterThanOrEqual(0.6);
  });
});

describe("categories", () => {
  it("are judged by one joint test: levels are called real only where their category is", () => {
    const rows = simulateCompany(3, { ...planted, people: 400, baseline: 0.025 });
    // People of one department leave more readily than the rest.
    const rng = random(7);
    const rowsWithDepartment = rows.filter(
      (row) => row.is_exit_next_month !== 1 || row.department === "D0" || rng.uniform() < 0.35,
    );
    const { drivers } = fitted(rowsWithDepartment);
    const departments = drivers.filter((d) => d.input === "department");
    expect(departments.length).toBe(5);
    expect(new Set(departments.map((d) => d.group!.p)).size).toBe(1);
    expect(departments[0].group!.degrees).toBe(4);
    expect(departments[0].group!.beyondChance).toBe(true);
    expect(departments.some((d) => d.beyondChance)).toBe(true);
    expect(drivers.filter((d) => d.beyondChance && d.group?.beyondChance === false)).toEqual([]);
    const first = drivers.findIndex((d) => d.input === "department");
    expect(drivers.slice(first, first + 5).every((d) => d.input === "department")).toBe(true);
  });
});
