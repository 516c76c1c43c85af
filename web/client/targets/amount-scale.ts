// A measure's size → the unit people write it in on a target sheet (万元, CNY million), and text ⇄ number in that unit.
import type { Locale } from "../../../engine/locale.js";
import { grouped } from "../../../engine/metrics/format-number.js";
import type { Unit } from "../../../engine/metrics/unit.js";

export interface AmountScale {
  /** One of the written unit in the measure's own: 10,000 for 万元. */
  size: number;
  /** "" where there is nothing to say but the number. */
  name: string;
  /** One press of an arrow key, in the written unit. */
  step: number;
  decimals: number;
}

/** Millions (en) or ten-thousands (zh) where the numbers are large. */
export function amountScale(unit: Unit, currency: string, typical: number, locale: Locale): AmountScale {
  if (unit !== "money") return { size: 1, name: "", step: 1, decimals: 0 };
  const zh = locale === "zh";
  const name = zh && currency === "CNY" ? "元" : currency;
  const size = Math.abs(typical);
  if (zh && size >= 1e5) return { size: 1e4, name: `万${name}`, step: size >= 1e7 ? 10 : 1, decimals: 1 };
  if (!zh && size >= 1e6) return { size: 1e6, name: `${name} million`, step: 0.1, decimals: 2 };
  return { size: 1, name, step: Math.max(1, 10 ** Math.floor(Math.log10(size || 1) - 2)), decimals: 0 };
}

/** As it stands in the entry: "5,037.2", without decimals that say nothing. */
export const amountText = (value: number, { size, decimals }: AmountScale): string =>
  grouped(value / size, decimals)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");

/** What was typed → the measure's own unit; thousands, decimal commas, full-width digits and the unit's name are understood. Else null. */
export function parseAmount(typed: string, { size, name }: AmountScale): number | null {
  const text = typed
    .normalize("NFKC")
    .replaceAll("−", "-")
    .replace(name, "")
    .replace(/[\s\u00a0]/g, "");
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(",", "")) * size;
  // A comma that parts no thousands is somebody's decimal sign.
  if (/^-?(\d+([.,]\d+)?|[.,]\d+)$/.test(text)) return Number(text.replace(",", ".")) * size;
  return null;
}
