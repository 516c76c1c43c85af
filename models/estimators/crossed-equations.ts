// Observations with two crossed random factors and fixed effects → Henderson's mixed-model equations (1975), solved with the
// larger factor absorbed: exactly (dense) while what is left is small, else by conjugate gradients and sampled errors.
import { random } from "./random.js";
import { sparseMatrix, type SparseMatrix } from "./sparse-matrix.js";

export interface CrossedData {
  y: ArrayLike<number>;
  /** Level of each observation, 0 … levels − 1: who is rated, and who rates. */
  first: Int32Array;
  second: Int32Array;
  firstLevels: number;
  secondLevels: number;
  /** One row per observation, the intercept among the columns. */
  fixed: SparseMatrix;
}

export interface Variances {
  first: number;
  second: number;
  residual: number;
}

/** Effects that go with one response. */
export interface Solved {
  first: Float64Array;
  second: Float64Array;
  fixed: Float64Array;
  /** Response − fixed − random effects. */
  left: Float64Array;
}

/** Weights of a sum of effects, by position. */
export interface Combination {
  first?: readonly (readonly [index: number, weight: number])[];
  second?: readonly (readonly [index: number, weight: number])[];
  fixed?: readonly (readonly [index: number, weight: number])[];
}

/** Above this many unknowns beside the absorbed factor the inverse is not formed. */
export const mostExact = 600;

/** The equations of one data set under given variances. */
export class CrossedEquations {
  readonly isExact: boolean;
  /** Columns of the fixed effects that are not combinations of earlier ones (exact only; else all of them). */
  rank: number;
  /** log |coefficient matrix ÷ residual variance⁻¹|; NaN unless exact. */
  logDeterminant = NaN;
  /** Absorbed factor (A), kept factor and fixed effects (W). */
  readonly #isFirstAbsorbed: boolean;
  readonly #a: Int32Array;
  readonly #levelsA: number;
  readonly #kept: number;
  readonly #w: SparseMatrix;
  readonly #counts: Float64Array;
  readonly #size: number;
  #ratioA = 1;
  #ratioB = 1;
  #residual = 1;
  #inverse: Float64Array | undefined;
  #diagonal: Float64Array | undefined;
  #samples: Float64Array[] = [];

  constructor(
    readonly data: CrossedData,
    options: { mostExact?: number } = {},
  ) {
    const { first, second, firstLevels, secondLevels, fixed, y } = data;
    this.#isFirstAbsorbed = firstLevels >= secondLevels;
    this.#a = this.#isFirstAbsorbed ? first : second;
    const b = this.#isFirstAbsorbed ? second : first;
    this.#levelsA = Math.max(firstLevels, secondLevels);
    this.#kept = Math.min(firstLevels, secondLevels);
    this.#size = this.#kept + fixed.columns;
    this.isExact = this.#size <= (options.mostExact ?? mostExact);
    this.rank = fixed.columns;
    this.#w = sparseMatrix(y.length, this.#size, (row, add) => {
      add(b[row], 1);
      for (let k = fixed.start[row]; k < fixed.start[row + 1]; k++)
        add(this.#kept + fixed.index[k], fixed.value[k]);
    });
    this.#counts = new Float64Array(this.#levelsA);
    for (const level of this.#a) this.#counts[level]++;
  }

  /** Sets the variances; `draws` sampled errors where the equations are not solved exactly. */
  prepare(variances: Variances, draws: number, seed: number): void {
    const [a, b] = this.#isFirstAbsorbed
      ? [variances.first, variances.second]
      : [variances.second, variances.first];
    this.#residual = variances.residual;
    this.#ratioA = variances.residual / a;
    this.#ratioB = variances.residual / b;
    if (this.isExact) this.#invert();
    else {
      this.#diagonal = this.#diagonalOf();
      this.#sample(a, b, draws, seed);
    }
  }

  /** Best linear unbiased prediction of both factors, estimates of the fixed effects. */
  solve(response: ArrayLike<number>, precision = 1e-14): Solved {
    const n = response.length;
    const sums = new Float64Array(this.#levelsA);
    for (let i = 0; i < n; i++) sums[this.#a[i]] += response[i];
    const within = Float64Array.from(
      response,
      (v, i) => v - sums[this.#a[i]] / (this.#counts[this.#a[i]] + this.#ratioA),
    );
    const right = this.#transposed(within);
    const w = this.#inverse ? this.#times(this.#inverse, right) : this.#conjugateGradients(right, precision);
    const fitted = this.#multiplied(w);
    const absorbed = new Float64Array(this.#levelsA);
    for (let i = 0; i < n; i++) absorbed[this.#a[i]] += response[i] - fitted[i];
    for (let a = 0; a < this.#levelsA; a++) absorbed[a] /= this.#counts[a] + this.#ratioA;
    const left = Float64Array.from(response, (v, i) => v - fitted[i] - absorbed[this.#a[i]]);
    const kept = w.slice(0, this.#kept);
    return {
      first: this.#isFirstAbsorbed ? absorbed : kept,
      second: this.#isFirstAbsorbed ? kept : absorbed,
      fixed: w.slice(this.#kept),
      left,
    };
  }

  /** Sum of the prediction-error variances of each factor. */
  traces(): { first: number; second: number } {
    const byLevel = this.errorVariances();
    return { first: sumOf(byLevel.first), second: sumOf(byLevel.second) };
  }

  /** Prediction-error variance of every level. */
  errorVariances(): { first: Float64Array; second: Float64Array } {
    const kept = new Float64Array(this.#kept);
    const absorbed = new Float64Array(this.#levelsA);
    if (this.#inverse) {
      for (let b = 0; b < this.#kept; b++) kept[b] = this.#residual * this.#inverse[b * this.#size + b];
      const rows = this.#rowsOfA();
      for (let a = 0; a < this.#levelsA; a++) {
        const d = this.#counts[a] + this.#ratioA;
        absorbed[a] = this.#residual * (1 / d + this.#quadratic(rows[a]) / (d * d));
      }
    } else {
      const draws = this.#samples.length;
      const at = new Float64Array(this.#levelsA);
      for (const error of this.#samples) {
        for (let b = 0; b < this.#kept; b++) kept[b] += error[b] ** 2 / draws;
        at.fill(0);
        const fitted = this.#multiplied(error);
        for (let i = 0; i < fitted.length; i++) at[this.#a[i]] += fitted[i];
        for (let a = 0; a < this.#levelsA; a++)
          absorbed[a] += (at[a] / (this.#counts[a] + this.#ratioA)) ** 2 / draws;
      }
      for (let a = 0; a < this.#levelsA; a++)
        absorbed[a] += this.#residual / (this.#counts[a] + this.#ratioA);
    }
    return this.#isFirstAbsorbed ? { first: absorbed, second: kept } : { first: kept, second: absorbed };
  }

  /** Variance of the error of a weighted sum of effects (predicted − true). */
  errorVariance({ first = [], second = [], fixed = [] }: Combination): number {
    const [ofA, ofB] = this.#isFirstAbsorbed ? [first, second] : [second, first];
    const rows = this.#rowsOfA();
    const t = new Map<number, number>();
    const add = (column: number, by: number): void => void t.set(column, (t.get(column) ?? 0) + by);
    let own = 0;
    for (const [a, weight] of ofA) {
      const d = this.#counts[a] + this.#ratioA;
      own += (weight * weight) / d;
      for (const [column, value] of rows[a]) add(column, (-weight * value) / d);
    }
    for (const [b, weight] of ofB) add(b, weight);
    for (const [column, weight] of fixed) add(this.#kept + column, weight);
    if (this.#inverse) return this.#residual * (own + this.#quadratic([...t]));
    const draws = this.#samples.length;
    let rest = 0;
    for (const error of this.#samples) {
      let sum = 0;
      for (const [column, weight] of t) sum += weight * error[column];
      rest += (sum * sum) / draws;
    }
    return this.#residual * own + rest;
  }

  #rows: [number, number][][] | undefined;
  /** Column sums of W within each level of A. */
  #rowsOfA(): [number, number][][] {
    if (this.#rows) return this.#rows;
    const maps = Array.from({ length: this.#levelsA }, () => new Map<number, number>());
    const { start, index, value } = this.#w;
    for (let i = 0; i < this.#a.length; i++) {
      const map = maps[this.#a[i]];
      for (let k = start[i]; k < start[i + 1]; k++) map.set(index[k], (map.get(index[k]) ?? 0) + value[k]);
    }
    return (this.#rows = maps.map((map) => [...map]));
  }

  /** W′W + ratio on the kept factor − what the absorbed factor takes; its inverse and determinant. */
  #invert(): void {
    const m = this.#size;
    const matrix = new Float64Array(m * m);
    const { start, index, value } = this.#w;
    for (let i = 0; i < this.#a.length; i++)
      for (let k = start[i]; k < start[i + 1]; k++)
        for (let l = start[i]; l < start[i + 1]; l++) matrix[index[k] * m + index[l]] += value[k] * value[l];
    for (let b = 0; b < this.#kept; b++) matrix[b * m + b] += this.#ratioB;
    let log = 0;
    for (const [a, row] of this.#rowsOfA().entries()) {
      const d = this.#counts[a] + this.#ratioA;
      log += Math.log(d);
      for (const [j, v] of row) for (const [l, u] of row) matrix[j * m + l] -= (v * u) / d;
    }
    const { logDeterminant, dependent } = invertInPlace(matrix, m);
    this.#inverse = matrix;
    this.rank = m - this.#kept - dependent;
    this.logDeterminant = log + logDeterminant;
  }

  #diagonalOf(): Float64Array {
    const diagonal = new Float64Array(this.#size);
    const { index, value } = this.#w;
    for (let k = 0; k < value.length; k++) diagonal[index[k]] += value[k] ** 2;
    for (const [a, row] of this.#rowsOfA().entries())
      for (const [j, v] of row) diagonal[j] -= (v * v) / (this.#counts[a] + this.#ratioA);
    for (let b = 0; b < this.#kept; b++) diagonal[b] += this.#ratioB;
    return diagonal.map((v) => Math.max(v, 1e-8));
  }

  /** Errors of prediction of kept and fixed effects: drawn effects and noise → their own prediction − what was drawn. */
  #sample(a: number, b: number, draws: number, seed: number): void {
    const rng = random(seed);
    const n = this.#a.length;
    this.#samples = [];
    const { start, index } = this.#w;
    for (let draw = 0; draw < draws; draw++) {
      const effectA = Float64Array.from({ length: this.#levelsA }, () => Math.sqrt(a) * rng.normal());
      const effectB = Float64Array.from({ length: this.#kept }, () => Math.sqrt(b) * rng.normal());
      const response = new Float64Array(n);
      for (let i = 0; i < n; i++)
        response[i] =
          effectA[this.#a[i]] + effectB[index[start[i]]] + Math.sqrt(this.#residual) * rng.normal();
      // Sampled errors are themselves good to a few per cent.
      const found = this.solve(response, 1e-8);
      const kept = this.#isFirstAbsorbed ? found.second : found.first;
      const error = new Float64Array(this.#size);
      for (let k = 0; k < this.#kept; k++) error[k] = kept[k] - effectB[k];
      error.set(found.fixed, this.#kept);
      this.#samples.push(error);
    }
  }

  #multiplied(x: Float64Array): Float64Array {
    const { rows, start, index, value } = this.#w;
    const out = new Float64Array(rows);
    for (let i = 0; i < rows; i++)
      for (let k = start[i]; k < start[i + 1]; k++) out[i] += value[k] * x[index[k]];
    return out;
  }

  #transposed(v: Float64Array): Float64Array {
    const { rows, start, index, value } = this.#w;
    const out = new Float64Array(this.#size);
    for (let i = 0; i < rows; i++)
      for (let k = start[i]; k < start[i + 1]; k++) out[index[k]] += value[k] * v[i];
    return out;
  }

  #times(matrix: Float64Array, x: Float64Array): Float64Array {
    const m = this.#size;
    return Float64Array.from({ length: m }, (_, i) => {
      let sum = 0;
      for (let j = 0; j < m; j++) sum += matrix[i * m + j] * x[j];
      return sum;
    });
  }

  #quadratic(entries: readonly (readonly [number, number])[]): number {
    const m = this.#size;
    let sum = 0;
    for (const [i, v] of entries) for (const [j, u] of entries) sum += v * u * this.#inverse![i * m + j];
    return sum;
  }

  /** The absorbed matrix times x, without forming it. */
  #applied(x: Float64Array): Float64Array {
    const z = this.#multiplied(x);
    const sums = new Float64Array(this.#levelsA);
    for (let i = 0; i < z.length; i++) sums[this.#a[i]] += z[i];
    for (let i = 0; i < z.length; i++) z[i] -= sums[this.#a[i]] / (this.#counts[this.#a[i]] + this.#ratioA);
    const out = this.#transposed(z);
    for (let b = 0; b < this.#kept; b++) out[b] += this.#ratioB * x[b];
    return out;
  }

  #conjugateGradients(right: Float64Array, precision: number): Float64Array {
    const m = this.#size;
    const diagonal = this.#diagonal!;
    const x = new Float64Array(m);
    const r = Float64Array.from(right);
    const direction = Float64Array.from(r, (v, j) => v / diagonal[j]);
    let rz = dot(r, direction);
    const goal = precision * rz;
    for (let round = 0; round < 500 && rz > goal; round++) {
      const applied = this.#applied(direction);
      const step = rz / dot(direction, applied);
      let next = 0;
      for (let j = 0; j < m; j++) {
        x[j] += step * direction[j];
        r[j] -= step * applied[j];
        next += (r[j] * r[j]) / diagonal[j];
      }
      const factor = next / rz;
      for (let j = 0; j < m; j++) direction[j] = r[j] / diagonal[j] + factor * direction[j];
      rz = next;
    }
    return x;
  }
}

export function dot(u: ArrayLike<number>, v: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < u.length; j++) sum += u[j] * v[j];
  return sum;
}

const sumOf = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

/** Symmetric positive definite → its inverse, by sweeping; dependent columns become 0. */
export function invertInPlace(
  matrix: Float64Array,
  m: number,
): { logDeterminant: number; dependent: number } {
  const scale = Float64Array.from({ length: m }, (_, j) => Math.max(matrix[j * m + j], 1e-300));
  let [logDeterminant, dependent] = [0, 0];
  const dropped: number[] = [];
  for (let k = 0; k < m; k++) {
    const pivot = matrix[k * m + k];
    if (!(pivot > 1e-10 * scale[k])) {
      dependent++;
      dropped.push(k);
      for (let j = 0; j < m; j++) matrix[k * m + j] = matrix[j * m + k] = 0;
      continue;
    }
    logDeterminant += Math.log(pivot);
    const rowK = k * m;
    for (let j = 0; j < m; j++) matrix[rowK + j] /= pivot;
    matrix[rowK + k] = 1 / pivot;
    for (let i = 0; i < m; i++) {
      if (i === k) continue;
      const factor = matrix[i * m + k];
      if (factor === 0) continue;
      const rowI = i * m;
      matrix[rowI + k] = 0;
      for (let j = 0; j < m; j++) matrix[rowI + j] -= factor * matrix[rowK + j];
    }
  }
  return { logDeterminant, dependent };
}
