-- source_job_assignment, employment → assignment_segment (working table).
-- Grain: one row per employee and stretch of months with the same assignment at each month's end (or last employed day).
-- The latest valid_from on or before that day is in force: it closes an earlier open one, and lasts over a gap until the
-- next. valid_to is therefore never read. Months before the first assignment have a segment without dimensions.
CREATE OR REPLACE TEMP TABLE assignment_segment AS
WITH in_force AS (  -- what began before the hire counts from the hire; of several in a month the last is left at its end
  SELECT a.*, position, greatest(month_number(valid_from), hire_number) AS from_number
  FROM source_job_assignment a JOIN employment USING (employee_id)
  WHERE valid_from <= coalesce(exit_date, DATE '9999-12-31')
  QUALIFY row_number() OVER (PARTITION BY position, from_number ORDER BY valid_from DESC) = 1
), compared AS (
  SELECT *,
    lead(from_number) OVER person AS next_number,
    coalesce(org_unit_id <> lag(org_unit_id IGNORE NULLS) OVER person, false) AS is_transfer,
    coalesce(level > lag(level IGNORE NULLS) OVER person, false) AS is_promotion
  FROM in_force
  WINDOW person AS (PARTITION BY position ORDER BY from_number)
), before_first AS (
  SELECT position, hire_number AS from_number, min(a.from_number) AS next_number
  FROM employment LEFT JOIN in_force a USING (position)
  GROUP BY ALL
  HAVING min(a.from_number) IS NULL OR min(a.from_number) > hire_number
), segment AS (
  SELECT position, from_number, next_number, org_unit_id, manager_id, job, job_family, level, site, tier, employment_type,
    fte, is_transfer, is_promotion
  FROM compared
  UNION ALL BY NAME
  SELECT *, false AS is_transfer, false AS is_promotion FROM before_first
)
SELECT segment.* EXCLUDE (next_number, from_number), from_number AS change_number,
  org_unit_id AS own_path,
  greatest(from_number, month_number(getvariable('history_from'))) AS from_number,
  least(
    coalesce(next_number, 1000000), coalesce(exit_number, 1000000) + 1, month_number(getvariable('history_to')) + 1
  ) AS end_number
FROM segment JOIN employment USING (position)
WHERE greatest(from_number, month_number(getvariable('history_from'))) < end_number
ORDER BY position, from_number;
