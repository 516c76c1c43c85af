// Addresses of a block of rows and of a vector → X β and Xᵀ r, in WebAssembly: four rows and two columns at a time.
import { ops, type WasmFunction, wasmModule } from "./wasm-module.js";

/**
 * Addresses in bytes: rows from, rows to, bytes of a row, bytes of a row in whole pairs, then coefficients and scores, or
 * residuals and slopes. Rows come in fours.
 */
export interface RowProductsKernel {
  score: (...addresses: number[]) => void;
  addUp: (...addresses: number[]) => void;
}

let compiled: WebAssembly.Module | undefined;

/** Throws where there is no WebAssembly (`node --jitless`). */
export function rowProductsKernel(memory: WebAssembly.Memory): RowProductsKernel {
  compiled ??= wasmModule([scoreFunction(), addUpFunction()]);
  return new WebAssembly.Instance(compiled, { memory: { memory } }).exports as unknown as RowProductsKernel;
}

const [rowA, to, stride, width, vector, scalars] = [0, 1, 2, 3, 4, 5];
const [rowB, rowC, rowD, j] = [6, 7, 8, 9];
const rows = [rowA, rowB, rowC, rowD];
const pairs = [10, 11, 12, 13];
const shared = 14;

const plus = (a: number, b: number): number[][] => [ops.get(a), ops.get(b), ops.i32Add];
const step = (local: number, by: number): number[][] => [
  ops.get(local),
  ops.i32Const(by),
  ops.i32Add,
  ops.set(local),
];

/** for (; rowA < to; four rows on, 32 bytes of `scalars` on) { before; for (j = 0; j < width; j += 16) inside; after } */
function overRows(name: string, before: number[][], inside: number[][], after: number[][]): WasmFunction {
  const body = [
    [ops.block, ops.loop, ops.get(rowA), ops.get(to), ops.i32GeU, ops.brIf(1)],
    ...[rowB, rowC, rowD].map((row, i) => [...plus(rows[i], stride), ops.set(row)]),
    [...before, ops.i32Const(0), ops.set(j), ops.loop],
    [...inside, ...step(j, 16), ops.get(j), ops.get(width), ops.i32LtU, ops.brIf(0), ops.end],
    [...after, ...step(scalars, 32), ...plus(rowD, stride), ops.set(rowA), ops.br(0), ops.end, ops.end],
  ];
  return { name, params: 6, integers: 4, pairs: 5, body: body.flat() };
}

/** scalars[row] = Σⱼ vector[j] X[row, j]. */
const scoreFunction = (): WasmFunction =>
  overRows(
    "score",
    pairs.flatMap((sum) => [ops.v128Zero, ops.set(sum)]),
    [
      [...plus(vector, j), ops.v128Load, ops.set(shared)],
      ...pairs.map((sum, i) =>
        [
          [ops.get(sum), ...plus(rows[i], j), ops.v128Load],
          [ops.get(shared), ops.f64x2Mul, ops.f64x2Add, ops.set(sum)],
        ].flat(),
      ),
    ].flat(),
    pairs.flatMap((sum, i) =>
      [
        [ops.get(scalars), ops.get(sum), ops.f64x2ExtractLane(0)],
        [ops.get(sum), ops.f64x2ExtractLane(1), ops.f64Add, ops.f64Store(8 * i)],
      ].flat(),
    ),
  );

/** vector[j] += Σ scalars[row] X[row, j]. */
const addUpFunction = (): WasmFunction =>
  overRows(
    "addUp",
    pairs.flatMap((scalar, i) => [ops.get(scalars), ops.v128Load64Splat(8 * i), ops.set(scalar)]),
    [
      [...plus(vector, j), ...plus(vector, j), ops.v128Load],
      ...pairs.map((scalar, i) => [
        ...plus(rows[i], j),
        ops.v128Load,
        ops.get(scalar),
        ops.f64x2Mul,
        ops.f64x2Add,
      ]),
      [ops.v128Store],
    ].flat(),
    [],
  );
