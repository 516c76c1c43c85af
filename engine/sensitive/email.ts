// Text → e-mail addresses: a local part, @, and a domain that ends in letters; file names and prices with @ are none.
import type { Sighting } from "./sensitive-kind.js";

const pattern =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}](?:[\p{L}\p{N}._%+'-]{0,62}[\p{L}\p{N}_+-])?@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}(?![\p{L}\p{N}@-])/gu;
const ascii =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9](?:[A-Za-z0-9._%+'-]{0,62}[A-Za-z0-9_+-])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![A-Za-z0-9@-])/g;
const fileEndings = new Set(
  "png jpg jpeg gif svg webp pdf csv xlsx docx js ts css html json xml yml".split(" "),
);

/** In Chinese text an address stands between Chinese characters without spaces: the ASCII reading comes first. */
export function findEmails(text: string): Sighting[] {
  if (!text.includes("@")) return [];
  const found = [...text.matchAll(ascii)];
  const rest = [...text.matchAll(pattern)].filter(
    (m) => !found.some((f) => f.index < m.index + m[0].length && m.index < f.index + f[0].length),
  );
  return [...found, ...rest]
    .filter((m) => {
      const domain = m[0].slice(m[0].lastIndexOf("@") + 1).toLowerCase();
      const ending = domain.slice(domain.lastIndexOf(".") + 1);
      return !fileEndings.has(ending) && !m[0].includes("..") && !/^m-[a-z2-7]{12}@/.test(m[0]);
    })
    .map((m) => ({ kind: "email" as const, start: m.index, end: m.index + m[0].length, text: m[0] }));
}
