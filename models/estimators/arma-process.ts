// Coefficients of a stationary ARMA process → its autocovariances, exact likelihood and exact forecasts.
// Autocovariances by the difference equations (Brockwell & Davis 1991, §3.3), one-step predictors by Durbin–Levinson: the same
// likelihood and forecasts as a Kalman filter gives, as R's arima(method = "ML") evaluates them.

/** φ(B) z = θ(B) e with φ = 1 − Σ ar B^k and θ = 1 + Σ ma B^k; entry k − 1 belongs to lag k. */
export interface ArmaProcess {
  ar: Float64Array;
  ma: Float64Array;
}

/** γ(0 … lags) for innovations of variance 1; undefined when the equations have no sound solution (a root near the circle). */
export function autocovariances({ ar, ma }: ArmaProcess, lags: number): Float64Array | undefined {
  const p = ar.length;
  const q = ma.length;
  const psi = impulses(ar, ma, q);
  const right = (h: number): number => {
    let sum = 0;
    for (let j = h; j <= q; j++) sum += (j === 0 ? 1 : ma[j - 1]) * psi[j - h];
    return sum;
  };
  const size = p + 1;
  const a = new Float64Array(size * size);
  const gamma = new Float64Array(Math.max(lags, p) + 1);
  for (let h = 0; h <= p; h++) {
    a[h * size + h] += 1;
    for (let k = 1; k <= p; k++) a[h * size + Math.abs(h - k)] -= ar[k - 1];
    gamma[h] = right(h);
  }
  if (!solveInPlace(a, gamma, size)) return undefined;
  for (let h = p + 1; h <= lags; h++) {
    let sum = h <= q ? right(h) : 0;
    for (let k = 1; k <= p; k++) sum += ar[k - 1] * gamma[h - k];
    gamma[h] = sum;
  }
  return gamma[0] > 0 && Number.isFinite(gamma[lags]) ? gamma : undefined;
}

/** ψ₀ … ψ_steps: what a shock of size 1 still adds that many steps later. */
export function impulses(ar: ArrayLike<number>, ma: ArrayLike<number>, steps: number): Float64Array {
  const psi = new Float64Array(steps + 1);
  psi[0] = 1;
  for (let j = 1; j <= steps; j++) {
    let sum = j <= ma.length ? ma[j - 1] : 0;
    for (let k = 1; k <= Math.min(j, ar.length); k++) sum += ar[k - 1] * psi[j - k];
    psi[j] = sum;
  }
  return psi;
}

export interface ExactPass {
  /** −2 log likelihood, innovations' variance profiled out. */
  deviance: number;
  /** Innovations' variance (maximum likelihood). */
  variance: number;
  /** Best linear predictions of the next values, given all of `z`. */
  forecast: Float64Array;
}

/** Predictors grow to this order at most and then stay: far beyond any memory that is estimable. */
const longestPredictor = 400;

/** `z`: values less their mean, known to have the process's covariances up to a factor. */
export function exactPass(z: Float64Array, process: ArmaProcess, horizon: number): ExactPass | undefined {
  const n = z.length;
  const all = n + horizon;
  const longest = Math.min(longestPredictor, all);
  const gamma = autocovariances(process, longest);
  if (!gamma) return undefined;
  const values = new Float64Array(all);
  values.set(z);
  let phi = new Float64Array(longest + 1);
  let next = new Float64Array(longest + 1);
  let order = 0;
  let v = gamma[0];
  let squares = 0;
  let logs = 0;
  for (let t = 0; t < all; t++) {
    let predicted = 0;
    for (let j = 1; j <= order; j++) predicted += phi[j] * values[t - j];
    if (t < n) {
      const e = z[t] - predicted;
      squares += (e * e) / v;
      logs += Math.log(v);
    } else values[t] = predicted;
    if (order >= longest) continue;
    let partial = gamma[order + 1];
    for (let j = 1; j <= order; j++) partial -= phi[j] * gamma[order + 1 - j];
    partial /= v;
    if (!(Math.abs(partial) < 1)) return undefined;
    for (let j = 1; j <= order; j++) next[j] = phi[j] - partial * phi[order + 1 - j];
    next[++order] = partial;
    [phi, next] = [next, phi];
    v *= 1 - partial * partial;
  }
  const variance = squares / n;
  return {
    deviance: n * (Math.log(2 * Math.PI * Math.max(variance, 1e-300)) + 1) + logs,
    variance,
    forecast: values.subarray(n),
  };
}

/** Gaussian elimination with row exchange; false when singular. The first `n` entries of `b` become the solution. */
function solveInPlace(a: Float64Array, b: Float64Array, n: number): boolean {
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(a[r * n + c]) > Math.abs(a[pivot * n + c])) pivot = r;
    if (!(Math.abs(a[pivot * n + c]) > 1e-10)) return false;
    if (pivot !== c) {
      for (let k = c; k < n; k++) [a[c * n + k], a[pivot * n + k]] = [a[pivot * n + k], a[c * n + k]];
      [b[c], b[pivot]] = [b[pivot], b[c]];
    }
    for (let r = c + 1; r < n; r++) {
      const factor = a[r * n + c] / a[c * n + c];
      if (factor === 0) continue;
      for (let k = c; k < n; k++) a[r * n + k] -= factor * a[c * n + k];
      b[r] -= factor * b[c];
    }
  }
  for (let r = n - 1; r >= 0; r--) {
    for (let k = r + 1; k < n; k++) b[r] -= a[r * n + k] * b[k];
    b[r] /= a[r * n + r];
  }
  return true;
}
