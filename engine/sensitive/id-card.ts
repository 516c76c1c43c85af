// Text → Chinese resident ID card numbers (GB 11643-1999): region, birth date, sequence, ISO 7064 MOD 11-2 check character.
import { digitsOf } from "./plain-digits.js";
import type { Sighting } from "./sensitive-kind.js";

/** GB/T 2260 first two digits; 81–83 are residence permits of Hong Kong, Macau and Taiwan residents. */
const provinces = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split(
    " ",
  ),
);
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = "10X98765432";

/** Check character that belongs to the first 17 digits. */
export function idCheckCharacter(body: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return checkCharacters[sum % 11]!;
}

/** 18 characters: 17 digits and a check character; a foreigner's permanent residence number begins with 9. */
export function isIdCard(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const region = number.startsWith("9") ? number.slice(1, 3) : number.slice(0, 2);
  return provinces.has(region) && isBirthDate(number.slice(6, 14)) && idCheckCharacter(number) === number[17];
}

/** 15 digits as issued until 1999: two-digit year, no check character. */
export const isOldIdCard = (number: string): boolean =>
  /^\d{15}$/.test(number) && provinces.has(number.slice(0, 2)) && isBirthDate(`19${number.slice(6, 12)}`);

function isBirthDate(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ];
  if (year < 1900 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const modern = /(?<![\dA-Za-z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?![\dA-Za-z])/g;
const old = /(?<![\dA-Za-z])\d{15}(?![\dA-Za-z])/g;

const idWords = /(身份证|证件|id\s*card|identity)[^\d]{0,12}$/i;

/** In running text the 15-digit form, which nothing checks, counts only after words that announce it; alone in a cell it counts. */
export function findIdCards(text: string): Sighting[] {
  const found: Sighting[] = [];
  for (const match of text.matchAll(modern)) {
    const number = match[0].replaceAll(/[ -]/g, "").toUpperCase();
    if (isIdCard(number)) found.push(sighting(match));
  }
  for (const match of text.matchAll(old)) {
    const isAlone = match[0] === text.trim();
    if (!isOldIdCard(digitsOf(match[0]))) continue;
    if (isAlone || idWords.test(text.slice(Math.max(0, match.index - 20), match.index)))
      found.push(sighting(match));
  }
  return found;
}

const sighting = (match: RegExpExecArray): Sighting => ({
  kind: "id_card",
  start: match.index,
  end: match.index + match[0].length,
  text: match[0],
});
