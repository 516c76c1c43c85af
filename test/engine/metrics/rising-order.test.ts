import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { risingOrder } from "../../../engine/metrics/rising-order.js";

const byComparing = (values: readonly number[]): number[] =>
  [...values.keys()].sort((a, b) => (values[a] < values[b] ? -1 : values[a] > values[b] ? 1 : a - b));

describe("the order of numbers", () => {
  it.each([
    ["any", fc.double({ noNaN: true })],
    ["few", fc.constantFrom(-1.5, -0, 0, 2, 1e-310, Infinity, -Infinity)],
    ["whole", fc.integer({ min: -40, max: 4000 })],
  ])("is that of comparing them, equals in their old order: %s", (_, value) => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 0, maxLength: 40 }), fc.boolean(), (some, isLong) => {
        // long enough to be sorted by digits
        const values = isLong && some.length > 0 ? Array.from({ length: 40 }, () => some).flat() : some;
        expect(Array.from(risingOrder(values))).toEqual(byComparing(values));
        const long = Array.from({ length: 600 }, (_, i) => some[i % Math.max(1, some.length)] ?? i);
        expect(Array.from(risingOrder(long))).toEqual(byComparing(long));
      }),
      { numRuns: 40 },
    );
  });
});
