// The shape of pay-rules/<id>.yml: what is earned, on what, at which rate, from when on, for whom. A rate carries its unit.
import { z } from "zod";
import { filterSchema } from "../../engine/metrics/metric-query.js";
import { decimalOf, percentOf } from "./decimal.js";

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "YYYY-MM");
const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "YYYY-MM-DD");
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "HH:MM");
const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "YYYY-MM-DDTHH:MM");
export const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "lower-case letters, digits, _ and -");

/** Below 0 nothing is a rate; the sign is there because 10 and 0.10 are both written for "ten per cent". */
const percent = z.string().refine((text) => {
  const value = percentOf(text);
  return value !== null && value.n >= 0n;
}, 'a rate with its sign, as in "10 %"');
const amount = z
  .number()
  .min(0)
  .max(1e12)
  .refine((value) => decimalOf(value) !== null, "a plain amount");

/** What people bring in: a catalogue metric, an indicator of kpi_actual, or their orders. */
export const sourceSchema = z.union([
  z.strictObject({ metric: z.string().min(1) }),
  z.strictObject({ kpi: z.string().min(1) }),
  z.literal("orders"),
]);
/** A fixed amount, the target recorded for that indicator, or a share of monthly base pay. */
const targetSchema = z.union([z.strictObject({ amount }), z.strictObject({ kpi: z.string().min(1) })]);

const limits = { cap: amount.optional(), floor: amount.optional() };
const named = { id, name: bilingual, payroll_item: z.string().min(1).max(80).optional() };

/** `to`: end of the tier, as a share of the target ("100 %") or an amount; the last tier has none. */
export const tierSchema = z.strictObject({ to: z.union([percent, amount]).optional(), rate: percent });

const marginal = z.strictObject({
  kind: z.literal("marginal_commission"),
  ...named,
  of: sourceSchema,
  target: targetSchema.optional(),
  tiers: z.array(tierSchema).min(1).max(12),
  ...limits,
});

export const dealKinds = ["big_client", "repurchase", "new_customer"] as const;
/** Points are added to the rate (8 % + 15 points = 23 %); relative multiplies it (8 % × 1.15 = 9.2 %). */
export const raiseUnits = ["points", "relative"] as const;
/** An undeclared unit is read, so that the two readings can be told; it is never used (raise-unit.ts). */
export const raiseSchema = z.strictObject({
  deals: z.enum(dealKinds),
  by: percent,
  unit: z.enum(raiseUnits).optional(),
});

const deals = z.strictObject({
  kind: z.literal("deal_commission"),
  ...named,
  base_rate: percent,
  /** Each one that fits an order adds to the base rate; raises do not multiply each other. */
  higher: z.array(raiseSchema).max(6).default([]),
  ...limits,
});

const repurchase = z.strictObject({
  kind: z.literal("repurchase_bonus"),
  ...named,
  by: percent,
  unit: z.enum(raiseUnits).optional(),
  /** What `by` raises: needed where it is relative; where it is points, the bonus is `by` of the order. */
  base_rate: percent.optional(),
  ...limits,
});

const instant = z.strictObject({
  kind: z.literal("instant_bonus"),
  ...named,
  /** Orders of more than this, strictly. */
  above: amount,
  pays: z.union([z.strictObject({ amount }), z.strictObject({ rate: percent })]),
  /** Days from the order until it is due. */
  due_days: z.number().int().min(0).max(366).default(0),
  ...limits,
});

const multiplier = z.strictObject({
  kind: z.literal("score_multiplier"),
  ...named,
  /** An amount per period, a share of monthly base pay per month, or what another rule above made. */
  base: z.union([
    z.strictObject({ amount }),
    z.strictObject({ base_pay: percent }),
    z.strictObject({ rule: z.string().min(1) }),
  ]),
  scheme: z.string().min(1),
  /** The highest `at_least` that the score reaches; a score below all of them multiplies by 1. */
  bands: z
    .array(z.strictObject({ at_least: z.number().min(0).max(1000), times: z.number().min(0).max(100) }))
    .min(1)
    .max(20),
  ...limits,
});

const night = z.strictObject({
  kind: z.literal("night_subsidy"),
  ...named,
  /** Clock of the person's site; `to` before `from` is the next morning. */
  window: z.strictObject({ from: clock, to: clock }),
  per_hour: amount,
  /** Length rounded to whole steps, per shift; exact to the second when left out. */
  round: z
    .strictObject({
      to_minutes: z.number().int().min(1).max(60),
      how: z.enum(["down", "half_up", "up"]),
    })
    .optional(),
  /** Whoever was at work for longer, by the clock, forgot one: the shift is named and not paid until it is corrected. */
  longest_hours: z.number().min(1).max(72).default(16),
  ...limits,
});

export const ruleSchema = z.discriminatedUnion("kind", [
  marginal,
  deals,
  repurchase,
  instant,
  multiplier,
  night,
]);

/** Ways in which people come onto a list that a person then decides on. */
const recognitionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("streak"),
    ...named,
    periods: z.number().int().min(1).max(36),
    of: sourceSchema,
    /** Share of the target, or a plain value. */
    at_least: z.union([percent, z.number()]),
    target: targetSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("top"),
    ...named,
    of: sourceSchema,
    places: z.number().int().min(1).max(20),
  }),
]);

/** A stage of an open deal: its chance declared, or measured on closed ones. */
const stageSchema = z.strictObject({ id, name: bilingual, chance: percent.optional() });

export const versionSchema = z.strictObject({
  version: z.number().int().min(1),
  effective_from: month,
  /** As in the last month of the period in which somebody was employed. */
  applies_to: z.strictObject({ where: z.array(filterSchema).min(1).max(20) }).optional(),
  rules: z.array(ruleSchema).min(1).max(20),
  /** Of all rules together, per person and period. */
  ...limits,
  recognitions: z.array(recognitionSchema).max(10).default([]),
  stages: z.array(stageSchema).max(12).default([]),
});

const orderSchema = z.strictObject({
  id: z.string().min(1).default("1"),
  date: day.optional(),
  amount: z.number(),
  kinds: z.array(z.enum(dealKinds)).default([]),
});

/** What a calculation is given by hand: in worked examples, and in the what-if calculator. */
export const givenSchema = z.strictObject({
  /** By rule: what it is reckoned on. */
  amounts: z.record(z.string(), z.number()).default({}),
  targets: z.record(z.string(), amount).default({}),
  score: z.number().min(0).max(1000).optional(),
  base_pay: amount.optional(),
  orders: z.array(orderSchema).max(200).default([]),
  cancelled: z.array(orderSchema).max(200).default([]),
  shifts: z
    .array(z.strictObject({ began: localTime, ended: localTime, zone: z.string().optional() }))
    .max(200)
    .default([]),
  employed: z.strictObject({ days: z.number().int().min(0), of: z.number().int().min(1) }).optional(),
});

export const payRulesSchema = z.strictObject({
  id,
  name: bilingual,
  about: bilingual.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  period: z.enum(["month", "quarter"]),
  /** `days`: targets, fixed bases, caps and floors × days employed ÷ days of the period; `none`: as for a whole one. */
  part_period: z.enum(["days", "none"]),
  /** Bonus date: this day of the nth month after the period's last. */
  due: z.strictObject({
    months_after: z.number().int().min(0).max(24),
    day: z.number().int().min(1).max(28),
  }),
  /** An order cancelled within so many days takes back what it had made; never when left out. */
  clawback: z.strictObject({ within_days: z.number().int().min(1).max(1100) }).optional(),
  versions: z.array(versionSchema).min(1).max(24),
  examples: z
    .array(
      z.strictObject({
        text: bilingual,
        version: z.number().int().min(1).optional(),
        given: givenSchema,
        expected: z.number(),
      }),
    )
    .max(20)
    .default([]),
});

export type PayRules = z.infer<typeof payRulesSchema>;
export type PayVersion = z.infer<typeof versionSchema>;
export type PayRule = z.infer<typeof ruleSchema>;
export type RuleOf<Kind extends PayRule["kind"]> = Extract<PayRule, { kind: Kind }>;
export type PaySource = z.infer<typeof sourceSchema>;
export type DealKind = (typeof dealKinds)[number];
export type RaiseUnit = (typeof raiseUnits)[number];
export type Given = z.infer<typeof givenSchema>;
export type Recognition = z.infer<typeof recognitionSchema>;

/** "kpi:销售额", "metric:revenue", "orders": one name per source. */
export const sourceKey = (source: PaySource): string =>
  source === "orders" ? "orders" : "kpi" in source ? `kpi:${source.kpi}` : `metric:${source.metric}`;
