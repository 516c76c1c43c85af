-- source_customer_contact, source_attendance_day, employment, internal_domain, colleague_address → contact_month (working table).
-- Grain: one row per employee and month with a contact of known length to somebody outside the company.
-- Outside: at least one address is neither of an internal domain (or a domain below it) nor a colleague's. A mail without
-- any address, and every mail as long as nothing tells colleagues from customers, is left out. Calls, meetings and chats
-- are customer contacts by their source unless all their addresses are internal.
-- Hours are those of the union of all contacts: a mail written in a call, or two calls at once, count once. Off the clock is
-- what lies outside the punches; a day with hours but without punches is taken as worked all through.
CREATE OR REPLACE TEMP TABLE contact_month AS
WITH contact AS (
  SELECT position, employee_id, kind,
    coalesce(started_at_utc, here_instant(started_at)) AS began,
    coalesce(ended_at_utc, here_instant(ended_at), began + to_microseconds(round(minutes * 6e7)::BIGINT)) AS stated_end,
    -- whatever looks like an address or a domain; names and telephone numbers don't
    list_filter(regexp_split_to_array(lower(coalesce(counterpart, '')), '[\s,;<>()"''|]+'), lambda word:
      regexp_full_match(word, '([^@]*@)?([\p{L}\p{N}-]+\.)+[\p{L}][\p{L}\p{N}-]+')) AS addresses,
    trim(counterpart) AS named
  FROM source_customer_contact JOIN employment USING (employee_id)
), addressed AS (
  SELECT position, began, kind, named, least(stated_end, began + INTERVAL 1 DAY) AS ended,
    unnest(CASE WHEN len(addresses) > 0 THEN addresses ELSE [NULL] END) AS address
  FROM contact WHERE stated_end > began
), known AS (
  SELECT DISTINCT position, began, ended
  FROM addressed
  WHERE CASE WHEN address IS NULL THEN kind <> 'mail' AND NOT EXISTS (FROM employment AS e WHERE e.employee_id = named AND here_time(began)::DATE >= e.hire_date)
    ELSE (kind <> 'mail' OR (SELECT count(*) FROM internal_domain) > 0 OR here_time(began)::DATE >= (SELECT min(hire_date) FROM colleague_address))
      AND NOT EXISTS (FROM internal_domain WHERE regexp_extract(address, '([^@]*)$', 1) = domain OR ends_with(address, '.' || domain))
      AND NOT EXISTS (FROM colleague_address AS c WHERE c.address = addressed.address AND here_time(began)::DATE >= c.hire_date) END
), worked AS (  -- on the days around contacts only
  SELECT position,
    coalesce(clock_in_utc, here_instant(clock_in), here_instant(work_date::TIMESTAMP)) AS began,
    least(CASE WHEN clock_in IS NULL OR clock_out IS NULL THEN here_instant(work_date + INTERVAL 1 DAY)
      ELSE coalesce(clock_out_utc, here_instant(CASE WHEN clock_out < clock_in THEN clock_out + INTERVAL 1 DAY ELSE clock_out END)) END,
      began + INTERVAL 1 DAY) AS ended
  FROM source_attendance_day JOIN employment USING (employee_id)
  SEMI JOIN (
    SELECT position, unnest([here_time(began)::DATE - 1, here_time(began)::DATE, here_time(began)::DATE + 1]) AS work_date FROM known
  ) AS near USING (position, work_date)
  WHERE (clock_in IS NOT NULL AND clock_out IS NOT NULL) OR worked_hours > 0
), layer AS (
  SELECT *, unnest(['contact', 'either']) AS what FROM known
  UNION ALL
  SELECT *, unnest(['work', 'either']) FROM worked WHERE ended > began
), island AS (
  SELECT position, what, began, ended, sum(starts) OVER (PARTITION BY position, what ORDER BY began, ended ROWS UNBOUNDED PRECEDING) AS nth
  FROM (
    SELECT *, (began > max(ended) OVER (
      PARTITION BY position, what ORDER BY began, ended ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) IS NOT FALSE AS is_start,
      is_start::INTEGER AS starts
    FROM layer)
), stretch AS (
  SELECT position, what, min(began) AS began, max(ended) AS ended FROM island GROUP BY position, what, nth
), piece AS (  -- cut where the local month ends
  SELECT position, what, number, greatest(began, here_instant(first_of_month(number)::TIMESTAMP)) AS from_time,
    least(ended, here_instant(first_of_month(number + 1)::TIMESTAMP)) AS to_time
  FROM (SELECT *, unnest(range(month_number(here_time(began)), month_number(here_time(ended)) + 1))::INTEGER AS number FROM stretch)
), summed AS (
  SELECT position, number,
    sum(epoch_us(to_time) - epoch_us(from_time)) FILTER (what = 'contact') AS contact,
    sum(epoch_us(to_time) - epoch_us(from_time)) FILTER (what = 'either') AS either,
    coalesce(sum(epoch_us(to_time) - epoch_us(from_time)) FILTER (what = 'work'), 0) AS work
  FROM piece GROUP BY ALL
)
SELECT position, number,
  round(contact / 3.6e7) / 100 AS customer_contact_hours,
  round((either - work) / 3.6e7) / 100 AS off_clock_contact_hours
FROM summed WHERE contact > 0;
