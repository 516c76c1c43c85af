import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HistogramMemory } from "../../../models/estimators/histogram-memory.js";
import { random } from "../../../models/estimators/random.js";

/** Counts the same rows with WebAssembly or without. */
function counted(
  {
    rows,
    columns,
    from,
    to,
    seed,
  }: { rows: number; columns: number; from: number; to: number; seed: number },
  withKernel: boolean,
): { histogram: Float64Array; used: Int32Array; memory: HistogramMemory } {
  const rng = random(seed);
  const perColumn = 3 * 256;
  const bins = Array.from({ length: columns }, () =>
    Uint8Array.from({ length: rows }, () => rng.integer(256)),
  );
  const offsets = Int32Array.from({ length: columns }, (_, c) => c * perColumn);
  const memory = new HistogramMemory(bins, offsets, columns * perColumn, 3, withKernel);
  memory.derivatives.set(Float32Array.from({ length: 2 * rows }, () => rng.normal()));
  memory.rows.set(rng.shuffle([...Array(rows).keys()]));
  const used = Int32Array.from([...Array(columns).keys()].filter(() => rng.uniform() < 0.7));
  memory.count(1, from, to, used);
  return { histogram: memory.histograms[1], used, memory };
}

const shapes = fc
  .record({
    rows: fc.integer({ min: 1, max: 400 }),
    columns: fc.integer({ min: 1, max: 11 }),
    ends: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    seed: fc.nat(),
  })
  .map(({ rows, ends, ...shape }) => {
    const [from, to] = ends.map((share) => Math.round(share * rows)).sort((a, b) => a - b);
    return { ...shape, rows, from, to };
  });

describe("a histogram counted by WebAssembly", () => {
  it("is the plain loop's to the last bit, and touches no other histogram", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const [fast, plain] = [counted(shape, true), counted(shape, false)];
        expect([fast.memory.isFast, plain.memory.isFast]).toEqual([true, false]);
        expect(
          Buffer.from(fast.histogram.slice().buffer).equals(Buffer.from(plain.histogram.slice().buffer)),
        ).toBe(true);
        expect(fast.memory.histograms[0].every((sum) => sum === 0)).toBe(true);
        expect(fast.memory.histograms[2].every((sum) => sum === 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("holds every row once in every column used, with its slope and curvature", () => {
    const shape = { rows: 500, columns: 11, from: 100, to: 450, seed: 3 };
    const { histogram, used, memory } = counted(shape, true);
    const some = memory.rows.subarray(shape.from, shape.to);
    expect(used.length).toBeGreaterThan(4);
    for (const c of used) {
      const sums = [0, 0, 0];
      for (let at = c * 768; at < (c + 1) * 768; at++) sums[at % 3] += histogram[at];
      expect(sums[0]).toBeCloseTo(
        some.reduce((sum, row) => sum + memory.derivatives[2 * row], 0),
        10,
      );
      expect(sums[1]).toBeCloseTo(
        some.reduce((sum, row) => sum + memory.derivatives[2 * row + 1], 0),
        10,
      );
      expect(sums[2]).toBe(350);
    }
  });
});
