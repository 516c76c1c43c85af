// A personal identifier + the workspace's key → a stand-in of the same form, the same for equal values and different for different ones.
// Stand-ins of numbers are never valid numbers: a masked file that is searched again has nothing to find.
import { createHmac, hkdfSync } from "node:crypto";
import { ff1Encrypt } from "./ff1.js";
import { digitsOf, plainWidth } from "./plain-digits.js";
import type { SensitiveKind, Sighting } from "./sensitive-kind.js";

export type Masker = (kind: SensitiveKind, text: string) => string;

/** `secret` is the content of mask.key. Whoever holds it can compute the stand-in of a number they know. */
export function createMasker(secret: Buffer): Masker {
  const derive = (use: string): Buffer =>
    Buffer.from(hkdfSync("sha256", secret, "", `rapport mask ${use}`, 32));
  const [digitKey, textKey] = [derive("digits"), derive("text")];
  const fpe = (digits: string, tweak: string): string => ff1Encrypt(digitKey, digits, tweak);
  const token = (use: string, text: string, length: number): string =>
    base32(createHmac("sha256", textKey).update(`${use}:${text}`).digest()).slice(0, length);
  return (kind, text) => {
    const plain = plainWidth(text);
    switch (kind) {
      case "id_card":
        return maskIdCard(plain, fpe);
      case "bank_card":
        return maskBankCard(plain, fpe);
      case "phone":
        return maskPhone(plain, fpe);
      case "email":
        return maskEmail(plain, token);
      case "name":
        return `N-${token("name", canonicalName(text), 10)}`;
    }
  };
}

/** Every place of the text replaced, the rest as it was. */
export function maskText(text: string, sightings: readonly Sighting[], mask: Masker): string {
  let result = "";
  let at = 0;
  for (const { kind, start, end } of sightings) {
    result += text.slice(at, start) + mask(kind, text.slice(start, end));
    at = end;
  }
  return result + text.slice(at);
}

type Fpe = (digits: string, tweak: string) => string;

/** 17 digits encrypted as one and an M as check character, which no number has. The old form gets an X in front. */
function maskIdCard(text: string, fpe: Fpe): string {
  const number = text.replaceAll(/[ -]/g, "").toUpperCase();
  if (number.length === 15) return `X${fpe(number, "id15")}`;
  return relay(text, `${fpe(number.slice(0, 17), "id18")}M`);
}

/** The issuer's six digits stay, the check digit becomes an M: it follows from the others and is not missed. */
function maskBankCard(text: string, fpe: Fpe): string {
  const number = digitsOf(text);
  const issuer = number.slice(0, 6);
  const body = issuer + fpe(number.slice(6, -1), `card ${issuer}`);
  return relay(text, `${body}M`);
}

/** +86 and 0086 are the same person's number as without. A mobile number begins with 2 afterwards, any other with a changed zero. */
function maskPhone(text: string, fpe: Fpe): string {
  const extension = /\s?(?:ext\.?|x|转)\s?\d{1,5}$/i.exec(text)?.[0] ?? "";
  const main = text.slice(0, text.length - extension.length);
  const number = digitsOf(main);
  // +1 592 276 1810 has the eleven digits of a Chinese mobile number, and is none.
  const isAbroad = /^\(?\+(?!\s*86)/.test(main);
  const mobile = isAbroad ? undefined : /^(?:0086|86)?(1[3-9]\d{9})$/.exec(number)?.[1];
  if (mobile) {
    const masked = `2${mobile[1]}${fpe(mobile.slice(2), `mobile ${mobile[1]}`)}`;
    return relay(main, number.slice(0, number.length - 11) + masked) + extension;
  }
  const area = /^(0(?:10|2\d)|0[3-9]\d{2})[2-8]\d{6,7}$/.exec(number)?.[1];
  if (area)
    return relay(main, `9${area.slice(1)}${fpe(number.slice(area.length), `area ${area}`)}`) + extension;
  const international = /^\(?(?:\+|00)/.test(main) ? number.replace(/^00/, "") : number;
  if (international.length < 7) return `0${international.split("").reverse().join("")}${extension}`;
  return `+0${fpe(international, "phone")}${extension}`;
}

/** The domain stays: it tells colleagues from customers. */
function maskEmail(text: string, token: (use: string, text: string, length: number) => string): string {
  const at = text.lastIndexOf("@");
  return `m-${token("email", text.toLowerCase(), 12)}${text.slice(at).toLowerCase()}`;
}

/** Case, width and spaces between Chinese characters do not make another person. */
const canonicalName = (text: string): string =>
  text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "");

/** Puts new characters where the old digits (and a final X) stood; spaces, hyphens and brackets stay. */
function relay(layout: string, characters: string): string {
  let at = 0;
  return layout.replaceAll(/[\dXx]/g, () => characters[at++] ?? "");
}

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
function base32(bytes: Buffer): string {
  let [bits, value, text] = [0, 0, ""];
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += alphabet[(value >>> (bits - 5)) & 31];
  }
  return text;
}
