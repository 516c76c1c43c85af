-- history_from, history_to, exits_observed_from (variables) → calendar_month.
-- Grain: one row per month of the history. month_index counts from 0 at the first month.
CREATE OR REPLACE TABLE calendar_month AS
SELECT
  month::DATE AS month,
  month_number(month::DATE) - month_number(getvariable('history_from')) AS month_index,
  day(last_day(month::DATE))::INTEGER AS days,
  last_day(month::DATE) AS last_day,
  date_trunc('quarter', month)::DATE AS quarter,
  date_trunc('year', month)::DATE AS year,
  month(month)::INTEGER AS month_of_year,
  -- 7 for July 2025 with a fiscal year that starts in July is fiscal year 2025
  (year(month) - (month(month) < getvariable('fiscal_year_start'))::INTEGER)::INTEGER AS fiscal_year,
  coalesce(month::DATE >= getvariable('exits_observed_from'), false) AS is_exit_observed
FROM generate_series(getvariable('history_from'), getvariable('history_to'), INTERVAL 1 MONTH) AS series (month)
ORDER BY month;
