// Leads, orders, ratings, tickets, coaching, suggestions, KPIs, exams → one person's month of them, row by row.
import type { SourceRow, Sources } from "../../fixtures/source-tables.js";
import { addDays, compare } from "./reference-dates.js";
import type { ReferenceRow } from "./reference-spine.js";

const hour = 3_600_000;
const at = (value: unknown): number | null =>
  typeof value === "string" ? Date.parse(`${value.replace(" ", "T")}Z`) : null;
const monthOf = (moment: number): string => new Date(moment).toISOString().slice(0, 7);
const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
const known = (values: (number | null)[]): number[] => values.filter((v) => v !== null);

export function factsOf(id: string, month: string, sources: Sources): ReferenceRow {
  const rows = (table: string) => (sources[table] ?? []).filter((r) => r.employee_id === id);
  const mine = (table: string, date: string) =>
    rows(table).filter((r) => (r[date] as string).startsWith(month));
  return {
    ...leadsOf(rows("lead"), month),
    ...ordersOf(sources.customer_order ?? [], id, month),
    ...feedbackOf(mine("customer_feedback", "feedback_date")),
    ...ticketsOf(rows("support_ticket"), month),
    ...developmentOf(mine),
    ...kpisOf(mine("kpi_actual", "month")),
    ...examsOf(mine("training_record", "training_date")),
  };
}

/** Every value null when nothing is to be said. */
const unless = (isEmpty: boolean, row: ReferenceRow): ReferenceRow =>
  isEmpty ? Object.fromEntries(Object.keys(row).map((name) => [name, null])) : row;

function leadsOf(rows: SourceRow[], month: string): ReferenceRow {
  const leads = rows.map((r) => {
    const created = at(r.created_at)!;
    const answered = at(r.first_response_at);
    const closed = r.status === "won" || r.status === "lost" ? at(r.closed_at) : null;
    const wait = answered === null ? Infinity : (answered - created) / hour;
    return {
      created,
      wait,
      closed,
      isWon: r.status === "won",
      atClose: answered !== null && closed !== null && answered <= closed ? wait : Infinity,
    };
  });
  const received = leads.filter((l) => monthOf(l.created) === month);
  const due = (hours: number) => leads.filter((l) => monthOf(l.created + hours * hour) === month);
  const closed = leads.filter((l) => l.closed !== null && monthOf(l.closed) === month);
  const fast = closed.filter((l) => l.atClose <= 24);
  const slow = closed.filter((l) => l.atClose > 72);
  return unless(received.length + due(24).length + due(72).length + closed.length === 0, {
    leads_received: received.length,
    leads_due_24h: due(24).length,
    leads_answered_24h: due(24).filter((l) => l.wait <= 24).length,
    leads_due_72h: due(72).length,
    leads_answered_72h: due(72).filter((l) => l.wait <= 72).length,
    leads_closed: closed.length,
    leads_won: closed.filter((l) => l.isWon).length,
    leads_closed_fast: fast.length,
    leads_won_fast: fast.filter((l) => l.isWon).length,
    leads_closed_slow: slow.length,
    leads_won_slow: slow.filter((l) => l.isWon).length,
  });
}

/** A year later; 29 February → 28. */
const yearLater = (day: string): string => {
  const later = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return later.endsWith("02-29") ? later.replace("02-29", "02-28") : later;
};

const day = (order: SourceRow): string => order.order_date as string;
const byTime = (a: SourceRow, b: SourceRow): number =>
  compare(day(a), day(b)) || compare(a.order_id as string, b.order_id as string);
const isIn = (order: SourceRow, from: number, to: number): boolean =>
  monthNumber(day(order)) >= from && monthNumber(day(order)) <= to;

function ordersOf(all: SourceRow[], id: string, month: string): ReferenceRow {
  const now = monthNumber(month);
  const customers = [...new Set(all.map((o) => o.customer_id))].map((customer) =>
    all.filter((o) => o.customer_id === customer).sort(byTime),
  );
  const due = customers.flatMap((orders) => {
    const base = orders.find((o) => monthNumber(day(o)) === now - 12);
    if (base?.employee_id !== id) return [];
    return [orders.some((o) => day(o) > day(base) && day(o) <= yearLater(day(base)))];
  });
  const stock = customers.flatMap((orders) => {
    const last = orders.findLast((o) => monthNumber(day(o)) <= now);
    if (!orders.some((o) => isIn(o, now - 23, now - 12)) || last?.employee_id !== id) return [];
    return [orders.some((o) => isIn(o, now - 11, now))];
  });
  const own = all.filter((o) => o.employee_id === id && day(o).startsWith(month));
  const history = (o: SourceRow) => customers.find((c) => c[0]!.customer_id === o.customer_id)!;
  const amounts = known(own.map((o) => number(o.amount)));
  return unless(own.length + due.length + stock.length === 0, {
    orders: own.length,
    order_amount: amounts.length === 0 ? null : sum(amounts),
    repeat_orders: own.filter((o) => day(history(o)[0]!) < day(o)).length,
    new_customers: own.filter((o) => history(o)[0] === o).length,
    customers_due: due.length,
    customers_repurchased: due.filter(Boolean).length,
    customers_base: stock.length,
    customers_kept: stock.filter(Boolean).length,
  });
}

const scaled = (r: SourceRow): number => ((r.score as number) / (r.scale_max as number)) * 100;

const feedbackOf = (rows: SourceRow[]): ReferenceRow =>
  unless(rows.length === 0, {
    feedback_count: rows.length,
    feedback_score: round6(sum(rows.map(scaled)) / rows.length),
    satisfied_count: rows.filter((r) => scaled(r) >= 80).length,
  });

function ticketsOf(rows: SourceRow[], month: string): ReferenceRow {
  const tickets = rows.map((r) => ({ asked: at(r.created_at)!, answered: at(r.first_response_at) }));
  const due = tickets.filter((t) => monthOf(t.asked + hour) === month);
  const answered = tickets.filter((t) => t.answered !== null && monthOf(t.answered) === month);
  return unless(due.length + answered.length === 0, {
    tickets_due_1h: due.length,
    tickets_answered_1h: due.filter((t) => t.answered !== null && t.answered - t.asked <= hour).length,
    ticket_response_hours: sum(answered.map((t) => (t.answered! - t.asked) / hour)),
    tickets_answered: answered.length,
  });
}

function developmentOf(mine: (table: string, date: string) => SourceRow[]): ReferenceRow {
  const sessions = mine("coaching", "session_date");
  const suggestions = mine("suggestion", "suggestion_date");
  const savings = known(suggestions.map((s) => number(s.saving)));
  const ratings = mine("competency_rating", "rating_date").filter(
    (r) => r.relationship !== "self" && r.rater_id !== r.employee_id,
  );
  return {
    ...unless(sessions.length === 0, {
      coaching_hours: sum(known(sessions.map((s) => number(s.hours)))),
      coaching_sessions: sessions.length,
    }),
    ...unless(suggestions.length === 0, {
      suggestions: suggestions.length,
      suggestions_adopted: suggestions.filter((s) => s.is_adopted === true).length,
      suggestion_saving: savings.length === 0 ? null : sum(savings),
    }),
    ...unless(ratings.length === 0, {
      competency_score: round6(sum(ratings.map(scaled)) / Math.max(1, ratings.length)),
      competency_count: ratings.length,
    }),
  };
}

function kpisOf(all: SourceRow[]): ReferenceRow {
  const rows = all.filter((r) => ((r.target as number | null) ?? 0) > 0);
  const attained = rows.map((r) => Math.round(((r.value as number) / (r.target as number)) * 1e8) / 1e6);
  const isWeighted = rows.some((r) => number(r.weight) !== null);
  const weights = rows.map((r) => (isWeighted ? (number(r.weight) ?? 0) : 1));
  return unless(rows.length === 0, {
    kpi_attainment: sum(weights) === 0 ? null : sum(attained.map((a, i) => a * weights[i]!)) / sum(weights),
    kpi_count: rows.length,
  });
}

function examsOf(rows: SourceRow[]): ReferenceRow {
  const exams = rows.filter((r) => number(r.exam_score) !== null || typeof r.is_passed === "boolean");
  const scores = known(exams.map((r) => number(r.exam_score)));
  return unless(exams.length === 0, {
    exams_taken: exams.length,
    exams_passed: exams.filter((r) =>
      typeof r.is_passed === "boolean" ? r.is_passed : (r.exam_score as number) >= 60,
    ).length,
    exam_score: scores.length === 0 ? null : sum(scores) / scores.length,
  });
}

const round6 = (value: number): number => Math.round(value * 1e6) / 1e6;

const currency = (pay: SourceRow): string => (pay.currency as string | null | undefined) ?? "CNY";

/** Base pay at the last employed day of the month, and whether it is more than at the month's start. */
export function payOf(
  id: string,
  month: string,
  asOf: string,
  hired: string,
  sources: Sources,
): ReferenceRow {
  const rows = (sources.pay ?? [])
    .filter((r) => r.employee_id === id)
    .sort((a, b) => compare(a.valid_from as string, b.valid_from as string));
  const on = (day: string) => rows.findLast((r) => (r.valid_from as string) <= day);
  const now = on(asOf);
  if (!now) return { base_pay: null, is_raise: null };
  const before = hired < `${month}-01` ? on(addDays(`${month}-01`, -1)) : undefined;
  const rates: Record<string, number> = { CNY: 1, EUR: 7.5 };
  const rate = rates[currency(now)];
  return {
    base_pay: rate === undefined ? null : (now.base_pay as number) * rate,
    is_raise:
      before !== undefined &&
      currency(before) === currency(now) &&
      (now.base_pay as number) > (before.base_pay as number),
  };
}

/** What hangs on the rows of other people: pay beside peers, and who answers to whom. */
export function withOthers(rows: ReferenceRow[]): ReferenceRow[] {
  return rows.map((row) => {
    const hasManagers = rows.some(
      (r) => r.manager_id !== null && (r.month as string) <= (row.month as string),
    );
    const others = rows.filter((r) => r.month === row.month && r.employee_id !== row.employee_id);
    const peers = others
      .filter((r) => r.job !== null && r.job === row.job && r.level === row.level && r.base_pay !== null)
      .map((r) => r.base_pay as number)
      .sort((a, b) => a - b);
    const middle = peers.length / 2;
    const median =
      peers.length % 2 === 1 ? peers[Math.floor(middle)]! : (peers[middle - 1]! + peers[middle]!) / 2;
    const reports = others.filter((r) => r.manager_id === row.employee_id && r.headcount_end === 1).length;
    return {
      ...row,
      pay_ratio: row.base_pay === null || peers.length < 3 ? null : (row.base_pay as number) / median,
      direct_reports: hasManagers ? reports : null,
    };
  });
}
