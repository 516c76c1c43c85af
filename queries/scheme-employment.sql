-- On how many days of which months was each person employed, and did they come or go in it? employee_month → months of $from … $to,
-- for targets in proportion to working days employed. Grain: one row per employee and month.
SELECT employee_id, strftime(month, '%Y-%m') AS month, employed_days, is_hire,
  (is_voluntary_exit OR is_involuntary_exit OR is_other_exit) AS is_exit
FROM employee_month
WHERE month BETWEEN $from::DATE AND $to::DATE
ORDER BY employee_id, month
