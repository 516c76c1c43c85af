// People with a value, their units and k → groups to compare with: a partition, so that no two groups can be subtracted.
export interface Placed {
  employee: string;
  /** Units from the top to the person's own. */
  path: readonly string[];
}

export interface PeerGroup {
  /** org_unit_id; of several small units, their common superior unit. */
  unit: string;
  /** Only those below it whose own units are too small to stand alone. */
  isRest: boolean;
  members: string[];
}

/**
 * A unit with at least k people stands for itself; the people of smaller ones go to the superior unit, where they form a group
 * among themselves as soon as they are k. Who is left over at the top has no group. Everybody is in one group at most.
 */
export function peerGroups(people: readonly Placed[], k: number): Map<string, PeerGroup> {
  const waiting = new Map<string, { path: readonly string[]; isRest: boolean; members: string[] }>();
  const add = (path: readonly string[], members: readonly string[], isRest: boolean): void => {
    const key = path.join("\u001f");
    const there = waiting.get(key);
    if (there) {
      there.members.push(...members);
      there.isRest ||= isRest;
    } else waiting.set(key, { path, isRest, members: [...members] });
  };
  for (const { employee, path } of people) if (path.length > 0) add(path, [employee], false);
  const groupOf = new Map<string, PeerGroup>();
  const deepest = Math.max(0, ...[...waiting.values()].map(({ path }) => path.length));
  for (let depth = deepest; depth >= 1; depth--)
    for (const [key, { path, isRest, members }] of waiting) {
      if (path.length !== depth) continue;
      waiting.delete(key);
      if (members.length >= k) {
        const group = { unit: path.at(-1)!, isRest, members: members.sort() };
        for (const member of members) groupOf.set(member, group);
      } else if (depth > 1) add(path.slice(0, -1), members, true);
    }
  return groupOf;
}
