import { describe, expect, it } from "vitest";
import { futurePaths } from "../../../models/estimators/error-paths.js";
import { sumSpread } from "../../../models/estimators/sum-spread.js";

const forecast = { mean: [100, 100, 100], spread: [10, 10, 10], responses: [0, 0] };
const origin = (known: number, errors: number[]) => ({
  known,
  actual: errors.map((e) => 100 + e),
  combined: errors.map(() => 100),
});

describe("spread of sums", () => {
  it("is the model's where sums were missed by as much as it says, wider where by more", () => {
    // independent steps of 10: a sum of three has a variance of 300
    const asSaid = Math.sqrt(300);
    const origins = (size: number) => [20, 23, 26].map((known) => origin(known, [size, 0, 0]));
    expect(sumSpread(origins(asSaid), forecast, 3)).toBeCloseTo(1, 12);
    // three blocks held back against a belief worth six: √((6 + 3 × 4) ÷ 9)
    expect(sumSpread(origins(2 * asSaid), forecast, 3)).toBeCloseTo(Math.sqrt(2), 12);
    expect(sumSpread(origins(0), forecast, 3)).toBeCloseTo(Math.sqrt(6 / 9), 12);
    // a block counts once however many origins forecast it, and for 16 variances at most
    const again = [origin(20, [2 * asSaid, 0, 0]), origin(20, [2 * asSaid, 0, 0])];
    expect(sumSpread(again, forecast, 3)).toBeCloseTo(Math.sqrt((6 + 4) / 7), 12);
    expect(sumSpread([origin(20, [1e9, 0, 0])], forecast, 3)).toBeCloseTo(Math.sqrt((6 + 16) / 7), 12);
  });

  it("takes what leans off, and is 1 where no block was held back", () => {
    const steady = [20, 23].map((known) => origin(known, [5, 5, 5]));
    expect(sumSpread(steady, { ...forecast, lean: 0.5 }, 3)).toBeCloseTo(Math.sqrt(6 / 8), 12);
    expect(sumSpread([origin(20, [5, 5])], forecast, 3)).toBe(1);
    expect(sumSpread([], forecast, 3)).toBe(1);
  });

  it("knows the variance of sums whose errors hang together, as the futures have it", () => {
    const level = { mean: [0, 0, 0], spread: [5, 6, 8], responses: [0.8, 0.8] };
    const sums = futurePaths(level, 40_000, 3, false).map((path) => path[0] + path[1] + path[2]);
    const deviation = Math.sqrt(sums.reduce((total, sum) => total + sum ** 2, 0) / sums.length);
    const missed = { known: 20, actual: [deviation, 0, 0], combined: [0, 0, 0] };
    expect(sumSpread([missed], level, 3)).toBeCloseTo(1, 2);
  });

  it("widens every step of the futures", () => {
    const narrow = futurePaths(forecast, 200, 3, false);
    const wide = futurePaths({ ...forecast, wider: 2 }, 200, 3, false);
    narrow.forEach((path, i) => expect(wide[i][2] - 100).toBeCloseTo(2 * (path[2] - 100), 9));
  });
});
