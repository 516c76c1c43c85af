import { describe, expect, it } from "vitest";
import { densityDiscontinuity } from "../../../models/estimators/density-discontinuity.js";
import { normalQuantile } from "../../../models/estimators/normal-distribution.js";

const n = 300;
/** The same numbers as numpy makes from i: no generator stands between the two. */
const values = Array.from({ length: n }, (_, i) => {
  const u = (((i * 0.6180339887498949) % 1) + 0.5 / n) % 1;
  const x = Math.round((normalQuantile(Math.min(1 - 1e-4, Math.max(1e-4, u))) * 8 + 86) * 100) / 100;
  return x >= 88 && x < 90 && i % 3 !== 0 ? 90 + (x - 88) / 4 : x;
});

describe("a jump of the density", () => {
  // numpy.linalg.lstsq on √w-scaled rows of the mid-rank distribution function; error: numerical derivative of the estimate by each
  // observation's weight (weighted ECDF and weighted fit), squared, summed, × n/(n−1); by cluster i % 100 × 100/99
  const python = {
    below: 0.028582332047382572,
    above: 0.06236843607070026,
    cubicDifference: 0.08205740512818639,
    error: 0.021167115979573818,
    clusteredError: 0.020085466778465552,
  };
  it("equals an independent computation in Python, estimate and error", () => {
    const found = densityDiscontinuity(values, { threshold: 90, bandwidth: 9 });
    if (typeof found === "string") throw new Error(found);
    expect(found.below).toBeCloseTo(python.below, 9);
    expect(found.above).toBeCloseTo(python.above, 9);
    expect((found.low + found.high) / 2).toBeCloseTo(python.cubicDifference, 9);
    expect((found.high - found.low) / 2 / 1.959963984540054).toBeCloseTo(python.error, 7);
    const clustered = densityDiscontinuity(values, {
      threshold: 90,
      bandwidth: 9,
      clusters: values.map((_, i) => i % 100),
    });
    if (typeof clustered === "string") throw new Error(clustered);
    expect((clustered.high - clustered.low) / 2 / 1.959963984540054).toBeCloseTo(python.clusteredError, 7);
  });

  it("is refused where few or few different values stand on a side", () => {
    expect(densityDiscontinuity(values.slice(0, 30), { threshold: 90 })).toBe("too_few");
    expect(densityDiscontinuity(values, { threshold: 130 })).toBe("too_few");
    const coarse = values.map((v) => Math.round(v / 5) * 5);
    expect(["too_coarse", "too_few"]).toContain(
      densityDiscontinuity(coarse, { threshold: 90, bandwidth: 12 }),
    );
    expect(
      densityDiscontinuity(
        Array.from({ length: 100 }, () => 90),
        { threshold: 90 },
      ),
    ).toBe("no_spread");
  });

  it("does not take a heap at a cap for a jump at the threshold", () => {
    const smooth = Array.from({ length: 400 }, (_, i) => {
      const u = (((i * 0.6180339887498949) % 1) + 0.5 / 400) % 1;
      return Math.min(100, normalQuantile(Math.min(1 - 1e-4, Math.max(1e-4, u))) * 8 + 92);
    });
    const found = densityDiscontinuity(smooth, { threshold: 90 });
    if (typeof found === "string") throw new Error(found);
    expect(found.bandwidth).toBeLessThanOrEqual(10);
    expect(found.p).toBeGreaterThan(0.05);
  });
});
