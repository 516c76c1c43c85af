// Values of an attribute → groups of neighbouring values with enough people each.

/** Value numbers that stand together; groups keep the declared order. */
export type ValueGroups = number[][];

/** Merges neighbours until each group has nobody or at least k people. */
export function mergedValues(
  attribute: { values: readonly unknown[]; of: Int32Array },
  k: number,
): ValueGroups {
  const counts = new Int32Array(attribute.values.length);
  for (const value of attribute.of) counts[value]++;
  let groups: ValueGroups = attribute.values.map((_, value) => [value]);
  const people = (group: number[]): number => group.reduce((sum, value) => sum + counts[value], 0);
  while (groups.length > 1 && groups.some((group) => people(group) < k))
    groups = mergeSmallestNeighbours(groups, people);
  return groups;
}

/** The groups of the month before where they are the present ones or coarser, and still hold. */
export function keptGroups(
  groups: ValueGroups,
  previous: readonly (readonly unknown[])[] | undefined,
  attribute: { values: readonly unknown[]; of: Int32Array },
  k: number,
): ValueGroups {
  if (!previous) return groups;
  const kept = previous
    .map((values) => values.map((value) => attribute.values.indexOf(value)).filter((value) => value >= 0))
    .filter((values) => values.length > 0);
  const covered = kept.flat();
  if (covered.length !== attribute.values.length) return groups;
  const isCoarser = groups.every((group) =>
    kept.some((values) => group.every((value) => values.includes(value))),
  );
  const counts = kept.map((values) =>
    attribute.of.reduce((sum, value) => sum + Number(values.includes(value)), 0),
  );
  return isCoarser && counts.every((count) => count === 0 || count >= k) ? kept : groups;
}

/** The two neighbours with the fewest people together become one. */
export function mergeSmallestNeighbours(
  groups: ValueGroups,
  people: (group: number[]) => number,
): ValueGroups {
  const sizes = groups.map(people);
  let at = 0;
  for (let i = 1; i + 1 < groups.length; i++) if (sizes[i] + sizes[i + 1] < sizes[at] + sizes[at + 1]) at = i;
  return [...groups.slice(0, at), [...groups[at], ...groups[at + 1]], ...groups.slice(at + 2)];
}
