// Cells accepted so far + the cells of one more table → accepted too, or the people of every set below the floor that some
// linear combination of all cells would isolate.
import { primes, RowSpace, seededRandom } from "./row-space.js";
import { zeroSets, type Items } from "./zero-sets.js";

/** Sets of up to four people are searched completely: the largest floor that can be proved is five. */
export const largestFloor = 5;

/** People per part of the search for sets of three and four: its work grows with the square. */
const partSize = 400;
const vectors = 3;

/**
 * People are columns 0…n−1, people of one unit side by side. A set S is determined by the cells exactly if every vector
 * that all cells map to zero also adds up to zero over S; random such vectors show it (false alarms: one in 2^78).
 * Sets of three and four are searched part by part: what is determined in the whole is determined in each part once the
 * rest is taken as known, so the pieces found there hold every determined set; pieces are then put together.
 */
export class Audit {
  readonly #floor: number;
  readonly #whole: RowSpace[];
  readonly #parts: Part[];
  /** Number of the set of accepted cells that each person lies in. */
  readonly #signature: Int32Array;
  /** Parts with the cells of tables that were tried on this audit. */
  readonly #tried = new Map<string, Part>();

  private constructor(
    floor: number,
    whole: RowSpace[],
    parts: Part[],
    signature: Int32Array,
    private readonly places: { part: Int32Array; column: Int32Array },
  ) {
    this.#floor = floor;
    this.#whole = whole;
    this.#parts = parts;
    this.#signature = signature;
  }

  static of(people: number, k: number): Audit {
    const floor = Math.min(k, largestFloor);
    const parts = people <= 2 * partSize ? 1 : Math.ceil(people / partSize);
    const part = new Int32Array(people);
    const column = new Int32Array(people);
    const spaces: Part[] = [];
    for (let p = 0, from = 0; p < parts; p++) {
      const to = Math.floor((people * (p + 1)) / parts);
      for (let i = from; i < to; i++) [part[i], column[i]] = [p, i - from];
      spaces.push({ from, to, space: RowSpace.of(to - from) });
      from = to;
    }
    return new Audit(
      floor,
      primes.map((prime) => RowSpace.of(people, prime)),
      spaces,
      new Int32Array(people),
      { part, column },
    );
  }

  /** `cells`: people of each cell, ascending; the cells of a table do not overlap. */
  with(cells: readonly ArrayLike<number>[]): { accepted: Audit } | { exposed: Int32Array } {
    const whole = this.#whole.map((space) => space.copy());
    for (const cell of cells) for (const space of whole) space.insert(cell);
    const signature = refined(this.#signature, cells);
    for (const space of whole) {
      const exposed = this.#pairs(space, signature);
      if (exposed) return { exposed };
    }
    const parts = this.#partsWith(cells);
    const exposed = this.#floor > 3 ? this.#larger(whole[0], parts, signature) : null;
    if (exposed) return { exposed };
    return { accepted: new Audit(this.#floor, whole, parts, signature, this.places) };
  }

  /** Determined sets of one or two classes of people whom no cell tells apart. */
  #pairs(space: RowSpace, signature: Int32Array): Int32Array | null {
    const classes = classesOf(signature, this.#floor);
    const sets = zeroSets(itemsOf(classes, nullVectors(space), space.prime), this.#floor, 2);
    return peopleOf(sets, classes);
  }

  #larger(space: RowSpace, parts: readonly Part[], signature: Int32Array): Int32Array | null {
    const residues = nullVectors(space);
    if (parts.length === 1) {
      const classes = classesOf(signature, this.#floor);
      return peopleOf(zeroSets(itemsOf(classes, residues, space.prime), this.#floor), classes);
    }
    const pieces = parts.flatMap((part) => (part.pieces ??= this.#piecesOf(part, signature)));
    return peopleOf(zeroSets(itemsOf(pieces, residues, space.prime), this.#floor), pieces);
  }

  /** Sets that are determined inside the part once everybody outside of it is known. */
  #piecesOf({ from, to, space }: Part, signature: Int32Array): number[][] {
    const classes = classesOf(signature.subarray(from, to), this.#floor);
    const sets = zeroSets(itemsOf(classes, nullVectors(space), space.prime), this.#floor);
    return sets.map((set) => set.flatMap((c) => classes[c].map((column) => from + column)));
  }

  /** The parts with the cells' people in each; a part that was tried with the same cells before is not worked out again. */
  #partsWith(cells: readonly ArrayLike<number>[]): Part[] {
    if (this.#parts.length === 1) return this.#parts;
    const { part, column } = this.places;
    const inside: Int32Array[][] = this.#parts.map(() => []);
    for (const cell of cells)
      for (let from = 0, to = 0; from < cell.length; from = to) {
        while (to < cell.length && part[cell[to]] === part[cell[from]]) to++;
        const columns = new Int32Array(to - from);
        for (let i = from; i < to; i++) columns[i - from] = column[cell[i]];
        inside[part[cell[from]]].push(columns);
      }
    return this.#parts.map((base, p) => {
      const key = `${p}:${inside[p].map((columns) => columns.join(",")).join(";")}`;
      let tried = this.#tried.get(key);
      if (!tried) {
        const space = base.space.copy();
        for (const columns of inside[p]) space.insert(columns);
        this.#tried.set(key, (tried = { from: base.from, to: base.to, space }));
      }
      return tried;
    });
  }
}

interface Part {
  /** First person and the one after the last. */
  from: number;
  to: number;
  space: RowSpace;
  /** Its determined sets, once they were looked for. */
  pieces?: number[][];
}

const nullVectors = (space: RowSpace): Float64Array[] =>
  Array.from({ length: vectors }, (_, i) => space.nullVector(seededRandom(20_240_607 + i)));

/** Splits each class by the cells of one more table. */
function refined(signature: Int32Array, cells: readonly ArrayLike<number>[]): Int32Array {
  const cellOf = new Int32Array(signature.length);
  for (const [number, cell] of cells.entries())
    for (let i = 0; i < cell.length; i++) cellOf[cell[i]] = number + 1;
  const numbers = new Map<number, number>();
  const step = cells.length + 1;
  return signature.map((old, person) => {
    const key = old * step + cellOf[person];
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = numbers.size));
    return number;
  });
}

/** Classes of fewer people than the floor, as their columns. */
function classesOf(signature: Int32Array, floor: number): number[][] {
  const classes = new Map<number, number[]>();
  for (const [column, number] of signature.entries()) {
    const members = classes.get(number);
    if (members) members.push(column);
    else classes.set(number, [column]);
  }
  return [...classes.values()].filter((members) => members.length < floor);
}

function itemsOf(sets: readonly number[][], vectors: readonly Float64Array[], prime: number): Items {
  return {
    weights: Int32Array.from(sets, (set) => set.length),
    residues: vectors.map((vector) =>
      Float64Array.from(sets, (set) => set.reduce((sum, column) => sum + vector[column], 0) % prime),
    ),
    prime,
  };
}

function peopleOf(sets: readonly number[][], members: readonly number[][]): Int32Array | null {
  if (sets.length === 0) return null;
  const people = new Set(sets.flatMap((set) => set.flatMap((i) => members[i])));
  return Int32Array.from(people).sort();
}
