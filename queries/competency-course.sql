-- Question: which courses were completed, and with which exam? source_training_record → one row per completed course.
-- Grain: one row per employee, course and date; a course without a status counts as completed. Parameters: none.
SELECT employee_id, course_id, training_date::VARCHAR AS training_date, exam_score::DOUBLE AS exam_score
FROM source_training_record
WHERE coalesce(status, 'completed') = 'completed'
ORDER BY training_date, employee_id, course_id;
