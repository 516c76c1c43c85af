// Units of one depth × groups of values → blocks of units whose every cell has nobody or at least k people.
import { unitAt, type Membership } from "./membership.js";
import { mergeSmallestNeighbours, type ValueGroups } from "./value-groups.js";

export interface Block {
  /** Unit ids in the order of their paths. */
  units: string[];
  /** Path of the first unit: blocks below the same unit are siblings. */
  path: readonly string[];
  /** People per group, ascending. */
  cells: number[][];
  people: number;
}

export interface Partition {
  groups: ValueGroups;
  blocks: Block[];
}

export interface PartitionInput {
  membership: Membership;
  attribute: { name: string | null; of: Int32Array };
  depth: number;
  groups: ValueGroups;
  k: number;
  /** Blocks of the month before: their partners stay together where one is needed. */
  previous: readonly (readonly string[])[];
}

/** With more people than this share in units that fail, values are merged before units are. */
const mostInFailing = 0.2;

/** `mustMerge`: units that must not stand alone or only among each other. Undefined when no partition is safe. */
export function partition(input: PartitionInput, mustMerge: ReadonlySet<string>): Partition | undefined {
  const { membership, attribute, depth, k } = input;
  const fails = (block: Block): boolean =>
    block.cells.some((cell) => cell.length > 0 && cell.length < k) ||
    (mustMerge.size > 0 && block.units.every((unit) => mustMerge.has(unit)));
  for (let { groups } = input; ;) {
    let blocks = unitBlocks(input, groups);
    const failing = blocks.filter(fails).reduce((sum, block) => sum + block.people, 0);
    if (failing > mostInFailing * membership.people && groups.length > 2) {
      const counts = new Map<number, number>();
      for (const value of attribute.of) counts.set(value, (counts.get(value) ?? 0) + 1);
      groups = mergeSmallestNeighbours(groups, (group) =>
        group.reduce((sum, value) => sum + (counts.get(value) ?? 0), 0),
      );
      continue;
    }
    // siblings first, then cousins
    for (let level = depth; level >= 1 && blocks.some(fails); level--)
      blocks = mergedBelow(blocks, level, fails, input.previous);
    return blocks.some(fails) ? undefined : { groups, blocks };
  }
}

function unitBlocks({ membership, attribute, depth }: PartitionInput, groups: ValueGroups): Block[] {
  const groupOf: number[] = [];
  for (const [g, values] of groups.entries()) for (const value of values) groupOf[value] = g;
  const blocks = new Map<string, Block>();
  for (const [person, home] of membership.homes.entries()) {
    const key = unitAt(home, depth);
    let block = blocks.get(key);
    if (!block) {
      block = { units: [], path: home.slice(0, depth + 1), cells: groups.map(() => []), people: 0 };
      blocks.set(key, block);
    }
    // named after where its people really sit
    const unit = unitAt(membership.paths[person], depth);
    if (!block.units.includes(unit)) block.units.push(unit);
    block.cells[groupOf[attribute.of[person]]].push(person);
    block.people++;
  }
  for (const block of blocks.values()) block.units.sort();
  return [...blocks.values()];
}

/** Among blocks below the same unit of the level above: failing ones join, largest first, until what they form holds. */
function mergedBelow(
  blocks: readonly Block[],
  level: number,
  fails: (block: Block) => boolean,
  previous: PartitionInput["previous"],
): Block[] {
  const families = new Map<string, Block[]>();
  for (const block of blocks) {
    const key = JSON.stringify(block.path.slice(0, level));
    families.set(key, [...(families.get(key) ?? []), block]);
  }
  return [...families.values()].flatMap((family) => {
    const standing = family.filter((block) => !fails(block));
    const bySize = family
      .filter(fails)
      .sort((a, b) => b.people - a.people || (a.units[0] < b.units[0] ? -1 : 1));
    let pool: Block | undefined;
    for (const block of bySize) {
      pool = pool ? joined(pool, block) : block;
      if (!fails(pool)) {
        standing.push(pool);
        pool = undefined;
      }
    }
    while (pool && fails(pool) && standing.length > 0) {
      const partner =
        formerPartner(standing, pool, previous) ??
        standing.reduce((least, block) => (block.people < least.people ? block : least));
      standing.splice(standing.indexOf(partner), 1);
      pool = joined(partner, pool);
    }
    return pool ? [...standing, pool] : standing;
  });
}

function formerPartner(
  standing: readonly Block[],
  pool: Block,
  previous: PartitionInput["previous"],
): Block | undefined {
  const former = new Set(previous.filter((units) => units.some((unit) => pool.units.includes(unit))).flat());
  return standing.find(({ units }) => units.some((unit) => former.has(unit)));
}

function joined(a: Block, b: Block): Block {
  return {
    units: [...a.units, ...b.units].sort(),
    path: a.path,
    cells: a.cells.map((cell, g) => [...cell, ...b.cells[g]].sort((x, y) => x - y)),
    people: a.people + b.people,
  };
}
