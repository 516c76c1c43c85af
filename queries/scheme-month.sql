-- In which months was each person employed? employee_month → months of $from … $to, whoever may read them: a score of part of
-- somebody's months must not pass for the whole. Grain: one row per employee and month.
SELECT employee_id, strftime(month, '%Y-%m') AS month
FROM employee_month
WHERE month BETWEEN $from::DATE AND $to::DATE
ORDER BY employee_id, month
