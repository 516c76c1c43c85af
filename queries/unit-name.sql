-- What are the units called? source_org_unit → the latest name. Grain: one row per unit.
SELECT org_unit_id, arg_max(name, valid_from) AS name FROM source_org_unit GROUP BY org_unit_id ORDER BY org_unit_id
