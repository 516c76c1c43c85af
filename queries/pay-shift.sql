-- Who was at work at night? source_attendance_day → one row per day with both punches, from $from to the end of the month $to.
-- began, ended: milliseconds as the clocks of the site showed; …_utc: the moments, where the import worked them out. Only
-- days that come within two hours of the seconds $night_to (morning) or $night_from (evening) of their clock.
SELECT employee_id, strftime(work_date, '%Y-%m-%d') AS day, time_zone,
  epoch_ms(clock_in)::DOUBLE AS began, epoch_ms(clock_out)::DOUBLE AS ended,
  epoch_ms(clock_in_utc)::DOUBLE AS began_utc, epoch_ms(clock_out_utc)::DOUBLE AS ended_utc
FROM source_attendance_day
WHERE work_date BETWEEN $from AND last_day($to) AND clock_in IS NOT NULL AND clock_out IS NOT NULL
  AND (began_second < $night_to + 7200 OR ended_second > $night_from - 7200)
ORDER BY employee_id, work_date
