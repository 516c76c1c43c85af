// Series without season → Theta forecasts: SES plus half the straight-line slope (Assimakopoulos & Nikolopoulos 2000, as R
// forecast::thetaf), and the dynamic optimised theta model (Fiorucci et al. 2016, as R forecTheta::dotm).
import { nelderMead } from "./nelder-mead.js";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Simple exponential smoothing with α and level by least squares. */
export function simpleSmoothing(y: ArrayLike<number>, fixedAlpha?: number): { alpha: number; level: number } {
  const n = y.length;
  let spread = 0;
  let mean = 0;
  const early = Math.min(n, 10);
  for (let t = 0; t < early; t++) mean += y[t] / early;
  for (let t = 0; t < early; t++) spread += (y[t] - mean) ** 2 / early;
  const scale = Math.sqrt(spread) || 1;
  let level = 0;
  const squares = (alpha: number, start: number) => {
    level = start;
    let sum = 0;
    for (let t = 0; t < n; t++) {
      const e = y[t] - level;
      sum += e * e;
      level += alpha * e;
    }
    return sum;
  };
  if (fixedAlpha !== undefined) {
    squares(fixedAlpha, mean);
    return { alpha: fixedAlpha, level };
  }
  const at = (x: ArrayLike<number>) => squares(0.0001 + 0.9998 * sigmoid(x[0]), y[0] + x[1] * scale);
  const best = nelderMead(at, [0, 0], { maxEvaluations: 120, tolerance: 1e-6 }).at;
  at(best);
  return { alpha: 0.0001 + 0.9998 * sigmoid(best[0]), level };
}

export function theta(y: Float64Array, horizon: number): Float64Array {
  const n = y.length;
  const { alpha, level } = simpleSmoothing(y);
  let mean = 0;
  for (const v of y) mean += v / n;
  let top = 0;
  let bottom = 0;
  for (let t = 0; t < n; t++) {
    top += (t - (n - 1) / 2) * (y[t] - mean);
    bottom += (t - (n - 1) / 2) ** 2;
  }
  const drift = bottom > 0 ? top / bottom / 2 : 0;
  const lag = (1 - (1 - alpha) ** n) / alpha;
  return Float64Array.from({ length: horizon }, (_, h) => level + drift * (h + lag));
}

export function dynamicTheta(y: Float64Array, horizon: number): Float64Array {
  const n = y.length;
  if (n < 4) return new Float64Array(horizon).fill(y[n - 1]);
  let scale = 0;
  for (const v of y) scale += Math.abs(v) / n;
  scale ||= 1;
  const run = (x: ArrayLike<number>, path?: Float64Array): number => {
    const alpha = 0.02 + 0.97 * sigmoid(x[0]);
    const part = 1 - 1 / (1 + Math.exp(Math.min(x[1], 12)));
    let level = alpha * y[0] + (1 - alpha) * (y[0] + x[2] * 0.1 * scale);
    let mean = y[0];
    let intercept = y[0];
    let slope = 0;
    let power = 1 - alpha; // (1 − α)^(t−1) while looking at the t-th value
    let squares = 0;
    const last = n + (path ? path.length : 0);
    for (let t = 2; t <= last; t++) {
      const mu = level + part * (power * intercept + ((1 - power * (1 - alpha)) / alpha) * slope);
      let value: number;
      if (t <= n) {
        value = y[t - 1];
        if (t > 2) squares += (value - mu) ** 2;
      } else {
        value = mu;
        path![t - n - 1] = mu;
      }
      level = alpha * value + (1 - alpha) * level;
      slope = ((t - 2) * slope + (6 * (value - mean)) / t) / (t + 1);
      mean = ((t - 1) * mean + value) / t;
      intercept = mean - (slope * (t + 1)) / 2;
      power *= 1 - alpha;
    }
    return squares / (scale * scale);
  };
  const best = nelderMead((x) => run(x), [0, 0, 0], {
    step: [1, 1, 1],
    maxEvaluations: 250,
    tolerance: 1e-6,
  }).at;
  const path = new Float64Array(horizon);
  run(best, path);
  return path;
}
