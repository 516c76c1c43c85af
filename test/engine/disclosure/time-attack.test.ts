// Recipe test 4: an attacker who knows all memberships combines everything that is published in a year. Pay that stays the
// same, and facts that last, remain unknown to within what the recipe demands.
import { describe, expect, it } from "vitest";
import { answer } from "../../../engine/metrics/answer.js";
import { resultRows } from "../../../engine/result-rows.js";
import {
  capOf,
  certain,
  halfWidths,
  intervals,
  publishedFact,
  publishedPay,
  targetsOf,
} from "./time-attack.js";
import { monthsFrom } from "../metrics/month-fixture.js";
import { openTimeCompany, timeCompany } from "./time-company.js";

const nightly = process.env.RAPPORT_NIGHTLY !== undefined;
const seeds = (many: number): number[] => Array.from({ length: many }, (_, i) => i + 1);
/** The only months that a company of 320 may show pay in, a year from end to end. */
const halfYears = ["2024-12", "2025-06", "2025-12"];

/** Half-widths around the pay of changers and stayers, and of people who earn ten times as much. */
async function payOf(people: number, seed: number, months = halfYears, k = 5) {
  const company = timeCompany(people, seed, months);
  const cache = await openTimeCompany(company, k);
  const published = await publishedPay(cache, company, "2024-12");
  cache.database.close();
  const cap = capOf(company);
  const truth = company.people.map(({ pay }) => Math.min(pay, cap));
  const { ordinary, outliers } = targetsOf(company);
  // who may earn the cap may earn anything above it, up to what everybody takes for possible: twenty times the median
  const possible = (20 / 3) * cap;
  const known = people > 100 ? [] : intervals(truth, cap, published, outliers);
  return {
    // wide enough is wide enough by day; by night the figures are to be read
    widths: halfWidths(truth, cap, published, ordinary, nightly && people < 1000 ? Infinity : 0.21),
    outliers: known.map(
      ({ low, high }, i) => ((high > cap - 1 ? possible : high) - low) / 2 / company.people[outliers[i]].pay,
    ),
    published,
  };
}

const summary = (widths: number[]): string => {
  const sorted = [...widths].sort((a, b) => a - b);
  const below = (x: number): number => sorted.filter((width) => width < x).length;
  return `${sorted.length} people: narrowest ${sorted[0].toFixed(2)}, ${below(0.1)} below 0.1, ${below(0.2)} below 0.2`;
};

describe("promise 3, recipe test 4: what a year of releases tells of one person", () => {
  const sizes = [
    { people: 20, many: nightly ? 100 : 20, months: halfYears },
    { people: 320, many: nightly ? 20 : 3, months: halfYears },
    // every month of the year is closed; pay is shown in the same three of them
    ...(nightly ? [{ people: 5000, many: 2, months: monthsFrom("2024-12", 13) }] : []),
  ];
  it.each(sizes)(
    "pay of $people people, $many seeds: nobody to within 10 %, at most 2 % of them to within 20 %",
    { timeout: 3_600_000 },
    async ({ people, many, months }) => {
      const widths: number[] = [];
      for (const seed of seeds(many)) {
        const found = await payOf(people, seed, months);
        widths.push(...found.widths);
        expect(found.published.answers).toBeGreaterThan(people < 100 ? 30 : 300);
        for (const width of found.outliers) expect(width).toBeGreaterThanOrEqual(0.5);
      }
      console.log(`pay, ${summary(widths)}`);
      expect(widths.filter((width) => width < 0.1)).toEqual([]);
      expect(widths.filter((width) => width < 0.2).length).toBeLessThanOrEqual(0.02 * widths.length);
    },
  );

  it(
    "a fact that lasts is shown once a year; nobody is certain to have it or not",
    { timeout: 1_800_000 },
    async () => {
      for (const seed of seeds(nightly ? 5 : 1)) {
        const company = timeCompany(320, seed);
        const cache = await openTimeCompany(company, 5);
        const spec = { metrics: ["raise_share_12m"], by: ["month"], from: "2025-01", to: "2025-12" };
        const all = await answer(cache, spec, {
          reader: { id: "g", rights: "group" },
          now: new Date("2026-03-01T00:00:00Z"),
        });
        const shown = resultRows(all.table, all.columns).filter((row) => row.raise_share_12m !== null);
        expect(shown.map(({ month }) => month)).toEqual(["2025-12"]);
        const published = await publishedFact(cache, company, "2025-12", 5);
        cache.database.close();
        expect(published.answers).toBeGreaterThan(100);
        const truth = company.people.map(({ fact }) => Number(fact));
        expect(certain(truth, published, targetsOf(company).ordinary)).toEqual([]);
      }
    },
  );

  it("in a company of 20 lasting facts are not shown at all", { timeout: 300_000 }, async () => {
    for (const seed of seeds(2)) {
      const company = timeCompany(20, seed);
      const cache = await openTimeCompany(company, 5);
      expect((await publishedFact(cache, company, "2025-12", 5)).answers).toBe(0);
      cache.database.close();
    }
  });
});
