-- Question: how well did each person do in each quarter, and under which circumstances (territory, tenure, rater)?
-- Grain: one row per employee, quarter and measure (review: score of 100, mean of the quarter's reviews by one rater;
-- revenue: logarithm of the mean monthly revenue, of months in the job all through; kpi: attainment in percent).
-- Circumstances are those at the end of the quarter's last month with a row. Protected attributes are not selected.
-- Nor is the tier: it judges the person, often by this very performance, and would take away what is looked for. Parameters: none.
WITH spell AS (  -- where people were, quarter by quarter
  SELECT employee_id, date_trunc('quarter', month)::DATE AS quarter,
    arg_max(department, month) AS department,
    arg_max(coalesce(job_family, job), month) AS job_family, max(tenure_months) AS tenure_months
  FROM employee_month GROUP BY ALL
), review AS (
  SELECT employee_id, date_trunc('quarter', review_date)::DATE AS quarter, 'review' AS measure, rater_id,
    avg(score) AS value
  FROM source_performance_review WHERE score IS NOT NULL GROUP BY ALL
), revenue AS (
  SELECT employee_id, date_trunc('quarter', month)::DATE AS quarter, 'revenue' AS measure, NULL::VARCHAR AS rater_id,
    CASE WHEN min(revenue) > 0 THEN ln(avg(revenue)) END AS value
  FROM employee_month WHERE revenue IS NOT NULL AND headcount_average = 1
  GROUP BY ALL HAVING count(*) >= 2
), kpi AS (
  SELECT employee_id, date_trunc('quarter', month)::DATE AS quarter, 'kpi' AS measure, NULL::VARCHAR AS rater_id,
    avg(kpi_attainment) AS value
  FROM employee_month WHERE kpi_attainment IS NOT NULL GROUP BY ALL
), judged AS (
  FROM review UNION ALL FROM revenue UNION ALL FROM kpi
)
SELECT employee_id, quarter::VARCHAR AS quarter, measure, rater_id, value, department, job_family, tenure_months
FROM judged JOIN spell USING (employee_id, quarter)
WHERE value IS NOT NULL
ORDER BY measure, employee_id, quarter, rater_id;
