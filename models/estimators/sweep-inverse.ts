// Symmetric positive semi-definite matrix → its inverse, in place, by sweeping (Goodnight 1979); dependent columns become 0.

export interface SweptInverse {
  /** Log of the product of the pivots. */
  logDeterminant: number;
  /** Columns that are combinations of earlier ones. */
  dependent: number[];
}

/** `matrix` is row-major m × m and holds the inverse afterwards. */
export function invertInPlace(matrix: Float64Array, m: number): SweptInverse {
  const scale = Float64Array.from({ length: m }, (_, j) => Math.max(matrix[j * m + j], 1e-300));
  let logDeterminant = 0;
  const dependent: number[] = [];
  for (let k = 0; k < m; k++) {
    const pivot = matrix[k * m + k];
    if (!(pivot > 1e-10 * scale[k])) {
      dependent.push(k);
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
