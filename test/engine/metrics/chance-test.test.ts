// Tests of chance, tail probabilities and false-discovery control against R and scipy, whose calls stand in the fixture.
import { readFileSync } from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meansTest, ratesTest, sharesTest, type Estimated } from "../../../engine/metrics/chance-test.js";
import { falseDiscovery } from "../../../engine/metrics/false-discovery.js";
import { ratioError } from "../../../engine/metrics/interval.js";
import { normalTail, studentTail } from "../../../engine/metrics/tail-probability.js";
import { generator } from "./random-company.js";

type Four = [number, number, number, number, number];
interface Fixture {
  rates: { rows: Four[]; published: { x1: number; t1: number; x2: number; t2: number; p: number } };
  shares_score: { rows: Four[] };
  shares_exact: { rows: Four[]; published: { x1: number; n1: number; x2: number; n2: number; p: number } };
  means: { rows: { x: number[]; y: number[]; p: number }[]; published: { p: number } };
  false_discovery: { rows: { p: number[]; q: number[] }[] };
  tails: { normal: [number, number][]; student: [number, number, number][] };
}

const fixture = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../../reference/chance-tests.json"), "utf8"),
) as Fixture;

const near = (found: number, expected: number): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-10 * expected + 1e-300);

const estimated = (values: readonly number[]): Estimated => {
  const y = values.reduce((a, b) => a + b, 0);
  const yy = values.reduce((a, b) => a + b * b, 0);
  const people = values.length;
  return {
    value: y / people,
    error: ratioError({ people, y, x: people, yy, xy: y, xx: people }),
    freedom: people - 1,
  };
};

describe("equal to R", () => {
  it("rates: poisson.test, two samples", () => {
    for (const [x1, t1, x2, t2, p] of fixture.rates.rows) near(ratesTest(x1, t1, x2, t2), p);
    const { x1, t1, x2, t2, p } = fixture.rates.published;
    expect(ratesTest(x1, t1, x2, t2)).toBeCloseTo(p, 5);
  });

  it("shares: prop.test without correction where every expected number is 5, fisher.test below", () => {
    for (const [x1, n1, x2, n2, p] of [...fixture.shares_score.rows, ...fixture.shares_exact.rows])
      near(sharesTest(x1, n1, x2, n2), p);
    const { x1, n1, x2, n2, p } = fixture.shares_exact.published;
    expect(sharesTest(x1, n1, x2, n2)).toBeCloseTo(p, 4);
  });

  it("means: Welch's t.test", () => {
    for (const { x, y, p } of fixture.means.rows)
      expect(meansTest(estimated(x), estimated(y)) / p).toBeCloseTo(1, 7);
    expect(meansTest(estimated(fixture.means.rows[0].x), estimated(fixture.means.rows[0].y))).toBeCloseTo(
      fixture.means.published.p,
      5,
    );
  });

  it("several at once: p.adjust with BH; four of the fifteen of Benjamini and Hochberg hold at 5 %", () => {
    for (const { p, q } of fixture.false_discovery.rows)
      for (const [i, value] of falseDiscovery(p).entries()) near(value, q[i]);
    const [paper] = fixture.false_discovery.rows;
    expect(falseDiscovery(paper.p).filter((q) => q <= 0.05)).toHaveLength(4);
  });

  it("tails: pnorm and pt, far out as well", () => {
    for (const [z, p] of fixture.tails.normal) near(normalTail(z), p);
    for (const [t, freedom, p] of fixture.tails.student)
      expect(Math.abs(studentTail(t, freedom) - p)).toBeLessThanOrEqual(1e-9 * p + 1e-300);
  });
});

describe("what must hold", () => {
  const counts = fc.tuple(
    fc.nat(60),
    fc.integer({ min: 1, max: 400 }),
    fc.nat(60),
    fc.integer({ min: 1, max: 400 }),
  );

  it("exchanging the sides changes nothing, equal sides give p = 1", () => {
    fc.assert(
      fc.property(counts, ([x1, t1, x2, t2]) => {
        expect(ratesTest(x1, t1, x2, t2)).toBeCloseTo(ratesTest(x2, t2, x1, t1), 12);
        const [n1, n2] = [Math.max(x1, t1), Math.max(x2, t2)];
        expect(sharesTest(x1, n1, x2, n2)).toBeCloseTo(sharesTest(x2, n2, x1, n1), 12);
        expect(ratesTest(x1, t1, x1, t1)).toBeCloseTo(1, 12);
      }),
    );
  });

  it("not tested (NaN) stays so and does not count", () => {
    expect(falseDiscovery([0.01, NaN, 0.04])).toEqual([0.02, NaN, 0.04]);
    expect(falseDiscovery([])).toEqual([]);
    expect(ratesTest(3, 0, 2, 1)).toBeNaN();
    expect(sharesTest(1.5, 3, 1, 3)).toBeNaN();
  });

  it("under no difference at most 5 % of 2,000 single tests raise a false alarm", () => {
    const random = generator(7);
    const poisson = (mean: number): number => {
      let [count, product] = [0, random()];
      for (const end = Math.exp(-mean); product > end; count++) product *= random();
      return count;
    };
    let alarms = 0;
    for (let i = 0; i < 2000; i++) if (ratesTest(poisson(8), 40, poisson(6), 30) <= 0.05) alarms++;
    // exact: never above nominal but for the luck of 2,000 draws
    expect(alarms / 2000).toBeLessThan(0.06);
  });

  it("of what is called real among 40 comparisons with 10 real ones, few are false, over 300 pages", () => {
    const random = generator(11);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let [called, wrong, found] = [0, 0, 0];
    let proportion = 0;
    for (let page = 0; page < 300; page++) {
      const p = Array.from({ length: 40 }, (_, i) => normalTail(normal() + (i < 10 ? 3.5 : 0)));
      const real = falseDiscovery(p).flatMap((q, i) => (q <= 0.05 ? [i] : []));
      const mistakes = real.filter((i) => i >= 10).length;
      called += real.length;
      wrong += mistakes;
      found += real.length - mistakes;
      proportion += real.length > 0 ? mistakes / real.length : 0;
    }
    // expected at most 5 % × 30/40; three standard errors of luck
    expect(proportion / 300).toBeLessThan(0.05);
    expect(found / 3000).toBeGreaterThan(0.6);
    expect(wrong).toBeLessThan(called);
  });
});
