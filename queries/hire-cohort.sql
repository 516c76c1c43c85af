-- Do new people stay? employee_month, employee_event, calendar_month, source_employee → hire_cohort.
-- Grain: one row per hire inside the history, with the dimensions as of the end of the hire month.
-- Followed: exits were observed from the hire month on and the 90th (365th) day after the hire lies inside the history,
-- so staying is known; hire dates counted back from years of tenure are never followed. left_within_… counts every kind of exit and is NULL where the hire was not followed that long.
CREATE OR REPLACE TABLE hire_cohort AS
WITH history AS (
  SELECT max(last_day) AS last_day, min(month) FILTER (is_exit_observed) AS observed_from FROM calendar_month
), hire AS (
  SELECT employee_id, month, event_date AS hire_date, coalesce(is_derived_hire_date, false) AS is_derived
  FROM employee_event JOIN source_employee USING (employee_id) WHERE kind = 'hire'
), early_exit AS (
  SELECT employee_id, is_exit_within_90_days FROM employee_month WHERE is_exit_within_365_days
), followed AS (
  SELECT employee_id, month, hire_date,
    coalesce(month >= observed_from AND hire_date + 90 <= last_day AND NOT is_derived, false) AS followed_90_days,
    coalesce(month >= observed_from AND hire_date + 365 <= last_day AND NOT is_derived, false) AS followed_365_days,
    early_exit.employee_id IS NOT NULL AS left_365, coalesce(is_exit_within_90_days, false) AS left_90
  FROM hire LEFT JOIN early_exit USING (employee_id) CROSS JOIN history
)
SELECT employee_id, month, hire_date, followed_90_days, followed_365_days,
  CASE WHEN followed_90_days THEN left_90 END AS left_within_90_days,
  CASE WHEN followed_365_days THEN left_365 END AS left_within_365_days,
  org_unit_id, division, department, team, org_path, manager_id, job, job_family, level, site, tier, employment_type,
  gender, age_band, education, recruitment_source
FROM followed JOIN employee_month USING (employee_id, month)
ORDER BY employee_id, month;
