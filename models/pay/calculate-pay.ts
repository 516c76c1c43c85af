// Pay rules in force, and one person's facts of a period → lines and their sum. A calculator: nothing here or behind it pays.
import { dealLines, daysAfter, daysBetween, instantLines, repurchaseLines } from "./deal-commission.js";
import { ratio } from "./decimal.js";
import { limitLine } from "./limits.js";
import { marginalLines, needsTarget, targetOf } from "./marginal-commission.js";
import { fenText, minorDigits, sumFen, type Fen } from "./money.js";
import { multiplierLines } from "./score-multiplier.js";
import { nightLines } from "./night-subsidy.js";
import { payErrors } from "./pay-errors.js";
import type { MissingReason, OrderFact, PayFacts, PayLine, PayResult, Terms } from "./pay-facts.js";
import type { PayRule, PayRules, PayVersion } from "./pay-rule-schema.js";
import { lastDayOf } from "../month.js";
import { monthsOf } from "./pay-period.js";

/** The latest version that is in force when the period begins. Errors: pay_version_unknown. */
export function versionAt({ id, versions }: PayRules, month: string): PayVersion {
  const inForce = versions.filter(({ effective_from: from }) => from <= month);
  const version = inForce.toSorted((a, b) => (a.effective_from < b.effective_from ? 1 : -1))[0];
  if (!version)
    throw payErrors.pay_version_unknown({ id, period: month, known: versions.map((v) => v.effective_from) });
  return version;
}

/** Day on which a period's pay is due. */
export function dueDate({ due }: Pick<PayRules, "due">, to: string): string {
  const [year, month] = to.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + due.months_after, due.day)).toISOString().slice(0, 10);
}

export function termsOf(rules: PayRules, version: PayVersion, facts: PayFacts, currency: string): Terms {
  const { days, of } = facts.employed;
  return {
    version: version.version,
    part: rules.part_period === "days" ? ratio(Math.min(days, of), of) : ratio(1),
    months: monthsOf(facts.from, facts.to),
    digits: minorDigits(currency),
    currency,
    due: dueDate(rules, facts.to),
  };
}

/** `total` is the sum of the lines exactly; a rule that lacks something has no line and is in `missing`. */
export function calculatePay(
  rules: PayRules,
  version: PayVersion,
  facts: PayFacts,
  currency: string,
): PayResult {
  const terms = termsOf(rules, version, facts, currency);
  const lines: PayLine[] = [];
  const missing: PayResult["missing"] = [];
  for (const rule of version.rules) {
    const made = ruleLines(rule, facts, lines, terms);
    if (typeof made === "string") missing.push({ rule: rule.id, reason: made });
    else lines.push(...made, ...limitLine(rule, made, rule.id, terms));
  }
  if (missing.length === 0) lines.push(...limitLine(version, lines, "", terms));
  else lines.push(...limitLine({ cap: version.cap }, lines, "", terms));
  lines.push(...clawbackLines(rules, facts, terms));
  const { employee, from, to } = facts;
  return {
    rules: rules.id,
    version: version.version,
    employee,
    from,
    to,
    lines,
    total: totalOf(lines),
    missing,
  };
}

export const totalOf = (lines: readonly PayLine[]): Fen => sumFen(lines.map(({ fen }) => fen));

function ruleLines(
  rule: PayRule,
  facts: PayFacts,
  before: readonly PayLine[],
  terms: Terms,
): PayLine[] | MissingReason {
  switch (rule.kind) {
    case "marginal_commission": {
      const sales = salesOf(rule, facts);
      const target = targetOf(rule, facts.targets.get(rule.id), terms);
      if (sales === undefined) return "no_value";
      if (target === null && needsTarget(rule)) return "no_target";
      return marginalLines(rule, sales, target, terms);
    }
    case "deal_commission":
      return dealLines(rule, facts.orders, terms);
    case "repurchase_bonus":
      return repurchaseLines(rule, facts.orders, terms);
    case "instant_bonus":
      return instantLines(rule, facts.orders, terms);
    case "night_subsidy":
      return nightLines(rule, facts.shifts, terms);
    case "score_multiplier":
      return multiplierLines(
        rule,
        { score: facts.scores.get(rule.scheme), basePay: facts.basePay, before },
        terms,
      );
  }
}

/** What a marginal commission is reckoned on. */
export const salesOf = (
  rule: Extract<PayRule, { kind: "marginal_commission" }>,
  facts: PayFacts,
): Fen | undefined =>
  rule.of === "orders" ? sumFen(facts.orders.map(({ amount }) => amount)) : facts.amounts.get(rule.id);

/** The mirror image of what cancelled orders had made, where the rules take that back. */
function clawbackLines({ clawback }: PayRules, { cancelled }: PayFacts, { due, digits }: Terms): PayLine[] {
  if (clawback === undefined) return [];
  return cancelled
    .filter(
      ({ date, cancelledOn, made }) => made !== 0 && daysBetween(date, cancelledOn) <= clawback.within_days,
    )
    .map((order) => ({
      rule: "",
      kind: "clawback" as const,
      version: order.version,
      text: {
        en: `Taken back: order ${order.id} of ${order.date}, cancelled on ${order.cancelledOn}, had made ${fenText(order.made, digits)}`,
        zh: `扣回：${order.date} 订单 ${order.id} 于 ${order.cancelledOn} 取消，原计 ${fenText(order.made, digits)}`,
      },
      base: order.amount,
      rate: "× −1",
      fen: -order.made,
      due,
      order: order.id,
    }));
}

/** What one more order adds to a period, the other rules and limits applied: pay with it less pay without it. */
export function madeByOrder(
  rules: PayRules,
  version: PayVersion,
  facts: PayFacts,
  order: OrderFact,
  { countsAsSales = false, currency }: { countsAsSales?: boolean; currency: string },
): Fen {
  const amounts = countsAsSales
    ? new Map([...facts.amounts].map(([rule, amount]) => [rule, sumFen([amount, order.amount])]))
    : facts.amounts;
  const total = (some: PayFacts): Fen =>
    calculatePay(rules, version, { ...some, cancelled: [] }, currency).total;
  return sumFen([total({ ...facts, amounts, orders: [...facts.orders, order] }), -total(facts)]);
}

/** Days from the end of a period to its bonus date. */
export const daysToDue = (rules: Pick<PayRules, "due">, to: string): number =>
  daysBetween(lastDayOf(to), dueDate(rules, to));

export { daysAfter };
