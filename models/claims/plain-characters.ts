// Pasted text → the same text with half-width digits, letters and operators, character for character: places stay what they were.

/** Punctuation that means something else in half width (a Chinese comma never stands inside a number) is left as it is. */
const kept = new Set("，。；：！？（）、“”‘’《》【】");
const same: Record<string, string> = {
  "％": "%",
  "﹪": "%",
  "＋": "+",
  "－": "-",
  "−": "-",
  "–": "-",
  "—": "-",
  "‑": "-",
  "＝": "=",
  "／": "/",
  "∕": "/",
  "⁄": "/",
  "×": "×",
  "＊": "*",
  "∗": "*",
  "～": "~",
  "〜": "~",
  "∼": "~",
  "➔": "→",
  "➜": "→",
  "⟶": "→",
  "⇒": "→",
  "＞": ">",
  "＜": "<",
  "’": "'",
  "\u00a0": " ",
  "\u2009": " ",
  "\u202f": " ",
  "\u3000": " ",
};

/** Length is kept: each UTF-16 unit becomes exactly one. Letters become lower case where that keeps the length. */
export function plainCharacters(text: string): string {
  let out = "";
  for (const [at, character] of text.split("").entries())
    // １，２００ groups its thousands: full width throughout
    out +=
      character === "，" && /^[０-９]，[０-９]{3}(?![０-９])/.test(text.slice(at - 1, at + 5))
        ? ","
        : plain(character);
  return out;
}

function plain(character: string): string {
  if (character in same) return same[character];
  if (kept.has(character)) return character;
  const folded = character.normalize("NFKC").toLowerCase();
  return folded.length === 1 ? folded : character;
}
