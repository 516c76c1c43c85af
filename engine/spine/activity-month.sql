-- source_performance_review, _training_record, _sales_activity, employment
-- → review_month, training_month, sales_month (working tables).
-- Grain: one row per employee and month with such a record. Sums are of whole small units, which a double holds
-- exactly: the order of rows does not matter.
CREATE OR REPLACE TEMP TABLE review_month AS
SELECT position, month_number(review_date) AS number, count(score)::INTEGER AS reviews,
  sum(round(score * 1e6)) / 1e6 / count(score) AS review_score
FROM source_performance_review JOIN employment USING (employee_id) GROUP BY ALL;

-- a course without a status counts as taken
CREATE OR REPLACE TEMP TABLE training_month AS
SELECT position, month_number(training_date) AS number,
  sum(round(hours * 3600)) FILTER (coalesce(status, 'completed') = 'completed') AS seconds,
  count(*) FILTER (coalesce(status, 'completed') = 'completed')::INTEGER AS courses
FROM source_training_record JOIN employment USING (employee_id) GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE sales_month AS
SELECT position, month_number(month) AS number, sum(visits)::INTEGER AS visits, sum(leads)::INTEGER AS leads,
  sum(deals)::INTEGER AS deals, sum(round(revenue * 100)) / 100 AS revenue,
  sum(round(new_customer_revenue * 100)) / 100 AS new_customer_revenue,
  sum(round(big_client_revenue * 100)) / 100 AS big_client_revenue
FROM source_sales_activity JOIN employment USING (employee_id) GROUP BY ALL;
