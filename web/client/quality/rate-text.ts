// Small error rates → text: an estimate to two decimals of a percent, a bound to three and never below what was proved.
import { grouped } from "../../../engine/metrics/format-number.js";
import { numberText } from "../words.js";

export const rateText = (share: number): string => numberText(share, "share", { low: 0, high: 0.001 });

/** 0.99691 % → "0.997%": rounded up. */
export const boundText = (share: number): string => `${grouped(Math.ceil(share * 1e5 - 1e-6) / 1e3, 3)}%`;
