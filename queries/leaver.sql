-- Whom was it a pity to lose? employee_month → leaver.
-- Grain: one row per exit; key employee_id and month. A review counts for the twelve months that end with the exit's month;
-- a voluntary exit is regretted when the person's mean review of these months is at least the company's mean of them.
-- Known at the exit's month. Without a review in these months it is not known whether the exit is regretted (NULL).
CREATE OR REPLACE TABLE leaver AS
WITH leaving AS (
  SELECT employee_id, month, is_voluntary_exit FROM employee_month
  WHERE is_voluntary_exit OR is_involuntary_exit OR is_other_exit
), reviewed AS (
  SELECT employee_id, month, review_score * review_count AS points, review_count AS reviews
  FROM employee_month WHERE review_count > 0
), company_month AS (
  SELECT month, sum(points) AS points, sum(reviews) AS reviews FROM reviewed GROUP BY month
), exit_month AS (
  SELECT DISTINCT month FROM leaving
), company AS (
  SELECT e.month, sum(points) / sum(reviews) AS mean_review
  FROM exit_month e JOIN company_month c ON c.month BETWEEN e.month - INTERVAL 11 MONTHS AND e.month GROUP BY e.month
), own AS (
  SELECT l.employee_id, l.month, sum(points) / sum(reviews) AS mean_review
  FROM leaving l JOIN reviewed r ON r.employee_id = l.employee_id AND r.month BETWEEN l.month - INTERVAL 11 MONTHS AND l.month
  GROUP BY l.employee_id, l.month
)
SELECT l.employee_id, l.month, own.mean_review, company.mean_review AS company_mean_review,
  l.is_voluntary_exit AND own.mean_review IS NOT NULL AS is_reviewed_voluntary_exit,
  CASE WHEN NOT l.is_voluntary_exit THEN false ELSE own.mean_review >= company.mean_review - 1e-9 END AS is_regretted_exit
FROM leaving l LEFT JOIN own USING (employee_id, month) LEFT JOIN company USING (month)
ORDER BY employee_id, month;
