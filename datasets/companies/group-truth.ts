// The plan of the group + what was realised → its truth.
import { isoMonth, type Month } from "./calendar.js";
import * as plan from "./group-plan.js";
import { type HazardFacts, hazardDefinitions } from "./hazard.js";
import type { Truth } from "./truth.js";

export const groupTruth = (
  seed: number,
  from: Month,
  to: Month,
  realised: Record<string, number>,
): Truth => ({
  company: "group",
  seed,
  from: isoMonth(from),
  to: isoMonth(to),
  effects: [
    ...(Object.keys(plan.hazardRatios) as (keyof HazardFacts)[]).map((name) => ({
      name,
      kind: "hazard_ratio" as const,
      value: plan.hazardRatios[name]!,
      definition: hazardDefinitions[name],
    })),
    ...(Object.keys(plan.families) as plan.Family[]).map((family) => ({
      name: `baseline_${family}`,
      kind: "baseline_hazard" as const,
      value: plan.families[family].baseline,
      definition: `monthly hazard of a voluntary exit in job family ${family} with every fact at zero; from the second month of the history and of the employment on`,
    })),
    ...["gender", "site", "age", "level", "education"].map((name) => ({
      name: `${name}_on_exits`,
      kind: "no_effect" as const,
      value: 1,
      definition: `${name} does not enter the hazard of a voluntary exit; given the facts above its ratio is 1`,
    })),
    {
      name: "revenue_season",
      kind: "season_index",
      value: [...plan.sales.season],
      definition: "January to December: factor on a seller's expected monthly revenue",
    },
    {
      name: "spring_festival",
      kind: "festival_effect",
      value: plan.sales.festival,
      definition:
        "factor (1 + value)^w on a seller's revenue, w = share of the 22 days from 正月初一 − 7 to + 14 that fall in the month",
    },
    {
      name: "skill_score",
      kind: "score_points",
      value: plan.reviews.skill,
      definition: "review score per standard deviation of skill; raters do not differ in leniency here",
    },
  ],
  realised,
});
