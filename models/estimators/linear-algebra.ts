// Symmetric positive definite matrices (row-major Float64Array) → Cholesky factor, solutions, inverse.
// Numbers match LAPACK dpotrf/dpotrs; a column that depends on earlier ones is set aside as R's lm and glm do.

export interface Cholesky {
  n: number;
  /** Lower triangle, row-major. */
  factor: Float64Array;
  /** Columns that are linear combinations of earlier ones; their solution is 0. */
  aliased: number[];
}

/** A = L Lᵀ. A pivot below `tolerance` × its diagonal marks the column as aliased. */
export function cholesky(matrix: Float64Array, n: number, tolerance = 1e-11): Cholesky {
  const factor = new Float64Array(n * n);
  const aliased: number[] = [];
  for (let j = 0; j < n; j++) {
    let pivot = matrix[j * n + j];
    for (let k = 0; k < j; k++) pivot -= factor[j * n + k] ** 2;
    if (!(pivot > tolerance * Math.max(matrix[j * n + j], 1e-300))) {
      aliased.push(j);
      factor[j * n + j] = 0;
      continue;
    }
    const root = Math.sqrt(pivot);
    factor[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = matrix[i * n + j];
      const rowI = i * n;
      const rowJ = j * n;
      for (let k = 0; k < j; k++) sum -= factor[rowI + k] * factor[rowJ + k];
      factor[rowI + j] = sum / root;
    }
  }
  return { n, factor, aliased };
}

/** A x = b. */
export function choleskySolve({ n, factor }: Cholesky, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    const diagonal = factor[i * n + i];
    if (diagonal === 0) {
      x[i] = 0;
      continue;
    }
    let sum = x[i];
    for (let k = 0; k < i; k++) sum -= factor[i * n + k] * x[k];
    x[i] = sum / diagonal;
  }
  for (let i = n - 1; i >= 0; i--) {
    const diagonal = factor[i * n + i];
    if (diagonal === 0) continue;
    let sum = x[i];
    for (let k = i + 1; k < n; k++) sum -= factor[k * n + i] * x[k];
    x[i] = sum / diagonal;
  }
  return x;
}

/** A⁻¹; rows and columns of aliased ones are 0. */
export function choleskyInverse(decomposed: Cholesky): Float64Array {
  const { n } = decomposed;
  const inverse = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    if (decomposed.factor[j * n + j] === 0) continue;
    unit.fill(0);
    unit[j] = 1;
    const column = choleskySolve(decomposed, unit);
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i];
  }
  return inverse;
}

/** aᵀ M b for a square row-major M. */
export function quadraticForm(a: ArrayLike<number>, matrix: Float64Array, b: ArrayLike<number>): number {
  const n = a.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (a[i] === 0) continue;
    let row = 0;
    for (let j = 0; j < n; j++) row += matrix[i * n + j] * b[j];
    sum += a[i] * row;
  }
  return sum;
}
