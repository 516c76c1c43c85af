// Log loss and slope of a block at a time: WebAssembly, the plain loops and sums written out agree; no score is too large.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LogisticRows } from "../../../models/estimators/logistic-rows.js";
import { random } from "../../../models/estimators/random.js";

/** Row by row, with log1p. */
function writtenOut(columns: number, values: Float64Array, y: ArrayLike<number>, beta: Float64Array) {
  let loss = 0;
  const slope = new Float64Array(columns + 1);
  for (let row = 0; row < y.length; row++) {
    let eta = beta[0];
    for (let j = 0; j < columns; j++) eta += beta[j + 1] * values[row * columns + j];
    loss += Math.log1p(Math.exp(-Math.abs(eta))) + Math.max(eta, 0) - y[row] * eta;
    const residual = 1 / (1 + Math.exp(-eta)) - y[row];
    slope[0] += residual;
    for (let j = 0; j < columns; j++) slope[j + 1] += residual * values[row * columns + j];
  }
  return { loss, slope };
}

/** |found − expected|, in shares of `expected` where that is above 1. */
const apart = (found: number, expected: number): number =>
  Math.abs(found - expected) / Math.max(1, Math.abs(expected));

describe.each([true, false])("log loss of all rows, with WebAssembly: %s", (withKernel) => {
  it("equals the sums written out, whatever the shape", () => {
    const shape = fc.record({
      columns: fc.integer({ min: 1, max: 7 }),
      rows: fc.integer({ min: 1, max: 2500 }),
      scale: fc.constantFrom(0.01, 1, 30),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ columns, rows, scale, seed }) => {
        const rng = random(seed);
        const values = Float64Array.from({ length: rows * columns }, () => rng.normal());
        const y = Uint8Array.from({ length: rows }, () => Number(rng.uniform() < 0.4));
        const beta = Float64Array.from({ length: columns + 1 }, () => scale * rng.normal());
        const all = new LogisticRows(rows, columns, values, y, withKernel);
        expect(all.isFast).toBe(withKernel);
        const slope = new Float64Array(columns + 1);
        const expected = writtenOut(columns, values, y, beta);
        expect(apart(all.lossAt(beta, slope), expected.loss)).toBeLessThan(1e-12);
        slope.forEach((value, j) => expect(apart(value, expected.slope[j])).toBeLessThan(1e-11));
      }),
      { numRuns: 25 },
    );
  });

  it("is exact to 14 digits for one row at any score, and finite at scores of a thousand", () => {
    for (const eta of [0, -0, 1e-9, -1e-9, 0.3465, 0.3467, -2, 17, -36.7, 300, 708, -708.5, 745, -1000, 1e6])
      for (const label of [0, 1]) {
        const slope = new Float64Array(2);
        const loss = new LogisticRows(1, 1, Float64Array.of(eta), [label], withKernel).lossAt(
          Float64Array.of(0, 1),
          slope,
        );
        const small = Math.exp(-Math.abs(eta));
        expect(apart(loss, Math.log1p(small) + Math.max(eta, 0) - label * eta)).toBeLessThan(1e-14);
        const risk = eta > 0 ? 1 / (1 + small) : small / (1 + small);
        expect(apart(slope[0], risk - label)).toBeLessThan(1e-15);
      }
  });
});
