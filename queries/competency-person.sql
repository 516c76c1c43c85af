-- Question: what work does each person do, as last known? employee_month → one row per employee, their last month.
-- Grain: one row per employee. is_employed: at the end of the history. Protected attributes are not selected. Parameters: none.
SELECT employee_id, arg_max(job, month) AS job, arg_max(job_family, month) AS job_family,
  arg_max(level, month)::INTEGER AS level, arg_max(division, month) AS division,
  arg_max(department, month) AS department, arg_max(team, month) AS team,
  arg_max(array_to_string(org_path, '/'), month) AS org_path,
  (max(month) = (SELECT max(month) FROM employee_month) AND arg_max(headcount_end, month) = 1)::INTEGER AS is_employed
FROM employee_month
GROUP BY employee_id
ORDER BY employee_id;
