// A place in the text → the number written there: 1,200.5, .85, 12万, 3.2亿, 100k, 三十, 两百五, thirty-five, half.

export interface NumberLiteral {
  value: number;
  /** What one unit of the last digit is worth: 35 → 1, 28.6 → 0.1, 1.2万 → 1000. */
  step: number;
  end: number;
  /** 1e6 for “2.2 million”; 1 for bare digits. */
  scale: number;
  isWords: boolean;
}

const digits = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+/y;
const scale =
  /\s?(万亿|亿|万|千万|百万|千(?![克米])|k(?![a-z])|m(?![a-z])|bn(?![a-z])|thousand\b|million\b|billion\b)/y;
const scales: Record<string, number> = {
  万亿: 1e12,
  亿: 1e8,
  千万: 1e7,
  百万: 1e6,
  万: 1e4,
  千: 1e3,
  k: 1e3,
  m: 1e6,
  bn: 1e9,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
};

/** Undefined where no number begins. `text` in plain characters (plain-characters.ts). */
export const numberAt = (text: string, at: number): NumberLiteral | undefined =>
  inDigits(text, at) ?? inChinese(text, at) ?? inEnglish(text, at);

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function inDigits(text: string, at: number): NumberLiteral | undefined {
  const found = match(digits, text, at);
  if (!found) return undefined;
  const written = found[0].replace(/,/g, "");
  const decimals = written.includes(".") ? written.length - written.indexOf(".") - 1 : 0;
  let end = at + found[0].length;
  let factor = 1;
  const scaled = match(scale, text, end);
  if (scaled) {
    factor = scales[scaled[1]];
    end += scaled[0].length;
  }
  return {
    value: Number((Number(written) * factor).toPrecision(15)),
    step: factor * 10 ** -decimals,
    end,
    scale: factor,
    isWords: false,
  };
}

const chineseDigits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const chinesePlaces: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const chinese = /[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?/y;

function inChinese(text: string, at: number): NumberLiteral | undefined {
  const found = match(chinese, text, at);
  if (!found) return undefined;
  const [whole, part] = found[0].split("点");
  const value = chineseWhole(whole);
  if (value === undefined) return undefined;
  const decimals = part?.length ?? 0;
  const fraction = part ? Number(`0.${[...part].map((c) => chineseDigits[c]).join("")}`) : 0;
  return {
    value: value + fraction,
    step: 10 ** -decimals,
    end: at + found[0].length,
    scale: 1,
    isWords: true,
  };
}

/** 三十五 → 35, 两百零五 → 205, 一万二 → 12,000, 二〇二五 → 2025. */
function chineseWhole(written: string): number | undefined {
  if (/^[零〇一二三四五六七八九]{2,}$/.test(written))
    return Number([...written].map((c) => chineseDigits[c]).join(""));
  let [total, section, digit, last] = [0, 0, -1, 1];
  for (const c of written) {
    if (c in chineseDigits) {
      if (digit > 0) return undefined;
      digit = chineseDigits[c];
      if (digit === 0) last = 10;
    } else if (c in chinesePlaces) {
      last = chinesePlaces[c];
      section += (digit < 0 ? 1 : digit) * last;
      digit = -1;
    } else {
      const big = c === "万" ? 1e4 : 1e8;
      section += Math.max(digit, 0);
      if (section === 0) return undefined;
      total = (total + section) * big;
      [section, digit, last] = [0, -1, big];
    }
  }
  // 两百五 is 250: a last digit without a place stands for the place below
  const rest = digit < 0 ? 0 : last >= 100 ? digit * (last / 10) : digit;
  return total + section + rest;
}

const small: Record<string, number> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const word = Object.keys(small)
  .sort((a, b) => b.length - a.length)
  .join("|");
const english = new RegExp(
  String.raw`\b(?:(?:${word})(?:[ -](?:${word}|hundred|thousand))*)(?: and (?:${word}))*\b`,
  "y",
);

function inEnglish(text: string, at: number): NumberLiteral | undefined {
  const found = match(english, text, at);
  if (!found) return undefined;
  let [total, section] = [0, 0];
  for (const part of found[0].split(/[ -]/)) {
    if (part === "and") continue;
    if (part === "hundred") section = (section || 1) * 100;
    else if (part === "thousand") [total, section] = [total + (section || 1) * 1000, 0];
    else section += small[part];
  }
  return { value: total + section, step: 1, end: at + found[0].length, scale: 1, isWords: true };
}
