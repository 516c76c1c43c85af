// Text of an option → a number within limits; anything else is wrong usage.
import { InvalidArgumentError } from "commander";

/** For `.argParser(…)`: whole numbers unless `isDecimal`. */
export const numberOption =
  (least: number, most: number, isDecimal = false) =>
  (text: string): number => {
    const value = text.trim() === "" ? NaN : Number(text);
    if (!(value >= least && value <= most) || !(isDecimal || Number.isInteger(value)))
      throw new InvalidArgumentError(`${least}…${most}`);
    return value;
  };
