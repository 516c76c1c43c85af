// What a worked example or the what-if calculator is given by hand → facts, and the pay that the rules make of it.
import { calculatePay, madeByOrder, versionAt } from "./calculate-pay.js";
import { decimalOf, type Ratio } from "./decimal.js";
import { fenOf, minorDigits, type Fen } from "./money.js";
import { shiftOf } from "./night-subsidy.js";
import { payErrors } from "./pay-errors.js";
import type { OrderFact, PayFacts, PayResult } from "./pay-facts.js";
import { lastDayOf } from "../month.js";
import { daysOf, periodOf } from "./pay-period.js";
import type { Given, PayRules, PayVersion } from "./pay-rule-schema.js";

export interface Around {
  currency: string;
  timeZone: string;
  /** YYYY-MM: the period that the example is thought to lie in; the version's own first one when left out. */
  month?: string | undefined;
}

/** Errors: pay_version_named_unknown, pay_version_unknown, pay_amount_invalid, pay_time_invalid. */
export function workedPay(rules: PayRules, given: Given, around: Around, named?: number): PayResult {
  const version = chosenVersion(rules, around.month, named);
  const facts = givenFacts(rules, version, given, around);
  const cancelled = given.cancelled.map((one) => {
    const order = orderFact(one, facts, minorDigits(around.currency));
    const made = madeByOrder(rules, version, facts, order, { currency: around.currency });
    return { ...order, cancelledOn: lastDayOf(facts.to), version: version.version, made };
  });
  return calculatePay(rules, version, { ...facts, cancelled }, around.currency);
}

function chosenVersion(rules: PayRules, month: string | undefined, named: number | undefined): PayVersion {
  if (named === undefined) return month === undefined ? rules.versions.at(-1)! : versionAt(rules, month);
  const version = rules.versions.find((one) => one.version === named);
  if (version) return version;
  const known = rules.versions.map((one) => String(one.version));
  throw payErrors.pay_version_named_unknown({ id: rules.id, found: named, known });
}

export function givenFacts(rules: PayRules, version: PayVersion, given: Given, around: Around): PayFacts {
  const digits = minorDigits(around.currency);
  const period = periodOf(rules.period, around.month ?? version.effective_from);
  const facts: PayFacts = {
    employee: "",
    ...period,
    employed: given.employed ?? { days: daysOf(period), of: daysOf(period) },
    amounts: amountsOf(given.amounts, digits),
    targets: amountsOf(given.targets, digits),
    scores: scoresOf(version, given.score),
    basePay: given.base_pay === undefined ? null : fenOf(given.base_pay, digits),
    orders: [],
    cancelled: [],
    shifts: given.shifts.map(({ began, ended, zone }) => shiftOf(began, ended, zone ?? around.timeZone)),
  };
  return { ...facts, orders: given.orders.map((order) => orderFact(order, facts, digits)) };
}

const amountsOf = (amounts: Record<string, number>, digits: number): Map<string, Fen> =>
  new Map(Object.entries(amounts).map(([rule, amount]) => [rule, fenOf(amount, digits)]));

function orderFact(order: Given["orders"][number], { to }: PayFacts, digits: number): OrderFact {
  return {
    id: order.id,
    date: order.date ?? lastDayOf(to),
    amount: fenOf(order.amount, digits),
    kinds: order.kinds,
  };
}

/** One score for every scheme that the rules name. */
function scoresOf(version: PayVersion, score: number | undefined): Map<string, Ratio> {
  if (score === undefined) return new Map();
  const value = decimalOf(score)!;
  return new Map(
    version.rules.flatMap((rule) => (rule.kind === "score_multiplier" ? [[rule.scheme, value]] : [])),
  );
}
