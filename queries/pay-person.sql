-- Who was employed in a period? employee_month → one row per employee, as in their last month from $from to $to.
-- Grain: one row per employee with a day of employment. days_employed: calendar days of the period; months_employed: rows.
SELECT *,
  sum(employed_days) OVER (PARTITION BY employee_id)::INTEGER AS days_employed,
  count(*) OVER (PARTITION BY employee_id)::INTEGER AS months_employed
FROM employee_month
WHERE month BETWEEN $from AND $to AND employed_days > 0
QUALIFY row_number() OVER (PARTITION BY employee_id ORDER BY month DESC) = 1
