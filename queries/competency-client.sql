-- Question: which clients were lost, and who looked after them? source_customer_order → clients of the year before the last one.
-- Grain: one row per client with an order 13 to 24 months before the end of the history; owner: employee of their last order in that year.
-- is_lost: no order in the 12 months since (the converse of customer_retention). cut: first day of those 12 months. Parameters: none.
WITH ends AS (
  SELECT max(month) + INTERVAL 1 MONTH AS over, max(month) - INTERVAL 11 MONTH AS cut FROM employee_month
), seen AS (
  SELECT customer_id, employee_id, order_date, coalesce(is_big_client, FALSE) AS is_big_client, cut,
    order_date >= cut AS is_since
  FROM source_customer_order, ends
  WHERE customer_id IS NOT NULL AND order_date >= cut - INTERVAL 12 MONTH AND order_date < over
)
SELECT customer_id,
  arg_max(employee_id, order_date) FILTER (NOT is_since AND employee_id IS NOT NULL) AS owner_id,
  (NOT bool_or(is_since))::INTEGER AS is_lost,
  bool_or(is_big_client AND NOT is_since)::INTEGER AS is_big,
  min(cut)::DATE::VARCHAR AS cut
FROM seen
GROUP BY customer_id
HAVING count(*) FILTER (NOT is_since AND employee_id IS NOT NULL) > 0
ORDER BY customer_id;
