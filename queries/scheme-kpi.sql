-- What do people's own indicators say? source_kpi_actual → one row per employee, indicator and month of $from … $to.
-- Grain: employee, kpi, month; the key of the source. The target may be null.
SELECT employee_id, kpi, strftime(month, '%Y-%m') AS month, value::DOUBLE AS value, target::DOUBLE AS target
FROM source_kpi_actual
WHERE value IS NOT NULL AND month BETWEEN $from::DATE AND last_day($to::DATE)
ORDER BY employee_id, kpi, month
