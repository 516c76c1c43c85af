// A sentence of the narrative + language → its pieces in reading order: words, and numbers that can be chosen.
import type { Locale } from "../../../engine/locale.js";
import { formatNumber } from "../../../engine/metrics/format-number.js";
import { tParts } from "../t.js";
import { monthText } from "../words.js";
import type { NarrativeNumber, NarrativeValue, Sentence } from "./narrative.js";

export interface NumberPiece {
  text: string;
  number: NarrativeNumber;
}

export type Piece = string | NumberPiece;

export function piecesOf({ key, values }: Sentence, locale: Locale, currency: string): Piece[] {
  const worded = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, worthSaying(value, locale, currency)]),
  );
  return tParts<NumberPiece>(key, worded, locale);
}

function worthSaying(value: NarrativeValue, locale: Locale, currency: string): string | number | NumberPiece {
  if (typeof value === "string" || typeof value === "number") return value;
  if ("en" in value) return value[locale];
  if ("month" in value) return monthText(value.month, locale);
  const { fact, bare, precision } = value;
  const { metric } = fact;
  const { low, high } = precision ?? fact;
  const text = formatNumber(fact.value, bare ? "count" : metric.unit, locale, { low, high, currency });
  return { text, number: value };
}

/** Plain text, for titles and for checking that both languages say the same. */
export const sentenceText = (sentence: Sentence, locale: Locale, currency: string): string =>
  piecesOf(sentence, locale, currency)
    .map((piece) => (typeof piece === "string" ? piece : piece.text))
    .join("");
