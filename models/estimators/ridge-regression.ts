// Flat table, numbers to predict → penalised least squares; the penalty by inner out-of-fold squared error.
// As scikit-learn's Ridge on standardised numbers and one indicator per level, the intercept free.
import { encode, fitEncoder, type Encoder } from "./encode.js";
import type { FlatTable } from "./flat-table.js";
import { cholesky, choleskySolve } from "./linear-algebra.js";
import { multiply, type SparseMatrix } from "./sparse-matrix.js";

const penalties = [1, 3, 10, 30, 100, 300, 1000, 3000];

export interface RidgeFit {
  penalty: number;
  predict(rows: Int32Array): Float64Array;
}

/** `innerFold`: fold of each of `rows`, same order. */
export function ridgeRegression(
  table: FlatTable,
  y: ArrayLike<number>,
  rows: Int32Array,
  innerFold: ArrayLike<number>,
): RidgeFit {
  const folds = Array.from(innerFold).reduce((most, f) => Math.max(most, f), 0) + 1;
  const losses = penalties.map(() => 0);
  for (let fold = 0; fold < folds; fold++) {
    const inside = rows.filter((_, i) => innerFold[i] !== fold);
    const outside = rows.filter((_, i) => innerFold[i] === fold);
    if (inside.length === 0 || outside.length === 0) continue;
    const { encoder, design } = designOf(table, inside);
    const test = encode(encoder, table, outside);
    const products = productsOf(design, inside, y);
    penalties.forEach((penalty, k) => {
      const predicted = multiply(test, solve(products, penalty));
      outside.forEach((row, i) => (losses[k] += (y[row] - predicted[i]) ** 2));
    });
  }
  const penalty = penalties[losses.indexOf(Math.min(...losses))];
  const { encoder, design } = designOf(table, rows);
  const coefficients = solve(productsOf(design, rows, y), penalty);
  return { penalty, predict: (wanted) => multiply(encode(encoder, table, wanted), coefficients) };
}

function designOf(table: FlatTable, rows: Int32Array): { encoder: Encoder; design: SparseMatrix } {
  const encoder = fitEncoder(table, rows, { splines: false });
  return { encoder, design: encode(encoder, table, rows) };
}

interface Products {
  columns: number;
  /** XᵀX, of which the lower triangle, and Xᵀy: the same for every penalty. */
  gram: Float64Array;
  right: Float64Array;
}

function productsOf(design: SparseMatrix, rows: Int32Array, y: ArrayLike<number>): Products {
  const { columns, start, index, value } = design;
  const gram = new Float64Array(columns * columns);
  const right = new Float64Array(columns);
  for (let i = 0; i < design.rows; i++)
    for (let a = start[i]; a < start[i + 1]; a++) {
      const row = index[a] * columns;
      const own = value[a];
      right[index[a]] += own * y[rows[i]];
      for (let b = start[i]; b < start[i + 1]; b++)
        if (index[b] <= index[a]) gram[row + index[b]] += own * value[b];
    }
  return { columns, gram, right };
}

function solve({ columns, gram, right }: Products, penalty: number): Float64Array {
  const penalised = gram.slice();
  for (let j = 1; j < columns; j++) penalised[j * columns + j] += penalty;
  return choleskySolve(cholesky(penalised, columns), right);
}
