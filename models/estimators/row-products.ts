// Dense rows, block by block → X β and Xᵀ r of a block while it is in near memory: the two passes of every first-order fit.
import { type RowProductsKernel, rowProductsKernel } from "./row-products-kernel.js";
import { wasmMemory } from "./wasm-module.js";

/** Rows of a block; a multiple of four. */
export const blockRows = 128;

/** Memory of one block. Without WebAssembly plain loops give the same sums but for their last bits. */
export class RowProducts {
  /** As many as columns, to be set. */
  readonly coefficients: Float64Array;
  /** Σⱼ xⱼ βⱼ of each row of the block after `score`; what each row is multiplied by for `addUp`. */
  readonly scores: Float64Array;
  /** As many as columns: the sums of `addUp`. */
  readonly slopes: Float64Array;
  readonly #block: Float64Array;
  readonly #kernel: RowProductsKernel | undefined;

  constructor(
    private readonly values: Float64Array,
    private readonly columns: number,
    withKernel = true,
  ) {
    // pairs of columns may reach one number past the last
    const width = columns + (columns % 2);
    const block = blockRows * columns + 2;
    const { buffer, kernel } = memoryOf(8 * (block + blockRows + 2 * width), withKernel);
    this.#kernel = kernel;
    this.scores = new Float64Array(buffer, 0, blockRows);
    this.coefficients = new Float64Array(buffer, 8 * blockRows, columns);
    this.slopes = new Float64Array(buffer, 8 * (blockRows + width), columns);
    this.#block = new Float64Array(buffer, 8 * (blockRows + 2 * width), block);
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
      this.#kernel.score(...this.#places(count), coefficients.byteOffset, scores.byteOffset);
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
      this.#kernel.addUp(...this.#places(count), slopes.byteOffset, scores.byteOffset);
      return;
    }
    for (let i = 0, k = 0; i < count; i++)
      for (let j = 0; j < columns; j++) slopes[j] += scores[i] * block[k++];
  }

  #places(count: number): [number, number, number, number] {
    const [begin, stride] = [this.#block.byteOffset, 8 * this.columns];
    return [begin, begin + stride * 4 * Math.ceil(count / 4), stride, 16 * Math.ceil(this.columns / 2)];
  }
}

function memoryOf(
  bytes: number,
  withKernel: boolean,
): { buffer: ArrayBuffer; kernel: RowProductsKernel | undefined } {
  if (withKernel)
    try {
      const memory = wasmMemory(bytes);
      return { buffer: memory.buffer, kernel: rowProductsKernel(memory) };
    } catch {
      // no WebAssembly here
    }
  return { buffer: new ArrayBuffer(bytes), kernel: undefined };
}
