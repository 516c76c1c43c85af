-- Question: how does each person work, compared with those in the same job family in the same months?
-- Grain: one row per employee and behaviour, of employees with at least six months on which it is known. value = the person's own rate
-- (sum of counts ÷ sum of bases) minus what peers had in the same months, plus the company's rate: so that neither the trade nor the
-- year in which somebody worked enters. error = its standard error from the spread of the person's own months (of a ratio of sums,
-- linearised: Cochran 1977, §6.4). Sickness and leave are not selected: they would stand for health and parenthood. Parameters: none.
WITH early AS (
  SELECT employee_id, date_trunc('month', work_date)::DATE AS month, count(began_second) AS punched_days,
    count(*) FILTER (began_second BETWEEN 14400 AND 28799) AS early_days
  FROM source_attendance_day GROUP BY ALL
), contact AS (
  SELECT employee_id, date_trunc('month', started_at)::DATE AS month, count(*) AS contacts,
    count(*) FILTER (hour(started_at) BETWEEN 4 AND 7) AS early_contacts
  FROM source_customer_contact GROUP BY ALL
), told AS (  -- a source that exists says 0 where it has no row
  SELECT count(training_hours) > 0 AS has_training, count(coaching_sessions) > 0 AS has_coaching,
    count(suggestions) > 0 AS has_suggestions
  FROM employee_month
), fact AS (
  SELECT employee_id, month, coalesce(job_family, job, '') AS peers, unnest([
    {behaviour: 'early_starts', amount: early_days::DOUBLE, base: punched_days::DOUBLE},
    {behaviour: 'early_contacts', amount: early_contacts::DOUBLE, base: contacts::DOUBLE},
    {behaviour: 'contact_hours', amount: customer_contact_hours, base: headcount_average},
    {behaviour: 'off_clock_contact', amount: off_clock_contact_hours, base: customer_contact_hours},
    {behaviour: 'overtime', amount: overtime_hours, base: headcount_average},
    {behaviour: 'night_hours', amount: night_hours, base: headcount_average},
    {behaviour: 'late_days', amount: late_days::DOUBLE, base: attendance_days::DOUBLE},
    {behaviour: 'core_time', amount: core_time_days::DOUBLE, base: attendance_days::DOUBLE},
    {behaviour: 'visits', amount: visits::DOUBLE, base: headcount_average},
    {behaviour: 'leads_in_24h', amount: leads_answered_24h::DOUBLE, base: leads_due_24h::DOUBLE},
    {behaviour: 'tickets_in_1h', amount: tickets_answered_1h::DOUBLE, base: tickets_due_1h::DOUBLE},
    {behaviour: 'training_hours', amount: 12 * coalesce(training_hours, 0), base: CASE WHEN has_training THEN headcount_average END},
    {behaviour: 'courses', amount: 12.0 * coalesce(courses_completed, 0), base: CASE WHEN has_training THEN headcount_average END},
    {behaviour: 'coaching', amount: 12.0 * coalesce(coaching_sessions, 0), base: CASE WHEN has_coaching THEN headcount_average END},
    {behaviour: 'suggestions', amount: 12.0 * coalesce(suggestions, 0), base: CASE WHEN has_suggestions THEN headcount_average END}
  ], recursive := true)
  FROM employee_month LEFT JOIN early USING (employee_id, month) LEFT JOIN contact USING (employee_id, month) CROSS JOIN told
), known AS (
  FROM fact WHERE amount IS NOT NULL AND base > 0
), peer AS (
  SELECT behaviour, peers, month, sum(amount) / sum(base) AS rate FROM known GROUP BY ALL
), company AS (
  SELECT behaviour, sum(amount) / sum(base) AS rate FROM known GROUP BY ALL
), apart AS (  -- from the peers, month by month
  SELECT employee_id, behaviour, base, amount - base * peer.rate AS more,
    sum(more) OVER person / sum(base) OVER person AS own
  FROM known JOIN peer USING (behaviour, peers, month)
  WINDOW person AS (PARTITION BY employee_id, behaviour)
)
SELECT employee_id, behaviour, any_value(own) + any_value(company.rate) AS value,
  sqrt(count(*) / (count(*) - 1.0) * sum((more - base * own) ** 2)) / sum(base) AS error
FROM apart JOIN company USING (behaviour)
GROUP BY employee_id, behaviour HAVING count(*) >= 6
ORDER BY behaviour, employee_id;
