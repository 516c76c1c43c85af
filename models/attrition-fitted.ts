// What the attrition model keeps, predicts and explains; all plain JSON.
import type { Bilingual } from "../engine/locale.js";
import type { AttritionBacktest } from "./attrition-backtest.js";
import type { GlassHazard } from "./attrition-glass.js";
import type { InputLeak } from "./attrition-leaks.js";
import type { DriverShapes } from "./attrition-shapes.js";
import type { CandidateId } from "./attrition-tested.js";
import type { SamePerson } from "./attrition-twins.js";
import type { NeuralNet } from "./estimators/neural-hazard.js";
import type { Driver } from "./attrition-drivers.js";
import type { Hazard } from "./attrition-hazard.js";
import type { RowLever } from "./attrition-levers.js";
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
  /** Candidates beside the naive rate; by default all for which there is enough. */
  candidates?: readonly ("logistic" | "glass_box")[];
  /** Bootstrap refits of the glass box, for intervals and stability; 50 when left out. */
  refits?: number;
  /** What a neural hazard foretold for the same held-back months, and the net learned on all rows. */
  neural?: { tested: Float64Array; net: NeuralHazardModel };
  onProgress?: (step: { title: Bilingual; done: number; of: number }) => void;
}

/** A net and what it reads, plain JSON. */
export interface NeuralHazardModel {
  inputs: NeuralInput[];
  net: NeuralNet;
}

export interface NeuralInput {
  id: string;
  /** A category: one column per level. */
  levels?: string[];
}

export interface AttritionFitted {
  model: "attrition";
  version: 2;
  /** What predictions come from; naive: switched off. */
  champion: CandidateId;
  /** The logistic hazard; drivers come from the same inputs under the weak prior. */
  hazard: Hazard;
  /** Where there are events enough. */
  glass?: GlassHazard;
  neural?: NeuralHazardModel;
  shapes?: DriverShapes;
  /** What goes with a change that a manager can make, for the people at the end of the history. */
  levers?: RowLever[];
  /** Inputs kept out because they know the future, and employee numbers that stand for one person. */
  leaks: InputLeak[];
  samePeople: SamePerson[];
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
  /** What predictions come from. */
  champion: CandidateId;
  /** Linear predictor (log odds of the next month's exit) = base + Σ contributions, exactly. */
  total: number;
  /** Of the average person-month. */
  base: number;
  contributions: { input: string; label: Bilingual; value: number; rateRatio: number }[];
}
