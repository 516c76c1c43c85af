// Text of an option → a number within limits; anything else, or what could be two numbers, is wrong usage.
import { InvalidArgumentError } from "commander";

/** Digits, or groups of three after a first group of one to three; a point before decimals; an exponent. */
const plain = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** "15,000,000" → 15000000; NaN for "1,5", "1.500,00", "1500万", "0x10", "" and anything else that is not plainly a number. */
export function plainNumber(text: string): number {
  const written = text.trim();
  return plain.test(written) && /\d/.test(written) ? Number(written.replaceAll(",", "")) : NaN;
}

/** For `.argParser(…)`: whole numbers unless `isDecimal`. */
export const numberOption =
  (least: number, most: number, isDecimal = false) =>
  (text: string): number => {
    const value = plainNumber(text);
    if (!(value >= least && value <= most) || !(isDecimal || Number.isInteger(value)))
      throw new InvalidArgumentError(`${least}…${most}`);
    return value;
  };

/** For an amount in any unit, above 0. */
export function amountOption(text: string): number {
  const value = plainNumber(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("15000000, 15,000,000, 1.5");
  return value;
}
