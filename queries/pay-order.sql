-- What was sold, and what of it cancelled? source_customer_order → one row per order placed or cancelled from $from to the
-- end of the month $to. "New" and "repeat" as in order_month: they know no orders from before the files begin. A cache
-- built before orders could be cancelled has no such column.
SELECT * FROM (
  SELECT employee_id, order_id, strftime(order_date, '%Y-%m-%d') AS day, amount::DOUBLE AS amount,
    coalesce(is_big_client, false) AS is_big_client,
    order_date > min(order_date) OVER (PARTITION BY customer_id) AS is_repeat,
    row_number() OVER (PARTITION BY customer_id ORDER BY order_date, order_id) = 1 AS is_first,
    strftime(cancelled_on, '%Y-%m-%d') AS cancelled_on, order_date, cancelled_on AS cancelled_date
  FROM (SELECT NULL::DATE AS cancelled_on WHERE false UNION ALL BY NAME SELECT * FROM source_customer_order)
)
WHERE amount IS NOT NULL
  AND (order_date BETWEEN $from AND last_day($to) OR cancelled_date BETWEEN $from AND last_day($to))
ORDER BY employee_id, order_date, order_id
