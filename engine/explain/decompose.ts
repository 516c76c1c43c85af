// Two sides of a number as sums by group and by who came, stayed, moved and left → parts that add up to the difference.
//
// A ratio (mean, share, rate) is V = Σ p·r over cells, p = the cell's share of the denominator, r = its own ratio. With
// V̄ = (V₀ + V₁)/2 and bars for midpoints of both sides (Griliches & Regev 1995, J. Econometrics 65:175; for the product
// p·r of one cell the midpoint is its Shapley value):
//   rate     Σ  p̄·(r₁ − r₀)          people and group the same: the groups' own ratios changed
//   mix      Σ  (p₁ − p₀)·(r̄ − V̄)    … their weights changed
//   joiners  Σ  p₁·(r₁ − V̄)          only in the later months; leavers: − Σ p₀·(r₀ − V̄), only in the earlier months
//   movers   Σ  p₁·(r₁ − V̄) − Σ p₀·(r₀ − V̄)   on both sides, but in this group on one side only
// A count is V = Σ d·r with d = person-months: the same without V̄, and "mix" is the change of d.
// Swapping the sides changes the sign of every part and nothing else. The parts add up to V₁ − V₀ exactly.

export type PartId = "mix" | "rate" | "joiners" | "leavers" | "movers";
export const partIds: readonly PartId[] = ["mix", "rate", "joiners", "leavers", "movers"];
export type Group = string | number | null;
export type Side = "other" | "now";

/** Sums of the people of one side, group and kind. */
export interface Cell {
  side: Side;
  group: Group;
  /** `stay`: in this group on both sides. `move`: on both sides, in this group on one. `only`: on one side. */
  kind: "stay" | "move" | "only";
  /** Numerator; for a count the number itself. */
  y: number;
  /** Denominator; for a count the person-months. */
  x: number;
  people: number;
}

export interface Sides {
  cells: readonly Cell[];
  /** `ratio`: Σy ÷ (Σx ÷ per). `count`: Σy ÷ the side's `months` (1 for what adds up over time). */
  formula: { kind: "ratio"; per: number } | { kind: "count"; months: Record<Side, number> };
  /** The side that lies later in time: people seen on it only have joined. */
  later: Side;
}

export interface GroupPart {
  group: Group;
  value: number;
  people: number;
}

export interface Part {
  id: PartId;
  value: number;
  /** People behind it: those of the side or sides it is made of, the larger number of the two. */
  people: number;
  /** Largest first by size; they add up to the part. */
  groups: GroupPart[];
}

export interface Decomposition {
  other: number;
  now: number;
  difference: number;
  parts: Part[];
}

/** NaN sides (nothing in a denominator) have no decomposition: the caller refuses first. */
export function decompose({ cells, formula, later }: Sides): Decomposition {
  const whole = { other: wholeOf(cells, "other"), now: wholeOf(cells, "now") };
  const isRatio = formula.kind === "ratio";
  const scale = (side: Side): number => (isRatio ? formula.per / whole[side].x : 1 / formula.months[side]);
  const value = { other: whole.other.y * scale("other"), now: whole.now.y * scale("now") };
  /** A cell's share of V, and its weight: share of the denominator, or person-months. */
  const weighed = ({ side, y, x }: Cell): Weighed => ({
    c: y * scale(side),
    p: isRatio ? x / whole[side].x : x * scale(side),
  });
  const centre = isRatio ? (value.other + value.now) / 2 : 0;
  const parts = new Map(partIds.map((id) => [id, new PartSum(id)]));
  const add = (id: PartId, group: Group, amount: number, people: number): void =>
    parts.get(id)!.add(group, amount, people);

  for (const cell of cells) {
    if (cell.kind === "stay") continue;
    const { c, p } = weighed(cell);
    const id = cell.kind === "move" ? "movers" : cell.side === later ? "joiners" : "leavers";
    add(id, cell.group, (cell.side === "now" ? 1 : -1) * (c - p * centre), cell.people);
  }
  for (const [group, { other, now }] of staying(cells)) {
    const people = Math.max(other?.people ?? 0, now?.people ?? 0);
    const { rate, mix } = stayed(other && weighed(other), now && weighed(now), centre);
    add("rate", group, rate, people);
    add("mix", group, mix, people);
  }
  return {
    other: value.other,
    now: value.now,
    difference: value.now - value.other,
    parts: partIds.map((id) => parts.get(id)!.part()),
  };
}

interface Weighed {
  c: number;
  p: number;
}

const nothing: Weighed = { c: 0, p: 0 };

/** A group that is empty on one side keeps its ratio: all of the change is mix. A numerator without weight is rate. */
function stayed(a: Weighed = nothing, b: Weighed = nothing, centre: number): { rate: number; mix: number } {
  if (a.p === 0 && b.p === 0) return { rate: b.c - a.c, mix: 0 };
  const [ra, rb] = [a.p === 0 ? b.c / b.p : a.c / a.p, b.p === 0 ? a.c / a.p : b.c / b.p];
  const stray = (b.p === 0 ? b.c : 0) - (a.p === 0 ? a.c : 0);
  return {
    rate: ((a.p + b.p) / 2) * (rb - ra) + stray,
    mix: (b.p - a.p) * ((ra + rb) / 2 - centre),
  };
}

function wholeOf(cells: readonly Cell[], side: Side): { y: number; x: number } {
  const own = cells.filter((cell) => cell.side === side);
  return { y: exactSum(own.map(({ y }) => y)), x: exactSum(own.map(({ x }) => x)) };
}

function staying(cells: readonly Cell[]): Map<Group, Partial<Record<Side, Cell>>> {
  const groups = new Map<Group, Partial<Record<Side, Cell>>>();
  for (const cell of cells)
    if (cell.kind === "stay") groups.set(cell.group, { ...groups.get(cell.group), [cell.side]: cell });
  return groups;
}

class PartSum {
  readonly #groups = new Map<Group, { amounts: number[]; people: number }>();
  constructor(private readonly id: PartId) {}

  add(group: Group, amount: number, people: number): void {
    const known = this.#groups.get(group);
    if (known) {
      known.amounts.push(amount);
      known.people = Math.max(known.people, people);
    } else this.#groups.set(group, { amounts: [amount], people });
  }

  part(): Part {
    const groups = [...this.#groups].map(([group, { amounts, people }]) => ({
      group,
      value: exactSum(amounts),
      people,
    }));
    groups.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    return {
      id: this.id,
      value: exactSum([...this.#groups.values()].flatMap(({ amounts }) => amounts)),
      people: groups.reduce((sum, { people }) => sum + people, 0),
      groups,
    };
  }
}

/** Neumaier's compensated sum: thousands of groups of either sign lose no digits. */
export function exactSum(values: readonly number[]): number {
  let [sum, lost] = [0, 0];
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
