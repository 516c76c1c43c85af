-- source_customer_order, employment, history_from, history_to (variables) → order_month (working table).
-- Grain: one row per employee and month with an order, with a customer whose order of twelve months before comes due, or
-- with a customer in the stock. A customer counts once a month and for one employee, so that sums over employees are right:
-- due customers for the employee of their first order in the month twelve months before; the stock for the employee of the
-- last order up to the month's end. Of the 24 months up to that end, the first twelve make the stock, the last twelve keep it.
-- "New" and "repeat" know no orders from before the files begin.
CREATE OR REPLACE TEMP TABLE order_month AS
WITH placed AS (
  SELECT position, customer_id, order_id, order_date, amount, month_number(order_date) AS number,
    order_date > min(order_date) OVER (PARTITION BY customer_id) AS is_repeat,
    row_number() OVER (PARTITION BY customer_id ORDER BY order_date, order_id) = 1 AS is_first,
    row_number() OVER (PARTITION BY customer_id, month_number(order_date) ORDER BY order_date, order_id) = 1 AS is_first_of_month,
    row_number() OVER (PARTITION BY customer_id, month_number(order_date) ORDER BY order_date DESC, order_id DESC) = 1 AS is_last_of_month,
    count(*) OVER (
      PARTITION BY customer_id ORDER BY order_date RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND INTERVAL 12 MONTH FOLLOWING
    ) > 0 AS is_followed
  FROM source_customer_order LEFT JOIN employment USING (employee_id)
), stocked AS (
  SELECT DISTINCT customer_id, unnest(range(number + 12, number + 24))::INTEGER AS number FROM placed
), counted AS (
  SELECT position, number, 'order' AS what, amount, is_repeat, is_first AS is_hit FROM placed
  UNION ALL
  SELECT position, number + 12, 'due', NULL, NULL, is_followed FROM placed WHERE is_first_of_month
  UNION ALL
  SELECT latest.position, stocked.number, 'stock', NULL, NULL, latest.number > stocked.number - 12
  FROM stocked ASOF JOIN (FROM placed WHERE is_last_of_month) AS latest
    ON latest.customer_id = stocked.customer_id AND stocked.number >= latest.number
)
SELECT position, number,
  count(*) FILTER (what = 'order')::INTEGER AS orders,
  sum(round(amount * 100)::BIGINT) / 100 AS order_amount,
  count(*) FILTER (what = 'order' AND is_repeat)::INTEGER AS repeat_orders,
  count(*) FILTER (what = 'order' AND is_hit)::INTEGER AS new_customers,
  count(*) FILTER (what = 'due')::INTEGER AS customers_due,
  count(*) FILTER (what = 'due' AND is_hit)::INTEGER AS customers_repurchased,
  count(*) FILTER (what = 'stock')::INTEGER AS customers_base,
  count(*) FILTER (what = 'stock' AND is_hit)::INTEGER AS customers_kept
FROM counted
WHERE position IS NOT NULL AND number BETWEEN month_number(getvariable('history_from')) AND month_number(getvariable('history_to'))
GROUP BY ALL;
