// Addresses of rows, bins and slopes → histograms, in WebAssembly: slope and curvature of a bin are one addition.
import { perBin } from "./best-cut.js";
import { ops, type WasmFunction, wasmModule } from "./wasm-module.js";

/** Addresses in bytes: the first row's number, the end of the row numbers, slopes with curvatures; then bins and histogram of each column. */
export interface HistogramKernel {
  four: (...addresses: number[]) => void;
  one: (...addresses: number[]) => void;
}

let compiled: WebAssembly.Module | undefined;

/** Throws where there is no WebAssembly (`node --jitless`). */
export function histogramKernel(memory: WebAssembly.Memory): HistogramKernel {
  compiled ??= wasmModule([countFunction("four", 4), countFunction("one", 1)]);
  return new WebAssembly.Instance(compiled, { memory: { memory } }).exports as unknown as HistogramKernel;
}

/** for (; from < to; from += 4) { row = [from]; pair = slope and curvature of row; for each column: [histogram at its bin] += (pair, 1) } */
function countFunction(name: keyof HistogramKernel, columns: number): WasmFunction {
  const [from, to, derivatives] = [0, 1, 2];
  const params = 3 + 2 * columns;
  const [row, at, pair] = [params, params + 1, params + 2];
  const addToColumn = (bins: number, histogram: number): number[][] =>
    [
      [ops.get(row), ops.get(bins), ops.i32Add, ops.i32Load8],
      [ops.i32Const(8 * perBin), ops.i32Mul, ops.get(histogram), ops.i32Add, ops.tee(at)],
      [ops.get(at), ops.v128Load, ops.get(pair), ops.f64x2Add, ops.v128Store],
      [ops.get(at), ops.get(at), ops.f64Load(16), ops.f64One, ops.f64Add, ops.f64Store(16)],
    ].flat();
  const body = [
    [ops.block, ops.loop, ops.get(from), ops.get(to), ops.i32GeU, ops.brIf(1)],
    [ops.get(from), ops.i32Load, ops.set(row)],
    [ops.get(derivatives), ops.get(row), ops.i32Const(3), ops.i32Shl, ops.i32Add],
    [ops.v128Load64Zero, ops.f64x2PromoteLowF32x4, ops.set(pair)],
    ...Array.from({ length: columns }, (_, c) => addToColumn(3 + 2 * c, 4 + 2 * c)),
    [ops.get(from), ops.i32Const(4), ops.i32Add, ops.set(from), ops.br(0), ops.end, ops.end],
  ];
  return { name, params, integers: 2, pairs: 1, body: body.flat() };
}
