-- source_customer_feedback, source_support_ticket, employment → feedback_month, ticket_month (working tables).
-- Grain: one row per employee and month with such a record. Scores are shares of their scale, 0 to 100; sums are of whole
-- small units, exact in any order.
CREATE OR REPLACE TEMP TABLE feedback_month AS
SELECT position, month_number(feedback_date) AS number, count(score)::INTEGER AS feedback_count,
  sum(round(score / scale_max * 1e8)::BIGINT) / 1e6 / count(score) AS feedback_score,
  -- four of five, eight of ten
  count(*) FILTER (round(score / scale_max * 1e8) >= 8e7)::INTEGER AS satisfied_count
FROM source_customer_feedback JOIN employment USING (employee_id) WHERE scale_max > 0 GROUP BY ALL;

-- A ticket belongs to who asked. Due in the month in which its hour ends; its waiting time in the month of the answer.
CREATE OR REPLACE TEMP TABLE ticket_month AS
WITH asked AS (
  SELECT position, first_response_at, here_instant(created_at) AS came,
    (epoch_us(here_instant(first_response_at)) - epoch_us(came)) // 1000000 AS seconds
  FROM source_support_ticket JOIN employment USING (employee_id)
), counted AS (
  SELECT position, month_number(here_time(came + INTERVAL 1 HOUR)) AS number, true AS is_due, seconds FROM asked
  UNION ALL
  SELECT position, month_number(first_response_at), false, seconds FROM asked WHERE first_response_at IS NOT NULL
)
SELECT position, number,
  count(*) FILTER (is_due)::INTEGER AS tickets_due_1h,
  count(*) FILTER (is_due AND seconds <= 3600)::INTEGER AS tickets_answered_1h,
  coalesce(sum(seconds) FILTER (NOT is_due), 0) / 3600 AS ticket_response_hours,
  count(*) FILTER (NOT is_due)::INTEGER AS tickets_answered
FROM counted GROUP BY ALL;
