// Functions written instruction by instruction → a WebAssembly module: for the few inner loops that take most of a training, two
// numbers per operation and no check of bounds. WebAssembly core specification 2.0, chapter 5 (binary format).

export const [i32, v128] = [0x7f, 0x7b];
const empty = 0x40;

/** Instructions by their names in the text format; constants and offsets take one byte: 0 … 63. */
export const ops = {
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
  i32Const: (value: number) => [0x41, value],
  f64One: [0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
  i32LtU: [0x49],
  i32GeU: [0x4f],
  i32Add: [0x6a],
  i32Mul: [0x6c],
  i32Shl: [0x74],
  f64Add: [0xa0],
  v128Load: [0xfd, 0, 3, 0],
  v128Load64Splat: (offset: number) => [0xfd, 10, 3, offset],
  v128Store: [0xfd, 11, 3, 0],
  v128Zero: [0xfd, 12, ...Array<number>(16).fill(0)],
  /** The same number twice. */
  f64x2Const: (value: number) => [0xfd, 12, ...bytesOf(value), ...bytesOf(value)],
  f64x2ExtractLane: (lane: number) => [0xfd, 33, lane],
  v128Load64Zero: [0xfd, 93, 2, 0],
  f64x2PromoteLowF32x4: [0xfd, 95],
  f64x2Gt: [0xfd, 74],
  v128Bitselect: [0xfd, 82],
  i64x2Shl: [0xfd, 0xcb, 0x01],
  i64x2Add: [0xfd, 0xce, 0x01],
  f64x2Abs: [0xfd, 0xec, 0x01],
  f64x2Neg: [0xfd, 0xed, 0x01],
  f64x2Add: [0xfd, 0xf0, 0x01],
  f64x2Sub: [0xfd, 0xf1, 0x01],
  f64x2Mul: [0xfd, 0xf2, 0x01],
  f64x2Div: [0xfd, 0xf3, 0x01],
  f64x2Max: [0xfd, 0xf5, 0x01],
};

/** Little-endian, as WebAssembly has it. */
function bytesOf(value: number): number[] {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value, true);
  return Array.from({ length: 8 }, (_, i) => bytes.getUint8(i));
}

export interface WasmFunction {
  name: string;
  /** All 32-bit integers, the first locals. */
  params: number;
  /** Further locals: integers, then pairs of numbers. */
  integers: number;
  pairs: number;
  body: number[][];
}

/** Functions without results over a memory taken in as `memory.memory`. Throws where there is no WebAssembly (`node --jitless`). */
export function wasmModule(functions: readonly WasmFunction[]): WebAssembly.Module {
  const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const types = functions.map(({ params }) => [0x60, ...sized(Array<number>(params).fill(i32)), 0]);
  const memory = [[...text("memory"), ...text("memory"), 2, 0, 1]];
  const typeOfFunction = functions.map((_, i) => [i]);
  const exported = functions.map(({ name }, i) => [...text(name), 0, i]);
  const code = functions.map(({ integers, pairs, body }) =>
    sized([[2, integers, i32, pairs, v128], ...body, ops.end].flat()),
  );
  const sections = [section(1, types), section(2, memory), section(3, typeOfFunction)];
  const bytes = Uint8Array.from([header, ...sections, section(7, exported), section(10, code)].flat());
  return new WebAssembly.Module(bytes);
}

export const wasmPage = 2 ** 16;

/** A memory of at least so many bytes; throws where there is no room. */
export function wasmMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.max(1, Math.ceil(bytes / wasmPage));
  return new WebAssembly.Memory({ initial: pages, maximum: pages });
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
