// The neural hazard: finds what no sum of curves can, is the same for the same seed, survives JSON, stops when told.
import { describe, expect, it } from "vitest";
import { rankingScores } from "../../../models/estimators/classification-scores.js";
import { fitNeuralHazard, neuralLogits, type NeuralNet } from "../../../models/estimators/neural-hazard.js";
import { random } from "../../../models/estimators/random.js";

const columns = 3;
/** The two first columns matter only together; the third is missing now and then, and then the hazard is high. */
function months(n: number, seed: number): { x: Float64Array; y: Uint8Array; truth: Float64Array } {
  const rng = random(seed);
  const x = Float64Array.from({ length: n * columns }, (_, i) =>
    i % columns === 2 && rng.uniform() < 0.1 ? Number.NaN : rng.normal(),
  );
  const truth = Float64Array.from(
    { length: n },
    (_, i) => -1 + (x[3 * i] * x[3 * i + 1] > 0 ? 1.5 : -1.5) + (Number.isNaN(x[3 * i + 2]) ? 2 : 0),
  );
  return { x, y: Uint8Array.from(truth, (l) => Number(rng.uniform() < 1 / (1 + Math.exp(-l)))), truth };
}
const small = { columns, nets: 1, epochs: 12, seed: 5 };

describe("neural hazard", () => {
  const train = months(1500, 1);
  const test = months(1500, 2);

  it("ranks new rows nearly as well as the true risk does, where columns matter only together", async () => {
    const { predict, loss, naiveLoss } = await fitNeuralHazard(train.x, train.y, small);
    expect(loss).toBeLessThan(naiveLoss - 0.05);
    const best = rankingScores(test.y, test.truth).rocAuc;
    expect(rankingScores(test.y, predict(test.x)).rocAuc).toBeGreaterThan(best - 0.04);
  }, 30_000);

  it("is the same net for the same seed, another for another, and predicts the same from JSON", async () => {
    const fits = [];
    for (const seed of [5, 5, 6])
      fits.push(await fitNeuralHazard(train.x, train.y, { ...small, epochs: 2, seed }));
    expect(fits[1].net).toEqual(fits[0].net);
    expect(fits[2].net).not.toEqual(fits[0].net);
    const stored = JSON.parse(JSON.stringify(fits[0].net)) as NeuralNet;
    expect(neuralLogits(stored, test.x)).toEqual(fits[0].predict(test.x));
  }, 30_000);

  it("keeps whole people aside and stops when told, saying how far it was", async () => {
    const abort = new AbortController();
    const said: number[] = [];
    const group = Int32Array.from(train.y, (_, i) => i % 100);
    const fit = fitNeuralHazard(train.x, train.y, {
      ...small,
      group,
      signal: abort.signal,
      onProgress: (done) => {
        said.push(done);
        if (done === 2) abort.abort(new Error("enough"));
      },
    });
    await expect(fit).rejects.toThrow("enough");
    expect(said).toEqual([1, 2]);
  }, 30_000);
});
