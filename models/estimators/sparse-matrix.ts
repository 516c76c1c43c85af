// Rows of a design matrix → compressed sparse rows: indicators and hinges are mostly zero, so Newton costs less.

export interface SparseMatrix {
  rows: number;
  columns: number;
  /** Row r holds entries start[r] … start[r + 1] − 1. */
  start: Int32Array;
  index: Int32Array;
  value: Float64Array;
}

/** `fill(row, add)` adds the non-zero entries of one row, each column at most once. */
export function sparseMatrix(
  rows: number,
  columns: number,
  fill: (row: number, add: (column: number, value: number) => void) => void,
): SparseMatrix {
  const start = new Int32Array(rows + 1);
  let capacity = Math.max(16, rows * Math.min(columns, 16));
  let index = new Int32Array(capacity);
  let value = new Float64Array(capacity);
  let size = 0;
  const add = (column: number, entry: number) => {
    if (entry === 0) return;
    if (size === capacity) {
      capacity *= 2;
      const largerIndex = new Int32Array(capacity);
      largerIndex.set(index);
      index = largerIndex;
      const largerValue = new Float64Array(capacity);
      largerValue.set(value);
      value = largerValue;
    }
    index[size] = column;
    value[size++] = entry;
  };
  for (let row = 0; row < rows; row++) {
    fill(row, add);
    start[row + 1] = size;
  }
  return { rows, columns, start, index: index.subarray(0, size), value: value.subarray(0, size) };
}

/** Plain rows → sparse, for tests and small designs. */
export const fromDense = (rows: readonly ArrayLike<number>[]): SparseMatrix =>
  sparseMatrix(rows.length, rows[0]?.length ?? 0, (row, add) => {
    for (let j = 0; j < rows[row].length; j++) add(j, rows[row][j]);
  });

/** Some rows, in that order. */
export function takeRows(matrix: SparseMatrix, rows: ArrayLike<number>): SparseMatrix {
  return sparseMatrix(rows.length, matrix.columns, (i, add) => {
    const row = rows[i];
    for (let k = matrix.start[row]; k < matrix.start[row + 1]; k++) add(matrix.index[k], matrix.value[k]);
  });
}

/** X β (plus offset). */
export function multiply(
  matrix: SparseMatrix,
  coefficients: ArrayLike<number>,
  offset?: ArrayLike<number>,
): Float64Array {
  const { rows, start, index, value } = matrix;
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = offset ? offset[row] : 0;
    for (let k = start[row]; k < start[row + 1]; k++) sum += value[k] * coefficients[index[k]];
    out[row] = sum;
  }
  return out;
}
