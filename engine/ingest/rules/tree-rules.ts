// Organisation units → findings: a parent that does not exist, a unit that is its own ancestor.
import type { Database } from "../../database.js";
import { identifier } from "../../sql.js";
import { recordFindings } from "../finding.js";
import { headerIn, type Part } from "../parts.js";

export async function checkKnownParent(db: Database, part: Part): Promise<void> {
  if (!part.columns.includes("parent_id")) return;
  await recordFindings(db, {
    part: part.number,
    table: part.contract.table,
    rule: "unknown_reference",
    column: headerIn(part, "parent_id"),
    expected: { en: "the number of another unit", zh: "另一组织单元的编号" },
    select: `SELECT rid, source_row, source_file, parent_id AS found FROM ${identifier(part.relation)}
      WHERE parent_id IS NOT NULL AND parent_id NOT IN (
        SELECT org_unit_id FROM ${identifier(part.relation)} UNION SELECT org_unit_id FROM source_org_unit)`,
  });
}

/** Follows parents upwards; a unit met again on its own way up is in a cycle. */
export async function checkTree(db: Database, part: Part): Promise<void> {
  if (!part.columns.includes("parent_id")) return;
  await recordFindings(db, {
    part: part.number,
    table: part.contract.table,
    rule: "tree_cycle",
    column: headerIn(part, "parent_id"),
    expected: { en: "a parent above the unit in the tree", zh: "上级应位于该组织之上" },
    select: `WITH RECURSIVE link AS (
        SELECT DISTINCT org_unit_id, parent_id FROM ${identifier(part.relation)} WHERE parent_id IS NOT NULL),
      up AS (
        SELECT org_unit_id, parent_id AS ancestor, [org_unit_id] AS path FROM link
        UNION ALL
        SELECT up.org_unit_id, link.parent_id, list_append(path, link.org_unit_id)
        FROM up JOIN link ON link.org_unit_id = up.ancestor WHERE NOT list_contains(path, link.org_unit_id))
      SELECT rid, source_row, source_file, parent_id AS found FROM ${identifier(part.relation)}
      WHERE org_unit_id IN (SELECT org_unit_id FROM up WHERE ancestor = org_unit_id)`,
  });
}
