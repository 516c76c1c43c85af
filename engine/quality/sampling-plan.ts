// Largest tolerable error rate, confidence, accepted errors, size of the lot → how many records must be checked.
import { binomialAtMost, hypergeometricAtMost } from "./count-tail.js";
import { qualityErrors as fail } from "./quality-errors.js";

export interface PlanQuestion {
  /** Error rate that must be ruled out from above, as a share: 0.01 for “at most 1 %”. */
  limit: number;
  /** 0.95: of lots worse than the limit at most 5 % pass. */
  confidence: number;
  /** Errors with which the lot still passes; 0 = every record checked must be right. */
  accept: number;
  /** Records in the lot; null = so many that drawing some changes nothing (binomial). */
  lot: number | null;
}

export interface SamplingPlan extends PlanQuestion {
  model: "binomial" | "hypergeometric" | "census";
  /** Records to check. */
  size: number;
  /** Chance that a lot just beyond the limit passes; at most 1 − confidence. */
  risk: number;
  /** Chance that a lot with this true error rate passes: how good the data must be for the proof to be likely. */
  passes: { rate: number; chance: number }[];
}

export const defaultPlan: PlanQuestion = { limit: 0.01, confidence: 0.95, accept: 0, lot: null };

/** Beyond this a plan is a census in all but name. */
const largestSize = 10_000_000;
/** A risk of exactly 5 % is not above 5 %, whatever the last bits say. */
const rounding = 1e-12;

/**
 * The smallest n with P(errors ≤ accept) ≤ 1 − confidence just beyond the limit (Dodge & Romig; Schilling & Neubauer,
 * Acceptance Sampling in Quality Control, ch. 5). 299 = ⌈ln 0.05 ÷ ln 0.99⌉ for none accepted, 1 % and 95 %.
 */
export function samplingPlan(question: PlanQuestion): SamplingPlan {
  checkQuestion(question);
  const { limit, confidence, accept, lot } = question;
  const isTooFew = (n: number): boolean => riskOf(n, question) > 1 - confidence + rounding;
  let high = accept + 1;
  const most = lot ?? largestSize;
  while (high < most && isTooFew(high)) high = Math.min(most, high * 2);
  if (isTooFew(high)) throw fail.plan_impossible({ accept, limit: limit * 100, lot: lot ?? largestSize });
  let low = accept; // too few: with no more records than errors accepted everything passes
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isTooFew(middle)) low = middle;
    else high = middle;
  }
  const size = high;
  return {
    ...question,
    model: lot === null ? "binomial" : size === lot ? "census" : "hypergeometric",
    size,
    risk: riskOf(size, question),
    passes: [0.05, 0.1, 0.2, 0.5].map((part) => ({
      rate: part * limit,
      chance: passChance(part * limit, size, question),
    })),
  };
}

/** Smallest number of wrong records that breaks the limit: more than limit × lot (a whole product is still within it). */
export const firstBeyond = (limit: number, lot: number): number => Math.floor(limit * lot + 1e-9) + 1;

const riskOf = (n: number, { limit, accept, lot }: PlanQuestion): number =>
  lot === null
    ? binomialAtMost(accept, n, limit)
    : hypergeometricAtMost(accept, lot, firstBeyond(limit, lot), n);

const passChance = (rate: number, n: number, { accept, lot }: PlanQuestion): number =>
  lot === null
    ? binomialAtMost(accept, n, rate)
    : hypergeometricAtMost(accept, lot, Math.round(rate * lot), n);

const wrong = (setting: string, found: number, expected: string): Error =>
  fail.plan_invalid({ setting, found, expected });

function checkQuestion({ limit, confidence, accept, lot }: PlanQuestion): void {
  if (!(limit > 0 && limit <= 0.5)) throw wrong("limit", limit, "0 < limit ≤ 0.5");
  // Below 80 % the pooled limit of strata (Hoeffding) would no longer be on the safe side.
  if (!(confidence >= 0.8 && confidence < 1)) throw wrong("confidence", confidence, "0.8 ≤ confidence < 1");
  if (!Number.isInteger(accept) || accept < 0 || accept > 1000)
    throw wrong("accept", accept, "0, 1, 2, … 1000");
  if (lot !== null && (!Number.isInteger(lot) || lot < 1)) throw wrong("lot", lot, "1, 2, 3, …");
}
