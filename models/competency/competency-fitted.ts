// What is kept of a competency study: variances, means, groups and effects. No person and no rater: those are worked out anew from the
// ratings when somebody with the right to see them asks.
import type { Bilingual } from "../../engine/locale.js";
import type { Variances } from "../estimators/crossed-equations.js";
import type { ClientChurn } from "./client-churn.js";
import type { Round } from "./assessment-rounds.js";
import type { GroupGap } from "./competency-gap.js";
import type { PerformanceStudy } from "./competency-performance.js";
import type { DimensionReliability } from "./competency-reliability.js";
import type { CourseAdvice } from "./course-advice.js";
import type { CourseEffect } from "./course-effect.js";
import type { ExamEvidence } from "./course-evidence.js";
import type { Framework } from "./framework.js";

export interface DimensionFit {
  id: string;
  label: Bilingual;
  reliability: DimensionReliability;
  variances: Variances;
  /** By round; null where nobody was rated in it. */
  roundMeans: (number | null)[];
  relationships: { relationship: string; value: number; error: number; ratings: number }[];
  /** Raters whose leniency or severity lies beyond chance (95 %), of all. */
  raters: { lenient: number; severe: number; all: number };
  groups: GroupGap[];
  /** Ratings held back: root mean square error of the model and of the mean of the person's other ratings. */
  heldBack: { model: number; plain: number; ratings: number } | null;
}

export interface CompetencyFitted {
  model: "competency";
  version: 1;
  framework: Framework;
  /** The company's own; made of the names in the ratings. */
  isOwn: boolean;
  isDerived: boolean;
  rounds: Round[];
  dimensions: DimensionFit[];
  /** Dimensions of the framework that were not rated, or by too few. */
  notRated: string[];
  performance: PerformanceStudy;
  exams: ExamEvidence[];
  effects: CourseEffect[];
  advice: CourseAdvice[];
  /** Clients lost, by their owners' competency; null without orders. */
  churn: ClientChurn | null;
  unknownNames: { name: string; ratings: number }[];
  resolved: { name: string; dimension: string; ratings: number }[];
  /** Rated people of whom no gap can be said: no role of the framework, no longer employed, or rated too long ago. */
  withoutGap: { role: number; left: number; outdated: number };
  window: { from: string; to: string };
  rows: number;
  people: number;
  raters: number;
  fittedAt: string;
  snapshot: string;
  seed: number;
}

/** One rating → what it says of the person, drawn in as far as a single rating is unreliable. Null: a competency the framework does not know. */
export interface CompetencyPrediction {
  dimension: string | null;
  level: number | null;
  low: number | null;
  high: number | null;
}

export interface CompetencyExplanation {
  /** The rating on the framework's scale. */
  total: number;
  contributions: {
    part: "round" | "relationship" | "person" | "leniency" | "rest";
    label: Bilingual;
    value: number;
  }[];
}
