-- person_month, calendar_month, employment, assignment_segment, org_unit_month, attendance_month, presence_month, continued_spell, review_month,
-- training_month, sales_month → employee_month_coded (texts as codes: text-codes.ts).
-- Grain: one row per employee and month with at least one employed day. Everything in it was knowable at the month's end;
-- facts are NULL where the source says nothing about that month.
-- Run once per slice of employees (slice_from ≤ position < slice_end): a slice fits into memory whatever the company's size.
-- Rows come in the order of employees and months but for neighbours: sorting them would cost as much as joining them.
-- fact-months.ts adds columns at the mark and joins at the end for the optional sources that have rows.
-- Joins run as written, the smaller relation on the right (spine.ts sees to it).
WITH segment AS (
  SELECT s.*, m.number
  FROM (
    FROM person_month WHERE position >= getvariable('slice_from') AND position < getvariable('slice_end')
  ) AS m JOIN (
    FROM assignment_segment WHERE position >= getvariable('slice_from') AND position < getvariable('slice_end')
  ) AS s ON s.position = m.position AND s.from_number = m.from_number
), person AS (
  SELECT segment.*, employment.* EXCLUDE (position), calendar_month.* EXCLUDE (year, quarter),
    least(last_day, coalesce(exit_date, last_day)) AS as_of,
    coalesce(exit_number = number, false) AS is_exit,
    -- as_of lies in the month `number`; the 31st to the 28th is not yet a month
    number - hire_number - (day(as_of) < day(hire_date))::INTEGER AS tenure_completed,
    number - birth_number - (day(as_of) < day(birth_date))::INTEGER AS age_completed
  FROM segment JOIN employment USING (position) JOIN calendar_month ON month_number(calendar_month.month) = number
), attendance AS (
  SELECT *,
    days_known(signs, is_recorded) AS known,
    days_away(signs, is_recorded) AS away,
    -- days that could have been late, at night or in core time without our knowing
    unpunched_days + CASE WHEN is_recorded THEN 0 ELSE bit_count(signs_missing(signs)) END AS unexplained_days
  FROM attendance_month JOIN presence_month USING (number)
  WHERE position >= getvariable('slice_from') AND position < getvariable('slice_end')
), review AS (FROM review_month WHERE position >= getvariable('slice_from') AND position < getvariable('slice_end')),
training AS (FROM training_month WHERE position >= getvariable('slice_from') AND position < getvariable('slice_end')),
sales AS (FROM sales_month WHERE position >= getvariable('slice_from') AND position < getvariable('slice_end'))
SELECT
  p.employee_id, p.month,
  (as_of - greatest(p.month, hire_date) + 1)::UTINYINT AS employed_days,
  (NOT is_exit)::UTINYINT AS headcount_end,
  employed_days / p.days::DOUBLE AS headcount_average,
  p.fte AS contract_fte,
  hire_number = p.number AS is_hire,
  is_exit AND exit_kind = 'voluntary' AS is_voluntary_exit,
  is_exit AND exit_kind = 'involuntary' AS is_involuntary_exit,
  is_exit AND exit_kind NOT IN ('voluntary', 'involuntary') AS is_other_exit,
  is_transfer AND change_number = p.number AS is_transfer_in,
  is_promotion AND change_number = p.number AS is_promotion,
  is_exit AND NOT is_hire_date_derived AND exit_date - hire_date <= 90 AS is_exit_within_90_days,
  is_exit AND NOT is_hire_date_derived AND exit_date - hire_date <= 365 AS is_exit_within_365_days,
  p.org_unit_id,
  coalesce(division, p.org_unit_id) AS division,
  coalesce(department, p.org_unit_id) AS department,
  coalesce(team, p.org_unit_id) AS team,
  CASE WHEN p.org_unit_id IS NULL THEN NULL ELSE coalesce(org_path, own_path) END AS org_path,
  manager_id, job, job_family, p.level::INTEGER AS level, site, tier, employment_type,
  (as_of - hire_date)::INTEGER AS tenure_days,
  CASE WHEN tenure_completed < 12 THEN '<1y' WHEN tenure_completed < 36 THEN '1-3y' WHEN tenure_completed < 60 THEN '3-5y'
    WHEN tenure_completed < 120 THEN '5-10y' ELSE '10y+' END::tenure_band_code AS tenure_band,
  gender,
  age_completed AS age_months,
  CASE WHEN age_completed IS NULL THEN NULL WHEN age_completed < 300 THEN '<25' WHEN age_completed < 420 THEN '25-34'
    WHEN age_completed < 540 THEN '35-44' WHEN age_completed < 660 THEN '45-54' ELSE '55+' END::age_band_code AS age_band,
  education, recruitment_source,
  bit_count(signs_given(signs))::UTINYINT AS attendance_days,
  bit_count(away)::UTINYINT AS absent_days,
  spells(known, away) - (continued.position IS NOT NULL)::INTEGER AS absence_spells,
  leave_days,
  round(planned / 36)::INTEGER AS planned_hundredths,
  round(worked / 36)::INTEGER AS worked_hundredths,
  round(overtime / 36)::INTEGER AS overtime_hundredths,
  round(coalesce(night, CASE WHEN punched_days > 0 OR unexplained_days = 0 THEN 0 END) / 36)::INTEGER AS night_hundredths,
  CASE WHEN late_known_days > 0 OR unexplained_days = 0 THEN late_days END AS late_days,
  CASE WHEN punched_days > 0 OR unexplained_days = 0 THEN core_time_days END AS core_time_days,
  review_score, reviews AS review_count,
  coalesce(seconds, CASE WHEN courses IS NOT NULL THEN 0 END)::INTEGER AS training_seconds, courses AS courses_completed,
  visits, leads, deals, revenue, new_customer_revenue, big_client_revenue
  /* facts */
FROM person AS p
LEFT JOIN org_unit_month AS o ON o.org_unit_id = p.org_unit_id AND o.number = p.number
LEFT JOIN attendance AS a ON a.position = p.position AND a.number = p.number
LEFT JOIN continued_spell AS continued ON continued.position = p.position AND continued.number = p.number
LEFT JOIN review AS r ON r.position = p.position AND r.number = p.number
LEFT JOIN training AS t ON t.position = p.position AND t.number = p.number
LEFT JOIN sales AS s ON s.position = p.position AND s.number = p.number
