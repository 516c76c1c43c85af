-- What was reached, against which target? source_kpi_actual → one row per employee, indicator and month from $from to $to.
SELECT employee_id, kpi, strftime(month, '%Y-%m') AS month, value::DOUBLE AS value, target::DOUBLE AS target
FROM source_kpi_actual
WHERE date_trunc('month', month) BETWEEN $from AND $to AND value IS NOT NULL
ORDER BY employee_id, kpi, month
