// The plan of Qiheng Services + what was realised → its truth.
import { isoMonth, type Month } from "./calendar.js";
import { type HazardFacts, hazardDefinitions } from "./hazard.js";
import { leniencyOf } from "./review.js";
import * as plan from "./services-plan.js";
import type { PlantedEffect, Truth } from "./truth.js";

export function servicesTruth(facts: {
  seed: number;
  seedText: string;
  from: Month;
  to: Month;
  raters: Iterable<string>;
  realised: Record<string, number>;
}): Truth {
  return {
    company: "services",
    seed: facts.seed,
    from: isoMonth(facts.from),
    to: isoMonth(facts.to),
    effects: [
      ...hazards(),
      ...revenue(),
      ...clientMix(),
      ...performance(),
      ...competencies(),
      ...customers(),
      ...[...facts.raters].sort().map((rater): PlantedEffect => ({
        name: `leniency_${rater}`,
        kind: "rater_leniency",
        value: leniencyOf(facts.seedText, rater, plan.reviews),
        definition: `score points in every performance_review with rater_id ${rater}, before rounding and clipping to 0…100`,
      })),
    ],
    realised: facts.realised,
  };
}

const divisionNames = { S: "sales", D: "service delivery", C: "corporate, and the head of the company" };

function hazards(): PlantedEffect[] {
  const names = Object.keys(plan.hazardRatios) as (keyof HazardFacts)[];
  return [
    ...names.map((name): PlantedEffect => ({
      name,
      kind: "hazard_ratio",
      value: plan.hazardRatios[name]!,
      definition: hazardDefinitions[name],
    })),
    ...(Object.keys(plan.baselineHazard) as (keyof typeof plan.baselineHazard)[]).map(
      (division): PlantedEffect => ({
        name: `baseline_${division}`,
        kind: "baseline_hazard",
        value: plan.baselineHazard[division],
        definition: `monthly hazard of a voluntary exit in ${divisionNames[division]} with every fact at zero; from the second month of the history and of the employment on`,
      }),
    ),
    ...["gender", "site", "age", "level", "education"].map((name): PlantedEffect => ({
      name: `${name}_on_exits`,
      kind: "no_effect",
      value: 1,
      definition: `${name} does not enter the hazard of a voluntary exit; given the facts above its ratio is 1`,
    })),
  ];
}

function revenue(): PlantedEffect[] {
  const { sales } = plan;
  return [
    {
      name: "revenue_season",
      kind: "season_index",
      value: [...sales.season],
      definition: "January to December: factor on a seller's expected monthly revenue",
    },
    {
      name: "spring_festival",
      kind: "festival_effect",
      value: sales.festival,
      definition:
        "factor (1 + value)^w on a seller's revenue, w = share of the 22 days from 正月初一 − 7 to + 14 that fall in the month",
    },
    {
      name: "revenue_after_programme",
      kind: "log_revenue",
      value: sales.mix.revenueAfter,
      definition: "from 2025-06 on; rises evenly from 0 over 2025-02…2025-05",
    },
    {
      name: "revenue_all_courses",
      kind: "log_revenue",
      value: sales.mix.revenueCourse,
      definition: "in months after the one in which the last of the three courses was completed",
    },
    {
      name: "visits_after_programme",
      kind: "visits_factor",
      value: sales.mix.visitsAfter,
      definition: "factor on the expected visits per seller and month, from 2025-06 on",
    },
  ];
}

const share = (name: string, value: number, definition: string): PlantedEffect => ({
  name,
  kind: "share",
  value,
  definition,
});

function clientMix(): PlantedEffect[] {
  const { mix } = plan.sales;
  return [
    share("big_client_share_before", mix.bigClientBefore, "expected share of revenue up to 2025-01"),
    share(
      "big_client_share_after",
      mix.bigClientAfter,
      "expected share of revenue from 2025-06 on for sellers without all three courses",
    ),
    {
      name: "big_client_share_all_courses",
      kind: "share_points",
      value: mix.bigClientCourse,
      definition:
        "added to a seller's share in months after the one in which the last of the three courses was completed",
    },
    share("new_client_share_before", mix.newClientBefore, "expected share of revenue up to 2025-01"),
    share("new_client_share_after", mix.newClientAfter, "expected share of revenue from 2025-06 on"),
  ];
}

function performance(): PlantedEffect[] {
  const { traits } = plan.workforce;
  return [
    ...traitEffects("education", traits.education),
    ...traitEffects("recruitment_source", traits.source),
    {
      name: "visiting_score",
      kind: "score_points",
      value: plan.reviews.visiting,
      definition:
        "per standard deviation of a seller's visiting habit; expected monthly visits are proportional to exp(0.25 · habit)",
    },
    {
      name: "all_courses_score",
      kind: "score_points",
      value: plan.reviews.course,
      definition:
        "in reviews dated in months after the one in which the last of the three courses was completed",
    },
    {
      name: "gender_on_scores",
      kind: "no_effect",
      value: 0,
      definition: "gender does not enter review scores; given job family and rater the difference is 0",
    },
  ];
}

const traitEffects = (column: string, deviations: Record<string, number>): PlantedEffect[] =>
  Object.entries(deviations).flatMap(([level, value]): PlantedEffect[] => [
    {
      name: `${column}_${level}_skill`,
      kind: "skill_deviations",
      value,
      definition: `added to the skill of people with ${column} = ${level}; others 0`,
    },
    {
      name: `${column}_${level}_score`,
      kind: "score_points",
      value: Math.round(value * plan.reviews.skill * 100) / 100,
      definition: `difference in expected review score of people with ${column} = ${level}`,
    },
  ]);

const competencies = (): PlantedEffect[] =>
  plan.courses.flatMap((course): PlantedEffect[] => [
    {
      name: `gap_${course.name}`,
      kind: "competency_gap",
      value: course.gap,
      definition: `required exam score ${plan.training.requiredScore} minus the expected exam_score of a person of skill 0 in ${course.name}; positive = a gap. The same gap shows in the 360° ratings of people without the course`,
    },
    {
      name: `course_raises_${course.name}`,
      kind: course.raises === 0 ? "no_effect" : "score_points",
      value: course.raises,
      definition: `added to every rating of ${course.name} given after the day on which the person completed the course of that name, before rounding and clipping to 0…100`,
    },
  ]);

const probability = (name: string, value: number, definition: string): PlantedEffect => ({
  name,
  kind: "probability",
  value,
  definition,
});

/** What CRM, service desk, mail system and pay hold. */
function customers(): PlantedEffect[] {
  const { leads, orders, contacts } = plan.optional("");
  const speeds = { fast: "within 24 hours", medium: "in 24 to 72 hours", slow: "after 72 hours or never" };
  return [
    probability("lead_answered_24h", leads.within24h, "of a lead to be answered within 24 hours"),
    probability(
      "lead_answered_72h",
      leads.within24h + leads.within72h,
      "of a lead to be answered within 72 hours",
    ),
    ...(Object.keys(speeds) as (keyof typeof speeds)[]).map((speed): PlantedEffect => ({
      name: `conversion_${speed}`,
      kind: "conversion",
      value: leads.won[speed],
      definition: `probability that a lead answered ${speeds[speed]} is won, once it is closed`,
    })),
    probability(
      "repurchase",
      orders.repurchase,
      "of an order to be followed by another of the same customer within 360 days",
    ),
    probability("satisfied_before", plan.satisfied.before, "of a rating of 4 or 5 of 5, before 2025-05-01"),
    probability("satisfied_after", plan.satisfied.after, "of a rating of 4 or 5 of 5, from 2025-05-01 on"),
    probability(
      "ticket_1h_before",
      plan.answeredIn1h.before,
      "of a ticket to be answered within the hour, before 2025-05",
    ),
    probability(
      "ticket_1h_after",
      plan.answeredIn1h.after,
      "of a ticket to be answered within the hour, from 2025-05 on",
    ),
    probability(
      "internal_mails",
      contacts.internalMails,
      "of a mail of customer_contact drawn on its own to go to a colleague",
    ),
    {
      name: "revenue_weight_before",
      kind: "kpi_weight",
      value: plan.kpiWeights.before.revenue,
      definition: "weight of 销售额 up to 2025-01; 拜访量 has the rest of 100",
    },
    {
      name: "revenue_weight_after",
      kind: "kpi_weight",
      value: plan.kpiWeights.after.revenue,
      definition: "weight of 销售额 from 2025-02 on; 拜访量 has the rest of 100",
    },
    {
      name: "gender_on_pay",
      kind: "no_effect",
      value: 1,
      definition: "gender does not enter pay; given the level the ratio of base pay is 1",
    },
  ];
}
