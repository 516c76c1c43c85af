// The one shape of every model: rows → fitted (plain JSON) → predictions, explanations, a card.
import type { Bilingual } from "../engine/locale.js";

/** Refusing is an answer: why, and what it would take. */
export interface Refusal {
  refused: true;
  code: string;
  /** E.g. `{ events: 3, eventsNeeded: 30, moreEvents: 27 }`. */
  facts: Record<string, number | string>;
  text: Bilingual;
}

export interface Model<Row, Options, Fitted, Prediction, Explanation> {
  id: string;
  title: Bilingual;
  fit(rows: readonly Row[], options: Options): Fitted | Refusal;
  predict(fitted: Fitted, rows: readonly Row[]): Prediction[];
  explain(fitted: Fitted, row: Row): Explanation;
  card(fitted: Fitted): ModelCard;
}

export interface ModelCard {
  model: string;
  title: Bilingual;
  question: Bilingual;
  window: { from: string; to: string };
  rows: number;
  people: number;
  events: number;
  /** Out-of-time score of the chosen model and of the naive baseline on the same rows, e.g. log loss. */
  backtest: {
    measure: string;
    model: number;
    baseline: number;
    baselineName: string;
    folds: number;
    verdict: Bilingual;
  }[];
  /** Means of what was predicted and seen out of time: probabilities where `isShare`, else in the outcome's unit. */
  calibration?: { predicted: number; observed: number; slope?: number; isShare?: boolean };
  limits: Bilingual[];
  inputs: { name: string; label: Bilingual }[];
  excluded: { name: string; reason: Bilingual }[];
  fittedAt: string;
  snapshot: string;
  seed: number;
}

export const isRefusal = (x: unknown): x is Refusal =>
  typeof x === "object" && x !== null && (x as { refused?: unknown }).refused === true;
