// Effects, shares and ratios → text in the reader's language.
import type { TraitView } from "../../server/traits-view.js";
import { session } from "../session.js";
import { say } from "../t.js";

/** Names of traits in a sentence. */
export function traitNames(traits: readonly TraitView[]): string {
  const names = traits.map(({ label }) => say(label));
  if (session.locale === "zh") return names.join("、");
  return new Intl.ListFormat("en").format(names.map((name) => name.charAt(0).toLowerCase() + name.slice(1)));
}

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const dash = (): string => (session.locale === "zh" ? "～" : " to ");

/** "+0.35", "−0.10", "0". */
export function signed(value: number, decimals = 2): string {
  const shown = Math.abs(value).toFixed(decimals);
  return Number(shown) === 0 ? "0" : `${value < 0 ? "−" : "+"}${shown}`;
}

export const signedRange = ({ low, high }: { low: number; high: number }): string =>
  `${signed(low)}${dash()}${signed(high)}`;

export const percentText = (share: number): string => `${Math.round(100 * share)}%`;

export const percentRange = ({ low, high }: { low: number; high: number }): string =>
  session.locale === "zh"
    ? `${Math.round(100 * low)}～${Math.round(100 * high)}%`
    : `${Math.round(100 * low)}–${Math.round(100 * high)}%`;

export const timesText = (ratio: number): string =>
  session.locale === "zh" ? `${ratio.toFixed(2)} 倍` : `×${ratio.toFixed(2)}`;

const end = (value: number): string =>
  Number.isFinite(value) ? (value > 9.99 ? ">10" : value.toFixed(2)) : "∞";

export const plainRange = ({ low, high }: { low: number; high: number }): string => {
  return `${end(low)}${session.locale === "zh" ? "～" : "–"}${end(high)}`;
};

export const qText = (q: number): string => (q < 0.001 ? "<0.001" : q.toFixed(3));
