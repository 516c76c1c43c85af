// Won leads → orders, each followed by another of the same customer with a fixed probability; and what customers say of them.
import { type Day, isoDay } from "./calendar.js";
import type { Random } from "./random.js";

export interface OrderPlan {
  /** Probability that an order is followed by another of the same customer 30 to 330 days later. */
  repurchase: number;
  /** Median amount, CNY. */
  amount: number;
  /** Share of customers that are big; their orders are four times as large. */
  bigClient: (day: Day) => number;
  /** Share of orders with a rating, and the probability that it is 4 or 5 of 5. */
  rated: number;
  satisfied: (day: Day) => number;
}

interface Due {
  customer: string;
  employee: string;
  day: Day;
  isBig: boolean;
}

export interface OrderRow extends Due {
  amount: number;
  /** 1 to 5; null when the customer was not asked or did not answer. */
  rating: number | null;
}

/** Customers with an order to come; the orders of a seller who has left go to another one. */
export class OrderBook {
  #due: Due[] = [];

  constructor(
    private readonly random: Random,
    private readonly plan: OrderPlan,
  ) {}

  win(customer: string, employee: string, day: Day): void {
    this.#due.push({ customer, employee, day, isBig: this.random.chance(this.plan.bigClient(day)) });
  }

  /** Orders from the first to the last day; `sellerOn` says who takes an order whose seller is no longer there. */
  *between(
    from: Day,
    to: Day,
    sellerOn: (employee: string, day: Day) => string | undefined,
  ): Generator<OrderRow> {
    const { random, plan } = this;
    const now = this.#due
      .filter((d) => d.day <= to)
      .sort((a, b) => a.day - b.day || (a.customer < b.customer ? -1 : 1));
    this.#due = this.#due.filter((d) => d.day > to);
    for (const due of now) {
      const day = Math.max(due.day, from);
      const employee = sellerOn(due.employee, day);
      if (employee === undefined) continue;
      if (random.chance(plan.repurchase))
        this.#due.push({ ...due, employee, day: day + random.integer(30, 330) });
      const amount = Math.round(plan.amount * Math.exp(random.normal(0, 0.5)) * (due.isBig ? 4 : 1));
      const rating = random.chance(plan.rated)
        ? random.chance(plan.satisfied(day))
          ? random.integer(4, 5)
          : random.integer(1, 3)
        : null;
      yield { ...due, employee, day, amount, rating };
    }
  }
}

export const orderHeaders = [
  "订单编号",
  "销售工号",
  "客户编号",
  "下单日期",
  "订单金额",
  "是否大客户",
] as const;
export const feedbackHeaders = ["评价编号", "工号", "客户编号", "评价日期", "满意度评分", "满分"] as const;

/** Cells under `orderHeaders`. */
export const orderCells = (number: number, order: OrderRow): (string | number)[] => [
  `DD${String(number).padStart(6, "0")}`,
  order.employee,
  order.customer,
  isoDay(order.day),
  order.amount,
  order.isBig ? "是" : "否",
];

/** Cells under `feedbackHeaders`. */
export const feedbackCells = (number: number, order: OrderRow): (string | number)[] => [
  `PJ${String(number).padStart(6, "0")}`,
  order.employee,
  order.customer,
  isoDay(order.day),
  order.rating!,
  5,
];
