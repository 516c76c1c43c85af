// Quantities and results → the words for them in a finding, in both languages.
import type { Bilingual } from "../../engine/locale.js";
import type { Quantity } from "./quantity.js";
import { trimmed } from "./rounding.js";

export const both = (en: string, zh: string): Bilingual => ({ en, zh });

/** 35 → “35%”. Values as written: 35 for 35 %. */
export const percentText = (value: number, decimals = 1): string => `${trimmed(value, decimals)}%`;

export const pointsText = (value: number, decimals = 2): Bilingual => {
  const size = trimmed(Math.abs(value), decimals);
  return both(`${size} ${size === "1" ? "point" : "points"}`, `${size} 个百分点`);
};

/** A level in the unit that it was written in. */
export function levelText(value: number, { unit, noun }: Quantity, locale: "en" | "zh"): string {
  const size = trimmed(value, 3);
  if (unit === "percent") return `${size}%`;
  if (unit === "people" && locale === "zh") return `${size} 人`;
  return locale === "en" && noun !== "" && /^[a-z]/.test(noun) ? `${size} ${noun}` : size;
}

/** p as tables print it: .12 in English, 0.12 in Chinese. */
export const pText = (p: number, locale: "en" | "zh"): string => {
  const zero = locale === "zh" ? "0" : "";
  if (p < 0.001) return `p < ${zero}.001`;
  return `p = ${zero}${p.toFixed(p < 0.1 && p.toFixed(2) !== "0.10" ? 3 : 2).slice(1)}`;
};
