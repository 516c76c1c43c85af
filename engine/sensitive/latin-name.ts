// Text in Latin letters → personal names: known given names and surnames, pinyin, initials and titles; not companies, places or job titles.
import {
  doubtfulGivenNames,
  givenNames,
  notPersonWords,
  pinyinGiven,
  pinyinSurnames,
  surnames,
} from "./latin-name-lists.js";
import type { Sighting } from "./sensitive-kind.js";

const particles = new Set(
  "de del della di da dos das du van von der den ter bin binti ibn al el la le".split(" "),
);
const word = String.raw`[\p{Lu}][\p{L}'’]*(?:-[\p{L}'’]+)*`;
const whole = new RegExp(
  String.raw`^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Mx)\.?\s+)?(${word}|[\p{Lu}]\.)(?:\s+(?:${word}|[\p{Lu}]\.?|${[...particles].join("|")})){1,4}(?:\s+(?:Jr|Sr|II|III)\.?)?$`,
  "u",
);
const reversed = new RegExp(
  String.raw`^((?:(?:${[...particles].join("|")})\s)*${word}(?:\s${word})?),\s+(${word})((?:\s+(?:${word}|[\p{Lu}]\.?))*)$`,
  "u",
);

const bare = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("’", "'")
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll("ı", "i")
    .toLowerCase();

/** Words of the name in the order given name … surname; undefined when the text has another shape. */
function nameWords(text: string): string[] | undefined {
  const turned = reversed.exec(text);
  if (turned)
    return [turned[2]!, ...turned[3]!.trim().split(/\s+/), turned[1]!].filter((w) => w !== "").map(bare);
  if (!whole.test(text)) return undefined;
  return text
    .replace(/^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Mx)\.?\s+/, "")
    .replace(/\s+(?:Jr|Sr|II|III)\.?$/, "")
    .split(/\s+/)
    .map(bare);
}

const isGiven = (name: string): boolean =>
  name.split("-").some((part) => givenNames.has(part)) || doubtfulGivenNames.has(name);
const isSurname = (name: string): boolean =>
  surnames.has(name.replaceAll("'", "")) ||
  surnames.has(name) ||
  name.split("-").some((part) => surnames.has(part)) ||
  /^(mc|mac|o')\p{L}{4,}$/u.test(name) ||
  /\p{L}{3,}(sson|sen|ovich|evich|ov|ova|ev|eva|ski|ska|sky|wicz|enko|idis|opoulos|oglu|ian|yan|ez|berg|stein|mann)$/u.test(
    name,
  );
const isPinyin = (surname: string, given: string): boolean =>
  pinyinSurnames.has(surname) && given.length > 1 && pinyinGiven.test(given);

/** Two words of pinyin in either order: Zhang Wei, Xiaoming Li. */
const isPinyinName = (names: readonly string[]): boolean =>
  names.length === 2 && (isPinyin(names[0]!, names[1]!) || isPinyin(names[1]!, names[0]!));

/** A whole cell: a given name or surname that is known, or pinyin, and no word of something else. */
export function isLatinName(text: string): boolean {
  const spoken = nameWords(text);
  if (!spoken || spoken.length < 2 || spoken.length > 6) return false;
  const names = spoken.filter((n) => !particles.has(n));
  if (names.length < 2) return false;
  if (isPinyinName(names)) return true;
  const [first, ...others] = names as [string, ...string[]];
  const last = others.at(-1)!;
  const isOther = names.filter((n) => notPersonWords.has(n) && !isSurname(n) && !doubtfulGivenNames.has(n));
  if (isOther.length > 0) return false;
  if (names.length < spoken.length && spoken.length > 2 && /^\p{Lu}/u.test(text)) return true;
  const isInitial = /^[a-z]\.?$/.test(first);
  if (/^(Mr|Mrs|Ms|Miss|Dr|Prof)\b/.test(text)) return true;
  if (givenNames.has(first) || first.split("-").some((part) => givenNames.has(part)))
    return !doubtfulGivenNames.has(first) || isSurname(last);
  if (isGiven(first)) return isSurname(last);
  return isInitial ? last.length > 2 : isSurname(last) && !notPersonWords.has(first);
}

/** Two or three capitalised words without a word of something else: a name only among names. */
export function looksLatinName(text: string): boolean {
  const names = nameWords(text);
  return names !== undefined && names.length <= 4 && !names.some((n) => notPersonWords.has(n));
}

const run = new RegExp(
  String.raw`(?:(?<![\p{L}\p{N}])[\p{Lu}]\.|${word})(?:[ \u00a0](?:[\p{Lu}]\.|${word}|(?:${[...particles].join("|")})(?=[ ]\p{Lu})))*`,
  "gu",
);
const honorific = /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s$/;

/** Within each run of capitalised words, the longest stretch that is a name. */
export function findLatinNames(text: string): Sighting[] {
  const found: Sighting[] = [];
  for (const match of text.matchAll(run)) {
    const pieces = [...match[0].matchAll(/\S+/g)].map((m) => ({ text: m[0], at: match.index + m.index }));
    if (pieces.some((p) => companyForms.has(bare(p.text).replaceAll(".", "")))) continue;
    const isTitled = honorific.test(text.slice(Math.max(0, match.index - 6), match.index));
    const turned = surnameFirst(text, pieces);
    if (turned) {
      found.push(turned);
      continue;
    }
    let from = 0;
    while (from < pieces.length) {
      const length = stretch(
        pieces.slice(from).map((p) => p.text),
        isTitled && from === 0,
      );
      if (length === 0) {
        from++;
        continue;
      }
      const [start, last] = [pieces[from]!.at, pieces[from + length - 1]!];
      const end = last.at + last.text.replace(/['’]s$/, "").length;
      found.push({ kind: "name", start, end, text: text.slice(start, end) });
      from += length;
    }
  }
  return found;
}

/** “Bianchi, Sofia” behind other words: the run's last word is a surname and a given name follows the comma. */
function surnameFirst(text: string, pieces: readonly { text: string; at: number }[]): Sighting | undefined {
  const last = pieces.at(-1)!;
  const rest = text.slice(last.at + last.text.length);
  const next = new RegExp(String.raw`^, (${word})(?: \p{Lu}\.)?`, "u").exec(rest);
  if (
    !next ||
    !isSurname(bare(last.text)) ||
    !isGiven(bare(next[1]!)) ||
    isGiven(bare(pieces.at(-2)?.text ?? ""))
  )
    return undefined;
  const end = last.at + last.text.length + next[0].length;
  return { kind: "name", start: last.at, end, text: text.slice(last.at, end) };
}

/** How many words from the first on are a name: 0 when it is none. */
function stretch(pieces: readonly string[], isTitled: boolean): number {
  for (let length = Math.min(4, pieces.length); length >= 2; length--) {
    const said = pieces
      .slice(0, length)
      .join(" ")
      .replace(/['’]s$/, "");
    if (isLatinName(said)) return length;
  }
  const [only] = pieces;
  return isTitled && only && only.length > 2 && !notPersonWords.has(bare(only)) ? 1 : 0;
}

/** Legal forms: the words before them are a company's name, whatever they are. */
const companyForms = new Set(
  "inc ltd limited llc llp plc corp corporation gmbh ag bv pte pty bhd group holdings bank university college hospital hotel foundation institute street road avenue airport brothers associates partners company co".split(
    " ",
  ),
);
