// Groups of exits that lie in each other and what is published of them → what is still possible for each part.
import {
  anyKinds,
  isCounted,
  isOpen,
  partOf,
  plus,
  sameSet,
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
  limits: Bounds | null;
  children: Node[];
  /** As of the last change that stays: what parts allow, and what is possible with everything published anywhere. */
  sums?: Sums;
  now?: KindSet;
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
    this.#settle();
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
    this.#settle();
    const path = this.#pathTo(node);
    const less = ({ low, high }: Bounds): Bounds => ({
      low: minus(low, node.known),
      high: minus(high, node.known),
    });
    return {
      counts: () => plus(node.now!, { total: total(node.known), low: node.known, high: node.known }),
      would: (bounds) => this.#would(path, less(bounds)),
      limit: (bounds) => {
        node.limits = less(bounds);
        this.#settle();
      },
      remove: () => {
        parent.children = [...outside, ...inside];
        this.#settle();
      },
    };
  }

  /** Works everything out anew and keeps it. */
  #settle(): void {
    const all = upward(this.#root);
    if (!all || downward(this.#root, all) === "impossible")
      throw new Error("what was published contradicts itself");
  }

  /** From the root down to the node. */
  #pathTo(node: Node): Node[] {
    const path = [this.#root];
    while (path.at(-1) !== node)
      path.push(path.at(-1)!.children.find((child) => isSubset(node.groups, child.groups))!);
    return path;
  }

  /**
   * What would be possible with limits on the last node of the path. Up the path only sums change that hold it; down again a
   * part is looked into only where what is possible for it changes.
   */
  #would(path: readonly Node[], limits: Bounds): Possible {
    const sums = new Map<Node, Sums>();
    for (let i = path.length - 1; i >= 0; i--) {
      const { sum, rest } = path[i].sums!;
      const below = path[i + 1];
      const all = below ? plus(without(sum, below.sums!.set), sums.get(below)!.set) : sum;
      const own = below ? path[i].limits : limits;
      const set = own ? within(all, own.low, own.high) : all;
      if (!set) return "impossible";
      sums.set(path[i], { sum: all, set, rest });
    }
    return look(this.#root, sums.get(this.#root)!.set, (node) => sums.get(node));
  }
}

interface Bounds {
  low: ByKind;
  high: ByKind;
}

const minus = (a: ByKind, b: ByKind): ByKind => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

export interface Place {
  /** Counts that are possible before anything is published of the group. */
  counts(): KindSet;
  /** What would be possible if this were published of the group: its counts lie between these. */
  would(bounds: Bounds): Possible;
  /** Publishes it. */
  limit(bounds: Bounds): void;
  remove(): void;
}

interface Sums {
  /** What children and the rest of the node allow together, before its own limits. */
  sum: KindSet;
  set: KindSet;
  /** Exits of the node in none of its children. */
  rest: KindSet;
}

function upward(node: Node): KindSet | undefined {
  const inside = node.children.reduce((all, child) => all + child.unknown, 0);
  const rest = anyKinds(node.unknown - inside);
  let sum = rest;
  for (const child of node.children) {
    const set = upward(child);
    if (!set) return undefined;
    sum = plus(sum, set);
  }
  const set = node.limits ? within(sum, node.limits.low, node.limits.high) : sum;
  if (set) node.sums = { sum, set, rest };
  return set;
}

/** `now`: what is possible for the node with everything published anywhere; kept. */
function downward(node: Node, now: KindSet): Possible {
  node.now = now;
  const { sum } = node.sums!;
  for (const child of node.children) {
    const inside = partOf(now, child.sums!.set, without(sum, child.sums!.set));
    if (!inside || downward(child, inside) === "impossible") return "impossible";
  }
  return "open";
}

/** The same for what is only tried: nothing is kept, and where nothing changes nothing is looked at. */
function look(node: Node, now: KindSet, tried: (node: Node) => Sums | undefined): Possible {
  const { sum, rest } = tried(node) ?? node.sums!;
  const own = partOf(now, rest, without(sum, rest));
  if (!own) return "impossible";
  // what is left beside published parts has no number of its own: it must not get one
  if (!isOpen(own) || (node.children.length > 0 && isCounted(own))) return "told";
  for (const child of node.children) {
    const changed = tried(child);
    const { set } = changed ?? child.sums!;
    const inside = partOf(now, set, without(sum, set));
    if (!inside) return "impossible";
    if (!changed && sameSet(inside, child.now!)) continue;
    const found = look(child, inside, tried);
    if (found !== "open") return found;
  }
  return "open";
}

function isSubset(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  if (a.size > b.size) return false;
  for (const x of a) if (!b.has(x)) return false;
  return true;
}
