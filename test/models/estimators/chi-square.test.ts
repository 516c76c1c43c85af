// Upper tails of χ² against R's pchisq(lower.tail = FALSE).
import { expect, it } from "vitest";
import { chiSquareTail } from "../../../models/estimators/chi-square.js";

it.each([
  [3.841458820694124, 1, 0.05],
  [5.991464547107979, 2, 0.05],
  [18.307038053275146, 10, 0.05],
  [23.209251158954356, 10, 0.01],
  [2, 2, Math.exp(-1)],
  [100, 2, Math.exp(-50)],
  [0.5, 2, Math.exp(-0.25)],
])("P(X ≥ %d) with %d degrees is %d", (x, degrees, p) => {
  expect(chiSquareTail(x, degrees) / p).toBeCloseTo(1, 10);
});

it("is 1 at nothing and falls", () => {
  expect(chiSquareTail(0, 5)).toBe(1);
  expect(chiSquareTail(4, 5)).toBeGreaterThan(chiSquareTail(5, 5));
});
