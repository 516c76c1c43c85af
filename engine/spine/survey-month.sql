-- source_survey_response, employment → survey_month (working table). Grain: one row per employee and month with an answer.
CREATE OR REPLACE TEMP TABLE survey_month AS
SELECT position, month_number(survey_date) AS number, count(score)::INTEGER AS survey_count,
  sum(round(score * 1e6)) / 1e6 / count(score) AS survey_score
FROM source_survey_response JOIN employment USING (employee_id) GROUP BY ALL;
