import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kendallTau } from "../../../models/estimators/kendall-tau.js";

describe("Kendall's tau-b", () => {
  // scipy.stats.kendalltau([3,1,4,1,5,9,2,6,5,3,5,8], [2,7,1,8,2,8,1,8,2,8,4,5], method="asymptotic")
  it("equals scipy's, ties included", () => {
    const { tau, p } = kendallTau([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8], [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5]);
    expect(tau).toBeCloseTo(0.17109647770728875, 12);
    expect(p).toBeCloseTo(0.4732837191521063, 10);
  });

  it("counts what comparing every pair counts", () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.array(pair, { minLength: 3, maxLength: 25 }), (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        let [agree, against, freeX, freeY] = [0, 0, 0, 0];
        for (let i = 0; i < x.length; i++)
          for (let j = 0; j < i; j++) {
            const s = Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
            agree += s > 0 ? 1 : 0;
            against += s < 0 ? 1 : 0;
            freeX += x[i] === x[j] ? 0 : 1;
            freeY += y[i] === y[j] ? 0 : 1;
          }
        fc.pre(freeX > 0 && freeY > 0);
        const found = kendallTau(x, y);
        expect(found.reversed).toBe(against);
        expect(found.tau).toBeCloseTo((agree - against) / Math.sqrt(freeX * freeY), 10);
      }),
      { numRuns: 60 },
    );
  });
});
