-- Question: how was each person rated, by whom, in what? source_competency_rating → ratings on a scale of 0 … 1.
-- Grain: one row per rating with a score; a rater who rates themselves is `self` whatever the source says. Parameters: none.
SELECT employee_id, rater_id, competency, item, rating_date::VARCHAR AS rating_date,
  CASE WHEN rater_id = employee_id THEN 'self' ELSE coalesce(relationship, 'unknown') END AS relationship,
  (score / scale_max)::DOUBLE AS score
FROM source_competency_rating
WHERE score IS NOT NULL AND scale_max > 0
ORDER BY rating_date, employee_id, rater_id, competency, item;
