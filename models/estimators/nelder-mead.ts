// Function of a few numbers → a place where it is small, without derivatives.
// Nelder & Mead 1965 with the dimension-adapted coefficients of Gao & Han 2012.

export interface Minimum {
  at: Float64Array;
  value: number;
  evaluations: number;
}

export interface NelderMeadOptions {
  /** Size of the first simplex, per dimension. */
  step?: ArrayLike<number>;
  maxEvaluations?: number;
  /** Stops when the values of the simplex lie within this of each other (relative). */
  tolerance?: number;
}

export function nelderMead(
  f: (x: Float64Array) => number,
  start: ArrayLike<number>,
  { step, maxEvaluations = 500, tolerance = 1e-7 }: NelderMeadOptions = {},
): Minimum {
  const n = start.length;
  if (n === 0) return { at: new Float64Array(0), value: f(new Float64Array(0)), evaluations: 1 };
  const expand = 1 + 2 / n;
  const contract = n === 1 ? 0.5 : 0.75 - 0.5 / n;
  const shrink = n === 1 ? 0.5 : 1 - 1 / n;
  let evaluations = 0;
  const value = (x: Float64Array) => {
    evaluations++;
    const v = f(x);
    return Number.isFinite(v) ? v : Number.MAX_VALUE;
  };
  const points = Array.from({ length: n + 1 }, (_, i) => {
    const x = Float64Array.from(start);
    if (i > 0) x[i - 1] += step ? step[i - 1] : 0.5;
    return { x, v: 0 };
  });
  for (const point of points) point.v = value(point.x);
  const order = () => points.sort((a, b) => a.v - b.v);
  order();
  const centre = new Float64Array(n);
  const trial = (factor: number) => {
    const worst = points[n].x;
    const x = new Float64Array(n);
    for (let j = 0; j < n; j++) x[j] = centre[j] + factor * (worst[j] - centre[j]);
    return { x, v: value(x) };
  };
  for (;;) {
    if (evaluations >= maxEvaluations) break;
    if (points[n].v - points[0].v <= tolerance * (Math.abs(points[0].v) + tolerance)) break;
    centre.fill(0);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) centre[j] += points[i].x[j] / n;
    const reflected = trial(-1);
    if (reflected.v < points[0].v) {
      const expanded = trial(-expand);
      points[n] = expanded.v < reflected.v ? expanded : reflected;
    } else if (reflected.v < points[n - 1].v) points[n] = reflected;
    else {
      const outside = reflected.v < points[n].v;
      const contracted = trial(outside ? -contract : contract);
      if (contracted.v < Math.min(reflected.v, points[n].v)) points[n] = contracted;
      else
        for (let i = 1; i <= n; i++) {
          for (let j = 0; j < n; j++)
            points[i].x[j] = points[0].x[j] + shrink * (points[i].x[j] - points[0].x[j]);
          points[i].v = value(points[i].x);
        }
    }
    order();
  }
  return { at: points[0].x, value: points[0].v, evaluations };
}
