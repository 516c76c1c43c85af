// Statistic → two-sided tail probability, exact far into the tail (1 − cdf would be 0 there).

/** P(|Z| ≥ |z|) of the standard normal. R: 2 * pnorm(-abs(z)). */
export function normalTail(z: number): number {
  const x = (z * z) / 2;
  if (x === 0) return 1;
  // P(|Z| ≥ z) = Q(1/2, z²/2), the upper incomplete gamma function: series below 1.5, continued fraction above.
  const scale = Math.exp(-x) * Math.sqrt(x / Math.PI);
  if (x < 1.5) {
    let [term, sum] = [2, 2];
    for (let k = 1; k < 200 && term > 1e-17 * sum; k++) sum += term *= x / (k + 0.5);
    return 1 - scale * sum;
  }
  return scale * lentz(x + 0.5, (k) => -k * (k - 0.5), 2);
}

/** P(|T| ≥ |t|) of Student's t; `freedom` need not be whole. R: 2 * pt(-abs(t), freedom). */
export function studentTail(t: number, freedom: number): number {
  if (!(freedom > 0) || Number.isNaN(t)) return NaN;
  if (freedom > 1e7) return normalTail(t);
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** Regularised I_x(a, b), by its continued fraction (Press et al. 2007, §6.4). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  const step = (factor: number): number => {
    d = 1 / (1 + factor * d);
    c = 1 + factor / c;
    fraction *= c * d;
    return Math.abs(c * d - 1);
  };
  for (let m = 1; m < 100_000; m++) {
    step((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    if (step((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))) < 1e-15) break;
  }
  return fraction;
}

/** 1 / (b₀ + a₁ / (b₀ + s + a₂ / (b₀ + 2s + …))), by Lentz's method. */
function lentz(b0: number, a: (k: number) => number, s: number): number {
  let b = b0;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 10_000; k++) {
    const top = a(k);
    b += s;
    d = 1 / (top * d + b);
    c = b + top / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return fraction;
}

/** Stirling's series from 20 on, by recurrence below: about 1e-14. */
function logGamma(x: number): number {
  if (x >= 20) {
    const inverse = 1 / (x * x);
    const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x;
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
  }
  let product = 1;
  let y = x;
  for (; y < 20; y++) product *= y;
  return logGamma(y) - Math.log(product);
}
