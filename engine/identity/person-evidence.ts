// What a system says about a person (number, e-mail, name, birth date) → the same texts in one spelling, to be compared.

/** One person as one system knows them. Empty texts are left out. */
export interface PersonEvidence {
  number?: string;
  email?: string;
  name?: string;
  /** YYYY-MM-DD */
  birthDate?: string;
}

export interface Employee extends PersonEvidence {
  employee: string;
}

/** Case, width, spaces and punctuation do not make another number: `e-001` is `E001`. */
export const plainNumber = (text: string): string =>
  text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s_\-./\\#]+/g, "");

/** Zeros in front of the digits neither, where spreadsheets ate them: `E001` and `E1`, `00123` and `123`. */
export const shortNumber = (text: string): string => plainNumber(text).replace(/^([A-Z]*)0+(?=\d)/, "$1");

/** The digits alone, without zeros in front: `EMP00123` and `123`. Undefined when letters stand among them. */
export const numberDigits = (text: string): string | undefined =>
  /^[A-Z]*0*([1-9]\d*)$/.exec(plainNumber(text))?.[1];

/** Lower case; a tag (`anna+crm@…`) and dots of Gmail addresses do not count. Undefined when it is no address. */
export function plainEmail(text: string): string | undefined {
  const [local, domain, more] = text.normalize("NFKC").trim().toLowerCase().split("@");
  if (!local || !domain?.includes(".") || more !== undefined) return undefined;
  const own = local.replace(/\+.*$/, "");
  return `${/^g(oogle)?mail\.com$/.test(domain) ? own.replaceAll(".", "") : own}@${domain}`;
}

/** Case, accents, titles, order (`Smith, John`) and spaces between Chinese characters do not make another name. */
export function plainName(text: string): string {
  const name = text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replaceAll(/[•・‧]/g, "·");
  if (/\p{Script=Han}/u.test(name)) return name.replaceAll(/\s+/g, "");
  return name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replace(/^(mr|mrs|ms|miss|dr|prof)\.?\s+/, "")
    .split(/[\s,.]+/)
    .filter((word) => word !== "")
    .sort()
    .join(" ");
}
