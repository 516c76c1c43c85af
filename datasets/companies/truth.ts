// Planted effects → truth.json beside the sources: what a test may expect an analysis to find. The product never reads it.
import { writeFileSync } from "node:fs";
import path from "node:path";

export interface PlantedEffect {
  name: string;
  kind:
    | "hazard_ratio" // per unit of the fact, complementary log-log, hence a hazard ratio exactly
    | "baseline_hazard" // per month, every fact at zero
    | "season_index" // multiplicative, per calendar month, geometric mean 1
    | "festival_effect" // relative change of revenue if the whole festival window fell in one month
    | "share" // expected share of revenue
    | "share_points" // added to a share
    | "log_revenue" // added to log revenue
    | "visits_factor"
    | "skill_deviations" // added to latent skill, in standard deviations
    | "score_points" // added to a review score of 0…100
    | "rater_leniency" // score points that a rater adds to everybody
    | "competency_gap" // required exam score minus the mean of an average person
    | "conversion" // probability that a lead is won
    | "probability"
    | "kpi_weight"
    | "no_effect"; // a fact that looks tempting and does nothing
  value: number | number[];
  /** Precise enough to test it on the files alone. */
  definition: string;
}

export interface Truth {
  company: string;
  seed: number;
  /** First and last month, YYYY-MM. */
  from: string;
  to: string;
  effects: PlantedEffect[];
  /** Exact counts and sums over the files, by simple addition. */
  realised: Record<string, number>;
}

export function writeTruth(dir: string, truth: Truth): void {
  writeFileSync(path.join(dir, "truth.json"), `${JSON.stringify(truth, null, 2)}\n`);
}
