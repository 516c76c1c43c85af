-- source_attendance_day → closed_day (working table). Grain: one row per day on which the place was closed.
-- Wide punch files leave public holidays as empty as absences: only what all people have in common tells them apart.
CREATE OR REPLACE TEMP TABLE closed_day AS
WITH unplanned AS (
  SELECT DISTINCT work_date FROM source_attendance_day WHERE planned_hours IS NULL
)
SELECT work_date
FROM source_attendance_day SEMI JOIN unplanned USING (work_date)
GROUP BY work_date
HAVING count(*) >= 3 AND count(planned_hours) + count(absence_kind) + count(clock_in) + count(clock_out) = 0
  AND coalesce(sum(worked_hours), 0) = 0;
