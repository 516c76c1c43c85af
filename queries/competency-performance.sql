-- Question: how did people perform? source_performance_review → one row per review with a score, on a scale of 0 … 100.
-- Grain: one row per review. Parameters: none.
SELECT employee_id, rater_id, review_date::VARCHAR AS review_date, (100 * score / scale_max)::DOUBLE AS score
FROM source_performance_review
WHERE score IS NOT NULL AND scale_max > 0
ORDER BY review_date, employee_id, rater_id;
