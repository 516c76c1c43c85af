-- Are courses finished? source_training_record, employee_month → course_month.
-- Grain: one row per employee and month employed in which a course ended; key employee_id and month. A course has ended
-- when it was completed, dropped or missed; those still running say nothing yet, those without a status were taken.
CREATE OR REPLACE TABLE course_month AS
WITH course AS (
  SELECT employee_id, date_trunc('month', training_date)::DATE AS month, coalesce(status, 'completed') AS status
  FROM source_training_record
)
SELECT employee_id, month, count(*)::INTEGER AS courses_ended,
  count(*) FILTER (status = 'completed')::INTEGER AS courses_done
FROM course SEMI JOIN employee_month USING (employee_id, month)
WHERE status <> 'enrolled'
GROUP BY employee_id, month
ORDER BY employee_id, month;
