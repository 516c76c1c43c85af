-- Who was where when a programme began? employee_month → one row per employee, as in the last month before $start.
-- Grain: one row per employee; those hired later stand as in their first month (is_late). $start: first month of the change.
WITH placed AS (
  SELECT employee_id, coalesce(max(month) FILTER (month < $start), min(month)) AS month,
    min(month) >= $start AS is_late
  FROM employee_month
  GROUP BY employee_id
)
SELECT e.*, placed.is_late
FROM employee_month e JOIN placed USING (employee_id, month)
