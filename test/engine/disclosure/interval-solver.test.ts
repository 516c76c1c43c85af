// The attacker's linear programme against trying every corner: both ends of every variable, on random systems.
import { describe, expect, it } from "vitest";
import { IntervalSolver, type Interval, type KnownSum } from "./interval-solver.js";
import { randomFrom } from "./random-membership.js";

/** Every choice of as many limits as variables, solved; the corners that meet all limits hold each variable's ends. */
function byCorners(people: number, bounds: readonly Interval[], sums: readonly KnownSum[]): Interval[] {
  const rows = [...bounds.map((limit, j) => ({ ...limit, members: [j] })), ...sums];
  const planes = rows.flatMap(({ members, low, high }) => {
    const normal = Array.from({ length: people }, (_, j) => Number(members.includes(j)));
    return [low, high].map((side) => ({ normal, side }));
  });
  const ends = bounds.map(() => ({ low: Infinity, high: -Infinity }));
  const choose = (from: number, chosen: typeof planes): void => {
    if (chosen.length === people) {
      const corner = solved(chosen.map(({ normal, side }) => [...normal, side]));
      if (!corner || !rows.every((row) => holds(row, corner))) return;
      for (const [j, x] of corner.entries())
        ends[j] = { low: Math.min(ends[j].low, x), high: Math.max(ends[j].high, x) };
      return;
    }
    for (let p = from; p < planes.length; p++) choose(p + 1, [...chosen, planes[p]]);
  };
  choose(0, []);
  return ends;
}

const holds = ({ members, low, high }: KnownSum, corner: readonly number[]): boolean => {
  const sum = members.reduce((all, j) => all + corner[j], 0);
  return sum >= low - 1e-9 && sum <= high + 1e-9;
};

/** Gauss with pivoting; undefined for planes that do not meet in one point. */
function solved(system: number[][]): number[] | undefined {
  const n = system.length;
  for (let c = 0; c < n; c++) {
    const best = system.reduce(
      (most, row, i) => (i >= c && Math.abs(row[c]) > Math.abs(system[most][c]) ? i : most),
      c,
    );
    if (Math.abs(system[best][c]) < 1e-9) return undefined;
    [system[c], system[best]] = [system[best], system[c]];
    for (const [i, row] of system.entries()) {
      if (i === c) continue;
      const factor = row[c] / system[c][c];
      for (let j = c; j <= n; j++) row[j] -= factor * system[c][j];
    }
  }
  return system.map((row, i) => row[n] / row[i]);
}

describe("the attacker's linear programme", () => {
  it(
    "finds both ends of every variable, as trying every corner does, on 60 systems",
    { timeout: 60_000 },
    () => {
      const random = randomFrom(11);
      let narrowed = 0;
      for (let n = 0; n < 60; n++) {
        const people = 2 + Math.floor(random() * 3);
        const truth = Array.from({ length: people }, () => Math.round(random() * 20));
        const bounds = truth.map(() => ({ low: 0, high: 20 }));
        const sums = Array.from({ length: 1 + Math.floor(random() * 4) }, (): KnownSum => {
          const members = truth.flatMap((_, j) => (random() < 0.6 ? [j] : []));
          const sum = members.reduce((all, j) => all + truth[j], 0);
          return { members, low: sum - Math.floor(random() * 4), high: sum + Math.floor(random() * 4) };
        }).filter(({ members }) => members.length > 0);
        const solver = new IntervalSolver(truth, bounds, sums);
        for (const [j, expected] of byCorners(people, bounds, sums).entries()) {
          const found = solver.intervalOf(j);
          expect(found.low).toBeCloseTo(expected.low, 8);
          expect(found.high).toBeCloseTo(expected.high, 8);
          narrowed += Number(found.high - found.low < 10);
        }
      }
      expect(narrowed).toBeGreaterThan(50);
    },
  );

  it("tells a number that differs between two sums, and nothing of two that stand together", () => {
    const sums = [
      { members: [0, 1, 2, 3], low: 100, high: 100 },
      { members: [0, 1, 2], low: 70, high: 70 },
    ];
    const truth = [20, 30, 20, 30];
    const bounds = truth.map(() => ({ low: 0, high: 60 }));
    const solver = new IntervalSolver(truth, bounds, sums);
    expect(solver.intervalOf(3)).toEqual({ low: 30, high: 30 });
    expect(solver.intervalOf(0)).toEqual({ low: 0, high: 60 });
  });

  it("finds what HiGHS finds on 40 sums of 24 people, and stops inside of that when it has enough", () => {
    // scipy 1.x: linprog(±e_j, A_ub=[A, −A], b_ub=[high, −low], bounds=(0, 80), method="highs") for every j
    const people = Array.from({ length: 24 }, (_, j) => j);
    const truth = people.map((j) => ((j * 37) % 50) + 10);
    const sums = Array.from({ length: 40 }, (_, i): KnownSum => {
      const members = people.filter((j) => (j * 5 + i * 7 + ((i * j) % 4)) % 9 < 2);
      const sum = members.reduce((all, j) => all + truth[j], 0);
      return { members, low: sum - ((i * 13) % 9), high: sum + ((i * 29) % 7) };
    });
    const solver = new IntervalSolver(
      truth,
      truth.map(() => ({ low: 0, high: 80 })),
      sums,
    );
    const found = people.map((j) => solver.intervalOf(j));
    const lows = [0, 38.75, 20.042373, 13.559006, 40.625, 32.727273, 9.016129, 7];
    const highs = [19.5, 55.5, 42.684211, 32.5, 72.166667, 62.972973, 44.710526, 40.709877];
    for (const [j, low] of lows.entries()) expect(found[j].low).toBeCloseTo(low, 5);
    for (const [j, high] of highs.entries()) expect(found[j].high).toBeCloseTo(high, 5);
    expect(found.reduce((all, { low }) => all + low, 0)).toBeCloseTo(444.017316, 5);
    expect(found.reduce((all, { high }) => all + high, 0)).toBeCloseTo(1154.666057, 5);
    for (const j of people) {
      const { low, high } = solver.intervalOf(j, 10);
      expect(high - low).toBeGreaterThanOrEqual(10 - 1e-9);
      expect(low).toBeGreaterThanOrEqual(found[j].low - 1e-9);
      expect(high).toBeLessThanOrEqual(found[j].high + 1e-9);
    }
  });
});
