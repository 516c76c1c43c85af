// Scores of two schemes → the people-periods that can be set against each other, on the part that both state.
import type { PersonScore, ScorePart } from "../score-types.js";
import type { Comparability } from "./backtest-types.js";

export interface PairedScore {
  employee: string;
  period: string;
  a: PersonScore;
  b: PersonScore;
  /** What is compared: totals, or the common part in per cent of its own points. */
  totalA: number;
  totalB: number;
}

export interface PairedScores {
  comparability: Comparability;
  pairs: PairedScore[];
  onlyA: number;
  onlyB: number;
}

const keyOf = ({ employee, period }: PersonScore): string => `${period}\u0000${employee}`;

export function pairedScores(a: readonly PersonScore[], b: readonly PersonScore[]): PairedScores {
  const comparability = comparabilityOf(a, b);
  const { basis, common, known } = comparability;
  const inB = new Map(b.map((score) => [keyOf(score), score]));
  const pairs: PairedScore[] = [];
  if (basis !== "none")
    for (const one of a) {
      const other = inB.get(keyOf(one));
      if (!other) continue;
      const [totalA, totalB] =
        basis === "whole"
          ? [isKnown(one, known.a) ? one.total : null, isKnown(other, known.b) ? other.total : null]
          : [ofCommon(one, common), ofCommon(other, common)];
      if (totalA === null || totalB === null) continue;
      pairs.push({ employee: one.employee, period: one.period, a: one, b: other, totalA, totalB });
    }
  const peopleA = new Set(a.map(({ employee }) => employee));
  const peopleB = new Set(b.map(({ employee }) => employee));
  return {
    comparability,
    pairs,
    onlyA: [...peopleA].filter((employee) => !peopleB.has(employee)).length,
    onlyB: [...peopleB].filter((employee) => !peopleA.has(employee)).length,
  };
}

/** Everything that can be known of a scheme is known of the person. */
export const isKnown = ({ weightScored }: PersonScore, known: number): boolean =>
  weightScored >= known - 0.005 && known >= 99.995;

function comparabilityOf(a: readonly PersonScore[], b: readonly PersonScore[]): Comparability {
  const known = { a: knownOf(a), b: knownOf(b) };
  if (known.a >= 99.995 && known.b >= 99.995) return { known, basis: "whole", common: [] };
  const common = [...indicatorsOf(a)].filter((id) => indicatorsOf(b).has(id)).sort();
  return { known, basis: common.length > 0 ? "common" : "none", common };
}

/** The most that anybody could be scored on. */
export const knownOf = (scores: readonly PersonScore[]): number =>
  scores.reduce((most, { weightScored }) => Math.max(most, weightScored), 0);

const indicatorsOf = (scores: readonly PersonScore[]): Set<string> =>
  new Set(scores.flatMap(({ parts }) => parts.filter(isScored).map(({ indicator }) => indicator)));

export const isScored = (part: ScorePart): part is ScorePart & { score: number; points: number } =>
  part.score !== null && part.points !== null && part.weight > 0;

/** 0 … 100 (or cap) over the common indicators; null where one of them has no score. */
function ofCommon({ parts }: PersonScore, common: readonly string[]): number | null {
  let [points, weight] = [0, 0];
  for (const id of common) {
    const mine = parts.filter(({ indicator, weight: w }) => indicator === id && w > 0);
    for (const part of mine) {
      if (!isScored(part)) return null;
      points += part.points;
      weight += part.weight;
    }
  }
  return weight > 0 ? (100 * points) / weight : null;
}
