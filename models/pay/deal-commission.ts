// Orders → commission per order at a flat rate that is higher for some kinds; the repurchase bonus; instant bonuses of large orders.
import { percentOf, percentText, plus } from "./decimal.js";
import { fenOf, fenText, scaled } from "./money.js";
import type { OrderFact, PayLine, Terms } from "./pay-facts.js";
import type { DealKind, RuleOf } from "./pay-rule-schema.js";
import { noRate, raiseOf } from "./raise-unit.js";

export const dealWords: Record<DealKind, { en: string; zh: string }> = {
  big_client: { en: "big client", zh: "大客户" },
  repurchase: { en: "repurchase", zh: "复购" },
  new_customer: { en: "new customer", zh: "新客户" },
};

const declared = <U>(unit: U | undefined): U => {
  if (unit === undefined) throw new Error("a raise without a unit is refused before anything is reckoned");
  return unit;
};

export function dealLines(
  rule: RuleOf<"deal_commission">,
  orders: readonly OrderFact[],
  terms: Terms,
): PayLine[] {
  const base = percentOf(rule.base_rate)!;
  return orders.map((order) => {
    const raises = rule.higher.filter(({ deals }) => order.kinds.includes(deals));
    const rate = raises.reduce(
      (sum, { by, unit }) => plus(sum, raiseOf(base, percentOf(by)!, declared(unit))),
      base,
    );
    const kinds = raises.map(({ deals }) => dealWords[deals]);
    const note = {
      en: kinds.length === 0 ? "" : ` (${kinds.map(({ en }) => en).join(", ")})`,
      zh: kinds.length === 0 ? "" : `（${kinds.map(({ zh }) => zh).join("、")}）`,
    };
    return orderLine(rule, order, percentText(rate), scaled(order.amount, rate), note, terms);
  });
}

/** Orders of customers who had ordered before. */
export function repurchaseLines(
  rule: RuleOf<"repurchase_bonus">,
  orders: readonly OrderFact[],
  terms: Terms,
): PayLine[] {
  const base = rule.base_rate === undefined ? noRate : percentOf(rule.base_rate)!;
  const rate = raiseOf(base, percentOf(rule.by)!, declared(rule.unit));
  const note = { en: " (repurchase)", zh: "（复购）" };
  return orders
    .filter(({ kinds }) => kinds.includes("repurchase"))
    .map((order) => orderLine(rule, order, percentText(rate), scaled(order.amount, rate), note, terms));
}

/** Orders strictly above the limit. Due with the order, not with the period. */
export function instantLines(
  rule: RuleOf<"instant_bonus">,
  orders: readonly OrderFact[],
  terms: Terms,
): PayLine[] {
  const limit = fenOf(rule.above, terms.digits);
  const { pays } = rule;
  const note = {
    en: ` (above ${fenText(limit, terms.digits)})`,
    zh: `（高于 ${fenText(limit, terms.digits)}）`,
  };
  return orders
    .filter(({ amount }) => amount > limit)
    .map((order) => {
      const rate = "rate" in pays ? percentOf(pays.rate)! : null;
      const fen = rate ? scaled(order.amount, rate) : fenOf("amount" in pays ? pays.amount : 0, terms.digits);
      const line = orderLine(
        rule,
        order,
        rate ? percentText(rate) : fenText(fen, terms.digits),
        fen,
        note,
        terms,
      );
      return { ...line, due: daysAfter(order.date, rule.due_days), earned: order.date };
    });
}

function orderLine(
  rule: { id: string; kind: PayLine["kind"]; name: { en: string; zh: string } },
  order: OrderFact,
  rate: string,
  fen: number,
  note: { en: string; zh: string },
  { version, due }: Terms,
): PayLine {
  return {
    rule: rule.id,
    kind: rule.kind,
    version,
    text: {
      en: `${rule.name.en}: order ${order.id} of ${order.date}${note.en}`,
      zh: `${rule.name.zh}：${order.date} 订单 ${order.id}${note.zh}`,
    },
    base: order.amount,
    rate,
    fen,
    due,
    order: order.id,
  };
}

/** YYYY-MM-DD and days → YYYY-MM-DD. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
