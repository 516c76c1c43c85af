-- Who works where? employee_month → one row per person at the last month's end, with division, department and team.
-- Grain: employee. Asked only for people whom the reader may read: their targets are added up by team.
SELECT employee_id, division, department, team
FROM employee_month
WHERE headcount_end = 1 AND month = (SELECT max(month) FROM employee_month)
ORDER BY employee_id
