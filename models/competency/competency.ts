// Which competencies shape performance, and how far people are from what their role requires: 360° ratings → levels freed of rater
// leniency (crossed random effects), reliability, gaps, performance, courses; or a refusal that says how many people are missing.
import { isRefusal, type Model } from "../model.js";
import { roundOf } from "./assessment-rounds.js";
import { competencyCard } from "./competency-card.js";
import type {
  CompetencyExplanation,
  CompetencyFitted,
  CompetencyPrediction,
  DimensionFit,
} from "./competency-fitted.js";
import type { RatingRow } from "./competency-rows.js";
import { studyCompetency, type CompetencyOptions } from "./competency-study.js";
import { dimensionNames } from "./dimension-names.js";

export const competency: Model<
  RatingRow,
  CompetencyOptions,
  CompetencyFitted,
  CompetencyPrediction,
  CompetencyExplanation
> = {
  id: "competency",
  title: { en: "Competency", zh: "胜任力" },
  fit(rows, options) {
    const study = studyCompetency(rows, options);
    return isRefusal(study) ? study : study.fitted;
  },
  predict(fitted, rows) {
    return rows.map((row) => {
      const found = partsOf(fitted, row);
      if (!found) return { dimension: null, level: null, low: null, high: null };
      const { dimension, mean, person, variances } = found;
      const share = variances.first / (variances.first + variances.second + variances.residual);
      const error = 1.959963984540054 * Math.sqrt(variances.first * (1 - share));
      const level = mean + person;
      return { dimension: dimension.id, level, low: level - error, high: level + error };
    });
  },
  /** What one rating is made of: the part of its surprise that is likely the person's, the rater's, and neither's. */
  explain(fitted, row) {
    const found = partsOf(fitted, row);
    if (!found) return { total: 0, contributions: [] };
    const { score, mean, relationship, person, leniency, rest } = found;
    return {
      total: score,
      contributions: [
        { part: "round", label: { en: "Mean of the round", zh: "本轮平均" }, value: mean },
        { part: "relationship", label: { en: "Who rates", zh: "评估关系" }, value: relationship },
        { part: "person", label: { en: "The person", zh: "被评人" }, value: person },
        { part: "leniency", label: { en: "The rater's leniency", zh: "评估人宽严" }, value: leniency },
        { part: "rest", label: { en: "The rest", zh: "其余" }, value: rest },
      ],
    };
  },
  card: competencyCard,
};

function partsOf(fitted: CompetencyFitted, row: RatingRow) {
  const id = dimensionNames(fitted.framework)(row.competency)?.id;
  const dimension: DimensionFit | undefined = fitted.dimensions.find((d) => d.id === id);
  if (!dimension) return undefined;
  const { from, to } = fitted.framework.scale;
  const score = from + row.score * (to - from);
  const at = roundOf(fitted.rounds, row.rating_date);
  const mean = dimension.roundMeans[at] ?? dimension.roundMeans.findLast((m) => m !== null) ?? score;
  const relationship = dimension.relationships.find((r) => r.relationship === row.relationship)?.value ?? 0;
  const { variances } = dimension;
  const all = variances.first + variances.second + variances.residual;
  const surprise = score - mean - relationship;
  const part = (variance: number): number => (all > 0 ? (surprise * variance) / all : 0);
  return {
    dimension,
    variances,
    score,
    mean,
    relationship,
    person: part(variances.first),
    leniency: part(variances.second),
    rest: surprise - part(variances.first) - part(variances.second),
  };
}
