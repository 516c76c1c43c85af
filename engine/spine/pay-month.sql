-- source_pay, assignment_segment, employment, exchange_rate → pay_month (working table).
-- Grain: one row per employee and month in which a pay is in force at the month's end (or on the last employed day).
-- The latest valid_from on or before that day counts, in the company's currency; without a rate for it the amount is unknown.
-- pay_ratio: to the median of the others with the same job and level in that month, NULL with fewer than three others.
CREATE OR REPLACE TEMP TABLE pay_month AS
WITH in_force AS (  -- what began before the hire counts from the hire; of several in a month the last is left at its end
  SELECT position, base_pay, greatest(month_number(valid_from), hire_number) AS from_number,
    CASE WHEN currency IN ('RMB', '人民币', '元') THEN 'CNY' ELSE upper(coalesce(currency, getvariable('company_currency'))) END AS currency
  FROM source_pay JOIN employment USING (employee_id)
  WHERE valid_from <= coalesce(exit_date, DATE '9999-12-31')
  QUALIFY row_number() OVER (PARTITION BY position, greatest(month_number(valid_from), hire_number) ORDER BY valid_from DESC) = 1
), stretch AS (
  SELECT position, from_number, base_pay * rate AS base_pay,
    coalesce(base_pay > lag(base_pay) OVER person AND currency = lag(currency) OVER person, false) AS is_raise,
    coalesce(lead(from_number) OVER person, 1000000) AS end_number
  FROM in_force LEFT JOIN exchange_rate USING (currency)
  WINDOW person AS (PARTITION BY position ORDER BY from_number)
), monthly AS (
  SELECT a.position, a.job, a.level, p.base_pay, p.is_raise, p.from_number,
    unnest(range(greatest(a.from_number, p.from_number), least(a.end_number, p.end_number)))::INTEGER AS number
  FROM assignment_segment AS a JOIN stretch AS p
    ON p.position = a.position AND p.from_number < a.end_number AND p.end_number > a.from_number
), peers AS (  -- with n people in a group, the median of the n − 1 others needs three neighbouring pays at most
  SELECT number, job, level, n, pays[n // 2] AS low, pays[n // 2 + 1] AS middle, pays[n // 2 + 2] AS high
  FROM (
    SELECT number, job, level, count(*) AS n, list_sort(list(base_pay)) AS pays
    FROM monthly WHERE base_pay IS NOT NULL AND job IS NOT NULL GROUP BY ALL
  ) WHERE n >= 4
)
SELECT position, monthly.number, base_pay, is_raise AND from_number = monthly.number AS is_raise,
  base_pay / nullif(CASE WHEN n % 2 = 0 THEN CASE WHEN base_pay > low THEN low ELSE middle END
    ELSE (CASE WHEN base_pay > low THEN low ELSE middle END + CASE WHEN base_pay > middle THEN middle ELSE high END) / 2 END, 0
  ) AS pay_ratio
FROM monthly LEFT JOIN peers
  ON peers.number = monthly.number AND peers.job = monthly.job AND peers.level IS NOT DISTINCT FROM monthly.level;
