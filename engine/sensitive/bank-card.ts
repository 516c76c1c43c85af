// Text → bank card numbers: Luhn check digit, and the issuer's own prefixes with the lengths they are issued in.
import { announced } from "./plain-digits.js";
import type { Sighting } from "./sensitive-kind.js";

interface Issuer {
  name: string;
  /** Inclusive range of the first digits. */
  prefix: [number, number];
  lengths: number[];
}

const sixteenToNineteen = [16, 17, 18, 19];

/** ISO/IEC 7812 prefixes as the schemes publish them; the last two are Chinese debit cards from before UnionPay's 62. */
const issuers: Issuer[] = [
  { name: "UnionPay", prefix: [62, 62], lengths: sixteenToNineteen },
  { name: "UnionPay", prefix: [81, 81], lengths: sixteenToNineteen },
  { name: "Visa", prefix: [4, 4], lengths: [13, 16, 19] },
  { name: "Mastercard", prefix: [51, 55], lengths: [16] },
  { name: "Mastercard", prefix: [2221, 2720], lengths: [16] },
  { name: "American Express", prefix: [34, 34], lengths: [15] },
  { name: "American Express", prefix: [37, 37], lengths: [15] },
  { name: "JCB", prefix: [3528, 3589], lengths: sixteenToNineteen },
  { name: "Discover", prefix: [6011, 6011], lengths: sixteenToNineteen },
  { name: "Discover", prefix: [644, 649], lengths: sixteenToNineteen },
  { name: "Discover", prefix: [65, 65], lengths: sixteenToNineteen },
  { name: "Diners Club", prefix: [300, 305], lengths: [14, 16, 19] },
  { name: "Diners Club", prefix: [36, 36], lengths: [14, 16, 19] },
  { name: "Mir", prefix: [2200, 2204], lengths: sixteenToNineteen },
  { name: "Chinese debit", prefix: [95588, 95599], lengths: [19] },
  { name: "Chinese debit", prefix: [103, 103], lengths: [19] },
];

/** Digit that makes the number pass Luhn (ISO/IEC 7812-1 annex B) when put after `body`. */
export function luhnDigit(body: string): number {
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i]);
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

/** Name of the scheme, when the number is one that it could have issued. */
export function cardIssuer(number: string): string | undefined {
  if (!/^\d{13,19}$/.test(number) || luhnDigit(number.slice(0, -1)) !== Number(number.at(-1)))
    return undefined;
  if (/^(\d)\1+$/.test(number)) return undefined;
  return issuers.find(({ prefix: [low, high], lengths }) => {
    const head = Number(number.slice(0, String(low).length));
    return head >= low && head <= high && lengths.includes(number.length);
  })?.name;
}

/** As cards are printed: in one, in fours, or American Express' 4-6-5 and Diners' 4-6-4. An order number is grouped otherwise. */
const pattern =
  /(?<![\dA-Za-z.+]|\d-)(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5}|\d{6}[ -]\d{10,13})(?![\dA-Za-z]|[.-]\d| \d{1,3}M)/g;

export function findBankCards(text: string): Sighting[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const number = match[0].replaceAll(/\D/g, "");
    if (!cardIssuer(number) || announced(text, match.index) === "other") return [];
    return [
      { kind: "bank_card" as const, start: match.index, end: match.index + match[0].length, text: match[0] },
    ];
  });
}
