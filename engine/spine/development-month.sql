-- source_coaching, source_suggestion, source_kpi_actual, source_competency_rating, source_training_record, employment
-- → coaching_month, suggestion_month, kpi_month, competency_month, exam_month (working tables).
-- Grain: one row per employee and month with such a record.
CREATE OR REPLACE TEMP TABLE coaching_month AS
SELECT position, month_number(session_date) AS number, count(*)::INTEGER AS coaching_sessions,
  coalesce(sum(round(hours * 3600)::BIGINT), 0) / 3600 AS coaching_hours
FROM source_coaching JOIN employment USING (employee_id) GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE suggestion_month AS
SELECT position, month_number(suggestion_date) AS number, count(*)::INTEGER AS suggestions,
  count(*) FILTER (is_adopted)::INTEGER AS suggestions_adopted,
  sum(round(saving * 100)::BIGINT) / 100 AS suggestion_saving
FROM source_suggestion JOIN employment USING (employee_id) GROUP BY ALL;

-- Attainment in percent, weighted. Where none of a month's indicators has a weight they weigh the same; beside weighted
-- ones an indicator without a weight weighs nothing. Without a target above zero there is nothing to attain.
CREATE OR REPLACE TEMP TABLE kpi_month AS
SELECT position, month_number(month) AS number, count(*)::INTEGER AS kpi_count,
  CASE WHEN count(weight) = 0 THEN sum(round(value / target * 1e8)::BIGINT) / 1e6 / count(*)
    ELSE sum(round(value / target * 1e8)::BIGINT * round(weight * 1e4)::BIGINT) / 1e6 / nullif(sum(round(weight * 1e4)::BIGINT), 0)
  END AS kpi_attainment
FROM source_kpi_actual JOIN employment USING (employee_id)
WHERE target > 0 AND value IS NOT NULL GROUP BY ALL;

-- How others see the person: self-ratings are left out.
CREATE OR REPLACE TEMP TABLE competency_month AS
SELECT position, month_number(rating_date) AS number, count(score)::INTEGER AS competency_count,
  sum(round(score / scale_max * 1e8)::BIGINT) / 1e6 / count(score) AS competency_score
FROM source_competency_rating JOIN employment USING (employee_id)
WHERE scale_max > 0 AND coalesce(relationship, '') <> 'self' AND coalesce(rater_id, '') <> employee_id GROUP BY ALL;

-- Passed as the source says, else by the score that rapport.yml asks for (examPassScore).
CREATE OR REPLACE TEMP TABLE exam_month AS
SELECT position, month_number(training_date) AS number, count(*)::INTEGER AS exams_taken,
  count(*) FILTER (coalesce(is_passed, exam_score >= getvariable('exam_pass_score')))::INTEGER AS exams_passed,
  sum(round(exam_score * 1e6)::BIGINT) / 1e6 / nullif(count(exam_score), 0) AS exam_score
FROM source_training_record JOIN employment USING (employee_id)
WHERE exam_score IS NOT NULL OR is_passed IS NOT NULL GROUP BY ALL;
