// Observations in one or two random factors, variances → Henderson's mixed-model equations (1975) solved, and the errors of what
// they predict: exactly (dense) while what is left besides the larger factor is small, else by conjugate gradients and sampled errors.
import { AbsorbedDesign, type CrossedData, type GroupedData } from "./absorbed-design.js";
import { conjugateGradients } from "./conjugate-gradients.js";
import { random } from "./random.js";
import { invertInPlace } from "./sweep-inverse.js";

export interface Variances {
  first: number;
  /** 0 where there is one factor. */
  second: number;
  residual: number;
}

/** Effects that go with one response. */
export interface Solved {
  first: Float64Array;
  second: Float64Array;
  fixed: Float64Array;
  /** Response − fixed − random effects. */
  left: Float64Array;
}

/** Weights of a sum of effects, by position. */
export interface Combination {
  first?: readonly (readonly [index: number, weight: number])[];
  second?: readonly (readonly [index: number, weight: number])[];
  fixed?: readonly (readonly [index: number, weight: number])[];
}

/** Above this many unknowns beside the absorbed factor the inverse is not formed. */
export const mostExact = 600;

/** The equations of one data set under given variances. */
export class CrossedEquations {
  readonly isExact: boolean;
  /** Columns of the fixed effects that are not combinations of earlier ones (exact only; else all of them). */
  rank: number;
  /** Those that are; empty unless exact. */
  dependent: number[] = [];
  /** log |coefficient matrix ÷ residual variance⁻¹|; NaN unless exact. */
  logDeterminant = NaN;
  readonly #design: AbsorbedDesign;
  #residual = 1;
  #inverse: Float64Array | undefined;
  #diagonal: Float64Array | undefined;
  #samples: Float64Array[] = [];

  constructor(data: GroupedData & Partial<CrossedData>, options: { mostExact?: number } = {}) {
    this.#design = new AbsorbedDesign(data);
    this.isExact = this.#design.size <= (options.mostExact ?? mostExact);
    this.rank = data.fixed.columns;
  }

  /** Sets the variances; `draws` sampled errors where the equations are not solved exactly. */
  prepare({ first, second, residual }: Variances, draws: number, seed: number): void {
    const design = this.#design;
    const [absorbed, kept] = design.isFirstAbsorbed ? [first, second] : [second, first];
    this.#residual = residual;
    design.ratio = residual / absorbed;
    design.keptRatio = residual / kept;
    if (this.isExact) this.#invert();
    else {
      this.#diagonal = design.diagonal();
      this.#sample(absorbed, kept, draws, seed);
    }
  }

  /** Best linear unbiased prediction of the factors, estimates of the fixed effects. `left` ÷ residual variance is P·response. */
  solve(response: ArrayLike<number>, precision = 1e-14): Solved {
    const design = this.#design;
    const right = design.transposed(design.withinLevels(response));
    const w = this.#inverse
      ? times(this.#inverse, right)
      : conjugateGradients((x) => design.applied(x), right, this.#diagonal!, precision);
    const fitted = design.multiplied(w);
    const rest = Float64Array.from(response, (v, i) => v - fitted[i]);
    const absorbed = design.levelMeans(rest);
    for (let i = 0; i < rest.length; i++) rest[i] -= absorbed[design.level[i]];
    const kept = w.slice(0, design.kept);
    return { ...this.#named(absorbed, kept), fixed: w.slice(design.kept), left: rest };
  }

  /** Sum of the prediction-error variances of each factor. */
  traces(): { first: number; second: number } {
    const byLevel = this.errorVariances();
    return { first: sumOf(byLevel.first), second: sumOf(byLevel.second) };
  }

  /** Prediction-error variance of every level. */
  errorVariances(): { first: Float64Array; second: Float64Array } {
    const design = this.#design;
    const kept = new Float64Array(design.kept);
    const absorbed = new Float64Array(design.levels);
    if (this.#inverse) {
      for (let b = 0; b < kept.length; b++) kept[b] = this.#residual * this.#inverse[b * design.size + b];
      const rows = design.columnSums();
      for (let a = 0; a < absorbed.length; a++) {
        const d = design.pivot(a);
        absorbed[a] = this.#residual * (1 / d + this.#quadratic(rows[a]) / (d * d));
      }
    } else {
      const draws = this.#samples.length;
      for (const error of this.#samples) {
        for (let b = 0; b < kept.length; b++) kept[b] += error[b] ** 2 / draws;
        const means = design.levelMeans(design.multiplied(error));
        for (let a = 0; a < absorbed.length; a++) absorbed[a] += means[a] ** 2 / draws;
      }
      for (let a = 0; a < absorbed.length; a++) absorbed[a] += this.#residual / design.pivot(a);
    }
    return this.#named(absorbed, kept);
  }

  /** Variance of the error of a weighted sum of effects (predicted − true). */
  errorVariance({ first = [], second = [], fixed = [] }: Combination): number {
    const design = this.#design;
    const [ofAbsorbed, ofKept] = design.isFirstAbsorbed ? [first, second] : [second, first];
    const rows = design.columnSums();
    const t = new Map<number, number>();
    const add = (column: number, by: number): void => void t.set(column, (t.get(column) ?? 0) + by);
    let own = 0;
    for (const [a, weight] of ofAbsorbed) {
      const d = design.pivot(a);
      own += (weight * weight) / d;
      for (const [column, value] of rows[a]) add(column, (-weight * value) / d);
    }
    for (const [b, weight] of ofKept) add(b, weight);
    for (const [column, weight] of fixed) add(design.kept + column, weight);
    if (this.#inverse) return this.#residual * (own + this.#quadratic([...t]));
    const draws = this.#samples.length;
    let rest = 0;
    for (const error of this.#samples) {
      let sum = 0;
      for (const [column, weight] of t) sum += weight * error[column];
      rest += (sum * sum) / draws;
    }
    return this.#residual * own + rest;
  }

  #named<T>(absorbed: T, kept: T): { first: T; second: T } {
    return this.#design.isFirstAbsorbed
      ? { first: absorbed, second: kept }
      : { first: kept, second: absorbed };
  }

  #invert(): void {
    const { kept, size, levels } = this.#design;
    this.#inverse = this.#design.dense();
    const { logDeterminant, dependent } = invertInPlace(this.#inverse, size);
    this.dependent = dependent.map((column) => column - kept);
    this.rank = size - kept - dependent.length;
    this.logDeterminant = logDeterminant;
    for (let a = 0; a < levels; a++) this.logDeterminant += Math.log(this.#design.pivot(a));
  }

  /** Errors of prediction of kept and fixed effects: drawn effects and noise → their own prediction − what was drawn. */
  #sample(absorbed: number, kept: number, draws: number, seed: number): void {
    const design = this.#design;
    const rng = random(seed);
    const drawn = (count: number, variance: number) =>
      Float64Array.from({ length: count }, () => Math.sqrt(variance) * rng.normal());
    this.#samples = [];
    for (let draw = 0; draw < draws; draw++) {
      const ofAbsorbed = drawn(design.levels, absorbed);
      const effects = new Float64Array(design.size);
      effects.set(drawn(design.kept, kept));
      const response = design.multiplied(effects);
      for (let i = 0; i < response.length; i++)
        response[i] += ofAbsorbed[design.level[i]] + Math.sqrt(this.#residual) * rng.normal();
      // Sampled errors are themselves good to a few per cent.
      const found = this.solve(response, 1e-8);
      const error = new Float64Array(design.size);
      error.set(design.isFirstAbsorbed ? found.second : found.first);
      error.set(found.fixed, design.kept);
      for (let k = 0; k < design.kept; k++) error[k] -= effects[k];
      this.#samples.push(error);
    }
  }

  #quadratic(entries: readonly (readonly [number, number])[]): number {
    const m = this.#design.size;
    let sum = 0;
    for (const [i, v] of entries) for (const [j, u] of entries) sum += v * u * this.#inverse![i * m + j];
    return sum;
  }
}

function times(matrix: Float64Array, x: Float64Array): Float64Array {
  const m = x.length;
  return Float64Array.from({ length: m }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < m; j++) sum += matrix[i * m + j] * x[j];
    return sum;
  });
}

const sumOf = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
