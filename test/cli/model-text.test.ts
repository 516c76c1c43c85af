// What `rapport fit attrition` prints of a fitted model: which candidate is in use, and whose answers can be read part by part.
import { describe, expect, it } from "vitest";
import { attritionText } from "../../cli/model-text.js";
import type { AttritionFitted } from "../../models/index.js";

const scored = (id: string, logLoss: number) => ({
  id,
  logLoss,
  rocAuc: 0.7,
  difference: 0,
  error: 0,
  isChampion: false,
});
const fitted = (champion: string, ids: readonly string[]) =>
  ({
    window: { from: "2023-01", to: "2026-01" },
    people: 300,
    rows: 9000,
    events: 120,
    verdict: { en: "Better than guessing.", zh: "优于猜测。" },
    champion,
    drivers: [],
    backtest: { candidates: ids.map((id, i) => scored(id, 0.07 - i / 1000)) },
  }) as unknown as AttritionFitted;
const lineOf = (text: string, name: string) => text.split("\n").find((line) => line.includes(name))!;

describe("the text of a fit", () => {
  it("marks the champion and says which candidates are glass boxes", () => {
    const text = attritionText(fitted("neural", ["naive", "glass_box", "logistic", "neural"]), "en");
    expect(lineOf(text, "neural hazard")).toMatch(/^→ +neural hazard +0\.06700 +0\.700 +no$/);
    for (const name of ["constant rate", "glass box ", "logistic hazard"])
      expect(lineOf(text, name)).toMatch(/yes$/);
    expect(lineOf(text, "logistic hazard")).toMatch(/^ /);
    expect(text).toContain("→ in use; no = its answers do not add up from parts that can be read");
  });

  it("says it in Chinese, and explains no “no” where there is none", () => {
    const text = attritionText(fitted("glass_box", ["naive", "glass_box", "logistic"]), "zh");
    expect(lineOf(text, "玻璃箱模型")).toMatch(/^→ +玻璃箱模型 .*是$/);
    expect(text.split("\n")).toContain("→ 当前使用");
    expect(text).not.toContain("否");
  });

  it("prints no table where nothing could be held back", () => {
    const bare = { ...fitted("naive", []), backtest: undefined } as AttritionFitted;
    expect(attritionText(bare, "en")).not.toContain("→");
  });
});
