-- open_attendance_day (source_attendance_day without days that don't count), employment → attendance_month (working table).
-- Grain: one row per employee and month with attendance. A day counts when work was planned or done on it. Where hours
-- are not planned, a day with a row is planned for the standard length, unless the place was closed (closed-day.sql).
-- Run once per stretch of months (attendance.ts). Hours are rounded to whole seconds after summing: the last bits, which
-- depend on the order of rows, are gone then.
-- Memory traffic per group and the passes of CASE are what reading every day costs. So a usual day (plain work between two
-- punches, none of them at night) is told first and asked little; one sum carries the counts of days, six bits each (a month
-- has at most 31 rows), exact as a double; and one number carries a sign per day, two bits each: 1 work or leave, 2 unplanned
-- absence, 3 nothing at all. Which absences make one spell needs their order (absence-spell.sql).
INSERT INTO attendance_month BY NAME
WITH punched AS (  -- began, ended: seconds after midnight of the working day
  SELECT employee_id, work_date, planned_hours, worked_hours, overtime_hours, is_late, absence_kind, night_hours,
    began_second AS began, ended_second AS ended,
    coalesce(worked_hours, CASE WHEN ended - began > 86400 THEN 24 ELSE (ended - began) / 3600 END) AS worked,
    coalesce(began >= 21600 AND ended <= 79200 AND absence_kind = 'none' AND night_hours IS NULL, false) AS is_usual
  FROM open_attendance_day
), day AS (
  SELECT *,
    CASE WHEN is_usual THEN 1
      WHEN absence_kind NOT IN ('none', 'leave') THEN 2
      WHEN absence_kind IS NULL AND began IS NULL AND ended IS NULL AND coalesce(worked_hours, 0) <= 0 THEN 3
      ELSE 1 END::BIGINT AS sign,
    CASE WHEN coalesce(is_late, began > getvariable('core_from')) THEN day_flag(0) ELSE 0 END
      + CASE WHEN began <= getvariable('core_from') AND ended >= getvariable('core_to') THEN day_flag(1) ELSE 0 END AS common_flags
  FROM punched
), summed AS (
  SELECT employee_id, last_day(work_date) AS month_end,  -- much cheaper than year and month of every day
    bit_or(sign << (2 * day(work_date) - 2)) AS signs,
    sum(planned_hours) AS planned,
    sum(worked) AS worked,
    -- least and greatest skip NULL: what is not known must not become a limit
    sum(coalesce(overtime_hours, CASE WHEN worked > planned_hours THEN worked - planned_hours WHEN worked IS NOT NULL THEN 0 END)) AS overtime,
    -- 22:00 to 06:00, on either side of midnight; where clocks change the import has counted them (punch-time.ts)
    sum(CASE WHEN night_hours IS NOT NULL THEN round(night_hours * 3600) WHEN NOT is_usual AND began IS NOT NULL AND ended IS NOT NULL AND (ended > 79200 OR began < 21600) THEN (
      greatest(0, least(ended, 108000) - greatest(began, 79200)) + greatest(0, least(ended, 21600) - greatest(began, 0))
    )::DOUBLE END) AS night,
    sum(CASE WHEN is_usual THEN common_flags ELSE common_flags
      + CASE WHEN absence_kind = 'leave' THEN day_flag(2) ELSE 0 END
      + CASE WHEN is_late IS NULL AND began IS NULL THEN day_flag(3) ELSE 0 END
      + CASE WHEN began IS NULL OR ended IS NULL THEN day_flag(4) ELSE 0 END
      + CASE WHEN began IS NULL AND coalesce(absence_kind = 'none', ended IS NOT NULL OR worked_hours > 0) THEN day_flag(5) ELSE 0 END
    END)::BIGINT AS flags
  FROM day
  GROUP BY ALL
)
SELECT position, month_number(month_end) AS number, signs,
  flagged_days(flags, 0) AS late_days,
  flagged_days(flags, 1) AS core_time_days,
  flagged_days(flags, 2) AS leave_days,
  bit_count(signs_given(signs)) - flagged_days(flags, 3) AS late_known_days,
  bit_count(signs_given(signs)) - flagged_days(flags, 4) AS punched_days,
  flagged_days(flags, 5) AS unpunched_days,  -- days at work that say nothing about when
  round(planned * 3600)::INTEGER AS planned,
  round(worked * 3600)::INTEGER AS worked,
  round(overtime * 3600)::INTEGER AS overtime,
  night::INTEGER AS night
FROM summed JOIN employment USING (employee_id);
