-- How long has each person been here, month by month? employee_month → one row per employee and month.
-- Grain: employee and month. Months with a part of the month employed count by that part (headcount_average), so that nobody's
-- first or last weeks look like low output. tenure_months: whole months since the hire, at the month's end.
SELECT employee_id, strftime(month, '%Y-%m') AS month, job, floor(tenure_months)::INTEGER AS tenure, headcount_average::DOUBLE AS share
FROM employee_month
WHERE tenure_months >= 0 AND headcount_average > 0
ORDER BY employee_id, month
