// Observations in one or two random factors, with fixed effects → the design of Henderson's equations with the larger factor
// absorbed: what is left to be solved are the smaller factor (none where there is one) and the fixed effects.
import { sparseMatrix, type SparseMatrix } from "./sparse-matrix.js";

/** Groups of observations: y = fixed + group + e. */
export interface GroupedData {
  y: ArrayLike<number>;
  /** Level of each observation, 0 … levels − 1. */
  first: Int32Array;
  firstLevels: number;
  /** One row per observation, the intercept among the columns. */
  fixed: SparseMatrix;
}

/** Two crossed groupings: who is rated, and who rates. */
export interface CrossedData extends GroupedData {
  second: Int32Array;
  secondLevels: number;
}

export class AbsorbedDesign {
  readonly isFirstAbsorbed: boolean;
  /** Of the absorbed factor. */
  readonly level: Int32Array;
  readonly levels: number;
  readonly counts: Float64Array;
  /** Levels of the factor that is kept: the first columns of `rest`. */
  readonly kept: number;
  /** Kept factor and fixed effects. */
  readonly rest: SparseMatrix;
  readonly size: number;
  /** Residual variance ÷ the factor's variance, absorbed and kept. */
  ratio = 1;
  keptRatio = 1;
  #sums: [number, number][][] | undefined;

  constructor(data: GroupedData & Partial<CrossedData>) {
    const { first, firstLevels, second, secondLevels = 0, fixed, y } = data;
    this.isFirstAbsorbed = firstLevels >= secondLevels;
    this.level = this.isFirstAbsorbed ? first : second!;
    this.levels = Math.max(firstLevels, secondLevels);
    this.kept = Math.min(firstLevels, secondLevels);
    this.size = this.kept + fixed.columns;
    const kept = this.isFirstAbsorbed ? second : first;
    this.rest = sparseMatrix(y.length, this.size, (row, add) => {
      if (this.kept > 0) add(kept![row], 1);
      for (let k = fixed.start[row]; k < fixed.start[row + 1]; k++)
        add(this.kept + fixed.index[k], fixed.value[k]);
    });
    this.counts = new Float64Array(this.levels);
    for (const level of this.level) this.counts[level]++;
  }

  /** n + ratio of a level: what its sum is divided by. */
  pivot(level: number): number {
    return this.counts[level] + this.ratio;
  }

  /** Column sums of `rest` within each level of the absorbed factor. */
  columnSums(): [number, number][][] {
    if (this.#sums) return this.#sums;
    const maps = Array.from({ length: this.levels }, () => new Map<number, number>());
    const { start, index, value } = this.rest;
    for (let i = 0; i < this.level.length; i++) {
      const map = maps[this.level[i]];
      for (let k = start[i]; k < start[i + 1]; k++) map.set(index[k], (map.get(index[k]) ?? 0) + value[k]);
    }
    return (this.#sums = maps.map((map) => [...map]));
  }

  /** rest′rest + ratio on the kept factor − what the absorbed factor takes. */
  dense(): Float64Array {
    const m = this.size;
    const matrix = new Float64Array(m * m);
    const { start, index, value } = this.rest;
    for (let i = 0; i < this.level.length; i++)
      for (let k = start[i]; k < start[i + 1]; k++)
        for (let l = start[i]; l < start[i + 1]; l++) matrix[index[k] * m + index[l]] += value[k] * value[l];
    for (let b = 0; b < this.kept; b++) matrix[b * m + b] += this.keptRatio;
    for (const [level, row] of this.columnSums().entries())
      for (const [j, v] of row) for (const [l, u] of row) matrix[j * m + l] -= (v * u) / this.pivot(level);
    return matrix;
  }

  /** The diagonal of `dense` without forming it. */
  diagonal(): Float64Array {
    const diagonal = new Float64Array(this.size);
    const { index, value } = this.rest;
    for (let k = 0; k < value.length; k++) diagonal[index[k]] += value[k] ** 2;
    for (const [level, row] of this.columnSums().entries())
      for (const [j, v] of row) diagonal[j] -= (v * v) / this.pivot(level);
    for (let b = 0; b < this.kept; b++) diagonal[b] += this.keptRatio;
    return diagonal.map((v) => Math.max(v, 1e-8));
  }

  /** `dense` times x without forming it. */
  applied(x: Float64Array): Float64Array {
    const out = this.transposed(this.withinLevels(this.multiplied(x)));
    for (let b = 0; b < this.kept; b++) out[b] += this.keptRatio * x[b];
    return out;
  }

  /** Values − the shrunken mean of their level. */
  withinLevels(values: ArrayLike<number>): Float64Array {
    const means = this.levelMeans(values);
    return Float64Array.from(values, (v, i) => v - means[this.level[i]]);
  }

  /** Shrunken means: sum ÷ (n + ratio). */
  levelMeans(values: ArrayLike<number>): Float64Array {
    const means = new Float64Array(this.levels);
    for (let i = 0; i < values.length; i++) means[this.level[i]] += values[i];
    return means.map((sum, level) => sum / this.pivot(level));
  }

  multiplied(x: ArrayLike<number>): Float64Array {
    const { rows, start, index, value } = this.rest;
    const out = new Float64Array(rows);
    for (let i = 0; i < rows; i++)
      for (let k = start[i]; k < start[i + 1]; k++) out[i] += value[k] * x[index[k]];
    return out;
  }

  transposed(v: ArrayLike<number>): Float64Array {
    const { rows, start, index, value } = this.rest;
    const out = new Float64Array(this.size);
    for (let i = 0; i < rows; i++)
      for (let k = start[i]; k < start[i + 1]; k++) out[index[k]] += value[k] * v[i];
    return out;
  }
}
