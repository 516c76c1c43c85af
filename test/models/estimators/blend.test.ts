// Weights of learners: least loss with a pull towards equal ones, which gives way as rows grow.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blendOf, blendWeights } from "../../../models/estimators/blend.js";
import { sigmoid, softplus } from "../../../models/estimators/logistic-regression.js";
import { random } from "../../../models/estimators/random.js";

interface Made {
  y: Uint8Array;
  logits: Float64Array[];
}

/** Outcomes of known logits; the first member knows them, each further one adds noise of its own. */
function made(rows: number, noise: readonly number[], seed: number): Made {
  const rng = random(seed);
  const truth = Float64Array.from({ length: rows }, () => 1.5 * rng.normal() - 1);
  return {
    y: Uint8Array.from(truth, (value) => (rng.uniform() < sigmoid(value) ? 1 : 0)),
    logits: noise.map((sd) => truth.map((value) => value + sd * rng.normal())),
  };
}

/** What is minimised, written down once more: log loss of independent pieces and a normal prior on differences of weights. */
function objective({ y, logits }: Made, weights: ArrayLike<number>, independent: number): number {
  let loss = 0;
  for (let i = 0; i < y.length; i++) {
    let logit = 0;
    logits.forEach((own, k) => (logit += weights[k] * own[i]));
    loss += softplus(y[i] ? -logit : logit);
  }
  const prior =
    logits.reduce((sum, _, k) => sum + (weights[k] - 1 / logits.length) ** 2, 0) / (4 * 0.15 ** 2);
  return (loss * independent) / y.length + prior;
}

const member = (outOfFold: Float64Array) => ({
  outOfFold,
  logits: (rows: Int32Array) => Float64Array.from(rows, (row) => outOfFold[row]),
  facts: {},
});

describe("weights of a blend", () => {
  it("are a share each, and none other has a lower loss", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0.5, 1, 2), { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom(30, 300),
        fc.constantFrom(1, 0.4),
        (noise, seed, rows, share) => {
          const data = made(rows, noise, seed);
          const weights = blendWeights(data.logits, data.y, share * rows);
          expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
          expect(Math.min(...weights)).toBeGreaterThanOrEqual(-1e-12);
          const least = objective(data, weights, share * rows);
          for (let a = 0; a < noise.length; a++)
            for (let b = 0; b < noise.length; b++) {
              const moved = weights.slice();
              const step = Math.min(0.01, moved[b]);
              moved[a] += step;
              moved[b] -= step;
              expect(objective(data, moved, share * rows)).toBeGreaterThan(least - 1e-6);
            }
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  it("stay near equal on few rows and leave a noisy member on many", () => {
    const few = made(40, [0, 1.5], 3);
    expect(Math.abs(blendWeights(few.logits, few.y)[0] - 0.5)).toBeLessThan(0.2);
    const many = made(20_000, [0, 1.5], 3);
    expect(blendWeights(many.logits, many.y)[0]).toBeGreaterThan(0.95);
    // the same rows, but all of them pieces of forty people
    expect(blendWeights(many.logits, many.y, 40)[0]).toBeLessThan(0.75);
  });

  it("are kept for members fitted anew, and a blend of sums is the sum of blends", () => {
    const { y, logits } = made(400, [0, 1], 5);
    const rows = Int32Array.from(y.keys());
    const task = {
      rows,
      y,
      table: { rows: 400, columns: [] },
      innerFold: new Uint8Array(400),
      innerFolds: 5,
      seed: 1,
    };
    const blend = blendOf(logits.map(member), task);
    const [first, second] = blendWeights(logits, y);
    expect(blend.facts.weights).toBe(`${first.toFixed(2)} + ${second.toFixed(2)}`);
    const anew = blend.with([member(logits[1]), member(logits[0])]).logits(rows);
    rows.forEach((row) => {
      expect(blend.outOfFold[row]).toBeCloseTo(first * logits[0][row] + second * logits[1][row], 12);
      expect(anew[row]).toBeCloseTo(first * logits[1][row] + second * logits[0][row], 12);
    });
  });
});
