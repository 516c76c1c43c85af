// The shape of schemes/<id>.yml: what is scored, with which weight, against what, for whom, from when on.
import { z } from "zod";
import { filterSchema } from "../../engine/metrics/metric-query.js";

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "YYYY-MM");
const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const id = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "lower_snake_case");

export const indicatorKinds = ["result", "process", "balance"] as const;
/** Measured by a system; reported by the person scored; rated by somebody else. */
export const provenances = ["measured", "self_reported", "rated"] as const;

/**
 * Where a value comes from: a metric of the catalogue, filtered to the person, as its value or as its numerator (visits of
 * visits per head); or an indicator of kpi_actual by its name, whose months are combined as said.
 */
export const sourceSchema = z.union([
  z.strictObject({
    metric: z.string().min(1),
    where: z.array(filterSchema).optional(),
    take: z.enum(["value", "numerator"]).default("value"),
  }),
  z.strictObject({ kpi: z.string().min(1), combine: z.enum(["sum", "mean", "last"]).optional() }),
]);

/** In the source's own unit: a share of 85 % is 0.85. `recorded`: the target in kpi_actual itself. */
const level = z.union([z.number(), z.literal("recorded")]);
/** For amounts that add up over time: the target of a month or week, times those of the period. */
const per = z.enum(["period", "month", "week"]).default("period");
const atLeast = { at_least: level, per };
const atMost = { at_most: level, per };
/** One of several conditions; its source is the indicator's where it names none. */
const conditionSchema = z.union([
  z.strictObject({ ...atLeast, source: sourceSchema.optional() }),
  z.strictObject({ ...atMost, source: sourceSchema.optional() }),
]);

export const targetSchema = z.union([
  z.strictObject(atLeast),
  z.strictObject(atMost),
  /** Every condition has to hold; the attainment is that of the weakest. */
  z.strictObject({ all: z.array(conditionSchema).min(2).max(5) }),
]);

/**
 * Value and target → 0 … cap.
 * attainment: 100 × value ÷ target (`at_most`: target ÷ value), 0 below `floor`, never above `cap`.
 * met: 100 where the target is reached, else 0.
 * bands: the score of the highest step reached; 0 below all steps.
 * value: the value is the score (0–100); a share is read in per cent.
 */
export const scoreRuleSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("attainment"),
    floor: z.number().min(0).max(100).default(0),
    cap: z.number().min(100).max(200).default(100),
  }),
  z.strictObject({ kind: z.literal("met") }),
  z.strictObject({
    kind: z.literal("bands"),
    bands: z
      .array(z.strictObject({ at_least: z.number(), score: z.number().min(0).max(200) }))
      .min(1)
      .max(12),
  }),
  z.strictObject({ kind: z.literal("value"), cap: z.number().min(100).max(200).default(100) }),
]);

/** Who something is for: people whose `metric` reaches `at_least` in the period (owners of old customers). */
const exposureSchema = z.strictObject({
  metric: z.string().min(1),
  where: z.array(filterSchema).optional(),
  /** `denominator`: what the rate is counted on (customers due, leads closed). */
  take: z.enum(["value", "numerator", "denominator"]).default("value"),
  at_least: z.number(),
});

export const indicatorSchema = z.strictObject({
  id,
  name: bilingual,
  kind: z.enum(indicatorKinds),
  /** Points of 100; 0 = watched, not scored. */
  weight: z.number().min(0),
  source: sourceSchema,
  provenance: z.enum(provenances),
  target: targetSchema.optional(),
  score: scoreRuleSchema.default({ kind: "attainment", floor: 0, cap: 100 }),
  /** For the others the weight goes to their remaining indicators in proportion, or counts in full: chosen, never assumed. */
  exposure: exposureSchema.extend({ otherwise: z.enum(["pro_rata", "full"]) }).optional(),
  controllable: z.enum(["yes", "partly", "no"]),
  note: bilingual.optional(),
});

/** The first tier whose conditions hold is a person's; `weights` by indicator, those left out count 0. */
export const tierSchema = z.strictObject({
  id,
  name: bilingual,
  where: z.array(filterSchema).min(1),
  weights: z.record(z.string(), z.number().min(0)),
});

/** Below `at_least`: the bonus is multiplied by the factor, or the total is cut to the cap. */
export const gateSchema = z.strictObject({
  id,
  name: bilingual,
  source: sourceSchema,
  at_least: z.number(),
  /** For the others there is no such gate. */
  exposure: exposureSchema.optional(),
  // the file's own word; never a function, so nothing takes it for a promise
  // oxlint-disable-next-line unicorn/no-thenable
  then: z.union([
    z.strictObject({ bonus_factor: z.number().min(0).max(1) }),
    z.strictObject({ score_cap: z.number().min(0).max(200) }),
  ]),
});

export const bandSchema = z.strictObject({
  at_least: z.number().min(0).max(200),
  name: bilingual,
  multiplier: z.number().min(0).max(10).optional(),
});

export const versionSchema = z.strictObject({
  version: z.union([z.string().min(1).max(20), z.number()]).transform(String),
  effective_from: month,
  /** Needed when it starts inside a period: score each part by its own rules, or the whole period by the new ones. */
  mid_period: z.enum(["split", "restate"]).optional(),
  /** The source says only part of the 100 points; the rest is unknown, and totals are of what is said. */
  is_partial: z.boolean().default(false),
  /**
   * Whoever was employed for a part of the period, as joiners and leavers: amounts to be reached are those of the whole period
   * (`none`, also when left out), or × working days employed ÷ working days (`working_days`). Recorded targets stay as recorded.
   */
  part_period: z.enum(["working_days", "none"]).optional(),
  /** Everybody when left out; conditions as they were in the period's first month (later joiners: in their own). */
  applies_to: z.strictObject({ where: z.array(filterSchema).min(1) }).optional(),
  indicators: z.array(indicatorSchema).min(1).max(30),
  tiers: z.array(tierSchema).max(10).default([]),
  gates: z.array(gateSchema).max(10).default([]),
  bands: z.array(bandSchema).max(12).default([]),
  note: bilingual.optional(),
});

export const schemeSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "lower-case letters, digits, hyphens"),
  name: bilingual,
  period: z.enum(["month", "quarter"]),
  versions: z.array(versionSchema).min(1).max(50),
});

export type Scheme = z.infer<typeof schemeSchema>;
export type SchemeVersion = z.infer<typeof versionSchema>;
export type Indicator = z.infer<typeof indicatorSchema>;
export type Exposure = z.infer<typeof exposureSchema>;
export type IndicatorSource = z.infer<typeof sourceSchema>;
export type IndicatorKind = (typeof indicatorKinds)[number];
export type Provenance = (typeof provenances)[number];
export type Target = z.infer<typeof targetSchema>;
export type Condition = z.infer<typeof conditionSchema>;
export type ScoreRule = z.infer<typeof scoreRuleSchema>;
export type Tier = z.infer<typeof tierSchema>;
export type Gate = z.infer<typeof gateSchema>;
export type Band = z.infer<typeof bandSchema>;
