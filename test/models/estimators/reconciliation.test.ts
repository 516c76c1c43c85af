// Reconciled forecasts add up exactly and are those of the dense algebra (numpy).
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bottomUp,
  leavesUnder,
  reconcileDiagonal,
  reconcileMinT,
  reconcileStructural,
  shrunkCovariance,
} from "../../../models/estimators/reconciliation.js";
import { random } from "../../../models/estimators/random.js";

/** Company; two teams, of three and of two people. */
const tree = Int32Array.of(-1, 0, 0, 1, 1, 1, 2, 2);
const forecast = [103, 61, 45, 20, 18, 25, 24, 19];

const gap = (parents: Int32Array, values: Float64Array): number => {
  const sums = new Float64Array(values.length);
  let worst = 0;
  for (let i = values.length - 1; i >= 0; i--) if (parents[i] >= 0) sums[parents[i]] += values[i];
  const inner = new Set(parents);
  for (let i = 0; i < values.length; i++)
    if (inner.has(i)) worst = Math.max(worst, Math.abs(values[i] - sums[i]) / (1 + Math.abs(values[i])));
  return worst;
};
const expectClose = (values: ArrayLike<number>, expected: number[]) =>
  expected.forEach((v, i) => expect(values[i]).toBeCloseTo(v, 5));

describe("reconciliation, against numpy: S (S′W⁻¹S)⁻¹ S′W⁻¹ ŷ", () => {
  it("structural weights count leaves", () => {
    expect([...leavesUnder(tree)]).toEqual([5, 3, 2, 1, 1, 1, 1, 1]);
    expectClose(
      reconcileStructural(tree, forecast),
      [105, 61.4, 43.6, 19.466667, 17.466667, 24.466667, 24.3, 19.3],
    );
  });

  it("any diagonal, with the reconciled variances", () => {
    const { values, variances } = reconcileDiagonal(tree, forecast, [9, 4, 3, 1, 2, 1.5, 2.5, 1]);
    expect(variances).toHaveLength(8);
    expectClose(
      values,
      [105.133262, 61.439232, 43.69403, 19.653163, 17.306326, 24.479744, 24.495736, 19.198294],
    );
    expectClose(variances!, [2.638593, 1.765458, 1.410448, 0.864961, 1.459844, 1.196162, 1.433902, 0.829424]);
  });

  it("MinT with a shrunk covariance", () => {
    const residuals = Array.from({ length: 10 }, (_, k) =>
      Float64Array.from({ length: 8 }, (_unused, i) => {
        const own = ((7 * (k + 1) * (i + 2) + 3 * k * k + 5 * i * i) % 11) - 5;
        const noise = own + ((k % 3) - 1) * (i < 3 ? 2 : 1);
        return 0.5 * noise + (((k * 4) % 7) - 3) * (1 + 0.4 * (i % 3));
      }),
    );
    const covariance = shrunkCovariance(residuals);
    expect(covariance.lambda).toBeCloseTo(0.2071241513772972, 9);
    expectClose(
      reconcileMinT(tree, forecast, covariance).values,
      [102.6879, 60.111405, 42.576495, 19.363894, 17.171362, 23.57615, 23.849997, 18.726498],
    );
  });
});

describe("reconciliation", () => {
  it("bottom-up keeps the leaves; all ways add up exactly on any tree; coherent forecasts stay as they are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 1, max: 1e6 }), (n, seed) => {
        const rng = random(seed);
        const parents = Int32Array.from({ length: n }, (_, i) => (i === 0 ? -1 : rng.integer(i)));
        const base = Float64Array.from({ length: n }, () => 100 * rng.normal());
        const weights = Float64Array.from({ length: n }, () => 0.1 + rng.uniform());
        const residuals = Array.from({ length: 6 }, () => base.map(() => rng.normal()));
        const covariance = shrunkCovariance(residuals);
        const coherent = bottomUp(parents, base);
        for (const values of [
          coherent,
          reconcileDiagonal(parents, base, weights).values,
          reconcileStructural(parents, base),
          reconcileMinT(parents, base, covariance).values,
        ])
          expect(gap(parents, values)).toBeLessThan(1e-12);
        const again = reconcileMinT(parents, coherent, covariance).values;
        again.forEach((v, i) => expect(v).toBeCloseTo(coherent[i], 6));
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it("lowers the errors of teams and company where they are noisy sums of good forecasts", () => {
    const rng = random(4);
    let [before, after] = [0, 0];
    for (let run = 0; run < 200; run++) {
      const truth = bottomUp(tree, forecast);
      const scale = [3, 3, 3, 1, 1, 1, 1, 1];
      const base = truth.map((v, i) => v + scale[i] * rng.normal());
      const { values } = reconcileDiagonal(
        tree,
        base,
        scale.map((s) => s * s),
      );
      for (let i = 0; i < 3; i++) {
        before += (base[i] - truth[i]) ** 2;
        after += (values[i] - truth[i]) ** 2;
      }
    }
    expect(after).toBeLessThan(0.5 * before);
  });

  it("10,000 nodes with 800 inner ones take seconds at most", () => {
    const rng = random(1);
    const parents = Int32Array.from({ length: 10_000 }, (_, i) =>
      i === 0 ? -1 : i <= 40 ? 0 : i <= 800 ? 1 + (i % 40) : 41 + (i % 760),
    );
    const base = bottomUp(
      parents,
      Float64Array.from(parents, () => 10 + rng.normal()),
    );
    const noisy = base.map((v) => v * (1 + 0.05 * rng.normal()));
    const residuals = Array.from({ length: 12 }, () => noisy.map(() => rng.normal()));
    const { values } = reconcileMinT(parents, noisy, shrunkCovariance(residuals));
    expect(gap(parents, values)).toBeLessThan(1e-12);
    expect(gap(parents, reconcileStructural(parents, noisy))).toBeLessThan(1e-12);
  }, 30_000);
});
