-- Question: who, employed at a month's end, leaves voluntarily in the next month, and what was known about them by then?
-- Grain: one row per employee and month with headcount_end = 1. Exposure: the next month; is_exit_next_month is NULL where
-- that month lies beyond the history or exits were not observed in it. Everything else was knowable at the month's end.
-- Protected attributes (gender, age, birth date) are not selected and so cannot enter a model. Parameters: none.
WITH history AS (
  SELECT min(month) AS first_month, max(month) AS last_month,
    count(overtime_hours) > 0 AS has_attendance, count(training_hours) > 0 AS has_training
  FROM employee_month
), review AS (  -- each review beside the one before it
  SELECT employee_id, month, review_score,
    lag(review_score) OVER (PARTITION BY employee_id ORDER BY month) AS previous_score
  FROM employee_month WHERE review_score IS NOT NULL
), review_floor AS (  -- the lowest quarter of the company's scores over twelve months
  SELECT a.month, quantile_cont(b.review_score, 0.25) AS floor
  FROM (SELECT DISTINCT month FROM review) AS a
  JOIN review AS b ON b.month BETWEEN a.month - INTERVAL 11 MONTH AND a.month
  GROUP BY a.month
), judged AS (
  SELECT review.*, review_score < floor AND lag(review_score < floor) OVER (PARTITION BY employee_id ORDER BY month)
      AS is_low_twice
  FROM review JOIN review_floor USING (month)
), event AS (
  SELECT employee_id, month, bool_or(kind = 'manager_change') AS is_manager_change, bool_or(kind = 'move') AS is_move,
    bool_or(kind = 'promotion') AS is_promotion
  FROM employee_event GROUP BY ALL
), looked_back AS (
  SELECT m.employee_id, m.month, m.division, m.department, m.team, m.job, m.job_family, m.site, m.tier, m.level,
    m.recruitment_source, m.employment_type, m.org_path, m.headcount_end, m.tenure_months,
    avg(m.overtime_hours) OVER quarter AS overtime_hours_3m,
    avg(m.absent_days) OVER quarter AS absent_days_3m,
    avg(m.late_days) OVER quarter AS late_days_3m,
    last_value(j.review_score IGNORE NULLS) OVER past AS review_last,
    last_value(j.review_score - j.previous_score IGNORE NULLS) OVER past AS review_change,
    last_value(j.is_low_twice IGNORE NULLS) OVER past AS is_low_twice,
    sum(m.training_hours) OVER year AS training_hours_12m,
    avg(m.revenue) OVER half_year AS revenue_6m,
    last_value(m.survey_score IGNORE NULLS) OVER year AS survey_last,
    coalesce(bool_or(e.is_manager_change) OVER half_year, false) AS is_manager_change_6m,
    coalesce(bool_or(e.is_move) OVER year, false) AS is_move_12m,
    coalesce(bool_or(e.is_promotion) OVER year, false) AS is_promotion_12m,
    lead(m.is_voluntary_exit) OVER past AS is_next_exit,
    lead(m.exit_exposure) OVER past AS next_exposure
  FROM employee_month AS m
  LEFT JOIN judged AS j ON j.employee_id = m.employee_id AND j.month = m.month
  LEFT JOIN event AS e ON e.employee_id = m.employee_id AND e.month = m.month
  WINDOW
    past AS (PARTITION BY m.employee_id ORDER BY m.month ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
    quarter AS (PARTITION BY m.employee_id ORDER BY m.month RANGE BETWEEN INTERVAL 2 MONTH PRECEDING AND CURRENT ROW),
    half_year AS (PARTITION BY m.employee_id ORDER BY m.month RANGE BETWEEN INTERVAL 5 MONTH PRECEDING AND CURRENT ROW),
    year AS (PARTITION BY m.employee_id ORDER BY m.month RANGE BETWEEN INTERVAL 11 MONTH PRECEDING AND CURRENT ROW)
), job_median AS (  -- of sellers in the same job and month, where there are at least five
  SELECT month, job, median(revenue_6m) AS revenue_6m FROM looked_back
  WHERE revenue_6m IS NOT NULL AND headcount_end = 1
  GROUP BY ALL HAVING count(*) >= 5
)
SELECT
  b.employee_id, b.month::VARCHAR AS month, date_part('month', b.month + INTERVAL 1 MONTH)::INTEGER AS next_calendar_month,
  date_diff('month', first_month, b.month)::INTEGER AS month_index,
  division, department, team, b.job, job_family, site, tier, level, recruitment_source, employment_type, array_to_string(org_path, '/') AS org_path,
  tenure_months, overtime_hours_3m, absent_days_3m, late_days_3m, review_last, review_change,
  is_low_twice::INTEGER AS is_low_twice,
  CASE WHEN has_training THEN coalesce(training_hours_12m, 0) END AS training_hours_12m,
  CASE WHEN b.revenue_6m IS NOT NULL AND j.revenue_6m > 0
    THEN greatest(-1, least(2, b.revenue_6m / j.revenue_6m - 1)) END AS revenue_gap_6m,  -- greatest and least skip NULLs
  survey_last,
  is_manager_change_6m::INTEGER AS is_manager_change_6m, is_move_12m::INTEGER AS is_move_12m,
  is_promotion_12m::INTEGER AS is_promotion_12m,
  CASE WHEN b.month < last_month AND next_exposure > 0 THEN is_next_exit::INTEGER END AS is_exit_next_month
FROM looked_back AS b CROSS JOIN history LEFT JOIN job_median AS j ON j.month = b.month AND j.job = b.job
WHERE b.headcount_end = 1
ORDER BY b.employee_id, b.month;
