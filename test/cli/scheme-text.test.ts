// Scores in a terminal: tiers and conditions by their names, not by what the file calls them.
import { describe, expect, it } from "vitest";
import { breakdownText, schemeNames, scoresText } from "../../cli/scheme-text.js";
import { loadCatalogue } from "../../engine/index.js";
import type { PersonScore, Scheme } from "../../models/schemes/index.js";

const scheme = {
  versions: [{ tiers: [{ id: "veteran", name: { en: "Veterans", zh: "元老" }, where: [], weights: {} }] }],
} as unknown as Scheme;
const condition = (source: string, target: number) => ({ source, value: 1, target, direction: "at_least" });
const score = {
  employee: "HC005",
  tier: "veteran",
  total: 76.2,
  weightScored: 100,
  isComplete: true,
  band: { name: { en: "B", zh: "良好" } },
  multiplier: 0.8,
  gates: [],
  parts: [
    {
      name: { en: "Service", zh: "服务" },
      from: "2026-07",
      to: "2026-09",
      weight: 20,
      value: 78.5,
      target: 85,
      conditions: [condition("客户满意度", 85), condition("lead_conversion", 0.2)],
      score: 62.5,
      points: 12.5,
      reason: null,
      employed: null,
    },
  ],
} as unknown as PersonScore;

const names = (locale: "en" | "zh") => schemeNames(scheme, loadCatalogue(), locale);

describe("scores in a terminal", () => {
  it("speak of tiers and conditions in the reader's language", () => {
    expect(scoresText([score], names("zh"), "zh")).toMatch(/HC005 +元老 +76\.20/);
    expect(scoresText([score], names("en"), "en")).toMatch(/HC005 +Veterans/);
    expect(breakdownText(score, names("zh"), "zh")).toContain("客户满意度 ≥ 85 + 线索转化率 ≥ 0.2");
    expect(breakdownText(score, names("en"), "en")).toContain("客户满意度 ≥ 85 + Lead conversion ≥ 0.2");
  });
});
