// Months of facts → the files of CRM, service desk, mail system and HR processes beside the core, and their realised sums.
import { type Day, firstDay, lastDay, type Month, workingDays } from "./calendar.js";
import {
  type ContactPlan,
  contactCells,
  contactHeaders,
  contactsOfMonth,
  unionMinutes,
} from "./contact-facts.js";
import type { FactFile } from "./fact-files.js";
import { leadCells, leadHeaders, type LeadPlan, leadsOfMonth } from "./lead-facts.js";
import { dayOfMinute } from "./clock-text.js";
import type { MonthOfFacts } from "./month-facts.js";
import {
  feedbackCells,
  feedbackHeaders,
  OrderBook,
  orderCells,
  orderHeaders,
  type OrderPlan,
} from "./order-facts.js";
import { payHeaders, type PayPlan, payRows } from "./pay-facts.js";
import { assignmentOn, employedWithin, type Person } from "./person.js";
import type { Random } from "./random.js";
import { payrollHeaders, payrollRow } from "./payroll-hours.js";
import { type Cell, CsvWriter } from "./write-csv.js";
import * as work from "./work-facts.js";

export interface OptionalPlan {
  leads: LeadPlan;
  orders: OrderPlan;
  contacts: ContactPlan;
  /** Left out where the company keeps none of these. */
  work?: work.WorkPlan & {
    /** Calendar month of the 360° ratings, on the 20th. */
    ratingMonth: number;
    leniency: (rater: string) => number;
    kpi: {
      targets: { revenue: number; visits: number };
      weights: (month: Month) => { revenue: number; visits: number };
    };
  };
  pay?: PayPlan;
}

const names = {
  lead: { name: "线索.csv", headers: leadHeaders },
  order: { name: "客户订单.csv", headers: orderHeaders, dialect: { bom: true, lineEnd: "\r\n" } },
  feedback: { name: "客户评价.csv", headers: feedbackHeaders },
  contact: { name: "客户沟通记录.csv", headers: contactHeaders },
  ticket: { name: "支持工单.csv", headers: work.ticketHeaders, dialect: { delimiter: ";" } },
  coaching: { name: "带教记录.csv", headers: work.coachingHeaders },
  suggestion: { name: "改进建议.csv", headers: work.suggestionHeaders },
  kpi: {
    name: "KPI完成情况.csv",
    headers: work.kpiHeaders,
    dialect: { encoding: "gb18030", lineEnd: "\r\n" },
  },
  rating: { name: "胜任力评估.csv", headers: work.ratingHeaders },
  pay: { name: "薪酬.csv", headers: payHeaders },
  payroll: { name: "计薪工时.csv", headers: payrollHeaders },
} as const satisfies Record<string, FactFile>;

export class OptionalSources {
  readonly #writers = new Map<string, CsvWriter>();
  readonly #book: OrderBook;
  readonly #sums: Record<string, number> = {};

  constructor(
    private readonly pathOf: (name: string) => string,
    private readonly random: (concern: string) => Random,
    private readonly plan: OptionalPlan,
    private readonly to: Month,
  ) {
    this.#book = new OrderBook(random("orders"), plan.orders);
  }

  get files(): string[] {
    return [...this.#writers.keys()];
  }

  /** Exact sums over the files. */
  get realised(): Record<string, number> {
    return { ...this.#sums };
  }

  write(facts: MonthOfFacts): void {
    const { month } = facts;
    const people = facts.attendance.map((a) => a.person);
    const sellers = facts.sales.map((s) => s.person);
    const days = new Map(people.map((p) => [p, daysOf(p, month)]));
    for (const seller of sellers) this.#sell(seller, days.get(seller)!, month);
    this.#order(sellers, month);
    if (this.plan.pay) this.#pay(facts);
    const { work: plan } = this.plan;
    if (plan) this.#work(plan, facts, people, days);
  }

  finish(people: readonly Person[], from: Month): void {
    if (this.plan.pay)
      for (const row of payRows(this.random("pay"), people, from, this.to, this.plan.pay))
        this.#put("pay", row);
  }

  close(): void {
    for (const writer of this.#writers.values()) writer.close();
  }

  #pay({ month, attendance }: MonthOfFacts): void {
    for (const { person, rows } of attendance) {
      if (rows.length === 0) continue;
      const { cells, slip } = payrollRow(this.random("payroll"), person.id, month, rows);
      if (cells) this.#put("payroll", cells);
      if (slip) this.#add(`payroll_${slip}`, 1);
    }
  }

  #sell(seller: Person, days: Day[], month: Month): void {
    const end = Math.min(lastDay(this.to), seller.exit?.day ?? lastDay(this.to));
    for (const lead of leadsOfMonth(this.random("leads"), seller.id, days, month, end, this.plan.leads)) {
      this.#put("lead", leadCells(this.#next("lead"), lead));
      this.#add("leads", 1);
      if (lead.status !== "成交") continue;
      this.#add("leads_won", 1);
      this.#book.win(lead.customer, seller.id, dayOfMinute(lead.closed!));
    }
    const contacts = contactsOfMonth(this.random("contacts"), seller.id, days, this.plan.contacts);
    for (const row of contacts) this.#put("contact", contactCells(this.#next("contact"), row));
    this.#add(
      "contact_minutes_written",
      contacts.reduce((sum, row) => sum + row.minutes, 0),
    );
    this.#add("customer_contact_minutes", unionMinutes(contacts.filter((row) => !row.isInternal)));
  }

  #order(sellers: readonly Person[], month: Month): void {
    const [from, to] = [firstDay(month), lastDay(month)];
    const present = (day: Day) => sellers.filter((p) => p.hired <= day && (p.exit?.day ?? day) >= day);
    const sellerOn = (employee: string, day: Day) => {
      const there = present(day);
      return there.find((p) => p.id === employee)?.id ?? there[day % Math.max(1, there.length)]?.id;
    };
    for (const order of this.#book.between(from, to, sellerOn)) {
      this.#put("order", orderCells(this.#next("order"), order));
      this.#add("orders", 1);
      this.#add("order_amount", order.amount);
      if (order.rating !== null) this.#put("feedback", feedbackCells(this.#next("feedback"), order));
    }
  }

  #work(
    plan: NonNullable<OptionalPlan["work"]>,
    { month, sales }: MonthOfFacts,
    people: readonly Person[],
    days: Map<Person, Day[]>,
  ): void {
    for (const { person, row } of sales) {
      for (const [id, handler, ...times] of work.ticketsOfMonth(
        this.random("tickets"),
        person,
        days.get(person)!,
        month,
        plan,
      ))
        this.#put("ticket", [`GD${String(this.#next("ticket")).padStart(6, "0")}`, id, handler, ...times]);
      for (const cells of work.kpiRows(person.id, month, row, plan.kpi.targets, plan.kpi.weights(month)))
        this.#put("kpi", cells);
    }
    const managed = byManager(people, month);
    for (const coach of people) {
      const newcomers = (managed.get(coach.id) ?? []).filter((p) => firstDay(month) - p.hired < 180);
      for (const cells of work.coachingOfMonth(
        this.random("coaching"),
        coach,
        newcomers,
        days.get(coach)!,
        plan,
      ))
        this.#put("coaching", cells);
      for (const cells of work.suggestionsOfMonth(this.random("suggestions"), coach, days.get(coach)!, plan))
        this.#put("suggestion", [`JY${String(this.#next("suggestion")).padStart(5, "0")}`, ...cells]);
    }
    if ((month % 12) + 1 === plan.ratingMonth)
      this.#rate(
        plan,
        sales.map((s) => s.person),
        managed,
        firstDay(month) + 19,
      );
  }

  /** Sellers are rated by themselves, their manager and two colleagues of the same manager. */
  #rate(
    plan: NonNullable<OptionalPlan["work"]>,
    sellers: readonly Person[],
    managed: Map<string | null, Person[]>,
    day: Day,
  ): void {
    const [random, items] = [this.random("ratings"), this.random("rating_items")];
    for (const person of sellers) {
      if (person.hired > day || (person.exit?.day ?? day) < day) continue;
      const manager = assignmentOn(person, day).manager;
      const peers = (managed.get(manager) ?? []).filter((p) => p !== person && p.hired <= day).slice(0, 2);
      const raters = [
        { id: person.id, relation: "自评" },
        ...(manager ? [{ id: manager, relation: "上级" }] : []),
        ...peers.map((p) => ({ id: p.id, relation: "同级" })),
      ];
      for (const cells of work.ratingsOf(random, items, person, raters, day, plan, plan.leniency))
        this.#put("rating", cells);
    }
  }

  #put(table: keyof typeof names, cells: readonly Cell[]): void {
    const file: FactFile = names[table];
    let writer = this.#writers.get(file.name);
    if (!writer) {
      writer = new CsvWriter(this.pathOf(file.name), file.headers, file.dialect);
      this.#writers.set(file.name, writer);
    }
    writer.write(cells);
  }

  #next(table: keyof typeof names): number {
    return (this.#writers.get(names[table].name)?.rows ?? 0) + 1;
  }

  #add(name: string, by: number): void {
    this.#sums[name] = (this.#sums[name] ?? 0) + by;
  }
}

const daysOf = (person: Person, month: Month): Day[] => {
  const stay = employedWithin(person, firstDay(month), lastDay(month));
  return stay ? workingDays(month).filter((day) => day >= stay[0] && day <= stay[1]) : [];
};

/** People by their line manager at the end of their month. */
function byManager(people: readonly Person[], month: Month): Map<string | null, Person[]> {
  const managed = new Map<string | null, Person[]>();
  for (const person of people) {
    const stay = employedWithin(person, firstDay(month), lastDay(month));
    if (!stay) continue;
    const { manager } = assignmentOn(person, stay[1]);
    managed.set(manager, [...(managed.get(manager) ?? []), person]);
  }
  return managed;
}
