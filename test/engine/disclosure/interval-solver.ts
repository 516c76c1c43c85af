// Sums known to lie between limits → how small and how large one number can be: the attacker's linear programme, exact up to
// rounding of doubles. Primal simplex with bounds on all variables, started from the truth (so no first phase is needed).

export interface Interval {
  low: number;
  high: number;
}

/** Σ of the variables in `members` lies between `low` and `high`. */
export interface KnownSum extends Interval {
  members: readonly number[];
}

const tiny = 1e-9;

/**
 * Least and largest value of variables under the known sums. Every end that is returned belongs to a set of values that
 * meets all limits (checked at the end of each solution), so a real attacker's interval is never narrower than this one.
 * Source: bounded-variable primal simplex, Chvátal, Linear Programming (1983), chapter 8.
 */
export class IntervalSolver {
  readonly #rows: number;
  readonly #columns: number;
  /** basic = Σ tableau · nonbasic, both as distances from the truth. */
  readonly #tableau: Float64Array;
  readonly #basic: Int32Array;
  readonly #nonbasic: Int32Array;
  /** By variable, people first, sums after them; distances from the truth. */
  readonly #value: Float64Array;
  readonly #low: Float64Array;
  readonly #high: Float64Array;

  constructor(
    private readonly truth: readonly number[],
    bounds: readonly Interval[],
    private readonly sums: readonly KnownSum[],
  ) {
    const [rows, columns] = [sums.length, truth.length];
    [this.#rows, this.#columns] = [rows, columns];
    this.#tableau = new Float64Array(rows * columns);
    this.#basic = Int32Array.from({ length: rows }, (_, i) => columns + i);
    this.#nonbasic = Int32Array.from({ length: columns }, (_, j) => j);
    this.#value = new Float64Array(rows + columns);
    this.#low = new Float64Array(rows + columns);
    this.#high = new Float64Array(rows + columns);
    for (const [j, { low, high }] of bounds.entries()) this.#bound(j, low - truth[j], high - truth[j]);
    for (const [i, { members, low, high }] of sums.entries()) {
      for (const j of members) this.#tableau[i * columns + j] = 1;
      const sum = members.reduce((all, j) => all + truth[j], 0);
      this.#bound(columns + i, low - sum, high - sum);
    }
  }

  #bound(variable: number, low: number, high: number): void {
    if (low > 1e-6 || high < -1e-6)
      throw new Error(`the truth breaks limit ${variable}: ${low} … ${high} around it`);
    [this.#low[variable], this.#high[variable]] = [Math.min(low, 0), Math.max(high, 0)];
  }

  intervalOf(variable: number): Interval {
    const high = this.#furthest(variable, 1);
    const low = this.#furthest(variable, -1);
    return { low: this.truth[variable] + low, high: this.truth[variable] + high };
  }

  #furthest(variable: number, direction: 1 | -1): number {
    const columns = this.#columns;
    const gain = new Float64Array(columns);
    const column = this.#nonbasic.indexOf(variable);
    const row = this.#basic.indexOf(variable);
    for (let j = 0; j < columns; j++)
      gain[j] = direction * (column >= 0 ? Number(j === column) : this.#tableau[row * columns + j]);
    for (let step = 0, idle = 0; step < 60 * (columns + this.#rows); step++) {
      const entering = this.#entering(gain, idle > 20);
      if (entering < 0) return this.#checked(variable);
      idle = this.#move(entering, gain) > tiny ? 0 : idle + 1;
    }
    throw new Error("the linear programme did not end");
  }

  /** Steepest improvement; the first one after many steps on the spot, so that ties do not go round for ever. */
  #entering(gain: Float64Array, isStuck: boolean): number {
    let [best, most] = [-1, tiny];
    for (let j = 0; j < this.#columns; j++) {
      const variable = this.#nonbasic[j];
      const room =
        gain[j] > 0
          ? this.#high[variable] - this.#value[variable]
          : this.#value[variable] - this.#low[variable];
      if (Math.abs(gain[j]) <= most || room <= tiny) continue;
      [best, most] = [j, Math.abs(gain[j])];
      if (isStuck) break;
    }
    return best;
  }

  /** Returns how far the entering variable went. */
  #move(entering: number, gain: Float64Array): number {
    const [tableau, columns] = [this.#tableau, this.#columns];
    const variable = this.#nonbasic[entering];
    const sign = gain[entering] > 0 ? 1 : -1;
    let length =
      sign > 0 ? this.#high[variable] - this.#value[variable] : this.#value[variable] - this.#low[variable];
    let leaving = -1;
    for (let i = 0; i < this.#rows; i++) {
      const change = tableau[i * columns + entering] * sign;
      if (Math.abs(change) < tiny) continue;
      const basic = this.#basic[i];
      const room =
        change > 0 ? this.#high[basic] - this.#value[basic] : this.#value[basic] - this.#low[basic];
      const limit = Math.max(0, room) / Math.abs(change);
      const isTie = leaving >= 0 && Math.abs(limit - length) <= tiny;
      if (
        limit < length - tiny ||
        (isTie && Math.abs(change) > Math.abs(tableau[leaving * columns + entering]))
      )
        [length, leaving] = [Math.min(limit, length), i];
    }
    this.#value[variable] += sign * length;
    for (let i = 0; i < this.#rows; i++)
      this.#value[this.#basic[i]] += tableau[i * columns + entering] * sign * length;
    if (leaving >= 0) this.#pivot(leaving, entering, gain);
    return length;
  }

  #pivot(leaving: number, entering: number, gain: Float64Array): void {
    const [tableau, columns] = [this.#tableau, this.#columns];
    const from = leaving * columns;
    const pivot = tableau[from + entering];
    for (let j = 0; j < columns; j++)
      tableau[from + j] = j === entering ? 1 / pivot : -tableau[from + j] / pivot;
    const used: number[] = [];
    for (let j = 0; j < columns; j++)
      if (Math.abs(tableau[from + j]) < 1e-12) tableau[from + j] = 0;
      else if (j !== entering) used.push(j);
    const replace = (row: Float64Array, at: number): void => {
      const factor = row[at + entering];
      if (factor === 0) return;
      for (const j of used) row[at + j] += factor * tableau[from + j];
      row[at + entering] = factor / pivot;
    };
    for (let i = 0; i < this.#rows; i++) if (i !== leaving) replace(tableau, i * columns);
    replace(gain, 0);
    [this.#basic[leaving], this.#nonbasic[entering]] = [this.#nonbasic[entering], this.#basic[leaving]];
  }

  /** The values reached meet all limits, added up again from scratch. */
  #checked(variable: number): number {
    const scale = 1 + Math.max(...this.truth.map(Math.abs));
    const meets = (v: number, value: number): boolean =>
      value >= this.#low[v] - 1e-6 * scale && value <= this.#high[v] + 1e-6 * scale;
    for (let j = 0; j < this.#columns; j++)
      if (!meets(j, this.#value[j])) throw new Error(`variable ${j} left its limits`);
    for (const [i, { members }] of this.sums.entries())
      if (
        !meets(
          this.#columns + i,
          members.reduce((all, j) => all + this.#value[j], 0),
        )
      )
        throw new Error(`sum ${i} left its limits`);
    return this.#value[variable];
  }
}
