-- What was agreed and reached, as recorded? source_kpi_actual → value, target and weight.
-- Grain: one row per employee, indicator and month between $from and $to.
SELECT employee_id, kpi, strftime(month, '%Y-%m') AS month, value::DOUBLE AS value, target::DOUBLE AS target,
  weight::DOUBLE AS weight, kind
FROM source_kpi_actual
WHERE month BETWEEN $from AND $to AND value IS NOT NULL
ORDER BY employee_id, kpi, month
