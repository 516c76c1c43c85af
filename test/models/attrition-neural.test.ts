// The neural hazard as a candidate: learned from a simulated company with a thousand exits, champion only where curves cannot follow.
import { describe, expect, it } from "vitest";
import { attritionData, fitData, type AttritionData } from "../../models/attrition.js";
import {
  leastNeuralEvents,
  neuralCandidate,
  neuralHazardOf,
  type NeuralSetting,
} from "../../models/attrition-neural.js";
import { simulateCompany } from "./simulated-company.js";

const nightly = process.env.RAPPORT_NIGHTLY === "1";
const plain = { people: 1000, months: 30, baseline: 0.022, firstYear: 1, per10Overtime: 0.3, training: -0.4 };
const fitting = { now: "2026-01-01T00:00:00.000Z", snapshot: "test", seed: 1, refits: 0 };

/** The last blocks only, so that a test takes seconds. */
function company(planted: Parameters<typeof simulateCompany>[1], blocks: number): AttritionData {
  const data = attritionData(simulateCompany(7, planted));
  if ("refused" in data) throw new Error(data.text.en);
  expect(data.events).toBeGreaterThanOrEqual(leastNeuralEvents);
  return { ...data, plans: data.plans.slice(-blocks) };
}
const quick: NeuralSetting = { seed: 1, training: { nets: 1, epochs: 20, batch: 512, learningRate: 0.006 } };

describe("the neural candidate", () => {
  it("takes the lead where two inputs matter only together, and keeps its net", async () => {
    const data = company({ ...plain, people: 500, months: 24, baseline: 0.04, clash: 1.5 }, 2);
    const steps: [number, number][] = [];
    const neural = await neuralCandidate(data.rows, data.plans, {
      ...quick,
      onProgress: (done, of) => steps.push([done, of]),
    });
    const test = data.plans.flatMap(({ test }) => Array.from(test, (i) => data.rows[i]));
    expect(neural.tested.length).toBe(test.length);
    const expected = neural.tested.reduce((sum, p) => sum + p, 0);
    const observed = test.reduce((sum, row) => sum + row.is_exit_next_month!, 0);
    expect(Math.abs(expected - observed)).toBeLessThan(3 * Math.sqrt(observed));
    expect(steps.at(-1)).toEqual([60, 60]);
    expect(steps.every(([done], i) => i === 0 || done >= steps[i - 1][0])).toBe(true);
    const fitted = fitData(data, { ...fitting, candidates: ["logistic"], neural });
    expect(fitted.champion).toBe("neural");
    const stored = JSON.parse(JSON.stringify(fitted.neural)) as NonNullable<typeof fitted.neural>;
    expect(neuralHazardOf(stored, test)).toEqual(neuralHazardOf(neural.net, test));
  }, 60_000);

  it("stops when told, with the reason", async () => {
    const data = company(plain, 1);
    const abort = new AbortController();
    const fit = neuralCandidate(data.rows, data.plans, {
      ...quick,
      signal: abort.signal,
      onProgress: () => abort.abort(new Error("enough")),
    });
    await expect(fit).rejects.toThrow("enough");
  }, 60_000);

  it.runIf(nightly)("stands back where curves say all, and leads where they cannot, trained in full", async () => {
    for (const [clash, champion] of [[0, "glass_box"], [0.8, "neural"]] as const) {
      const data = company({ ...plain, clash }, 4);
      const neural = await neuralCandidate(data.rows, data.plans, { seed: 1 });
      expect(fitData(data, { ...fitting, neural }).champion).toBe(champion);
    }
  }, 1_200_000); // prettier-ignore
});
