// Seed text → reproducible random draws (sfc32); one stream per concern, so that a change in one leaves the others as they were.

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** `seed` is any text, e.g. "services:1:attendance". */
  constructor(seed: string) {
    const next = hashWords(seed);
    this.#a = next();
    this.#b = next();
    this.#c = next();
    for (let i = 0; i < 12; i++) this.uniform();
  }

  /** In [0, 1). */
  uniform(): number {
    const t = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  /** True with that probability. */
  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** Whole number in [low, high], both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }

  /** Knuth's product of uniforms: for means below about 50. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = -1;
    for (let product = 1; product > limit; count++) product *= this.uniform();
    return Math.max(0, count);
  }

  binomial(trials: number, probability: number): number {
    let count = 0;
    for (let i = 0; i < trials; i++) if (this.chance(probability)) count++;
    return count;
  }

  /** Marsaglia and Tsang (2000), scale 1. */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * Math.pow(1 - this.uniform(), 1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /** Share with exactly that mean; the larger `concentration`, the closer to it. */
  share(mean: number, concentration: number): number {
    const a = this.gamma(mean * concentration);
    const b = this.gamma((1 - mean) * concentration);
    return a / (a + b);
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.uniform() * items.length)]!;
  }

  /** One of the keys, with probability proportional to its weight. */
  weighted<K extends string>(weights: Record<K, number>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.uniform() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    return entries.at(-1)![0];
  }
}

/** Concern → its own stream, made when first asked for. */
export function streams(seed: string): (concern: string) => Random {
  const made = new Map<string, Random>();
  return (concern) => {
    let stream = made.get(concern);
    if (!stream) made.set(concern, (stream = new Random(`${seed}:${concern}`)));
    return stream;
  };
}

/** Text → 32-bit words (xmur3). */
function hashWords(text: string): () => number {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h | 0;
  };
}
