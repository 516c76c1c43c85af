-- open_attendance_day (source_attendance_day without days that don't count), employment → attendance_month, presence_month (working tables).
-- Grain: one row per employee and month with attendance. A day counts when work was planned or done on it. Where hours
-- are not planned, a day with a row is planned for the standard length, unless the place was closed (closed-day.sql).
-- Hours are rounded to whole seconds after summing: the last bits, which depend on the order of rows, are gone then.
-- Days with a row, absent days and days without any sign are sets of days, a bit each: which absences make one spell needs
-- their order (absence-spell.sql). One sum carries the other counts of days, six bits each (a month has at most 31 rows), exact as a double: memory traffic per
-- group and the passes of CASE are what this statement costs, so a day with nothing unusual takes few of them.
CREATE OR REPLACE TEMP TABLE attendance_month AS
WITH day AS (  -- began, ended: seconds after midnight of the working day
  SELECT employee_id, work_date, worked_hours, overtime_hours, is_late, absence_kind, night_hours,
    coalesce(planned_hours, getvariable('standard_day_hours')) AS planned_hours,
    began_second AS began, ended_second AS ended,
    coalesce(worked_hours, CASE WHEN ended - began > 86400 THEN 24 ELSE (ended - began) / 3600 END) AS worked,
    began IS NOT NULL AND ended IS NOT NULL AS is_punched,
    1 << (day(work_date) - 1) AS bit
  FROM open_attendance_day
), summed AS (
  SELECT employee_id, year(work_date) * 12 + month(work_date) - 1 AS number,
    bit_or(bit) AS days,
    bit_or(CASE WHEN absence_kind <> 'none' AND absence_kind <> 'leave' THEN bit END) AS absent,
    bit_or(CASE WHEN absence_kind IS NULL AND began IS NULL AND ended IS NULL AND coalesce(worked_hours, 0) <= 0 THEN bit END) AS missing,
    sum(planned_hours) AS planned,
    sum(worked) AS worked,
    -- least and greatest skip NULL: what is not known must not become a limit
    sum(coalesce(overtime_hours, CASE WHEN worked > planned_hours THEN worked - planned_hours WHEN worked IS NOT NULL THEN 0 END)) AS overtime,
    -- 22:00 to 06:00, on either side of midnight; where clocks change the import has counted them (punch-time.ts)
    sum(CASE WHEN night_hours IS NOT NULL THEN round(night_hours * 3600) WHEN (ended > 79200 OR began < 21600) AND is_punched THEN (
      greatest(0, least(ended, 108000) - greatest(began, 79200)) + greatest(0, least(ended, 21600) - greatest(began, 0))
    )::DOUBLE END) AS night,
    sum(
      CASE WHEN absence_kind = 'none' OR (absence_kind IS NULL AND (began IS NOT NULL OR ended IS NOT NULL OR worked_hours > 0))
          THEN CASE WHEN began IS NULL THEN day_flag(7) ELSE 0 END
        WHEN absence_kind = 'leave' THEN day_flag(2) ELSE 0 END
      + CASE WHEN coalesce(is_late, began > getvariable('core_from')) THEN day_flag(3) ELSE 0 END
      + CASE WHEN is_late IS NOT NULL OR began IS NOT NULL THEN day_flag(4) ELSE 0 END
      + CASE WHEN began <= getvariable('core_from') AND ended >= getvariable('core_to') THEN day_flag(5) ELSE 0 END
      + CASE WHEN is_punched THEN day_flag(6) ELSE 0 END
    )::BIGINT AS flags
  FROM day
  GROUP BY ALL
)
SELECT position, number::INTEGER AS number,
  days, coalesce(absent, 0) AS absent, coalesce(missing, 0) AS missing,
  bit_count(days)::INTEGER AS attendance_days,
  bit_count(coalesce(absent, 0))::INTEGER AS absent_days,
  bit_count(coalesce(missing, 0))::INTEGER AS missing_days,
  flagged_days(flags, 2) AS leave_days,
  flagged_days(flags, 3) AS late_days,
  flagged_days(flags, 4) AS late_known_days,
  flagged_days(flags, 5) AS core_time_days,
  flagged_days(flags, 6) AS punched_days,
  flagged_days(flags, 7) AS unpunched_days,  -- days at work that say nothing about when
  round(planned * 3600)::INTEGER AS planned,
  round(worked * 3600)::INTEGER AS worked,
  round(overtime * 3600)::INTEGER AS overtime,
  night::INTEGER AS night
FROM summed JOIN employment USING (employee_id);

-- Grain: one row per month with attendance. A month in which nobody's presence was recorded says nothing about absence.
CREATE OR REPLACE TEMP TABLE presence_month AS
SELECT number, sum(attendance_days) > sum(missing_days) AS is_recorded FROM attendance_month GROUP BY number;
