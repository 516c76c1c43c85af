// rapport evaluate forecast with values held back: scores, families, targets reached; what it refuses.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { registerEvaluateForecast } from "../../cli/evaluate-forecast.js";
import type { ForecastEvaluation } from "../../cli/evaluate-forecast-text.js";
import { random } from "../../models/estimators/random.js";

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rapport-forecast-"));
  const rng = random(1);
  const lines = ["series_id,period,value,split,kind"];
  for (const [id, kind] of [
    ["a", "sales"],
    ["b", "sales"],
    ["c", "leads"],
  ])
    for (let t = 1; t <= 42; t++)
      lines.push(
        `${id},${t},${100 + 20 * Math.sin(t / 1.91) + 3 * rng.normal()},${t > 36 ? "test" : "train"},${kind}`,
      );
  writeFileSync(at("s.csv"), lines.join("\n"));
  writeFileSync(at("mixed.csv"), "series_id,period,value,split\na,1,1,test\na,2,2,train\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function evaluate(file: string, ...options: string[]): Promise<ForecastEvaluation> {
  const printed = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    const program = new Command();
    registerEvaluateForecast(program, "en");
    const args = ["forecast", at(file), "--season", "12", "--out", at("f.csv"), "--json", ...options];
    await program.parseAsync(args, { from: "user" });
    return JSON.parse(String(printed.mock.calls.at(-1)![0])) as ForecastEvaluation;
  } finally {
    printed.mockRestore();
  }
}

describe("evaluate forecast on values held back", () => {
  it("scores the test rows per family, and says how often targets were reached", async () => {
    const found = await evaluate("s.csv", "--split", "split", "--family", "kind", "--attainability");
    expect(found.horizon).toBe(6);
    expect(found.accuracy!.map(({ family, series }) => [family, series])).toEqual([
      ["all", 3],
      ["leads", 1],
      ["sales", 2],
    ]);
    for (const { owa, smape, mase, coverage80, msis95 } of found.accuracy!) {
      for (const score of [owa, smape, mase, msis95]) expect(score).toBeGreaterThan(0);
      expect(coverage80).toBeLessThanOrEqual(1);
    }
    // Two quarters of three series.
    expect(found.attainability!.find(({ chance }) => chance === 0.7)!.targets).toBe(6);
    expect(readFileSync(at("f.csv"), "utf8").trim().split("\n")).toHaveLength(1 + 3 * 6);
  });

  it("--holdout holds back the same values as the split of the last six", async () => {
    const split = await evaluate("s.csv", "--split", "split");
    const holdout = await evaluate("s.csv", "--holdout", "6");
    expect(holdout.accuracy).toEqual(split.accuracy);
    expect(holdout.attainability).toBeNull();
  });

  it.each([
    [["s.csv", "--holdout", "6", "--split", "split"], "holdout_invalid"],
    [["s.csv", "--holdout", "42"], "holdout_invalid"],
    [["s.csv", "--horizon", "3", "--attainability"], "holdout_invalid"],
    [["s.csv", "--split", "kind"], "series_invalid"],
    [["mixed.csv", "--split", "split"], "series_invalid"],
    [["s.csv"], "season_invalid"],
  ])("refuses %j", async ([file, ...options], code) => {
    await expect(evaluate(file, ...options)).rejects.toMatchObject({ code });
  });
});
