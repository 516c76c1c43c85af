-- Which leads still wait for a first answer at $at? source_lead → hours waited.
-- Grain: one row per lead with an owner, not answered and not closed at $at. Elapsed hours, in the company's clock.
SELECT lead_id, employee_id, customer_id, strftime(created_at, '%Y-%m-%d %H:%M') AS created_at,
  epoch($at - created_at) / 3600 AS waited_hours
FROM source_lead
WHERE created_at <= $at
  AND employee_id IS NOT NULL
  AND (first_response_at IS NULL OR first_response_at > $at)
  AND (closed_at IS NULL OR closed_at > $at)
  AND coalesce(status, 'open') NOT IN ('won', 'lost')
ORDER BY employee_id, waited_hours DESC, lead_id
