// Amounts as whole minor units (fen of a yuan): exact, checked, rounded half up once per line; and how they are written.
import { decimalOf, halfUp, type Ratio } from "./decimal.js";
import { payErrors } from "./pay-errors.js";

/** Whole minor units of the workspace's currency. Always a safe integer: `fenOf` and `scaled` refuse anything larger. */
export type Fen = number;

/** 2 for CNY, EUR, USD; 0 for JPY; 3 for KWD. */
export const minorDigits = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** An amount as written in a file → minor units, half up. Errors: pay_amount_invalid. */
export function fenOf(amount: number | string, digits = 2): Fen {
  const value = decimalOf(amount);
  if (!value) throw payErrors.pay_amount_invalid({ found: String(amount).slice(0, 40) });
  return checked(halfUp(value.n * 10n ** BigInt(digits), value.d));
}

/** Amount × ratio, half up: the one place where a line is rounded. */
export const scaled = (amount: Fen, by: Ratio): Fen => checked(halfUp(BigInt(amount) * by.n, by.d));

export const sumFen = (amounts: Iterable<Fen>): Fen => {
  let sum = 0n;
  for (const amount of amounts) sum += BigInt(amount);
  return checked(sum);
};

function checked(value: bigint): Fen {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw payErrors.pay_amount_invalid({ found: String(value) });
  return number;
}

/** 1300000 → "13,000.00"; a minus is U+2212. */
export function fenText(amount: Fen, digits = 2): string {
  const size = Math.abs(amount)
    .toString()
    .padStart(digits + 1, "0");
  const whole = size.slice(0, size.length - digits).replace(/\B(?=(\d{3})+$)/g, ",");
  const text = digits === 0 ? whole : `${whole}.${size.slice(size.length - digits)}`;
  return amount < 0 ? `−${text}` : text;
}

/** For files: no grouping, an ASCII minus. */
export const plainFen = (amount: Fen, digits = 2): string =>
  fenText(amount, digits).replaceAll(",", "").replace("−", "-");
