// The metrics once more, as plain functions on rows: written from their definitions, not from the catalogue.
import type { FixtureRow } from "./month-fixture.js";

export type When = "period" | "last_month" | "trailing_year";

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
  contributor?: (row: FixtureRow) => boolean;
  source?: string;
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
    contributor: (row) => row.training_hours != null,
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
    contributor: (row) => row.revenue != null,
    source: "sales_activity",
  },
  new_customer_share: revenueShare("new_customer_revenue"),
  big_client_share: revenueShare("big_client_revenue"),
};
