// Positive definite matrix that can only be multiplied by, right side → solution, by conjugate gradients (Hestenes & Stiefel 1952)
// with the diagonal as preconditioner.

/** Stops when the preconditioned squared residual is `precision` times that of the start, or after 500 rounds. */
export function conjugateGradients(
  times: (x: Float64Array) => Float64Array,
  right: Float64Array,
  diagonal: Float64Array,
  precision: number,
): Float64Array {
  const m = right.length;
  const x = new Float64Array(m);
  const r = Float64Array.from(right);
  const direction = Float64Array.from(r, (v, j) => v / diagonal[j]);
  let rz = dot(r, direction);
  const goal = precision * rz;
  for (let round = 0; round < 500 && rz > goal; round++) {
    const applied = times(direction);
    const step = rz / dot(direction, applied);
    let next = 0;
    for (let j = 0; j < m; j++) {
      x[j] += step * direction[j];
      r[j] -= step * applied[j];
      next += (r[j] * r[j]) / diagonal[j];
    }
    const factor = next / rz;
    for (let j = 0; j < m; j++) direction[j] = r[j] / diagonal[j] + factor * direction[j];
    rz = next;
  }
  return x;
}

export function dot(u: ArrayLike<number>, v: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < u.length; j++) sum += u[j] * v[j];
  return sum;
}
