// Text → phone numbers: Chinese mobile and landline by the numbering plan, international ones by country code and length.
import { announced, digitsOf } from "./plain-digits.js";
import type { Sighting } from "./sensitive-kind.js";

/** Mobile prefixes in use (MIIT numbering plan), 11 digits. */
const mobile = /^1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/;

/** Area codes: three digits for the largest cities, else four. The subscriber number begins with 2–8. */
const area3 = /^0(?:10|2[0-57-9])$/;
const area4 =
  /^0(?:31\d|335|349|35\d|37\d|39[1-68]|41[0-9]|42[179]|43[1-9]|45\d|46[4789]|47\d|48[23]|5[1-2]\d|53\d|54[36]|55\d|56[1-6]|57\d|580|59\d|63[1-5]|66[0238]|69[12]|701|71\d|72[248]|73\d|74[3-6]|75\d|76[02368-9]|77\d|79\d|81[2-8]|82[5-7]|83\d|85\d|87\d|88[3678]|89[1-8]|90[1-389]|91\d|93\d|94[13]|95[1-5]|97\d|99\d)$/;

/** National digits that a Chinese number has after 0086 or +86; a landline drops its zero there. */
export function isChinesePhone(number: string, abroad = false): boolean {
  if (mobile.test(number)) return true;
  const full = abroad ? `0${number.replace(/^0/, "")}` : number;
  const three = area3.test(full.slice(0, 3)) && /^[2-8]\d{7}$/.test(full.slice(3));
  return three || (area4.test(full.slice(0, 4)) && /^[2-8]\d{6,7}$/.test(full.slice(4)));
}

/** Digits after the country code where they are fixed (ITU national plans); elsewhere 7 to 12. */
const nationalLength: Record<string, [number, number]> = {
  "1": [10, 10],
  "7": [10, 10],
  "31": [9, 9],
  "33": [9, 9],
  "34": [9, 9],
  "39": [8, 11],
  "41": [9, 9],
  "44": [9, 10],
  "45": [8, 8],
  "46": [7, 10],
  "47": [8, 8],
  "49": [7, 11],
  "52": [10, 10],
  "55": [10, 11],
  "60": [8, 10],
  "61": [9, 9],
  "62": [8, 12],
  "63": [8, 10],
  "64": [8, 10],
  "65": [8, 8],
  "66": [8, 9],
  "81": [9, 10],
  "82": [8, 10],
  "84": [8, 10],
  "91": [10, 10],
  "852": [8, 8],
  "853": [8, 8],
  "886": [8, 9],
  "971": [8, 9],
};
const countryCode =
  /^(?:1|7|2(?:0|7|[1-6]\d|9[0-9])|3(?:[0-469]|[578]\d)|4(?:[013-9]|2\d)|5(?:[1-8]|0\d|9\d)|6(?:[0-6]|[789]\d)|8(?:[1246]|5[0-9]|8[06])|9(?:[0-58]|[679]\d))/;

/** All digits after the plus sign, country code first. */
export function isInternationalPhone(digits: string): boolean {
  const code = countryCode.exec(digits)?.[0];
  if (code === undefined || digits.length > 15) return false;
  const national = digits.slice(code.length);
  if (code === "86") return isChinesePhone(national, true);
  if (code === "1") return /^[2-9]\d{2}[2-9]\d{6}$/.test(national);
  const [low, high] = nationalLength[code] ?? [7, 12];
  const bare = national.replace(/^0/, "");
  return (
    bare.length >= low &&
    bare.length <= high &&
    (code === "39" || !national.startsWith("00")) &&
    !bare.startsWith("0")
  );
}

const edgeBefore = String.raw`(?<![\dA-Za-z_+¥￥$€£.,/#-])(?<![\d][ ])`;
const edgeAfter = String.raw`(?![\dA-Za-z_%￥¥€]|[.,]\d|-\d|\s?(?:元|万|件|个|美元|人民币|CNY|RMB|USD|EUR|港币))`;
const shapes: { pattern: RegExp; accepts(text: string): boolean; needsWords?: boolean }[] = [
  {
    // +86 138 0013 8000, 0044 20 7946 0958, (+852) 9123 4567
    pattern: new RegExp(
      String.raw`(?<![\dA-Za-z+.,]|\d[ -])\(?(?:\+|(?<!\d)00)\d{1,3}\)?(?:[ -]?\(?\d\)?){6,13}(?:\s?(?:ext\.?|x|转)\s?\d{1,5})?${edgeAfter}`,
      "gi",
    ),
    accepts: (text) =>
      isInternationalPhone(
        digitsOf(text.replace(/\s?(?:ext\.?|x|转)\s?\d+$/i, "").replace("(0)", "")).replace(
          text.includes("+") ? /^$/ : /^00/,
          "",
        ),
      ),
  },
  {
    pattern: new RegExp(
      String.raw`${edgeBefore}(?:\(?86\)?[ -]?)?1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4}|\d[ -]\d{3}[ -]\d{4}|[ -]\d{8}|[ -]\d{3}[ -]\d{5})${edgeAfter}`,
      "g",
    ),
    accepts: (text) => mobile.test(digitsOf(text).replace(/^86(?=1\d{10}$)/, "")),
  },
  {
    pattern: new RegExp(
      String.raw`${edgeBefore}\(?0\d{2,3}\)?[ -]?[2-8]\d{2,3}[ -]?\d{4}(?:\s?(?:ext\.?|x|转|-)\s?\d{1,5})?${edgeAfter}`,
      "gi",
    ),
    accepts: (text) =>
      isChinesePhone(digitsOf(text.replace(/\s?(?:ext\.?|x|转|(?<=\d{4})-)\s?\d{1,5}$/i, ""))),
  },
  {
    pattern: new RegExp(
      String.raw`${edgeBefore}(?:\([2-9]\d{2}\)[ -]?[2-9]\d{2}-\d{4}|[2-9]\d{2}([-. ])[2-9]\d{2}\1\d{4})(?:\s?(?:ext\.?|x)\s?\d{1,5})?${edgeAfter}`,
      "gi",
    ),
    // 400 and 800 are a company's own hotlines.
    accepts: (text) => !/^\(?[48]00/.test(text),
  },
  {
    // National forms with a trunk zero: 020 7946 0958, 090-1234-5678, 01 23 45 67 89
    pattern: new RegExp(String.raw`${edgeBefore}\(?0[1-9]\d{0,3}\)?(?:[ -]\d{2,4}){2,4}${edgeAfter}`, "g"),
    accepts: (text) => {
      const digits = digitsOf(text);
      return digits.length >= 9 && digits.length <= 11 && !/^0\d-\d{2}-\d{2,4}/.test(text);
    },
  },
  {
    pattern: new RegExp(
      String.raw`${edgeBefore}[2-9]\d{2,3}[ -]?\d{4}(?:\s?(?:ext\.?|x|转|-)\s?\d{1,5})?${edgeAfter}`,
      "gi",
    ),
    accepts: () => true,
    needsWords: true,
  },
];
const phoneWords =
  /(电话|手机|联系方式|致电|拨打|座机|分机|phone|mobile|cell|tel|call|whatsapp|fax)\s*(no\.?|number|num|号码?|is|at|on|为|是)?[\s:：.#]*$/i;

export function findPhones(text: string): Sighting[] {
  const found: Sighting[] = [];
  for (const { pattern, accepts, needsWords } of shapes)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((f) => f.start < end && start < f.end) || !accepts(match[0])) continue;
      if (needsWords && !phoneWords.test(text.slice(Math.max(0, start - 28), start))) continue;
      if (announced(text, start) === "other") continue;
      found.push({ kind: "phone", start, end, text: match[0] });
    }
  return found;
}
