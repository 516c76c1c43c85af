-- assignment_segment, employment → report_month (working table): how many people answer to somebody at each month's end.
-- Grain: one row per manager and month with direct reports. Counted as what is added and taken away, never month by month.
CREATE OR REPLACE TEMP TABLE report_month AS
WITH change AS (  -- whoever leaves in a month is no longer there at its end
  SELECT manager_id, unnest([from_number, CASE WHEN end_number > exit_number THEN exit_number ELSE end_number END]) AS number,
    unnest([1, -1]) AS step
  FROM assignment_segment JOIN employment USING (position) WHERE manager_id <> employee_id
), total AS (
  SELECT manager_id, number, sum(sum(step)) OVER manager AS direct_reports, lead(number) OVER manager AS end_number
  FROM change GROUP BY manager_id, number
  WINDOW manager AS (PARTITION BY manager_id ORDER BY number)
)
SELECT position, unnest(range(number, end_number))::INTEGER AS number, direct_reports::INTEGER AS direct_reports
FROM total JOIN employment ON employment.employee_id = total.manager_id
WHERE direct_reports > 0;
