import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../../models/estimators/random.js";
import { RowProducts } from "../../../models/estimators/row-products.js";

const shapes = fc.record({
  columns: fc.integer({ min: 1, max: 9 }),
  rows: fc.integer({ min: 1, max: 2000 }),
  seed: fc.nat(),
});

describe("products of dense rows", () => {
  it.each([true, false])("are X β and Xᵀ r, block after block, with WebAssembly: %s", (withKernel) => {
    fc.assert(
      fc.property(shapes, ({ columns, rows, seed }) => {
        const rng = random(seed);
        const x = Float64Array.from({ length: rows * columns }, () => rng.normal());
        const [beta, r] = [columns, rows].map((n) => Float64Array.from({ length: n }, () => rng.normal()));
        const products = new RowProducts(x, columns, { withKernel });
        expect(products.isFast).toBe(withKernel);
        const { blockRows } = products;
        products.coefficients.set(beta);
        const eta = new Float64Array(rows);
        for (let row = 0; row < rows; row += blockRows) {
          const count = Math.min(blockRows, rows - row);
          products.score(row, count);
          eta.set(products.scores.subarray(0, count), row);
          products.scores.set(r.subarray(row, row + count));
          products.addUp(count);
        }
        for (let row = 0; row < rows; row++) {
          let sum = 0;
          for (let j = 0; j < columns; j++) sum += beta[j] * x[row * columns + j];
          expect(eta[row]).toBeCloseTo(sum, 11);
        }
        for (let j = 0; j < columns; j++) {
          let sum = 0;
          for (let row = 0; row < rows; row++) sum += r[row] * x[row * columns + j];
          expect(products.slopes[j]).toBeCloseTo(sum, 10);
        }
      }),
      { numRuns: 25 },
    );
  });
});
