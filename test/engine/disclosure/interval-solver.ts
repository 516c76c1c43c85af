// Sums known to lie between limits → how small and how large one number can be: the attacker's linear programme, exact up to
// rounding of doubles. Primal simplex with bounds on all variables, started from the truth (so no first phase is needed).
import { Kernel } from "./interval-kernel.js";

export interface Interval {
  low: number;
  high: number;
}

/** Σ of the variables in `members` lies between `low` and `high`. */
export interface KnownSum extends Interval {
  members: readonly number[];
}

const tiny = 1e-9;

/** What moves: a person, or a sum that leaves its limit; `sign`: up or down. */
interface Entering {
  person: number;
  sum: number;
  sign: number;
}

/** Both ends of what is possible around the truth, which must lie between them. */
function between(low: number, high: number, what: string): [number, number] {
  if (low > 1e-6 || high < -1e-6) throw new Error(`the truth breaks ${what}: ${low} … ${high} around it`);
  return [Math.min(low, 0), Math.max(high, 0)];
}

/**
 * Least and largest value of variables under the known sums. Every end that is returned belongs to a set of values that meets
 * all limits (checked at the end of each solution), so a real attacker's interval is never narrower than this one.
 * Nearly all sums have room at any time: only those at a limit, and the people who give way for them, are worked with, so that
 * 5,000 people and 16,000 sums are no more work than the few hundred that matter to one person.
 * Source: bounded-variable revised simplex, Chvátal, Linear Programming (1983), chapters 7 and 8.
 */
export class IntervalSolver {
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #sumLow: Float64Array;
  readonly #sumHigh: Float64Array;
  readonly #sumsOf: Int32Array[];
  readonly #members: Int32Array[];
  /** People and sums, as distances from the truth. */
  #value: Float64Array;
  #sum: Float64Array;
  #kernel: Kernel;
  readonly #scale: number;
  /** Steps taken so far, over all questions. */
  steps = 0;

  constructor(
    private readonly truth: readonly number[],
    bounds: readonly Interval[],
    sums: readonly KnownSum[],
  ) {
    const ends = bounds.map(({ low, high }, j) => between(low - truth[j], high - truth[j], `limit ${j}`));
    const sumEnds = sums.map(({ members, low, high }, i) => {
      const sum = members.reduce((all, j) => all + truth[j], 0);
      return between(low - sum, high - sum, `sum ${i}`);
    });
    [this.#low, this.#high] = [0, 1].map((side) => Float64Array.from(ends, (end) => end[side]));
    [this.#sumLow, this.#sumHigh] = [0, 1].map((side) => Float64Array.from(sumEnds, (end) => end[side]));
    this.#members = sums.map(({ members }) => Int32Array.from(members));
    const sumsOf = truth.map((): number[] => []);
    for (const [i, { members }] of sums.entries()) for (const j of members) sumsOf[j].push(i);
    this.#sumsOf = sumsOf.map((list) => Int32Array.from(list));
    this.#value = new Float64Array(truth.length);
    this.#sum = new Float64Array(sums.length);
    this.#kernel = new Kernel(sums.length, truth.length);
    this.#scale = 1 + truth.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  }

  /** `enough`: a width at which the search stops; the interval found then lies inside of the true one. */
  intervalOf(person: number, enough = Infinity): Interval {
    const high = this.#furthest(person, 1, enough);
    const low = this.#furthest(person, -1, enough - high);
    return { low: this.truth[person] + low, high: this.truth[person] + high };
  }

  #furthest(person: number, direction: 1 | -1, enough: number): number {
    this.#value.fill(0);
    this.#sum.fill(0);
    this.#kernel = new Kernel(this.#sum.length, this.#value.length);
    const most = 60 * (this.#value.length + this.#sum.length);
    for (let step = 0, idle = 0; step < most && direction * this.#value[person] < enough; step++) {
      const entering = this.#entering(person, direction, idle > 20);
      if (!entering) break;
      idle = this.#move(entering) > tiny ? 0 : idle + 1;
      this.steps++;
    }
    return this.#checked(person);
  }

  /** Steepest improvement; the first one after many steps on the spot, so that ties do not go round for ever. */
  #entering(target: number, direction: number, isStuck: boolean): Entering | undefined {
    const { sums, placeOfPerson, inverse } = this.#kernel;
    const place = placeOfPerson[target];
    if (place < 0)
      return this.#roomOf(target, direction) > tiny
        ? { person: target, sum: -1, sign: direction }
        : undefined;
    // what one unit of each sum in use is worth, and hence of each person
    const worth = inverse[place];
    const gain = new Map<number, number>();
    let [best, found] = [tiny, undefined as Entering | undefined];
    const offer = (value: number, entering: Entering): boolean => {
      if (Math.abs(value) > best) [best, found] = [Math.abs(value), entering];
      return isStuck && found !== undefined;
    };
    for (const [s, sum] of sums.entries()) {
      const value = direction * worth[s];
      if (Math.abs(value) <= tiny) continue;
      const sign = Math.sign(value);
      if (this.#roomOfSum(sum, sign) > tiny && offer(value, { person: -1, sum, sign })) return found;
      for (const j of this.#members[sum]) gain.set(j, (gain.get(j) ?? 0) - value);
    }
    for (const [j, value] of gain)
      if (
        Math.abs(value) > tiny &&
        placeOfPerson[j] < 0 &&
        this.#roomOf(j, Math.sign(value)) > tiny &&
        offer(value, { person: j, sum: -1, sign: Math.sign(value) })
      )
        return found;
    return found;
  }

  #roomOf(person: number, sign: number): number {
    return sign > 0 ? this.#high[person] - this.#value[person] : this.#value[person] - this.#low[person];
  }

  #roomOfSum(sum: number, sign: number): number {
    return sign > 0 ? this.#sumHigh[sum] - this.#sum[sum] : this.#sum[sum] - this.#sumLow[sum];
  }

  /** Returns how far the entering one went. */
  #move({ person, sum, sign }: Entering): number {
    const kernel = this.#kernel;
    const column =
      person >= 0
        ? kernel.timesColumn(this.#sumsOf[person])
        : Float64Array.from(kernel.inverse, (row) => -row[kernel.placeOfSum[sum]]);
    const changes = this.#changes(person, column, sign);
    let [length, leaving, pivot] = [
      person >= 0 ? this.#roomOf(person, sign) : this.#roomOfSum(sum, sign),
      -1,
      0,
    ];
    let isPerson = false;
    const limit = (change: number, room: number, who: number, ofPeople: boolean): void => {
      if (Math.abs(change) < tiny) return;
      const far = Math.max(0, room) / Math.abs(change);
      const isTie = leaving >= 0 && Math.abs(far - length) <= tiny;
      if (far < length - tiny || (isTie && Math.abs(change) > Math.abs(pivot)))
        [length, leaving, pivot, isPerson] = [Math.min(far, length), who, change, ofPeople];
    };
    for (const [p, j] of kernel.people.entries()) {
      const change = -sign * column[p];
      limit(change, this.#roomOf(j, Math.sign(change)), j, true);
    }
    for (const [i, change] of changes)
      if (kernel.placeOfSum[i] < 0) limit(change, this.#roomOfSum(i, Math.sign(change)), i, false);
    if (person >= 0) this.#value[person] += sign * length;
    for (const [p, j] of kernel.people.entries()) this.#value[j] -= sign * column[p] * length;
    for (const [i, change] of changes) this.#sum[i] += change * length;
    if (leaving >= 0) this.#pivot(person, sum, column, leaving, isPerson, pivot * sign);
    return length;
  }

  /** How each sum changes with one step of the entering one. */
  #changes(person: number, column: Float64Array, sign: number): Map<number, number> {
    const changes = new Map<number, number>();
    const move = (j: number, by: number): void => {
      if (by === 0) return;
      for (const i of this.#sumsOf[j]) changes.set(i, (changes.get(i) ?? 0) + by);
    };
    if (person >= 0) move(person, sign);
    for (const [p, j] of this.#kernel.people.entries()) move(j, -sign * column[p]);
    return changes;
  }

  #pivot(
    person: number,
    sum: number,
    column: Float64Array,
    leaving: number,
    isPerson: boolean,
    pivot: number,
  ): void {
    const kernel = this.#kernel;
    const place = isPerson ? kernel.placeOfPerson[leaving] : -1;
    const row = isPerson ? new Float64Array(0) : kernel.rowTimes(this.#members[leaving]);
    if (person >= 0 && isPerson) kernel.replacePerson(place, person, column);
    else if (person >= 0) kernel.grow(leaving, person, column, row, pivot);
    else if (isPerson) kernel.shrink(kernel.placeOfSum[sum], place);
    else kernel.replaceSum(kernel.placeOfSum[sum], leaving, row);
  }

  /** The values reached meet all limits, added up again from scratch. */
  #checked(person: number): number {
    const meets = (value: number, low: number, high: number): boolean =>
      value >= low - 1e-6 * this.#scale && value <= high + 1e-6 * this.#scale;
    for (const [j, value] of this.#value.entries())
      if (!meets(value, this.#low[j], this.#high[j])) throw new Error(`variable ${j} left its limits`);
    for (const [i, members] of this.#members.entries()) {
      const sum = members.reduce((all, j) => all + this.#value[j], 0);
      if (!meets(sum, this.#sumLow[i], this.#sumHigh[i])) throw new Error(`sum ${i} left its limits`);
    }
    return this.#value[person];
  }
}
