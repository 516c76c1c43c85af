// An organisation (as of a day, or a draft on it) → SQL that puts it in the place of the one of each month.
import { literal } from "../sql.js";
import type { Organisation } from "./organisation.js";

/**
 * CTEs (without WITH RECURSIVE) of the units of an organisation; the last, `org_path`, has one row per unit: org_unit_id,
 * name, parent_id, org_path, division, department, team, as engine/spine/org-unit-month.sql finds them. `org_entry`
 * tells for every unit ever named (listed_id) which of these stands for it (entry_id, NULL = none):
 * - itself, or what a draft merged it into;
 * - for a unit that began only after the day: the nearest unit above it that was there.
 * A unit that no list names stands for itself, as a root, and nothing is below it but what a draft puts there.
 */
export function organisationCtes({ day, draft }: Organisation): string[] {
  const units = draft?.change.units ?? [];
  const merged = draft?.change.merged ?? [];
  return [
    `org_dated AS (
  SELECT org_unit_id, coalesce(name, org_unit_id) AS name,
    CASE WHEN parent_id IN (SELECT org_unit_id FROM main.source_org_unit) THEN parent_id END AS parent_id,
    coalesce(valid_from, DATE '0001-01-01') AS valid_from FROM main.source_org_unit
  UNION ALL
  SELECT DISTINCT org_unit_id, org_unit_id, NULL, DATE '0001-01-01' FROM main.source_job_assignment
  WHERE org_unit_id IS NOT NULL AND org_unit_id NOT IN (SELECT org_unit_id FROM main.source_org_unit)
)`,
    `org_draft(org_unit_id, name, has_parent, parent_id) AS (${rows(
      units.map(
        ({ unit, name, parent }) =>
          `(${text(unit)}, ${text(name)}::VARCHAR, ${parent !== undefined}, ${text(parent)}::VARCHAR)`,
      ),
      "''::VARCHAR, ''::VARCHAR, FALSE, ''::VARCHAR",
    )})`,
    `org_merged(org_unit_id, into_id) AS (${rows(
      merged.map(({ unit, into }) => `(${text(unit)}, ${text(into)})`),
      "''::VARCHAR, ''::VARCHAR",
    )})`,
    `org_listed AS (
  SELECT org_unit_id, arg_max(name, valid_from) AS name, nullif(arg_max(coalesce(parent_id, ''), valid_from), '') AS parent_id
  FROM org_dated WHERE valid_from <= DATE ${literal(day)} GROUP BY org_unit_id
)`,
    `org_version AS (
  SELECT coalesce(l.org_unit_id, d.org_unit_id) AS org_unit_id, coalesce(d.name, l.name, d.org_unit_id) AS name,
    CASE WHEN d.has_parent THEN d.parent_id ELSE coalesce(m.into_id, l.parent_id) END AS parent_id
  FROM org_listed AS l FULL JOIN org_draft AS d ON d.org_unit_id = l.org_unit_id
  LEFT JOIN org_merged AS m ON m.org_unit_id = l.parent_id
  WHERE coalesce(l.org_unit_id, d.org_unit_id) NOT IN (SELECT org_unit_id FROM org_merged)
)`,
    `org_climb AS (
  SELECT org_unit_id, parent_id AS next_id, [org_unit_id] AS ids, [name] AS names FROM org_version
  UNION ALL
  SELECT c.org_unit_id, above.parent_id, list_prepend(above.org_unit_id, ids), list_prepend(above.name, names)
  FROM org_climb AS c JOIN org_version AS above ON above.org_unit_id = c.next_id
  WHERE NOT list_contains(ids, above.org_unit_id)
)`,
    `org_longest AS (
  SELECT org_unit_id, arg_max(ids, len(ids)) AS ids, arg_max(names, len(ids)) AS names FROM org_climb GROUP BY org_unit_id
)`,
    `org_path AS (
  SELECT org_unit_id, names[-1] AS name, ids[-2] AS parent_id,
    ids AS org_path,
    coalesce(names[CASE WHEN trees > 1 THEN 1 ELSE 2 END], names[-1]) AS division,
    coalesce(names[CASE WHEN trees > 1 THEN 2 ELSE 3 END], names[-1]) AS department,
    coalesce(names[CASE WHEN trees > 1 THEN 3 ELSE 4 END], names[-1]) AS team
  FROM org_longest CROSS JOIN (
    SELECT count(DISTINCT ids[1]) FILTER (len(ids) > 1) AS trees FROM org_longest
  )
)`,
    `org_first AS (
  SELECT org_unit_id, nullif(arg_min(coalesce(parent_id, ''), valid_from), '') AS parent_id FROM org_dated GROUP BY org_unit_id
)`,
    `org_ascent AS (
  SELECT f.org_unit_id AS listed_id, coalesce(m.into_id, f.org_unit_id) AS at_id, 0 AS step
  FROM org_first AS f LEFT JOIN org_merged AS m ON m.org_unit_id = f.org_unit_id
  UNION ALL
  SELECT a.listed_id, coalesce(m.into_id, f.parent_id), a.step + 1
  FROM org_ascent AS a JOIN org_first AS f ON f.org_unit_id = a.at_id
  LEFT JOIN org_merged AS m ON m.org_unit_id = f.parent_id LEFT JOIN org_version AS v ON v.org_unit_id = a.at_id
  WHERE v.org_unit_id IS NULL AND f.parent_id IS NOT NULL AND a.step < 100
)`,
    `org_entry AS (
  SELECT listed_id, arg_max(v.org_unit_id, step) AS entry_id
  FROM org_ascent AS a LEFT JOIN org_version AS v ON v.org_unit_id = a.at_id GROUP BY listed_id
)`,
  ];
}

const text = (value: string | null | undefined): string =>
  value === null || value === undefined ? "NULL" : literal(value);

const rows = (values: string[], empty: string): string =>
  values.length > 0 ? `VALUES ${values.join(", ")}` : `SELECT ${empty} WHERE FALSE`;

/**
 * The same, then `employee_month` or `hire_cohort` (what `relations` names) under their own names, so that whatever reads
 * them reads the recast ones: unit, division, department, team, path and manager as in the organisation, the rest as it was.
 * A person stands where the assignment in force on the day put them; who came later, where their first one put them; who
 * left before, where they last were.
 *
 * `rights` is a condition on `e`, a row as it was: whose rows may be read never depends on the recast.
 */
export function recastCtes(
  organisation: Organisation,
  relations: readonly string[],
  rights: string,
): string[] {
  const day = `DATE ${literal(organisation.day)}`;
  return [
    ...organisationCtes(organisation),
    `org_place AS (
  SELECT assigned.employee_id, assigned.manager_id, unit.org_unit_id, unit.org_path, unit.division, unit.department, unit.team
  FROM (
    SELECT employee_id, org_unit_id, manager_id FROM main.source_job_assignment
    QUALIFY row_number() OVER (PARTITION BY employee_id
      ORDER BY valid_from > ${day}, CASE WHEN valid_from <= ${day} THEN valid_from END DESC, valid_from) = 1
  ) AS assigned LEFT JOIN org_entry AS entry ON entry.listed_id = assigned.org_unit_id
  LEFT JOIN org_path AS unit ON unit.org_unit_id = entry.entry_id
)`,
    ...relations.map(
      (relation) => `${relation} AS NOT MATERIALIZED (
  SELECT e.* REPLACE (place.org_unit_id AS org_unit_id, place.division AS division, place.department AS department,
    place.team AS team, place.org_path AS org_path, place.manager_id AS manager_id)
  FROM main.${relation} AS e LEFT JOIN org_place AS place ON place.employee_id = e.employee_id
  WHERE ${rights}
)`,
    ),
  ];
}
