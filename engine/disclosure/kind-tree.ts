// Groups of exits that lie in each other and what is published of them → what is still possible for each part.
import {
  anyKinds,
  isCounted,
  isOpen,
  partOf,
  plus,
  within,
  without,
  type ByKind,
  type KindSet,
} from "./kind-sets.js";

/** Exits that stand in the same cells. */
export interface ExitGroup {
  counts: ByKind;
  /** Those of them whose kind the reader knows exactly; nobody's when left out. */
  known?: ByKind;
}

interface Node {
  groups: ReadonlySet<number>;
  /** Exits whose kind is not known, and of those that are: how many of each kind. */
  unknown: number;
  known: ByKind;
  limits: { low: ByKind; high: ByKind } | null;
  children: Node[];
}

/** Impossible: no kinds go with what is published. Told: of some exit it would be certain that it is of a kind, or is not. */
export type Possible = "open" | "told" | "impossible";

const total = ([a, b, c]: ByKind): number => a + b + c;

/**
 * Parts and wholes only: a group that overlaps another is not taken. What is possible for each node is worked out exactly, up
 * the tree (what the parts allow) and down again (what the rest of the whole allows).
 */
export class KindTree {
  readonly #root: Node;

  constructor(private readonly groups: readonly ExitGroup[]) {
    this.#root = this.#node(new Set(groups.keys()));
  }

  #node(groups: ReadonlySet<number>): Node {
    const known: [number, number, number] = [0, 0, 0];
    let unknown = 0;
    for (const g of groups) {
      const { counts, known: ofGroup = [0, 0, 0] } = this.groups[g];
      for (const i of [0, 1, 2]) known[i] += ofGroup[i];
      unknown += total(counts) - total(ofGroup);
    }
    return { groups, unknown, known, limits: null, children: [] };
  }

  /** Puts a group between its whole and its parts, nothing published of it yet; undefined where it overlaps one. */
  insert(groups: ReadonlySet<number>): Place | undefined {
    let parent = this.#root;
    for (;;) {
      const next = parent.children.find((child) => isSubset(groups, child.groups));
      if (!next) break;
      parent = next;
    }
    const inside = parent.children.filter((child) => isSubset(child.groups, groups));
    const outside = parent.children.filter((child) => !inside.includes(child));
    if (outside.some((child) => [...groups].some((g) => child.groups.has(g)))) return undefined;
    const node = this.#node(groups);
    node.children = inside;
    parent.children = [...outside, node];
    return {
      limit: ({ low, high }) => {
        const less = (bounds: ByKind): ByKind => [
          bounds[0] - node.known[0],
          bounds[1] - node.known[1],
          bounds[2] - node.known[2],
        ];
        node.limits = { low: less(low), high: less(high) };
      },
      counts: () => {
        node.limits = null;
        return this.#counts(node);
      },
      remove: () => {
        parent.children = [...outside, ...inside];
      },
    };
  }

  possible(): Possible {
    const up = new Map<Node, Sums>();
    const all = upward(this.#root, up);
    return all === undefined ? "impossible" : downward(this.#root, all, up);
  }

  /** Counts of the node, those known included, that go with everything published. */
  #counts(node: Node): KindSet {
    const up = new Map<Node, Sums>();
    let [at, now] = [this.#root, upward(this.#root, up)!];
    while (at !== node) {
      const child = at.children.find(({ groups }) => isSubset(node.groups, groups))!;
      const { sum } = up.get(at)!;
      const own = up.get(child)!.set;
      now = partOf(now, own, without(sum, own))!;
      at = child;
    }
    return plus(now, { total: total(node.known), low: node.known, high: node.known });
  }
}

export interface Place {
  /** Publishes something of the group: its counts lie between these. */
  limit(bounds: { low: ByKind; high: ByKind }): void;
  /** Counts that are possible before anything is published of the group. */
  counts(): KindSet;
  remove(): void;
}

interface Sums {
  /** What children and the rest of the node allow together, before its own limits. */
  sum: KindSet;
  set: KindSet;
  /** Exits of the node in none of its children. */
  rest: KindSet;
}

function upward(node: Node, up: Map<Node, Sums>): KindSet | undefined {
  const inside = node.children.reduce((all, child) => all + child.unknown, 0);
  const rest = anyKinds(node.unknown - inside);
  let sum = rest;
  for (const child of node.children) {
    const set = upward(child, up);
    if (!set) return undefined;
    sum = plus(sum, set);
  }
  const set = node.limits ? within(sum, node.limits.low, node.limits.high) : sum;
  if (set) up.set(node, { sum, set, rest });
  return set;
}

/** `now`: what is possible for the node with everything published anywhere. */
function downward(node: Node, now: KindSet, up: Map<Node, Sums>): Possible {
  const { sum, rest } = up.get(node)!;
  const own = partOf(now, rest, without(sum, rest));
  if (!own) return "impossible";
  // what is left beside published parts has no number of its own: it must not get one
  if (!isOpen(own) || (node.children.length > 0 && isCounted(own))) return "told";
  for (const child of node.children) {
    const { set } = up.get(child)!;
    const inside = partOf(now, set, without(sum, set));
    if (!inside) return "impossible";
    const found = downward(child, inside, up);
    if (found !== "open") return found;
  }
  return "open";
}

function isSubset(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  if (a.size > b.size) return false;
  for (const x of a) if (!b.has(x)) return false;
  return true;
}
