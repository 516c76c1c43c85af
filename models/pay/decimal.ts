// Written numbers ("15 %", 0.075, "1,200.50") → exact fractions of whole numbers: what a rate is, no binary dust.

/** n ÷ d; d is positive. */
export interface Ratio {
  n: bigint;
  d: bigint;
}

const written = /^([+-])?(\d*)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** A plain decimal number, as text or as JavaScript prints it; null for anything else (also NaN and infinities). */
export function decimalOf(value: number | string): Ratio | null {
  const text = String(value).trim();
  const match = written.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return null;
  const power = Number(exponent) - fraction.length;
  if (Math.abs(power) > 400) return null;
  const digits = BigInt(`${whole}${fraction}`) * (sign === "-" ? -1n : 1n);
  return power >= 0 ? { n: digits * 10n ** BigInt(power), d: 1n } : { n: digits, d: 10n ** BigInt(-power) };
}

/** "15 %" → 15/100; null where the per-cent sign or the number is missing. */
export function percentOf(text: string): Ratio | null {
  const match = /^\s*(.*?)\s*[%％]\s*$/.exec(text);
  const value = match ? decimalOf(match[1]!) : null;
  return value && { n: value.n, d: value.d * 100n };
}

export const ratio = (n: number | bigint, d: number | bigint = 1n): Ratio =>
  BigInt(d) < 0n ? { n: -BigInt(n), d: -BigInt(d) } : { n: BigInt(n), d: BigInt(d) };
export const plus = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
export const timesRatio = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.n, d: a.d * b.d });
/** < 0, 0 or > 0. */
export const compareRatios = (a: Ratio, b: Ratio): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** n ÷ d to the nearest whole number, halves away from zero: taking an amount back is the exact mirror of giving it. */
export function halfUp(n: bigint, d: bigint): bigint {
  if (d <= 0n) throw new Error("a divisor is positive");
  const size = n < 0n ? -n : n;
  const rounded = (2n * size + d) / (2n * d);
  return n < 0n ? -rounded : rounded;
}

/** 23/100 → "23%", 9.2/100 → "9.2%": at most six decimals, none that are zero. */
export function percentText({ n, d }: Ratio): string {
  const millionths = halfUp(n * 100n * 1_000_000n, d);
  return `${decimalText(millionths, 6)}%`;
}

/** Whole number of 10^−digits → decimal text without idle zeros. */
export function decimalText(value: bigint, digits: number): string {
  const size = (value < 0n ? -value : value).toString().padStart(digits + 1, "0");
  const whole = size.slice(0, size.length - digits);
  const fraction = size.slice(size.length - digits).replace(/0+$/, "");
  return `${value < 0n ? "−" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
