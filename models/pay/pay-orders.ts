// Rows of orders → the orders that count in a period, and those of earlier periods that were cancelled in it with what they had made.
import { madeByOrder, versionAt } from "./calculate-pay.js";
import { push, type ByEmployee } from "./by-employee.js";
import { fenOf } from "./money.js";
import type { CancelledOrder, OrderFact, PayFacts } from "./pay-facts.js";
import { periodOf, type PayPeriod } from "./pay-period.js";
import { isInPeriod, type OrderRow } from "./pay-rows.js";
import type { PayRules, PayVersion } from "./pay-rule-schema.js";

export const needsOrders = ({ rules }: PayVersion): boolean =>
  rules.some(
    (rule) =>
      rule.kind === "deal_commission" ||
      rule.kind === "repurchase_bonus" ||
      rule.kind === "instant_bonus" ||
      (rule.kind === "marginal_commission" && rule.of === "orders"),
  );

export function ordersIn(
  rows: readonly OrderRow[],
  period: PayPeriod,
  digits: number,
): ByEmployee<OrderFact[]> {
  const orders: ByEmployee<OrderFact[]> = new Map();
  for (const row of rows) if (countsIn(row, period)) push(orders, row.employee_id, factOf(row, digits));
  return orders;
}

/** Facts of the same people in an earlier period, by whose version of the rules their order was earned. */
export type FactsThen = (
  period: PayPeriod,
  version: PayVersion,
  employees: readonly string[],
) => Promise<readonly PayFacts[]>;

/** Only where the rules take back: otherwise none. */
export async function cancelledIn(
  rows: readonly OrderRow[],
  rules: PayRules,
  version: PayVersion,
  period: PayPeriod,
  { digits, currency, factsThen }: { digits: number; currency: string; factsThen: FactsThen },
): Promise<ByEmployee<CancelledOrder[]>> {
  const cancelled: ByEmployee<CancelledOrder[]> = new Map();
  const back = rows.filter((row) => row.cancelled_on !== null && !isInPeriod(row.day, period) && isInPeriod(row.cancelled_on, period)); // prettier-ignore
  if (rules.clawback === undefined || back.length === 0) return cancelled;
  const byPeriod = new Map<string, OrderRow[]>();
  for (const row of back) push(byPeriod, periodOf(rules.period, row.day.slice(0, 7)).from, row);
  for (const [from, orders] of byPeriod) {
    const then = periodOf(rules.period, from);
    const inForce = rules.versions.some(({ effective_from }) => effective_from <= then.from) ? versionAt(rules, then.from) : version; // prettier-ignore
    const employees = [...new Set(orders.map(({ employee_id }) => employee_id))];
    const facts = new Map((await factsThen(then, inForce, employees)).map((one) => [one.employee, one]));
    for (const row of orders) {
      const before = facts.get(row.employee_id);
      if (!before) continue;
      const order = factOf(row, digits);
      const without = { ...before, orders: before.orders.filter(({ id }) => id !== order.id) };
      const made = madeByOrder(rules, inForce, without, order, { currency });
      push(cancelled, row.employee_id, { ...order, cancelledOn: row.cancelled_on!, version: inForce.version, made }); // prettier-ignore
    }
  }
  return cancelled;
}

/** Cancelled within its own period, an order never counted. */
const countsIn = (row: OrderRow, period: PayPeriod): boolean =>
  isInPeriod(row.day, period) && !(row.cancelled_on !== null && isInPeriod(row.cancelled_on, period));

const factOf = (row: OrderRow, digits: number): OrderFact => ({
  id: row.order_id,
  date: row.day,
  amount: fenOf(row.amount, digits),
  kinds: [
    ...(row.is_big_client ? (["big_client"] as const) : []),
    ...(row.is_repeat ? (["repurchase"] as const) : []),
    ...(row.is_first ? (["new_customer"] as const) : []),
  ],
});
