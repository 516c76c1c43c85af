-- source_employee, source_termination → employment (working table).
-- Grain: one row per employee with at least one employed day in the history; `position` numbers them by employee_id.
-- One employment per employee_id. The exit is the first one on or after the hire date: an exit before it belongs to an
-- earlier employment, and a later one must not change what was known in the month of the first.
CREATE OR REPLACE TEMP TABLE employment AS
WITH first_exit AS (
  SELECT employee_id, min(exit_date) AS exit_date,
    arg_min(struct_pack(kind := coalesce(exit_kind, 'other'), reason := reason), exit_date) AS exit
  FROM source_termination JOIN source_employee USING (employee_id)
  WHERE exit_date >= hire_date
  GROUP BY employee_id
)
SELECT
  (row_number() OVER (ORDER BY employee_id))::INTEGER AS position,
  employee_id, hire_date, exit_date, exit.kind AS exit_kind, exit.reason AS exit_reason,
  month_number(hire_date) AS hire_number,
  month_number(exit_date) AS exit_number,
  -- a date counted back from whole years of tenure says nothing about days
  coalesce(is_derived_hire_date, false) AS is_hire_date_derived,
  gender, birth_date, month_number(birth_date) AS birth_number, education, recruitment_source
FROM source_employee LEFT JOIN first_exit USING (employee_id)
WHERE hire_date <= last_day(getvariable('history_to'))
  AND (exit_date IS NULL OR exit_date >= getvariable('history_from'))
ORDER BY employee_id;
