// A rate ratio in words: ×2.8 / 2.8 倍; decimals enough to tell it from 1.
import { session } from "../session.js";

const digits = (ratio: number): string =>
  ratio >= 10 ? ratio.toFixed(0) : ratio < 1 ? ratio.toFixed(2) : ratio.toFixed(1);

export const ratioText = (ratio: number): string =>
  session.locale === "zh" ? `${digits(ratio)} 倍` : `×${digits(ratio)}`;

export const ratioRange = (low: number, high: number): string => {
  const fixed = (value: number): string =>
    value > 99 ? ">99" : value < 0.995 || high < 2 ? value.toFixed(2) : value.toFixed(1);
  return `${fixed(low)}${session.locale === "zh" ? "～" : "–"}${fixed(high)}`;
};
