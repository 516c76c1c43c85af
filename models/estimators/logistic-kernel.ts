// Addresses of scores and outcomes → residuals of a logistic regression and what its log loss is summed up from, in WebAssembly,
// two rows at a time.
import { ops, type WasmFunction, wasmModule } from "./wasm-module.js";

/**
 * Addresses in bytes: scores from, scores to (whole pairs), outcomes, state. State is four pairs of numbers: the intercept twice,
 * then three that are added to: what of the loss follows the logarithm, the product of the logarithm's arguments, the residuals.
 */
export type LogisticKernel = (from: number, to: number, outcomes: number, state: number) => void;

let compiled: WebAssembly.Module | undefined;

/** Throws where there is no WebAssembly (`node --jitless`). */
export function logisticKernel(memory: WebAssembly.Memory): LogisticKernel {
  compiled ??= wasmModule([residualsFunction()]);
  const { residuals } = new WebAssembly.Instance(compiled, { memory: { memory } }).exports;
  return residuals as unknown as LogisticKernel;
}

/** 1.5 · 2⁵²: added to a small number, its last bits are the number's nearest whole one. */
const magic = 6755399441055744;
/** log 2 in two parts, the first exact when multiplied by a whole number below 2²⁰ (fdlibm's e_exp.c). */
const [logTwoHigh, logTwoLow] = [6.9314718036912381649e-1, 1.90821492927058770002e-10];
/** Terms of e^r's Taylor series: for |r| ≤ ½ log 2 the first left out is below 10⁻¹⁷. */
const degree = 13;
/** e to this is the smallest normal number. */
const least = -708;

const [from, to, outcomes, state] = [0, 1, 2, 3];
const [intercept, loss, factors, residuals, eta, label, r, k, small, part] = [
  4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
];

function residualsFunction(): WasmFunction {
  const sums = [loss, factors, residuals];
  const body = [
    [ops.get(state), ops.v128Load, ops.set(intercept)],
    ...sums.map((sum, i) => [
      ops.get(state),
      ops.i32Const(16 * (i + 1)),
      ops.i32Add,
      ops.v128Load,
      ops.set(sum),
    ]),
    [ops.block, ops.loop, ops.get(from), ops.get(to), ops.i32GeU, ops.brIf(1)],
    [ops.get(from), ops.v128Load, ops.get(intercept), ops.f64x2Add, ops.set(eta)],
    [ops.get(outcomes), ops.v128Load, ops.set(label)],
    expOfMinusAbs(),
    // the product of 1 + e^−|η|, each between 1 and 2, and its inverse
    [ops.get(small), ops.f64x2Const(1), ops.f64x2Add, ops.set(part)],
    [ops.get(factors), ops.get(part), ops.f64x2Mul, ops.set(factors)],
    [ops.f64x2Const(1), ops.get(part), ops.f64x2Div, ops.set(part)],
    // max(η, 0) − yη
    [ops.get(loss), ops.get(eta), ops.v128Zero, ops.f64x2Max, ops.f64x2Add],
    [ops.get(label), ops.get(eta), ops.f64x2Mul, ops.f64x2Sub, ops.set(loss)],
    // probability − y
    [ops.get(part), ops.get(small), ops.get(part), ops.f64x2Mul],
    [ops.get(eta), ops.v128Zero, ops.f64x2Gt, ops.v128Bitselect, ops.get(label), ops.f64x2Sub, ops.set(part)],
    [ops.get(residuals), ops.get(part), ops.f64x2Add, ops.set(residuals)],
    [ops.get(from), ops.get(part), ops.v128Store],
    ...[from, outcomes].map((place) => [ops.get(place), ops.i32Const(16), ops.i32Add, ops.set(place)]),
    [ops.br(0), ops.end, ops.end],
    ...sums.map((sum, i) => [
      ops.get(state),
      ops.i32Const(16 * (i + 1)),
      ops.i32Add,
      ops.get(sum),
      ops.v128Store,
    ]),
  ];
  return { name: "residuals", params: 4, integers: 0, pairs: 10, body: body.flat() };
}

/** small = e^−|eta|: 2^k e^r with |r| ≤ ½ log 2 (Cody & Waite 1980). */
function expOfMinusAbs(): number[][] {
  const coefficients = [1];
  for (let i = 1; i <= degree; i++) coefficients.push(coefficients[i - 1] / i);
  const lower = (logTwo: number) => [ops.get(k), ops.f64x2Const(logTwo), ops.f64x2Mul, ops.f64x2Sub];
  const next = (c: number) => [ops.get(r), ops.f64x2Mul, ops.f64x2Const(c), ops.f64x2Add];
  return [
    [ops.get(eta), ops.f64x2Abs, ops.f64x2Neg, ops.f64x2Const(least), ops.f64x2Max, ops.set(r)],
    [ops.get(r), ops.f64x2Const(Math.LOG2E), ops.f64x2Mul, ops.f64x2Const(magic), ops.f64x2Add],
    [ops.set(small), ops.get(small), ops.f64x2Const(magic), ops.f64x2Sub, ops.set(k)],
    [ops.get(r), ...lower(logTwoHigh), ...lower(logTwoLow), ops.set(r)],
    // 2^k: the whole number is moved to where a number's exponent stands
    [ops.get(small), ops.i32Const(52), ops.i64x2Shl, ops.f64x2Const(1), ops.i64x2Add, ops.set(k)],
    [ops.f64x2Const(coefficients[degree])],
    coefficients.slice(0, degree).reverse().flatMap(next),
    [ops.get(k), ops.f64x2Mul, ops.set(small)],
  ].flat();
}
