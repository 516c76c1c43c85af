-- source_org_unit, calendar_month → org_unit_month (working table).
-- Grain: one row per organisation unit and month: its path from the root and the names on it, as of the month's end.
-- Under one root (the company, depth 1) division, department and team are depths 2, 3, 4; where several trees stand side
-- by side, each root is a division. A shallower unit repeats its deepest name. A cycle ends the path where it closes.
CREATE OR REPLACE TEMP TABLE org_unit_month AS
WITH RECURSIVE version AS (  -- the latest version that began by the month's end; a unit closed since keeps its last name
  SELECT month_number(month) AS number, org_unit_id,
    arg_max(coalesce(name, org_unit_id), valid_from) AS name,
    nullif(arg_max(coalesce(parent_id, ''), valid_from), '') AS parent_id
  FROM calendar_month
  JOIN (SELECT * REPLACE (coalesce(valid_from, DATE '0001-01-01') AS valid_from) FROM source_org_unit) AS unit
    ON unit.valid_from <= calendar_month.last_day
  GROUP BY ALL
), climb AS (
  SELECT number, org_unit_id, parent_id AS next_id, [org_unit_id] AS ids, [name] AS names FROM version
  UNION ALL
  SELECT climb.number, climb.org_unit_id, parent.parent_id, list_prepend(parent.org_unit_id, ids), list_prepend(parent.name, names)
  FROM climb JOIN version AS parent ON parent.number = climb.number AND parent.org_unit_id = climb.next_id
  WHERE NOT list_contains(ids, parent.org_unit_id)
), path AS (
  SELECT number, org_unit_id, arg_max(ids, len(ids)) AS ids, arg_max(names, len(ids)) AS names
  FROM climb GROUP BY number, org_unit_id
), root AS (  -- roots that have units below them
  SELECT number, count(DISTINCT ids[1]) FILTER (len(ids) > 1) AS trees FROM path GROUP BY number
)
SELECT number, org_unit_id, array_to_string(ids, chr(31)) AS org_path,
  coalesce(names[CASE WHEN trees > 1 THEN 1 ELSE 2 END], names[-1]) AS division,
  coalesce(names[CASE WHEN trees > 1 THEN 2 ELSE 3 END], names[-1]) AS department,
  coalesce(names[CASE WHEN trees > 1 THEN 3 ELSE 4 END], names[-1]) AS team
FROM path JOIN root USING (number);
