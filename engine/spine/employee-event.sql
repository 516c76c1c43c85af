-- employment, source_job_assignment, calendar_month → employee_event.
-- Grain: one row per employee, day and kind of change inside the history: hire, move (another organisation unit),
-- promotion (a higher level), manager_change, exit (on the last day employed; detail = reason).
CREATE OR REPLACE TABLE employee_event AS
WITH step AS (
  SELECT employee_id, valid_from, org_unit_id, manager_id, level, job, hire_date, exit_date,
    lag(org_unit_id IGNORE NULLS) OVER person AS last_unit,
    lag(manager_id IGNORE NULLS) OVER person AS last_manager,
    lag(level IGNORE NULLS) OVER person AS last_level
  FROM source_job_assignment JOIN employment USING (employee_id)
  WINDOW person AS (PARTITION BY employee_id ORDER BY valid_from)
), change AS (
  SELECT * FROM step WHERE valid_from > hire_date AND valid_from <= coalesce(exit_date, valid_from)
), event AS (
  SELECT employee_id, hire_date AS event_date, 'hire' AS kind, NULL::VARCHAR AS from_value, NULL::VARCHAR AS to_value,
    recruitment_source AS detail FROM employment
  UNION ALL BY NAME
  SELECT employee_id, valid_from AS event_date, 'move' AS kind, last_unit AS from_value, org_unit_id AS to_value, job AS detail
  FROM change WHERE org_unit_id <> last_unit
  UNION ALL BY NAME
  SELECT employee_id, valid_from AS event_date, 'promotion' AS kind, last_level::VARCHAR AS from_value,
    level::VARCHAR AS to_value, job AS detail FROM change WHERE level > last_level
  UNION ALL BY NAME
  SELECT employee_id, valid_from AS event_date, 'manager_change' AS kind, last_manager AS from_value,
    manager_id AS to_value, NULL::VARCHAR AS detail FROM change WHERE manager_id <> last_manager
  UNION ALL BY NAME
  SELECT employee_id, exit_date AS event_date, 'exit' AS kind, NULL::VARCHAR AS from_value, exit_kind AS to_value,
    exit_reason AS detail FROM employment WHERE exit_date IS NOT NULL
)
SELECT employee_id, event_date, date_trunc('month', event_date)::DATE AS month, kind, from_value, to_value, detail
FROM event
WHERE event_date BETWEEN getvariable('history_from') AND last_day(getvariable('history_to'))
ORDER BY employee_id, event_date, kind;
