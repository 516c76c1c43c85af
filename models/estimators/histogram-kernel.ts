// Nothing → the WebAssembly module that adds rows to histograms, written instruction by instruction: two numbers per addition and
// no check of bounds, as compilers of JavaScript cannot do it. WebAssembly core specification 2.0, chapter 5 (binary format).
import { perBin } from "./best-cut.js";

/** Addresses in bytes: the first row's number, the end of the row numbers, slopes with curvatures; then bins and histogram of each column. */
export interface HistogramKernel {
  four: (...addresses: number[]) => void;
  one: (...addresses: number[]) => void;
}

/** Functions of the module and how many columns each counts. */
const functions: readonly [keyof HistogramKernel, number][] = [
  ["four", 4],
  ["one", 1],
];

let compiled: WebAssembly.Module | undefined;

/** Throws where there is no WebAssembly (`node --jitless`). */
export function kernelOn(memory: WebAssembly.Memory): HistogramKernel {
  compiled ??= new WebAssembly.Module(moduleBytes());
  return new WebAssembly.Instance(compiled, { memory: { memory } }).exports as unknown as HistogramKernel;
}

const [i32, v128, empty] = [0x7f, 0x7b, 0x40];

/** Instructions by their names in the text format. */
const ops = {
  block: [0x02, empty],
  loop: [0x03, empty],
  end: [0x0b],
  br: (depth: number) => [0x0c, depth],
  brIf: (depth: number) => [0x0d, depth],
  get: (local: number) => [0x20, local],
  set: (local: number) => [0x21, local],
  tee: (local: number) => [0x22, local],
  i32Load: [0x28, 2, 0],
  f64Load: (offset: number) => [0x2b, 3, offset],
  i32Load8: [0x2d, 0, 0],
  f64Store: (offset: number) => [0x39, 3, offset],
  /** One byte: −64 … 63. */
  i32Const: (value: number) => [0x41, value],
  f64One: [0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
  i32GeU: [0x4f],
  i32Add: [0x6a],
  i32Mul: [0x6c],
  i32Shl: [0x74],
  f64Add: [0xa0],
  v128Load: [0xfd, 0, 3, 0],
  v128Store: [0xfd, 11, 3, 0],
  v128Load64Zero: [0xfd, 93, 2, 0],
  f64x2PromoteLowF32x4: [0xfd, 95],
  f64x2Add: [0xfd, 0xf0, 0x01],
};

/** for (; from < to; from += 4) { row = [from]; pair = slope and curvature of row; for each column: [histogram at its bin] += (pair, 1) } */
function countFunction(columns: number): number[] {
  const [from, to, derivatives] = [0, 1, 2];
  const row = 3 + 2 * columns;
  const [at, pair] = [row + 1, row + 2];
  const addToColumn = (bins: number, histogram: number): number[][] =>
    [
      [ops.get(row), ops.get(bins), ops.i32Add, ops.i32Load8],
      [ops.i32Const(8 * perBin), ops.i32Mul, ops.get(histogram), ops.i32Add, ops.tee(at)],
      [ops.get(at), ops.v128Load, ops.get(pair), ops.f64x2Add, ops.v128Store],
      [ops.get(at), ops.get(at), ops.f64Load(16), ops.f64One, ops.f64Add, ops.f64Store(16)],
    ].flat();
  const locals = [2, 2, i32, 1, v128];
  const start = [locals, ops.block, ops.loop, ops.get(from), ops.get(to), ops.i32GeU, ops.brIf(1)];
  const readRow = [ops.get(from), ops.i32Load, ops.set(row)];
  const placeOfPair = [ops.get(derivatives), ops.get(row), ops.i32Const(3), ops.i32Shl, ops.i32Add];
  const readPair = [ops.v128Load64Zero, ops.f64x2PromoteLowF32x4, ops.set(pair)];
  const addToColumns = Array.from({ length: columns }, (_, c) => addToColumn(3 + 2 * c, 4 + 2 * c)).flat();
  const next = [ops.get(from), ops.i32Const(4), ops.i32Add, ops.set(from), ops.br(0)];
  return [start, readRow, placeOfPair, readPair, addToColumns, next, [ops.end, ops.end, ops.end]].flat(2);
}

/** Takes `memory.memory`. */
function moduleBytes(): Uint8Array<ArrayBuffer> {
  const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const types = functions.map(([, columns]) => [0x60, ...sized(Array<number>(3 + 2 * columns).fill(i32)), 0]);
  const memory = [[...text("memory"), ...text("memory"), 2, 0, 1]];
  const typeOfFunction = functions.map((_, i) => [i]);
  const exported = functions.map(([name], i) => [...text(name), 0, i]);
  const code = functions.map(([, columns]) => sized(countFunction(columns)));
  const sections = [section(1, types), section(2, memory), section(3, typeOfFunction)];
  return Uint8Array.from([header, ...sections, section(7, exported), section(10, code)].flat());
}

const section = (id: number, items: number[][]): number[] => [
  id,
  ...sized([unsigned(items.length), ...items].flat()),
];

const sized = (bytes: number[]): number[] => [...unsigned(bytes.length), ...bytes];

const text = (name: string): number[] => sized(Array.from(name, (letter) => letter.charCodeAt(0)));

/** LEB128: seven bits per byte, the lowest first. */
const unsigned = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
