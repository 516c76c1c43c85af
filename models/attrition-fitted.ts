// What the attrition model keeps, predicts and explains; all plain JSON.
import type { Bilingual } from "../engine/locale.js";
import type { AttritionBacktest } from "./attrition-backtest.js";
import type { Driver } from "./attrition-drivers.js";
import type { Hazard } from "./attrition-hazard.js";
import type { PersonSample } from "./attrition-rows.js";

export interface AttritionOptions {
  /** ISO time of the fit: the caller's clock. */
  now: string;
  snapshot: string;
  seed: number;
  /** Left out: the rows are everybody's. */
  sample?: PersonSample;
  /** Exits in the history, of every kind, and those whose kind is not told. */
  exits?: { all: number; unknownKind: number };
}

export interface AttritionFitted {
  model: "attrition";
  version: 1;
  /** For predictions; drivers come from the same inputs under the weak prior. */
  hazard: Hazard;
  /** How many times sterner than the weak prior. */
  strength: number;
  /** Monthly rate over the whole window: the naive forecast. */
  baseRate: number;
  drivers: Driver[];
  backtest?: AttritionBacktest;
  /** False: does not beat the naive rate out of time; predictions then use that rate. */
  isOn: boolean;
  verdict: Bilingual;
  /** First and last month of outcomes. */
  window: { from: string; to: string };
  rows: number;
  people: number;
  events: number;
  /** Where rows, people and events are those of a sample of persons. */
  sample?: PersonSample;
  fittedAt: string;
  snapshot: string;
  seed: number;
}

export interface AttritionPrediction {
  /** P(exit within 1, 3, 6, 12 months). */
  within1: number;
  within3: number;
  within6: number;
  within12: number;
}

export interface AttritionExplanation {
  /** Linear predictor (log odds of the next month's exit) = base + Σ contributions, exactly. */
  total: number;
  /** Of the average person-month. */
  base: number;
  contributions: { input: string; label: Bilingual; value: number; rateRatio: number }[];
}
