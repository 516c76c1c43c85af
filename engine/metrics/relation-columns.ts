// Name of a relation → the columns that a metric or a dimension may name, with their types.

/** `flag` = boolean; `number` adds up as it stands. */
export type ColumnKind = "flag" | "number" | "text";
export type RelationName = "employee_month" | "hire_cohort";

const dimensions: Record<string, ColumnKind> = {
  org_unit_id: "text",
  division: "text",
  department: "text",
  team: "text",
  manager_id: "text",
  job: "text",
  job_family: "text",
  level: "number",
  site: "text",
  tier: "text",
  employment_type: "text",
  tenure_months: "number",
  tenure_band: "text",
  gender: "text",
  age: "number",
  age_band: "text",
  education: "text",
  recruitment_source: "text",
};

const flags = (...names: string[]): Record<string, ColumnKind> =>
  Object.fromEntries(names.map((name) => [name, "flag"]));
const numbers = (...names: string[]): Record<string, ColumnKind> =>
  Object.fromEntries(names.map((name) => [name, "number"]));

/** At the hire nobody has tenure, and age changes by month: these describe employee-months only. */
const { tenure_months: _months, tenure_band: _band, age: _age, ...hireDimensions } = dimensions;

export const relationColumns: Record<RelationName, Record<string, ColumnKind>> = {
  employee_month: {
    ...dimensions,
    ...numbers("employed_days", "headcount_end", "headcount_average", "fte", "exit_exposure"),
    ...flags("is_hire", "is_voluntary_exit", "is_involuntary_exit", "is_other_exit"),
    ...flags("is_transfer_in", "is_promotion", "is_exit_within_90_days", "is_exit_within_365_days"),
    ...numbers("attendance_days", "absent_days", "leave_days", "planned_hours", "worked_hours"),
    ...numbers("overtime_hours", "night_hours", "late_days", "core_time_days"),
    ...numbers("review_score", "review_count", "training_hours", "courses_completed"),
    ...numbers("visits", "leads", "deals", "revenue", "new_customer_revenue", "big_client_revenue"),
    ...numbers("survey_score", "survey_count"),
  },
  hire_cohort: {
    ...hireDimensions,
    ...flags("followed_90_days", "followed_365_days", "left_within_90_days", "left_within_365_days"),
  },
};

/** Columns a dimension may stand on. */
export const dimensionColumns = dimensions;
