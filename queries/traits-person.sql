-- Question: who worked here, in which job family, and what was known before the hire; who belongs to which protected group?
-- Grain: one row per employee of employee_month. gender and age_band are only for checking fairness: they never are a trait.
-- Parameters: none.
SELECT employee_id, arg_max(coalesce(job_family, job), month) AS job_family,
  arg_max(recruitment_source, month) AS recruitment_source, arg_max(education, month) AS education,
  arg_max(gender, month) AS gender, arg_max(age_band, month) AS age_band, sum(headcount_average) AS months
FROM employee_month
GROUP BY employee_id
ORDER BY employee_id;
