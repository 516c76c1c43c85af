-- How did leads go, as seen from their beginning? source_lead → one row per lead with a start: days to its first answer and
-- to its end, and from its start to the last day known. Times are elapsed days, fractions kept; ended: won, lost or null.
SELECT employee_id,
  epoch(first_response_at - created_at) / 86400 AS response_days,
  CASE WHEN status IN ('won', 'lost') THEN epoch(closed_at - created_at) / 86400 END AS closed_days,
  epoch(max(greatest(created_at, coalesce(closed_at, created_at), coalesce(first_response_at, created_at))) OVER () - created_at)
    / 86400 AS known_days,
  CASE WHEN status IN ('won', 'lost') AND closed_at IS NOT NULL THEN status END AS ended
FROM source_lead
WHERE created_at IS NOT NULL
