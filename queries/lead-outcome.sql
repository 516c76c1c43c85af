-- How did each lead go? source_lead → days from its coming to its first response, to its end and to the last day known.
-- Grain: one row per lead with a start; ended: won, lost, or null while it is open. Times are elapsed days, fractions kept.
SELECT lead_id, employee_id, customer_id,
  epoch(first_response_at - created_at) / 86400 AS response_days,
  epoch(closed_at - created_at) / 86400 AS closed_days,
  epoch(max(greatest(created_at, coalesce(closed_at, created_at), coalesce(first_response_at, created_at))) OVER () - created_at)
    / 86400 AS known_days,
  CASE WHEN status IN ('won', 'lost') AND closed_at IS NOT NULL THEN status END AS ended
FROM source_lead
WHERE created_at IS NOT NULL
