-- source_attendance_day → attendance_month (working table).
-- Grain: one row per employee and month with attendance. Durations are whole seconds, so sums are exact in any order.
-- A day counts when work was planned or done on it. Where hours are not planned, a day with a row is planned for the
-- standard length, unless the place was closed: three or more people have a row that day and nothing is known of any.
CREATE OR REPLACE TEMP TABLE attendance_month AS
WITH punch AS (  -- seconds after midnight of the working day; a last punch before the first one was made on the next day
  SELECT employee_id, month_number(work_date) AS number,
    round(coalesce(planned_hours, getvariable('standard_day_hours')) * 3600)::INTEGER AS planned,
    round(worked_hours * 3600)::INTEGER AS worked_given,
    round(overtime_hours * 3600)::INTEGER AS overtime_given,
    date_diff('second', work_date::TIMESTAMP, clock_in)::INTEGER AS began,
    (date_diff('second', work_date::TIMESTAMP, clock_out) + CASE WHEN clock_out < clock_in THEN 86400 ELSE 0 END)::INTEGER AS ended,
    is_late, absence_kind
  FROM source_attendance_day
  WHERE work_date NOT IN (SELECT work_date FROM closed_day)
), day AS (
  SELECT *,
    -- least and greatest skip NULL: what is not known must not become a limit
    ended - began AS punched,
    coalesce(worked_given, CASE WHEN punched > 86400 THEN 86400 ELSE punched END) AS worked,
    absence_kind = 'leave' IS TRUE AS is_leave,
    absence_kind IN ('sick', 'unexcused') IS TRUE AS is_absent,
    absence_kind IS NULL AND began IS NULL AND ended IS NULL AND coalesce(worked_given, 0) = 0 AS is_missing
  FROM punch
  WHERE planned > 0 OR worked_given > 0 OR began IS NOT NULL OR ended IS NOT NULL
)
SELECT employee_id, number,
  count(*)::INTEGER AS attendance_days,
  count(*) FILTER (is_absent)::INTEGER AS absent_days,
  count(*) FILTER (is_missing)::INTEGER AS missing_days,
  count(*) FILTER (is_leave)::INTEGER AS leave_days,
  count(*) FILTER (began IS NOT NULL OR ended IS NOT NULL OR worked_given IS NOT NULL OR absence_kind IS NOT NULL)::INTEGER AS presence_days,
  sum(planned)::BIGINT AS planned,
  sum(worked)::BIGINT AS worked,
  sum(coalesce(overtime_given, CASE WHEN worked > planned THEN worked - planned WHEN worked IS NOT NULL THEN 0 END))::BIGINT AS overtime,
  -- 22:00 to 06:00, on either side of midnight
  sum(greatest(0, least(ended, 108000) - greatest(began, 79200)) + greatest(0, least(ended, 21600) - greatest(began, 0)))
    FILTER (punched IS NOT NULL)::BIGINT AS night,
  count(*) FILTER (coalesce(is_late, began > getvariable('core_from')))::INTEGER AS late_days,
  count(coalesce(is_late::INTEGER, began))::INTEGER AS late_known_days,
  count(*) FILTER (began <= getvariable('core_from') AND ended >= getvariable('core_to'))::INTEGER AS core_time_days,
  count(punched)::INTEGER AS punched_days,
  -- days at work that say nothing about when
  count(*) FILTER (began IS NULL AND NOT (is_absent OR is_missing OR is_leave))::INTEGER AS unpunched_days
FROM day
GROUP BY employee_id, number;
