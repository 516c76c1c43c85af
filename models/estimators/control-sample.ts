// Rare events → all of them and a sample of the rest: nearly all of what the rows can tell, at a fraction of the work.
// A logit learned on the sample is too high by −log(share of the rest that was kept): subtract that from the intercept and
// probabilities are right again (prior correction, King and Zeng 2001).
import { random } from "./random.js";

export interface ControlSample {
  /** Kept rows, in order. */
  rows: Int32Array;
  /** Add to the intercept learned on them; ≤ 0. */
  correction: number;
  /** Weight of each kept row when the whole table is meant: 1 for events, 1 ÷ share kept for the rest. */
  weights: Float64Array;
}

/** Keeps all of `rows` when they are at most `most`. */
export function sampleControls(
  y: ArrayLike<number>,
  rows: Int32Array,
  most: number,
  seed: number,
): ControlSample {
  const controls = rows.filter((row) => !(y[row] > 0));
  const events = rows.length - controls.length;
  const wanted = Math.max(0, most - events);
  if (controls.length <= wanted)
    return { rows, correction: 0, weights: new Float64Array(rows.length).fill(1) };
  const kept = random(seed).shuffle(controls).slice(0, wanted);
  const share = kept.length / controls.length;
  const chosen = Int32Array.from([...rows.filter((row) => y[row] > 0), ...kept]).sort();
  return {
    rows: chosen,
    correction: Math.log(share),
    weights: Float64Array.from(chosen, (row) => (y[row] > 0 ? 1 : 1 / share)),
  };
}
