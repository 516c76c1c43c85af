// Membership of a closed month → the tables that may be answered: unit depth × at most one attribute, 0 or k people and
// more in each cell, and no linear combination of all their cells that isolates fewer than k people.
import { Audit } from "./audit.js";
import type { AttributeValue, Membership } from "./membership.js";
import { partition, type Partition, type PartitionInput } from "./partition.js";
import { keptGroups, mergedValues } from "./value-groups.js";

/** One released table. `people[b][g]`: how many of block b are in group g; 0 or at least k. */
export interface ReleasedTable {
  /** null = totals. */
  attribute: string | null;
  depth: number;
  /** Values that stand together, in order; one group for totals. */
  groups: AttributeValue[][];
  /** Units that stand together, in order. */
  blocks: string[][];
  people: number[][];
}

export interface ReleasedTables {
  tables: ReleasedTable[];
  /** Tables for which no safe form was found. */
  refused: { attribute: string | null; depth: number }[];
}

/** Merges that are tried before a table is given up. */
const mostRounds = 60;

/**
 * Attributes in their order of priority: what was accepted first is never given up for what comes later. `previous`: the
 * tables of the month before; groups and partners are kept as long as they hold, so that windows keep their cells.
 */
export function releaseTables(
  membership: Membership,
  k: number,
  previous: readonly ReleasedTable[] = [],
): ReleasedTables {
  const tables: ReleasedTable[] = [];
  const refused: ReleasedTables["refused"] = [];
  let audit = Audit.of(membership.people, k);
  const totals = { name: null, values: [null] as AttributeValue[], of: new Int32Array(membership.people) };
  for (const attribute of [totals, ...membership.attributes]) {
    const before = (depth: number): ReleasedTable | undefined =>
      previous.find((table) => table.attribute === attribute.name && table.depth === depth);
    let groups = keptGroups(mergedValues(attribute, k), before(0)?.groups, attribute, k);
    for (let depth = 0; depth < membership.depths; depth++) {
      // one group would only repeat the totals
      if (attribute.name !== null && groups.length < 2) break;
      const table = before(depth);
      groups = keptGroups(groups, table?.groups, attribute, k);
      const input: PartitionInput = {
        membership,
        attribute,
        depth,
        groups,
        k,
        previous: table?.blocks ?? [],
      };
      const accepted = acceptedTable(audit, input);
      if (!accepted) {
        refused.push({ attribute: attribute.name, depth });
        break;
      }
      audit = accepted.audit;
      groups = accepted.table.groups;
      tables.push(tableOf(attribute, depth, accepted.table));
    }
  }
  return { tables, refused };
}

/** Partition, audit, merge the units of exposed people, again; undefined when that leads nowhere. */
function acceptedTable(audit: Audit, input: PartitionInput): { audit: Audit; table: Partition } | undefined {
  const mustMerge = new Set<string>();
  for (let round = 0; round < mostRounds; round++) {
    const table = partition(input, mustMerge);
    if (!table || table.blocks.length === 0) return undefined;
    if (input.attribute.name !== null && table.groups.length < 2) return undefined;
    const outcome = audit.with(table.blocks.flatMap(({ cells }) => cells.filter((cell) => cell.length > 0)));
    if ("accepted" in outcome) return { audit: outcome.accepted, table };
    const before = mustMerge.size;
    const exposed = new Set(outcome.exposed);
    for (const { units, cells } of table.blocks)
      if (cells.some((cell) => cell.some((person) => exposed.has(person))))
        for (const unit of units) mustMerge.add(unit);
    if (mustMerge.size === before) return undefined;
  }
  return undefined;
}

const tableOf = (
  attribute: { name: string | null; values: AttributeValue[] },
  depth: number,
  { groups, blocks }: Partition,
): ReleasedTable => ({
  attribute: attribute.name,
  depth,
  groups: groups.map((group) => group.map((value) => attribute.values[value])),
  blocks: blocks.map(({ units }) => units),
  people: blocks.map(({ cells }) => cells.map((cell) => cell.length)),
});
