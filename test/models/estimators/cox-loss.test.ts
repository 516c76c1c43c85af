// Cox's partial likelihood as a loss: its mean and derivatives against sums written out pair by pair.
import { describe, expect, it } from "vitest";
import { coxLoss } from "../../../models/estimators/cox-loss.js";
import { fitCox } from "../../../models/estimators/cox-regression.js";
import { random } from "../../../models/estimators/random.js";

const rng = random(5);
const n = 60;
const start = Float64Array.from({ length: n }, () => rng.integer(4));
const rows = {
  start,
  stop: start.map((from) => from + 1 + rng.integer(8)),
  event: Uint8Array.from({ length: n }, () => Number(rng.uniform() < 0.6)),
  stratum: Int32Array.from({ length: n }, () => rng.integer(2)),
};
const scores = Float64Array.from({ length: n }, () => rng.normal());

/** −log partial likelihood with Breslow's ties, everybody at risk looked up for every event. */
function slowLoss(at: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (!rows.event[i]) continue;
    let risk = 0;
    for (let j = 0; j < n; j++)
      if (rows.stratum[j] === rows.stratum[i] && rows.start[j] < rows.stop[i] && rows.stop[j] >= rows.stop[i])
        risk += Math.exp(at[j]);
    sum += Math.log(risk) - at[i];
  }
  return sum;
}

describe("Cox loss", () => {
  const loss = coxLoss(rows);
  const events = rows.event.reduce((a, b) => a + b, 0);

  it("is the partial likelihood of entries, strata and ties, per event", () => {
    expect(loss.weight).toBe(events);
    expect(loss.mean(scores) * events).toBeCloseTo(slowLoss(scores), 9);
  });

  it("at score 0 equals what Cox regression calls the null log likelihood", () => {
    const fit = fitCox(rows, scores, 1, { ties: "breslow" });
    expect(loss.mean(new Float64Array(n)) * events).toBeCloseTo(-fit.logLikelihood.null, 9);
  });

  it("has the slope and curvature of that likelihood at every row", () => {
    const derivatives = new Float32Array(2 * n);
    loss.derivatives(scores, derivatives);
    for (let i = 0; i < n; i++) {
      const moved = (by: number) => slowLoss(scores.map((score, k) => (k === i ? score + by : score)));
      const [up, here, down] = [moved(1e-3), moved(0), moved(-1e-3)];
      expect(derivatives[2 * i]).toBeCloseTo((up - down) / 2e-3, 4);
      expect(derivatives[2 * i + 1]).toBeCloseTo((up - 2 * here + down) / 1e-6, 3);
    }
  });
});
