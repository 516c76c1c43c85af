// Rows and 0/1 outcomes → log loss and its slope at any coefficients, one pass over the rows, a block at a time.
import { type LogisticKernel, logisticKernel } from "./logistic-kernel.js";
import { RowProducts } from "./row-products.js";

/** A score whose row counts for nothing where its outcome is 0. */
const never = -1e300;

export class LogisticRows {
  readonly #products: RowProducts;
  readonly #kernel: LogisticKernel | undefined;
  readonly #y: Float64Array;
  /** Outcomes of the block, then the kernel's state. */
  readonly #outcomes: Float64Array;
  readonly #state: Float64Array;

  /** `values` row by row, without intercept. `withKernel` false: the plain loops, which are there for machines without WebAssembly. */
  constructor(
    private readonly rows: number,
    columns: number,
    values: Float64Array,
    y: ArrayLike<number>,
    withKernel = true,
  ) {
    this.#products = new RowProducts(values, columns, { withKernel, spare: (most) => most + 8 });
    const { memory, spare } = this.#products;
    this.#kernel = memory && logisticKernel(memory);
    this.#y = new Float64Array(y);
    this.#outcomes = spare.subarray(0, -8);
    this.#state = spare.subarray(-8);
  }

  get isFast(): boolean {
    return this.#kernel !== undefined;
  }

  /** Sum of the log loss at `beta`, the intercept first; its slope goes to `slope`. */
  lossAt(beta: Float64Array, slope: Float64Array): number {
    const products = this.#products;
    const { blockRows } = products;
    products.coefficients.set(beta.subarray(1));
    products.slopes.fill(0);
    let [loss, residuals] = [0, 0];
    for (let row = 0; row < this.rows; row += blockRows) {
      const count = Math.min(blockRows, this.rows - row);
      products.score(row, count);
      this.#state.fill(0);
      this.#state.fill(beta[0], 0, 2);
      this.#state.fill(1, 4, 6);
      if (this.#kernel) this.#fast(this.#kernel, row, count);
      else this.#plain(row, count);
      const [, , after, after2, factor, factor2, sum, sum2] = this.#state;
      loss += after + after2 + Math.log(factor * factor2);
      residuals += sum + sum2;
      products.addUp(count);
    }
    slope[0] = residuals;
    slope.set(products.slopes, 1);
    return loss;
  }

  #fast(kernel: LogisticKernel, row: number, count: number): void {
    const { scores } = this.#products;
    const [outcomes, state] = [this.#outcomes, this.#state];
    outcomes.set(this.#y.subarray(row, row + count));
    if (count % 2 === 1) {
      scores[count] = never;
      outcomes[count] = 0;
    }
    kernel(scores.byteOffset, scores.byteOffset + 8 * count, outcomes.byteOffset, state.byteOffset);
  }

  /**
   * Scores become probability − outcome. Log loss is log(1 + e^−|η|) + max(η, 0) − yη; what the logarithm is taken of is between
   * 1 and 2, and multiplied up, so that one logarithm is enough for a block.
   */
  #plain(row: number, count: number): void {
    const { scores } = this.#products;
    const [state, y] = [this.#state, this.#y];
    for (let i = 0; i < count; i++) {
      const eta = state[0] + scores[i];
      const label = y[row + i];
      const small = Math.exp(-Math.abs(eta));
      const part = 1 / (1 + small);
      state[2] += (eta > 0 ? eta : 0) - label * eta;
      state[4] *= 1 + small;
      scores[i] = (eta > 0 ? part : small * part) - label;
      state[6] += scores[i];
    }
  }
}
