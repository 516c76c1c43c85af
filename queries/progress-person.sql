-- Who is there to inform, and whose are they? employee_month, source_employee, source_org_unit → name, unit, superior.
-- Grain: one row per employee with a month between $from and $to, as in the last of these months.
WITH months AS (
  SELECT employee_id, month, org_unit_id, org_path, manager_id, job
  FROM employee_month
  WHERE month BETWEEN $from AND $to
  QUALIFY row_number() OVER (PARTITION BY employee_id ORDER BY month DESC) = 1
),
names AS (
  SELECT org_unit_id, arg_max(name, valid_from) AS name FROM source_org_unit GROUP BY org_unit_id
),
people AS (
  SELECT employee_id, any_value(name) AS name FROM source_employee GROUP BY employee_id
)
SELECT months.employee_id, people.name, months.org_unit_id, names.name AS unit_name,
  array_to_string(months.org_path, chr(31)) AS org_path, months.manager_id, months.job
FROM months
LEFT JOIN people USING (employee_id)
LEFT JOIN names USING (org_unit_id)
ORDER BY months.employee_id
