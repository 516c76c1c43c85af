// Limits against values of R (the call stands beside each) and their coverage on simulated data.
import { describe, expect, it } from "vitest";
import { garwood, mover, poissonRate, ratioByPerson, wilson } from "../../../engine/metrics/interval.js";
import { generator } from "./random-company.js";
import { poissonEnds, wilsonEnds } from "./reference-intervals.js";

describe("known values", () => {
  it.each([
    [0, 0, 3.688879], // poisson.test(0)$conf.int
    [1, 0.025318, 5.571643], // poisson.test(1)$conf.int
    [3, 0.618672, 8.767273], // poisson.test(3)$conf.int, epitools::pois.exact(3)
    [10, 4.795389, 18.390356], // poisson.test(10)$conf.int
  ])("Poisson, %i events", (events, low, high) => {
    const limits = garwood(events);
    expect(limits.low).toBeCloseTo(low, 4);
    expect(limits.high).toBeCloseTo(high, 4);
  });

  it.each([
    // scipy 1.17: chi2.ppf(.025, 2e)/2, chi2.ppf(.975, 2e + 2)/2; the last two lie beyond jstat's series
    [100, 81.36399125092314, 121.62679379242638],
    [9_999, 9803.962267410414, 10196.941824999883],
    [10_001, 9805.942667599955, 10198.961423833132],
    [50_000, 49562.686650323674, 50440.212035431294],
  ])("Poisson, %i events, to a millionth", (events, low, high) => {
    expect(garwood(events).low / low).toBeCloseTo(1, 6);
    expect(garwood(events).high / high).toBeCloseTo(1, 6);
  });

  it("Poisson, 100 events: 81.36 to 121.63 in the published tables", () => {
    expect(garwood(100).low).toBeCloseTo(81.36, 2);
    expect(garwood(100).high).toBeCloseTo(121.63, 2);
  });

  it.each([
    [3, 20, 0.052369, 0.360417], // binom::binom.confint(3, 20, methods = "wilson")
    [0, 10, 0, 0.277533], // binom::binom.confint(0, 10, methods = "wilson")
    [10, 10, 0.722467, 1], // binom::binom.confint(10, 10, methods = "wilson")
  ])("Wilson, %i of %i", (x, n, low, high) => {
    const limits = wilson(x, n);
    expect(limits.low).toBeCloseTo(low, 5);
    expect(limits.high).toBeCloseTo(high, 5);
  });

  it("Wilson, 81 of 263: 0.2553 to 0.3662 in Newcombe 1998, table I", () => {
    expect(wilson(81, 263).low).toBeCloseTo(0.2553, 4);
    expect(wilson(81, 263).high).toBeCloseTo(0.3662, 4);
  });

  it("both equal a search over the exact probabilities, small and large", () => {
    for (const events of [0, 1, 2, 5, 17, 60, 240, 600]) {
      const [low, high] = poissonEnds(events);
      expect(garwood(events).low / Math.max(low, 1)).toBeCloseTo(low / Math.max(low, 1), 7);
      expect(garwood(events).high / high).toBeCloseTo(1, 7);
    }
    for (const [x, n] of [
      [0, 1],
      [1, 1],
      [1, 7],
      [35, 100],
      [999, 1000],
    ]) {
      const [low, high] = wilsonEnds(x, n);
      expect(wilson(x, n).low).toBeCloseTo(low, 9);
      expect(wilson(x, n).high).toBeCloseTo(high, 9);
    }
  });

  it("large counts join smoothly: the approximation beyond 10,000 events is as exact as the series before", () => {
    const before = garwood(9_999);
    const after = garwood(10_001);
    expect(after.low - before.low).toBeCloseTo(2, 1);
    expect(after.high - before.high).toBeCloseTo(2, 1);
  });

  it("Newcombe's method 10 from two Wilson intervals", () => {
    // Newcombe 1998b, table II, example (a): 56/70 and 48/80 → 0.0524 to 0.3339
    const limits = mover(56 / 70, wilson(56, 70), 48 / 80, wilson(48, 80));
    expect(limits.low).toBeCloseTo(0.0524, 4);
    expect(limits.high).toBeCloseTo(0.3339, 4);
    // 35 % against 25 % of 100 each: a difference of −10 points that could be chance
    const fall = mover(0.25, wilson(25, 100), 0.35, wilson(35, 100));
    expect((fall.low * 100).toFixed(1)).toBe("-22.3");
    expect((fall.high * 100).toFixed(1)).toBe("2.7");
  });

  it("a ratio of one row per person with x = 1 is the mean with Student's t", () => {
    // t.test(c(1, 2, 3, 4, 10))$conf.int: −0.3899 to 8.3899
    const values = [1, 2, 3, 4, 10];
    const y = values.reduce((a, b) => a + b);
    const yy = values.reduce((a, b) => a + b * b, 0);
    const limits = ratioByPerson({ people: 5, y, x: 5, yy, xy: y, xx: 5 });
    expect(limits.low).toBeCloseTo(-0.38993, 4);
    expect(limits.high).toBeCloseTo(8.38993, 4);
  });

  it("gives no interval for one person or without exposure", () => {
    expect(ratioByPerson({ people: 1, y: 1, x: 1, yy: 1, xy: 1, xx: 1 }).low).toBeNaN();
    expect(poissonRate(3, 0).high).toBeNaN();
    expect(wilson(0, 0).low).toBeNaN();
  });

  it("has no width where everybody has the same ratio, whatever rounding leaves of the difference of squares", () => {
    const random = generator(3);
    let rounded = 0;
    for (let round = 0; round < 300; round++) {
      const xs = Array.from({ length: 2 + Math.floor(random() * 30) }, () => random() * 20);
      const sum = (of: (x: number) => number) => xs.reduce((total, x) => total + of(x), 0);
      const [y, x] = [sum((v) => 2.4 * v), sum((v) => v)];
      const [yy, xy, xx] = [sum((v) => (2.4 * v) ** 2), sum((v) => 2.4 * v * v), sum((v) => v * v)];
      const ratio = y / x;
      if (yy - 2 * ratio * xy + ratio * ratio * xx !== 0) rounded++;
      expect(ratioByPerson({ people: xs.length, y, x, yy, xy, xx })).toEqual({ low: ratio, high: ratio });
    }
    expect(rounded).toBeGreaterThan(100);
  });
});

describe("coverage of nominal 95 %", () => {
  const random = generator(42);
  const runs = 4_000;
  const share = (test: () => boolean): number => {
    let hits = 0;
    for (let i = 0; i < runs; i++) if (test()) hits++;
    return hits / runs;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const poisson = (mean: number): number => {
    let [count, product] = [0, random()];
    for (const end = Math.exp(-mean); product > end; count++) product *= random();
    return count;
  };

  it.each([0.8, 3, 12])("Poisson rates, %d events expected: at least nominal", (mean) => {
    const covered = share(() => {
      const { low, high } = poissonRate(poisson(mean), 40);
      return low <= mean / 40 && mean / 40 <= high;
    });
    expect(covered).toBeGreaterThan(0.94);
  });

  it.each([
    [12, 0.25],
    [40, 0.1],
    [100, 0.35],
  ])("Wilson, n = %i, p = %d: near nominal", (n, p) => {
    const covered = share(() => {
      let x = 0;
      for (let i = 0; i < n; i++) if (random() < p) x++;
      const { low, high } = wilson(x, n);
      return low <= p && p <= high;
    });
    // Wilson's coverage swings around nominal with n and p
    expect(covered).toBeGreaterThan(0.915);
    expect(covered).toBeLessThan(0.985);
  });

  it.each([12, 30])("ratios by person, %i people with habits of their own and uneven exposure", (people) => {
    const covered = share(() => {
      const sums = { people, y: 0, x: 0, yy: 0, xy: 0, xx: 0 };
      for (let p = 0; p < people; p++) {
        const months = 2 + Math.floor(random() * 10);
        const y = months * (5 + 1.5 * normal()) + normal() * Math.sqrt(months);
        sums.y += y;
        sums.x += months;
        sums.yy += y * y;
        sums.xy += y * months;
        sums.xx += months * months;
      }
      const { low, high } = ratioByPerson(sums);
      return low <= 5 && 5 <= high;
    });
    expect(covered).toBeGreaterThan(0.91);
    expect(covered).toBeLessThan(0.975);
  });

  it("differences of rates by MOVER", () => {
    const covered = share(() => {
      const [a, b] = [poisson(12), poisson(7)];
      const { low, high } = mover(a / 30, poissonRate(a, 30), b / 30, poissonRate(b, 30));
      return low <= 5 / 30 && 5 / 30 <= high;
    });
    expect(covered).toBeGreaterThan(0.94);
  });
});
