// Any text → the places in it that are personal identifiers, none overlapping, in order.
import { findBankCards } from "./bank-card.js";
import { findEmails } from "./email.js";
import { findIdCards } from "./id-card.js";
import { findNames } from "./name.js";
import { findPhones } from "./phone.js";
import { digitsOf, plainWidth } from "./plain-digits.js";
import type { SensitiveKind, Sighting } from "./sensitive-kind.js";

/** Whoever comes first keeps the place: an ID card is surer than the card or phone number that it may look like. */
const finders: [SensitiveKind, (text: string) => Sighting[]][] = [
  ["email", findEmails],
  ["id_card", findIdCards],
  ["bank_card", findBankCards],
  ["phone", findPhones],
  ["name", findNames],
];

export interface FindOptions {
  /** Only these; all when left out. */
  kinds?: readonly SensitiveKind[];
  /** Header of the column that the text stands in: it announces what its numbers are. */
  header?: string;
}

/** A date, with a time or without: the commonest cells of all, and nothing in them. */
const dated = /^\s*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s*$/;
const leastDigits = 7;

/** Offsets are those of `text`; full-width digits count as digits. */
export function findSensitive(text: string, options: FindOptions = {}): Sighting[] {
  if (dated.test(text)) return [];
  const lead = options.header ? `${options.header}：` : "";
  const plain = plainWidth(text);
  const taken: Sighting[] = [];
  const hasNumber = digitsOf(plain).length >= leastDigits;
  for (const [kind, find] of finders) {
    if (options.kinds && !options.kinds.includes(kind)) continue;
    const isNumber = kind !== "name" && kind !== "email";
    if (isNumber && !hasNumber) continue;
    const shift = isNumber ? lead.length : 0;
    for (const { start, end } of find(isNumber ? lead + plain : kind === "name" ? text : plain)) {
      const place = { kind, start: start - shift, end: end - shift };
      if (place.start < 0 || taken.some((t) => t.start < place.end && place.start < t.end)) continue;
      taken.push({ ...place, text: text.slice(place.start, place.end) });
    }
  }
  return taken.sort((a, b) => a.start - b.start);
}
