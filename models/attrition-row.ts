// What is known of a person at a month's end, and whether they left in the next month.

/** A row of queries/attrition-training.sql: a person at a month's end. */
export interface AttritionRow {
  employee_id: string;
  /** "YYYY-MM-01". */
  month: string;
  division: string | null;
  department: string | null;
  team: string | null;
  job: string | null;
  job_family: string | null;
  site: string | null;
  tier: string | null;
  level: number | null;
  recruitment_source: string | null;
  employment_type: string | null;
  /** Unit ids from the company down, joined by "/". */
  org_path: string | null;
  tenure_months: number;
  overtime_hours_3m: number | null;
  absent_days_3m: number | null;
  late_days_3m: number | null;
  review_last: number | null;
  review_change: number | null;
  is_low_twice: number | null;
  training_hours_12m: number | null;
  revenue_gap_6m: number | null;
  survey_last: number | null;
  is_manager_change_6m: number;
  is_move_12m: number;
  is_promotion_12m: number;
  /** 1 = leaves voluntarily in the next month; null = not known. */
  is_exit_next_month: number | null;
}
