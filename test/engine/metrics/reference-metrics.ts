// The metrics once more, as plain functions on rows: written from their definitions, not from the catalogue.
import type { FixtureRow } from "./month-fixture.js";
import { shifted } from "./reference-comparison.js";
import { sum } from "./reference-intervals.js";

export type When = "period" | "last_month" | "trailing_year" | "year_before";

export interface ReferenceMetric {
  relation: "employee_month" | "hire_cohort";
  when: When;
  /** null = not recorded for this row. */
  y(row: FixtureRow): number | null;
  x?(row: FixtureRow): number;
  monthsAsDenominator?: boolean;
  /** Person-months → person-years. */
  per?: 12;
  interval: "none" | "poisson" | "wilson" | "by_person";
  /** Limits of what the value can be. */
  within?: [number, number];
  counted: "recorded" | "y" | "x";
  /** Numerator and denominator count people whose own sums are above 0. */
  countsPeople?: true;
  /** y and x of a row, given all rows of its person that the reader may see (`everywhere`: all there are). */
  person?(row: FixtureRow, own: FixtureRow[]): { y: number | null; x: number };
  everywhere?: true;
  source?: string;
  needsToo?: string;
  exits?: boolean;
  empty?: "not_followed_yet";
}

const number = (value: FixtureRow[string]): number => Number(value ?? 0);
const recorded = (value: FixtureRow[string]): number | null => (value == null ? null : Number(value));
const all = (row: FixtureRow): number =>
  number(row.is_voluntary_exit) + number(row.is_involuntary_exit) + number(row.is_other_exit);
const observed = (row: FixtureRow): boolean => number(row.exit_exposure) > 0;
const month = { relation: "employee_month", when: "period" } as const;
const positive: [number, number] = [0, Infinity];
const share: [number, number] = [0, 1];

const event = (y: (row: FixtureRow) => number, exits = false): ReferenceMetric => ({
  ...month,
  y,
  interval: "none",
  counted: "recorded",
  exits,
});

const turnover = (y: (row: FixtureRow) => number, when: When = "period"): ReferenceMetric => ({
  relation: "employee_month",
  when,
  y: (row) => (observed(row) ? y(row) : null),
  x: (row) => number(row.exit_exposure),
  per: 12,
  interval: "poisson",
  counted: "x",
  exits: true,
});

const early = (days: 90 | 365): ReferenceMetric => ({
  relation: "hire_cohort",
  when: "period",
  y: (row) => (row[`followed_${days}_days`] ? number(row[`left_within_${days}_days`]) : null),
  x: (row) => number(row[`followed_${days}_days`]),
  interval: "wilson",
  counted: "x",
  empty: "not_followed_yet",
});

const revenueShare = (column: string): ReferenceMetric => ({
  ...month,
  y: (row) => recorded(row[column]),
  x: (row) => number(row.revenue),
  interval: "by_person",
  within: share,
  counted: "x",
  source: "sales_activity",
});

type Of = (row: FixtureRow) => number | null;

/** Σ above ÷ Σ below over rows, where either may be unknown. */
const ratio = (
  y: Of,
  x: Of,
  source: string | undefined,
  more: Partial<ReferenceMetric> = {},
): ReferenceMetric => ({
  ...month,
  y,
  x: (row) => x(row) ?? 0,
  interval: "by_person",
  counted: "x",
  source,
  ...more,
});
const of =
  (name: string): Of =>
  (row) =>
    recorded(row[name]);
const shareOf = (
  part: string,
  whole: string,
  source: string,
  more: Partial<ReferenceMetric> = {},
): ReferenceMetric => ratio(of(part), of(whole), source, { within: share, ...more });
const meanOf = (value: string, weight: string | null, source: string, more: Partial<ReferenceMetric> = {}) =>
  ratio(
    (row) => (row[value] == null ? null : number(row[value]) * (weight === null ? 1 : number(row[weight]))),
    (row) => (row[value] == null ? null : weight === null ? 1 : number(row[weight])),
    source,
    more,
  );
const only =
  (name: string, term: Of): Of =>
  (row) =>
    row[name] == null ? null : term(row);
const above =
  (name: string, term: Of): Of =>
  (row) =>
    number(row[name]) > 0 ? term(row) : null;
const daysWorked: Of = (row) =>
  row.attendance_days == null
    ? null
    : number(row.attendance_days) - number(row.absent_days) - number(row.leave_days);
const yearly = (y: Of, source?: string): ReferenceMetric =>
  ratio(y, of("headcount_average"), source, { per: 12, interval: "poisson" });
const total = (name: string, source: string): ReferenceMetric => ({
  ...month,
  y: of(name),
  interval: "none",
  counted: "recorded",
  source,
});
const people = (who: Of, all_: Of, source: string): ReferenceMetric => ({
  relation: "employee_month",
  when: "trailing_year",
  y: who,
  x: (row) => all_(row) ?? 0,
  interval: "wilson",
  counted: "x",
  countsPeople: true,
  source,
});
const atEnd = { when: "last_month" } as const;
const exitsSeen =
  (y: Of): Of =>
  (row) =>
    observed(row) ? y(row) : null;

export const referenceMetrics: Record<string, ReferenceMetric> = {
  headcount: {
    relation: "employee_month",
    when: "last_month",
    y: (row) => number(row.headcount_end),
    interval: "none",
    counted: "y",
  },
  average_headcount: {
    ...month,
    y: (row) => number(row.headcount_average),
    monthsAsDenominator: true,
    interval: "none",
    counted: "y",
  },
  hires: event((row) => number(row.is_hire)),
  exits: event(all, true),
  voluntary_exits: event((row) => number(row.is_voluntary_exit), true),
  involuntary_exits: event((row) => number(row.is_involuntary_exit), true),
  other_exits: event((row) => number(row.is_other_exit), true),
  internal_moves: { ...event((row) => number(row.is_transfer_in)), source: "job_assignment" },
  promotions: { ...event((row) => number(row.is_promotion)), source: "job_assignment" },
  voluntary_turnover: turnover((row) => number(row.is_voluntary_exit)),
  total_turnover: turnover(all),
  rolling_12m_voluntary_turnover: turnover((row) => number(row.is_voluntary_exit), "trailing_year"),
  rolling_12m_turnover: turnover(all, "trailing_year"),
  attrition_90_days: early(90),
  attrition_first_year: early(365),
  tenure: {
    relation: "employee_month",
    when: "last_month",
    y: (row) => number(row.tenure_months) * number(row.headcount_end),
    x: (row) => number(row.headcount_end),
    interval: "by_person",
    within: positive,
    counted: "x",
  },
  absence_rate: {
    ...month,
    y: (row) => recorded(row.absent_days),
    x: (row) => number(row.attendance_days),
    interval: "by_person",
    within: share,
    counted: "x",
    source: "attendance_day",
  },
  overtime_per_head: {
    ...month,
    y: (row) => (number(row.attendance_days) > 0 ? recorded(row.overtime_hours) : null),
    x: (row) => (number(row.attendance_days) > 0 ? number(row.headcount_average) : 0),
    interval: "by_person",
    within: positive,
    counted: "x",
    source: "attendance_day",
  },
  training_hours_per_head: {
    ...month,
    y: (row) => recorded(row.training_hours),
    x: (row) => number(row.headcount_average),
    per: 12,
    interval: "by_person",
    within: positive,
    counted: "x",
    source: "training_record",
  },
  review_score: {
    ...month,
    y: (row) => (row.review_score == null ? null : number(row.review_score) * number(row.review_count)),
    x: (row) => number(row.review_count),
    interval: "by_person",
    counted: "x",
    source: "performance_review",
  },
  revenue: {
    ...month,
    y: (row) => recorded(row.revenue),
    interval: "none",
    counted: "recorded",
    source: "sales_activity",
  },
  revenue_per_head: {
    ...month,
    y: (row) => recorded(row.revenue),
    x: (row) => number(row.headcount_average),
    interval: "by_person",
    counted: "x",
    source: "sales_activity",
  },
  new_customer_share: revenueShare("new_customer_revenue"),
  big_client_share: revenueShare("big_client_revenue"),

  fte: {
    ...month,
    y: of("fte"),
    monthsAsDenominator: true,
    interval: "none",
    counted: "y",
    source: "job_assignment",
  },
  net_change: event((row) => number(row.is_hire) - all(row), true),
  hire_rate: yearly((row) => number(row.is_hire)),
  promotion_rate: yearly((row) => number(row.is_promotion), "job_assignment"),
  internal_mobility_rate: yearly(
    (row) => number(row.is_transfer_in) + number(row.is_promotion),
    "job_assignment",
  ),
  internal_fill_share: ratio(
    (row) => number(row.is_transfer_in),
    (row) => number(row.is_transfer_in) + number(row.is_hire),
    "job_assignment",
    { interval: "wilson" },
  ),
  span_of_control: ratio(
    above("direct_reports", of("direct_reports")),
    above("direct_reports", of("headcount_end")),
    "job_assignment",
    { ...atEnd, within: positive },
  ),
  involuntary_turnover: turnover((row) => number(row.is_involuntary_exit)),
  monthly_turnover: { ...turnover(all), per: undefined },
  regretted_turnover: { ...turnover((row) => number(row.is_regretted_exit)), source: "performance_review" },
  regretted_exit_share: ratio(
    (row) => (row.is_reviewed_voluntary_exit ? number(row.is_regretted_exit) : null),
    (row) => number(row.is_reviewed_voluntary_exit),
    "performance_review",
    { interval: "wilson", exits: true },
  ),
  early_exit_share: ratio(
    exitsSeen((row) => number(row.is_exit_within_365_days)),
    exitsSeen(all),
    undefined,
    { interval: "wilson", exits: true },
  ),
  replacement_ratio: ratio(
    exitsSeen((row) => number(row.is_hire)),
    exitsSeen(all),
    undefined,
    { exits: true },
  ),
  stability_12m: {
    relation: "employee_month",
    when: "year_before",
    y: (row) => number(row.headcount_end),
    x: (row) => number(row.headcount_end),
    person: (row, own) => ({
      y:
        number(row.headcount_end) *
        sum(
          own.filter((o) => o.month === shifted(String(row.month), 12)).map((o) => number(o.headcount_end)),
        ),
      x: number(row.headcount_end),
    }),
    everywhere: true,
    interval: "wilson",
    counted: "x",
    exits: true,
  },
  absence_frequency: ratio(
    of("absence_spells"),
    only("absence_spells", of("headcount_average")),
    "attendance_day",
    {
      per: 12,
      within: positive,
    },
  ),
  bradford_factor: {
    relation: "employee_month",
    when: "last_month",
    y: (row) => number(row.headcount_end),
    x: (row) => number(row.headcount_end),
    person: (row, own) => {
      const year = own.filter(
        (o) => String(o.month) <= String(row.month) && String(o.month) > shifted(String(row.month), -12),
      );
      if (year.every((o) => o.absence_spells == null && o.absence_spell_days == null))
        return { y: null, x: 0 };
      const spells = sum(year.map((o) => number(o.absence_spells)));
      const days = sum(year.map((o) => number(o.absence_spell_days)));
      return { y: number(row.headcount_end) * spells * spells * days, x: number(row.headcount_end) };
    },
    interval: "by_person",
    within: positive,
    counted: "x",
    source: "attendance_day",
  },
  absence_days_per_head: ratio(
    above("attendance_days", of("absent_days")),
    above("attendance_days", of("headcount_average")),
    "attendance_day",
    { per: 12, within: positive },
  ),
  overtime_share: ratio(
    above("planned_hours", of("overtime_hours")),
    only("overtime_hours", of("planned_hours")),
    "attendance_day",
    { within: share },
  ),
  night_hours_per_head: ratio(
    of("night_hours"),
    only("night_hours", of("headcount_average")),
    "attendance_day",
    {
      within: positive,
    },
  ),
  core_time_presence: ratio(of("core_time_days"), only("core_time_days", daysWorked), "attendance_day", {
    within: share,
  }),
  lateness_rate: ratio(of("late_days"), only("late_days", daysWorked), "attendance_day", { within: share }),
  customer_contact_hours_per_head: ratio(
    of("customer_contact_hours"),
    only("customer_contact_hours", of("headcount_average")),
    "customer_contact",
    { within: positive },
  ),
  training_participation: people(of("courses_completed"), of("headcount_average"), "training_record"),
  course_completion: shareOf("courses_done", "courses_ended", "training_record"),
  exam_pass_rate: shareOf("exams_passed", "exams_taken", "training_record"),
  exam_score: meanOf("exam_score", "exams_taken", "training_record"),
  coaching_hours: total("coaching_hours", "coaching"),
  coaching_participation: people(of("coaching_sessions"), of("headcount_average"), "coaching"),
  kpi_attainment: meanOf("kpi_attainment", null, "kpi_actual"),
  competency_score: meanOf("competency_score", "competency_count", "competency_rating"),
  survey_score: meanOf("survey_score", "survey_count", "survey_response"),
  suggestions_per_head: ratio(of("suggestions"), of("headcount_average"), "suggestion", {
    per: 12,
    within: positive,
  }),
  suggestion_adoption: shareOf("suggestions_adopted", "suggestions", "suggestion"),
  base_pay_mean: meanOf("base_pay", "headcount_end", "pay", atEnd),
  base_payroll: {
    relation: "employee_month",
    when: "last_month",
    y: above("headcount_end", of("base_pay")),
    interval: "none",
    counted: "y",
    source: "pay",
  },
  pay_ratio: meanOf("pay_ratio", "headcount_end", "pay", atEnd),
  raise_rate: ratio(
    above("base_pay", (row) => number(row.is_raise)),
    above("base_pay", of("headcount_average")),
    "pay",
    { per: 12, interval: "poisson" },
  ),
  raise_share_12m: people((row) => number(row.is_raise), above("base_pay", of("headcount_average")), "pay"),
  revenue_per_hour: ratio(
    above("worked_hours", of("revenue")),
    only("revenue", of("worked_hours")),
    "sales_activity",
    { needsToo: "attendance_day" },
  ),
  lead_response_24h: shareOf("leads_answered_24h", "leads_due_24h", "lead"),
  lead_conversion: shareOf("leads_won", "leads_closed", "lead"),
  repeat_order_share: shareOf("repeat_orders", "orders", "customer_order"),
  order_value: ratio(of("order_amount"), only("order_amount", of("orders")), "customer_order"),
  order_intake: total("order_amount", "customer_order"),
  new_customers: total("new_customers", "customer_order"),
  repurchase_rate: shareOf("customers_repurchased", "customers_due", "customer_order"),
  customer_retention: shareOf("customers_kept", "customers_base", "customer_order", atEnd),
  satisfaction_score: meanOf("feedback_score", "feedback_count", "customer_feedback"),
  satisfied_share: shareOf("satisfied_count", "feedback_count", "customer_feedback"),
  support_response_1h: shareOf("tickets_answered_1h", "tickets_due_1h", "support_ticket"),
  support_response_hours: ratio(of("ticket_response_hours"), of("tickets_answered"), "support_ticket", {
    within: positive,
  }),
};
