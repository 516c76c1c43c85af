// Rows of numbers and 0/1 outcomes → logits of a small neural network: on person-months, a discrete-time hazard
// (Gensheimer & Narasimhan 2019, “A scalable discrete-time survival model for neural networks”).
// TensorFlow.js learns the weights and is loaded only when a fit asks for it; the fitted net is plain numbers, so that
// predicting needs no TensorFlow and a model can be stored as JSON. One thread and our own random numbers: the same seed
// gives the same net on the same machine.
import { createRequire } from "node:module";
import path from "node:path";
import type * as Tf from "@tensorflow/tfjs-core";
import { logit, softplus } from "./logistic-regression.js";
import { random, type Random } from "./random.js";

export interface NeuralHazardOptions {
  /** Values of a row of `x`. */
  columns: number;
  /** Units of the hidden layers; [32, 16] when left out. */
  hidden?: readonly number[];
  /** Nets with starts and validation rows of their own; the answer is the mean of their logits. 3 when left out. */
  nets?: number;
  /** Passes over the rows at most; 60 when left out. Each net stops `patience` (6) passes after its best. */
  epochs?: number;
  patience?: number;
  batch?: number;
  learningRate?: number;
  /** Weight decay on everything but the biases. */
  decay?: number;
  /** Rows of one person share a number: validation takes whole people. */
  group?: ArrayLike<number>;
  seed: number;
  signal?: AbortSignal;
  onProgress?: (done: number, all: number) => void;
}

/** Plain numbers throughout. */
export interface NeuralNet {
  columns: number;
  means: number[];
  deviations: number[];
  /** Columns that had missing values: each has an indicator as one more input. */
  missing: number[];
  nets: { weights: number[]; bias: number[]; inputs: number; outputs: number }[][];
}

export interface NeuralHazard {
  net: NeuralNet;
  /** Logits of rows laid out as in the fit. */
  predict(x: Float64Array): Float64Array;
  /** Mean validation log loss of the nets, and of the base rate on the same rows. */
  loss: number;
  naiveLoss: number;
  epochs: number[];
}

type TensorFlow = typeof Tf;

/** Share of people that a net keeps aside to know when to stop. */
const validationShare = 0.2;

/** `x` is row-major, NaN = missing (mean and an indicator); `y` 0 or 1. Rejects with the signal's reason when aborted. */
export async function fitNeuralHazard(
  x: Float64Array,
  y: ArrayLike<number>,
  options: NeuralHazardOptions,
): Promise<NeuralHazard> {
  const tf = await loadTensorFlow();
  const scaling = scalingOf(x, options.columns);
  const inputs = scaled(x, scaling);
  const width = scaling.columns + scaling.missing.length;
  const { nets: count = 3, epochs = 60 } = options;
  const nets: NeuralNet["nets"] = [];
  const used: number[] = [];
  let [loss, naiveLoss] = [0, 0];
  for (let n = 0; n < count; n++) {
    const rng = random(options.seed + 7919 * n);
    const held = validationRows(y, options.group, rng);
    const trained = await train(tf, inputs, width, y, held, rng, options, (done) =>
      options.onProgress?.(n * epochs + done, count * epochs),
    );
    nets.push(trained.layers);
    used.push(trained.epochs);
    loss += trained.loss / count;
    naiveLoss += trained.naiveLoss / count;
  }
  options.onProgress?.(count * epochs, count * epochs);
  const net: NeuralNet = { ...scaling, nets };
  return { net, predict: (rows) => neuralLogits(net, rows), loss, naiveLoss, epochs: used };
}

/** Logits of row-major rows: the mean over the nets. */
export function neuralLogits(net: NeuralNet, x: Float64Array): Float64Array {
  const inputs = scaled(x, net);
  const width = net.columns + net.missing.length;
  const logits = new Float64Array(inputs.length / width);
  for (const layers of net.nets) {
    for (let row = 0; row < logits.length; row++) {
      let values: ArrayLike<number> = inputs.subarray(row * width, (row + 1) * width);
      layers.forEach(({ weights, bias, outputs }, l) => {
        const next = Float64Array.from(bias);
        for (let i = 0; i < values.length; i++) {
          const value = values[i];
          if (value !== 0) for (let j = 0; j < outputs; j++) next[j] += value * weights[i * outputs + j];
        }
        if (l < layers.length - 1) for (let j = 0; j < outputs; j++) if (next[j] < 0) next[j] = 0;
        values = next;
      });
      logits[row] += values[0] / net.nets.length;
    }
  }
  return logits;
}

let loaded: Promise<TensorFlow> | undefined;

/** The core and its WebAssembly backend, on one thread. */
function loadTensorFlow(): Promise<TensorFlow> {
  loaded ??= (async () => {
    const tf = await import("@tensorflow/tfjs-core");
    await import("@tensorflow/tfjs-layers"); // brings how to differentiate: the core alone does not
    const wasm = await import("@tensorflow/tfjs-backend-wasm");
    const folder = path.dirname(
      createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/package.json"),
    );
    wasm.setThreadsCount(1);
    wasm.setWasmPaths(path.join(folder, "dist") + path.sep);
    const before = new Set(process.listeners("uncaughtException"));
    const unhandled = new Set(process.listeners("unhandledRejection"));
    await tf.setBackend("wasm");
    await tf.ready();
    // the backend's loader listens for what goes wrong anywhere in the process, and prints itself: take that off again
    for (const listener of process.listeners("uncaughtException"))
      if (!before.has(listener)) process.off("uncaughtException", listener);
    for (const listener of process.listeners("unhandledRejection"))
      if (!unhandled.has(listener)) process.off("unhandledRejection", listener);
    return tf;
  })();
  return loaded;
}

function scalingOf(x: Float64Array, columns: number): Omit<NeuralNet, "nets"> {
  const rows = x.length / columns;
  const means: number[] = [];
  const deviations: number[] = [];
  const missing: number[] = [];
  for (let c = 0; c < columns; c++) {
    let [n, sum, squares] = [0, 0, 0];
    for (let row = 0; row < rows; row++) {
      const value = x[row * columns + c];
      if (Number.isNaN(value)) continue;
      n++;
      sum += value;
    }
    means[c] = n > 0 ? sum / n : 0;
    for (let row = 0; row < rows; row++) {
      const value = x[row * columns + c];
      if (!Number.isNaN(value)) squares += (value - means[c]) ** 2;
    }
    deviations[c] = Math.sqrt(squares / Math.max(1, n)) || 1;
    if (n < rows) missing.push(c);
  }
  return { columns, means, deviations, missing };
}

/** Standardised, 0 where missing, held within ±5 so that no far value shouts; indicators of the missing come last. */
function scaled(
  x: Float64Array,
  { columns, means, deviations, missing }: Omit<NeuralNet, "nets">,
): Float32Array {
  const width = columns + missing.length;
  const rows = x.length / columns;
  const out = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < columns; c++) {
      const value = (x[row * columns + c] - means[c]) / deviations[c];
      out[row * width + c] = Number.isNaN(value) ? 0 : Math.max(-5, Math.min(5, value));
    }
    missing.forEach((c, m) => {
      out[row * width + columns + m] = Number.isNaN(x[row * columns + c]) ? 1 : 0;
    });
  }
  return out;
}

/** 1 for the rows of people kept aside; among them are a fifth of those with an event. */
function validationRows(y: ArrayLike<number>, group: ArrayLike<number> | undefined, rng: Random): Uint8Array {
  const events = new Map<number, number>();
  for (let i = 0; i < y.length; i++) {
    const key = group ? group[i] : i;
    events.set(key, Math.max(events.get(key) ?? 0, y[i]));
  }
  const kept = new Set<number>();
  for (const label of [1, 0]) {
    const members = [...events].flatMap(([key, event]) => (event === label ? [key] : []));
    rng.shuffle(members);
    for (const key of members.slice(0, Math.round(validationShare * members.length))) kept.add(key);
  }
  return Uint8Array.from({ length: y.length }, (_, i) => (kept.has(group ? group[i] : i) ? 1 : 0));
}

interface Trained {
  layers: NeuralNet["nets"][number];
  loss: number;
  naiveLoss: number;
  epochs: number;
}

async function train(
  tf: TensorFlow,
  inputs: Float32Array,
  width: number,
  y: ArrayLike<number>,
  held: Uint8Array,
  rng: Random,
  options: NeuralHazardOptions,
  progress: (epoch: number) => void,
): Promise<Trained> {
  const { hidden = [32, 16], epochs = 60, patience = 6, batch = 256, learningRate = 0.003 } = options;
  const { decay = 1e-4, signal } = options;
  const inside: number[] = [];
  const outside: number[] = [];
  for (let i = 0; i < y.length; i++) (held[i] ? outside : inside).push(i);
  const base = logit((inside.reduce((sum, i) => sum + y[i], 0) + 0.5) / (inside.length + 1));
  const sizes = [width, ...hidden, 1];
  const layers = sizes.slice(1).map((outputs, l) => ({
    weights: tf.variable(
      tf.tensor2d(
        Float32Array.from({ length: sizes[l] * outputs }, () => rng.normal() * Math.sqrt(2 / sizes[l])),
        [sizes[l], outputs],
      ),
    ),
    bias: tf.variable(tf.tensor1d(new Float32Array(outputs).fill(l === hidden.length ? base : 0))),
  }));
  const forward = (x: Tf.Tensor2D): Tf.Tensor2D =>
    layers.reduce((value, { weights, bias }, l) => {
      const linear = tf.add(tf.matMul(value, weights as unknown as Tf.Tensor2D), bias) as Tf.Tensor2D;
      return l === hidden.length ? linear : tf.relu(linear);
    }, x);
  const take = (rows: readonly number[]): Float32Array => {
    const out = new Float32Array(rows.length * width);
    rows.forEach((row, i) => out.set(inputs.subarray(row * width, (row + 1) * width), i * width));
    return out;
  };
  const optimizer = tf.train.adam(learningRate);
  const heldX = tf.tensor2d(take(outside), [outside.length, width]);
  const heldY = outside.map((row) => y[row]);
  const snapshot = () =>
    layers.map(({ weights, bias }, l) => ({
      weights: Array.from(weights.dataSync()),
      bias: Array.from(bias.dataSync()),
      inputs: sizes[l],
      outputs: sizes[l + 1],
    }));
  const validation = (): number => {
    const logits = tf.tidy(() => forward(heldX).dataSync());
    return meanLogLoss(heldY, (i) => logits[i]);
  };
  let best = { loss: validation(), epoch: 0, layers: snapshot() };
  try {
    for (let epoch = 1; epoch <= epochs && epoch - best.epoch <= patience; epoch++) {
      rng.shuffle(inside);
      for (let from = 0; from < inside.length; from += batch) {
        const rows = inside.slice(from, from + batch);
        tf.tidy(() => {
          const x = tf.tensor2d(take(rows), [rows.length, width]);
          const target = tf.tensor2d(
            Float32Array.from(rows, (row) => y[row]),
            [rows.length, 1],
          );
          optimizer.minimize(() => {
            const logits = forward(x);
            const loss = tf.mean(tf.sub(tf.softplus(logits), tf.mul(target, logits)));
            return layers.reduce<Tf.Tensor>(
              (sum, { weights }) => tf.add(sum, tf.mul(decay, tf.sum(tf.square(weights)))),
              loss,
            ) as Tf.Scalar;
          });
        });
        await new Promise<void>((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
      }
      const loss = validation();
      if (loss < best.loss - 1e-6) best = { loss, epoch, layers: snapshot() };
      progress(epoch);
    }
  } finally {
    tf.dispose([heldX, ...layers.flatMap(({ weights, bias }) => [weights, bias])]);
    optimizer.dispose();
  }
  return {
    layers: best.layers,
    loss: best.loss,
    naiveLoss: meanLogLoss(heldY, () => base),
    epochs: best.epoch,
  };
}

function meanLogLoss(y: readonly number[], logitOf: (i: number) => number): number {
  let sum = 0;
  y.forEach((label, i) => (sum += softplus(label ? -logitOf(i) : logitOf(i))));
  return sum / y.length;
}
