// Dense rows, block by block → X β and Xᵀ r of a block while it is in near memory: the two passes of every first-order fit.
import { type RowProductsKernel, rowProductsKernel } from "./row-products-kernel.js";
import { wasmMemory } from "./wasm-module.js";

/** Bytes of a block: near memory holds it, and calls are few. */
const blockBytes = 2 ** 18;
/** A product of so many factors up to 2 is still a number. */
const mostRows = 960;

/** A multiple of four. */
const rowsOfBlock = (columns: number): number =>
  Math.max(16, Math.min(mostRows, 4 * Math.floor(blockBytes / (32 * columns))));

/** Memory of one block. Without WebAssembly plain loops give the same sums but for their last bits. */
export class RowProducts {
  /** Rows of a block, but for the last. */
  readonly blockRows: number;
  /** As many as columns, to be set. */
  readonly coefficients: Float64Array;
  /** Σⱼ xⱼ βⱼ of each row of the block after `score`; what each row is multiplied by for `addUp`. */
  readonly scores: Float64Array;
  /** As many as columns: the sums of `addUp`. */
  readonly slopes: Float64Array;
  /** Numbers in the same memory that nothing here uses. */
  readonly spare: Float64Array;
  /** Undefined where there is no WebAssembly. */
  readonly memory: WebAssembly.Memory | undefined;
  readonly #block: Float64Array;
  readonly #kernel: RowProductsKernel | undefined;

  constructor(
    private readonly values: Float64Array,
    private readonly columns: number,
    { withKernel = true, spare = (_blockRows: number): number => 0 } = {},
  ) {
    const blockRows = rowsOfBlock(columns);
    this.blockRows = blockRows;
    // pairs of columns may reach one number past the last
    const width = columns + (columns % 2);
    const free = spare(blockRows);
    const sizes = [blockRows, width, width, free + (free % 2), blockRows * columns + 2];
    const { buffer, kernel, memory } = memoryOf(8 * sizes.reduce((a, b) => a + b), withKernel);
    this.#kernel = kernel;
    this.memory = memory;
    let at = 0;
    const [scores, coefficients, slopes, rest, block] = sizes.map((size) => {
      at += 8 * size;
      return new Float64Array(buffer, at - 8 * size, size);
    });
    this.scores = scores;
    this.coefficients = coefficients.subarray(0, columns);
    this.slopes = slopes.subarray(0, columns);
    this.spare = rest.subarray(0, free);
    this.#block = block;
  }

  get isFast(): boolean {
    return this.#kernel !== undefined;
  }

  /** Takes `count` rows from `row` on as the block and scores them. */
  score(row: number, count: number): void {
    const { columns, coefficients, scores } = this;
    const block = this.#block;
    block.set(this.values.subarray(row * columns, (row + count) * columns));
    if (this.#kernel) {
      const { begin, end, stride, width } = this.#places(count);
      this.#kernel.score(begin, end, stride, width, coefficients.byteOffset, scores.byteOffset);
      return;
    }
    for (let i = 0, k = 0; i < count; i++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += coefficients[j] * block[k++];
      scores[i] = sum;
    }
  }

  /** Adds the block's `count` rows, each times its score, to the slopes. */
  addUp(count: number): void {
    const { columns, scores, slopes } = this;
    const block = this.#block;
    if (this.#kernel) {
      // rows come in fours: what is left of an older block counts for nothing
      scores.fill(0, count);
      const { begin, end, stride, width } = this.#places(count);
      this.#kernel.addUp(begin, end, stride, width, slopes.byteOffset, scores.byteOffset);
      return;
    }
    for (let i = 0, k = 0; i < count; i++)
      for (let j = 0; j < columns; j++) slopes[j] += scores[i] * block[k++];
  }

  #places(count: number) {
    const [begin, stride] = [this.#block.byteOffset, 8 * this.columns];
    const end = begin + stride * 4 * Math.ceil(count / 4);
    return { begin, end, stride, width: 16 * Math.ceil(this.columns / 2) };
  }
}

function memoryOf(
  bytes: number,
  withKernel: boolean,
): { buffer: ArrayBuffer; kernel?: RowProductsKernel; memory?: WebAssembly.Memory } {
  if (withKernel)
    try {
      const memory = wasmMemory(bytes);
      return { buffer: memory.buffer, kernel: rowProductsKernel(memory), memory };
    } catch {
      // no WebAssembly here
    }
  return { buffer: new ArrayBuffer(bytes) };
}
