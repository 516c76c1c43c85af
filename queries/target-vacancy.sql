-- How long is a place empty? employee_month → one row per exit or hire with its team and month.
-- Grain: exit or hire of a person. Exits and hires are paired within a team by whoever asks; the last month of the data ends
-- the watch of exits without a hire after them.
SELECT employee_id, strftime(month, '%Y-%m') AS month, division, department, team,
  array_to_string(org_path, '/') AS org_path, is_hire
FROM employee_month
WHERE is_hire OR is_voluntary_exit OR is_involuntary_exit OR is_other_exit
ORDER BY month, is_hire, employee_id
