// A company with a known truth → scores under a scheme: people with a level of their own, periods, indicators, planted gaming.
import { random } from "../../../../models/estimators/random.js";
import type { Band, PersonScore, ScorePart } from "../../../../models/schemes/score-types.js";

const name = (en: string) => ({ en, zh: en });

export const bands: Band[] = [
  { at_least: 60, name: { en: "sound", zh: "合格" }, multiplier: 0.8 },
  { at_least: 75, name: { en: "good", zh: "良好" }, multiplier: 1 },
  { at_least: 90, name: { en: "excellent", zh: "优秀" }, multiplier: 1.2 },
];

/** Parts from scores by indicator; points exact in hundredths, as the scorer gives them. */
export function scoreOf(
  employee: string,
  period: string,
  parts: Record<string, { weight: number; score: number; denominator?: number }>,
  scheme = "s",
): PersonScore {
  const made = Object.entries(parts).map(([indicator, { weight, score, denominator }]): ScorePart => ({
    indicator,
    name: name(indicator),
    kind: "result",
    provenance: "measured",
    version: "1",
    from: period,
    to: period,
    weight,
    value: score / 100,
    target: 1,
    conditions: [
      {
        source: indicator,
        value: score / 100,
        target: 1,
        direction: "at_least",
        attainment: score,
        isMet: score >= 100,
      },
    ],
    attainment: score,
    score,
    points: Math.round(weight * score) / 100,
    isEligible: true,
    employed: null,
    reason: null,
    numerator: denominator === undefined ? null : (score / 100) * denominator,
    denominator: denominator ?? null,
    rows: { relation: "employee_month", months: [period] },
  }));
  const total = Math.round(made.reduce((sum, { points }) => sum + points! * 100, 0)) / 100;
  const weightScored = made.reduce((sum, { weight }) => sum + weight, 0);
  const isComplete = weightScored >= 99.995;
  const band = isComplete ? (bands.filter(({ at_least }) => total >= at_least).at(-1) ?? null) : null;
  return {
    employee,
    scheme,
    period,
    from: period,
    to: period,
    versions: ["1"],
    tier: null,
    total,
    weightScored,
    band,
    multiplier: isComplete ? (band?.multiplier ?? 0) : null,
    parts: made,
    gates: [],
    isComplete,
  };
}

export interface Company {
  people: number;
  periods: number;
  seed: number;
  /** Share of those 0–2 points below 90 who get just above it. */
  bunching?: number;
}

/** Four indicators, weights 40/30/20/10; a person's level is common to their periods. */
export function simulatedScores({ people, periods, seed, bunching = 0 }: Company): PersonScore[] {
  const rng = random(seed);
  const weights = { sales: 40, leads: 30, service: 20, presence: 10 };
  return Array.from({ length: people }, (_, person) => {
    const level = 86 + 5 * rng.normal();
    return Array.from({ length: periods }, (_, period) => {
      const parts = Object.fromEntries(
        Object.entries(weights).map(([id, weight]) => [
          id,
          { weight, score: Math.min(119.9, Math.max(1, level + 9 * rng.normal())), denominator: 60 },
        ]),
      );
      const total = Object.values(parts).reduce((sum, { weight, score }) => sum + (weight * score) / 100, 0);
      const isPushed = total < 90 && total >= 88 && rng.uniform() < bunching;
      if (isPushed) {
        const lift = 90 + 0.8 * rng.uniform() - total;
        parts.leads!.score += lift / 0.3;
      }
      return scoreOf(`E${person}`, `2025-${String(1 + 3 * (period % 4)).padStart(2, "0")}`, parts);
    });
  }).flat();
}
