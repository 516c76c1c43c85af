-- Which units stand inside which? employee_month → one row per organisation unit with people at the last month's end.
-- Grain: one row per division, department, team and path. Names of units only: what the staff directory shows.
SELECT DISTINCT division, department, team, array_to_string(org_path, '/') AS org_path
FROM employee_month
WHERE headcount_end = 1 AND month = (SELECT max(month) FROM employee_month)
ORDER BY division, department, team, org_path
