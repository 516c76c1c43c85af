-- source_lead, employment → lead_month (working table). Grain: one row per employee and month in which a lead of theirs
-- came, its window of 24 or 72 hours ended, or it was closed. A window counts in the month in which it ends, so that
-- every lead in it had the same time to be answered. Hours are elapsed ones, also where clocks change.
-- A lead closed before its first response was never answered, as far as its closing is concerned.
CREATE OR REPLACE TEMP TABLE lead_month AS
WITH received AS (
  SELECT position, status, created_at, closed_at, here_instant(created_at) AS came,
    (epoch_us(here_instant(first_response_at)) - epoch_us(came)) / 3.6e9 AS hours,
    CASE WHEN first_response_at <= closed_at THEN hours END AS hours_at_close
  FROM source_lead JOIN employment USING (employee_id)
), counted AS (
  SELECT position, month_number(created_at) AS number, 'received' AS what, NULL::DOUBLE AS hours, NULL::VARCHAR AS status FROM received
  UNION ALL
  SELECT position, month_number(here_time(came + INTERVAL 24 HOUR)), 'due 24', hours, NULL FROM received
  UNION ALL
  SELECT position, month_number(here_time(came + INTERVAL 72 HOUR)), 'due 72', hours, NULL FROM received
  UNION ALL
  SELECT position, month_number(closed_at), 'closed', hours_at_close, status FROM received
  WHERE status IN ('won', 'lost') AND closed_at IS NOT NULL
)
SELECT position, number,
  count(*) FILTER (what = 'received')::INTEGER AS leads_received,
  count(*) FILTER (what = 'due 24')::INTEGER AS leads_due_24h,
  count(*) FILTER (what = 'due 24' AND hours <= 24)::INTEGER AS leads_answered_24h,
  count(*) FILTER (what = 'due 72')::INTEGER AS leads_due_72h,
  count(*) FILTER (what = 'due 72' AND hours <= 72)::INTEGER AS leads_answered_72h,
  count(*) FILTER (what = 'closed')::INTEGER AS leads_closed,
  count(*) FILTER (what = 'closed' AND status = 'won')::INTEGER AS leads_won,
  count(*) FILTER (what = 'closed' AND hours <= 24)::INTEGER AS leads_closed_fast,
  count(*) FILTER (what = 'closed' AND hours <= 24 AND status = 'won')::INTEGER AS leads_won_fast,
  count(*) FILTER (what = 'closed' AND coalesce(hours > 72, true))::INTEGER AS leads_closed_slow,
  count(*) FILTER (what = 'closed' AND coalesce(hours > 72, true) AND status = 'won')::INTEGER AS leads_won_slow
FROM counted GROUP BY ALL;
