// Exits of one fiscal year and the cells that everybody may see → what is published of their kinds, cell by cell, so that all
// of it together tells of no single exit.
import { type Published } from "./honest-digits.js";
import { allowed, kindGrid, outcomes, publishedKind } from "./kind-digits.js";
import type { ByKind } from "./kind-sets.js";
import { KindTree, type ExitGroup, type Place } from "./kind-tree.js";

export interface ExitCell {
  key: string;
  depth: number;
  /** Numbers of the groups of exits in the cell. */
  groups: ReadonlySet<number>;
}

export interface PublishedKinds {
  exits: number;
  /** Voluntary, involuntary, other; null: not published. */
  kinds: readonly [Published | null, Published | null, Published | null];
}

/** `whole`: all kinds. `voluntary`: whether an exit was voluntary, and nothing of the others. */
type Extent = "whole" | "voluntary";

/**
 * From the whole company down, larger cells first. A cell is published if *nothing* that could be published of it, as far as
 * what was published before tells, would leave an exit (in this cell or any other, or in what is left between them) only one
 * possibility. So the decision is made of what everybody sees already and tells nothing itself ("simulatable auditing":
 * Kenthapadi, Mishra, Nissim, PODS 2005). Cells must lie in each other or apart; of what overlaps the first counts.
 * For a reader who knows the kinds of some exits the decision is made anew, of what that reader sees: what others are shown would
 * tell of numbers that this reader is not shown.
 */
export function publishKinds(
  groups: readonly ExitGroup[],
  cells: readonly ExitCell[],
  k: number,
): Map<string, PublishedKinds> {
  const tree = new KindTree(groups);
  const found = new Map<string, PublishedKinds>();
  /** The same exits under another key: the same answer. */
  const done = new Map<string, PublishedKinds>();
  for (const { key, groups: members, counts } of inOrder(groups, cells)) {
    const exits = counts[0] + counts[1] + counts[2];
    if (exits < k) continue;
    const name = [...members].sort((a, b) => a - b).join();
    let published = done.get(name);
    if (!published) {
      published = { exits, kinds: [null, null, null] };
      const place = tree.insert(members);
      if (place) published = publishCell(place, counts, exits, k) ?? published;
      done.set(name, published);
    }
    if (published.kinds[0] !== null) found.set(key, published);
  }
  return found;
}

function publishCell(place: Place, counts: ByKind, exits: number, k: number): PublishedKinds | undefined {
  const grid = kindGrid(exits, k);
  const before = place.counts();
  for (const extent of ["whole", "voluntary"] satisfies Extent[]) {
    const isSafe = [...outcomes(before, grid, extent === "whole")].every(
      (values) => place.would(allowed(values, grid)) !== "told",
    );
    if (!isSafe) continue;
    const all = counts.map((count) => publishedKind(count, grid));
    const [voluntary, ...others] = all;
    const [involuntary, other] = extent === "whole" ? others : [null, null];
    const kinds = [voluntary, involuntary, other] as const;
    place.limit(
      allowed(
        kinds.map((published) => published?.value ?? null),
        grid,
      ),
    );
    return { exits, kinds };
  }
  place.remove();
  return undefined;
}

/** By depth, then by the number of exits, then by key: nothing of it depends on a kind. */
function inOrder(
  groups: readonly ExitGroup[],
  cells: readonly ExitCell[],
): (ExitCell & { counts: ByKind })[] {
  const counted = cells.map((cell) => {
    const counts: [number, number, number] = [0, 0, 0];
    for (const g of cell.groups) for (const i of [0, 1, 2]) counts[i] += groups[g].counts[i];
    return { ...cell, counts, exits: counts[0] + counts[1] + counts[2] };
  });
  return counted.sort(
    (a, b) => a.depth - b.depth || b.exits - a.exits || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
}
