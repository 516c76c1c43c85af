// Bins of all columns, slopes and curvatures of rows → histograms. The one loop in which leaf-wise trees spend their time: counted
// by WebAssembly, two numbers per instruction, where the table is worth it; the same numbers to the last bit without it.
import { perBin } from "./best-cut.js";
import { type HistogramKernel, histogramKernel } from "./histogram-kernel.js";
import { wasmMemory, wasmPage } from "./wasm-module.js";

/** Columns × rows from which a WebAssembly memory pays: below, a fit takes milliseconds anyway. */
const worthIt = 50_000;
/** What a WebAssembly memory may hold. */
const mostBytes = 2 ** 32 - wasmPage;

/** All that training touches, side by side in one memory. The numbers may be changed by who uses it, the arrays stay. */
export class HistogramMemory {
  /** Slope and curvature of row i at [2i] and [2i + 1]. */
  readonly derivatives: Float32Array;
  /** Rows to count, in any order. */
  readonly rows: Int32Array;
  /** Bin of each row, per column. */
  readonly columns: readonly Uint8Array[];
  /** Slope, curvature and rows of each bin, column after column. */
  readonly histograms: readonly Float64Array[];
  readonly #offsets: Int32Array;
  readonly #kernel: HistogramKernel | undefined;

  /** `offsets`: where each column's bins begin in a histogram, `width` numbers long. */
  constructor(
    columns: readonly Uint8Array[],
    offsets: Int32Array,
    width: number,
    histograms: number,
    withKernel = columns.length * (columns[0]?.length ?? 0) >= worthIt,
  ) {
    const rows = columns[0]?.length ?? 0;
    const bytes = rows * (2 * 4 + 4 + columns.length) + 8 * width * histograms;
    const { buffer, kernel } = memoryOf(bytes, withKernel);
    this.#kernel = kernel;
    let at = 0;
    const place = (length: number): number => {
      at += length;
      return at - length;
    };
    this.#offsets = offsets;
    this.histograms = Array.from(
      { length: histograms },
      () => new Float64Array(buffer, place(8 * width), width),
    );
    this.derivatives = new Float32Array(buffer, place(8 * rows), 2 * rows);
    this.rows = new Int32Array(buffer, place(4 * rows), rows);
    this.columns = columns.map((column) => {
      const bins = new Uint8Array(buffer, place(rows), rows);
      bins.set(column);
      return bins;
    });
  }

  /** Where not, the plain loop counts. */
  get isFast(): boolean {
    return this.#kernel !== undefined;
  }

  /** Adds the rows `rows[from … to − 1]` to the histogram numbered `index`, in the columns `used`. */
  count(index: number, from: number, to: number, used: Int32Array): void {
    if (!this.#kernel) {
      for (const c of used) this.#countPlainly(index, from, to, c);
      return;
    }
    const { rows, derivatives, columns } = this;
    const [first, last] = [rows.byteOffset + 4 * from, rows.byteOffset + 4 * to];
    const slopes = derivatives.byteOffset;
    const bins = (u: number): number => columns[used[u]].byteOffset;
    const begin = this.histograms[index].byteOffset;
    const sums = (u: number): number => begin + 8 * this.#offsets[used[u]];
    const { four, one } = this.#kernel;
    let u = 0;
    for (; u + 4 <= used.length; u += 4) {
      const places = [u, u + 1, u + 2, u + 3].flatMap((k) => [bins(k), sums(k)]);
      four(first, last, slopes, ...places);
    }
    for (; u < used.length; u++) one(first, last, slopes, bins(u), sums(u));
  }

  #countPlainly(index: number, from: number, to: number, c: number): void {
    const { rows, derivatives } = this;
    const [histogram, bins, begin] = [this.histograms[index], this.columns[c], this.#offsets[c]];
    for (let i = from; i < to; i++) {
      const row = rows[i];
      const at = begin + bins[row] * perBin;
      histogram[at] += derivatives[2 * row];
      histogram[at + 1] += derivatives[2 * row + 1];
      histogram[at + 2] += 1;
    }
  }
}

function memoryOf(
  bytes: number,
  withKernel: boolean,
): { buffer: ArrayBuffer; kernel: HistogramKernel | undefined } {
  if (withKernel && bytes <= mostBytes)
    try {
      const memory = wasmMemory(bytes);
      return { buffer: memory.buffer, kernel: histogramKernel(memory) };
    } catch {
      // no WebAssembly here, or no room for it: the plain loop gives the same numbers
    }
  return { buffer: new ArrayBuffer(bytes), kernel: undefined };
}
