// Text of one cell → missing or not, a number, a day, a time of day: as people and other programs write them.

const missingTexts = new Set([
  "",
  "na",
  "n/a",
  "#n/a",
  "<na>",
  "nan",
  "nat",
  "null",
  "none",
  "nil",
  ".",
  "-",
  "--",
  "?",
  "无",
  "缺失",
  "空",
  // What a spreadsheet or a division by zero leaves behind.
  "#div/0!",
  "#value!",
  "#ref!",
  "#name?",
  "#num!",
  "#null!",
  "inf",
  "+inf",
  "-inf",
  "infinity",
  "+infinity",
  "-infinity",
]);

export const isMissing = (text: string): boolean => missingTexts.has(text.toLowerCase());

/** Beyond this nothing is a measure of people, and squares overflow. */
const largest = 1e100;

/** “１２”, “−3” and no-break spaces as ASCII. */
const plainOf = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : text.normalize("NFKC").replace(/[−–]/g, "-").trim();

/**
 * "1,234.5", "1 234", "1'234", "12 %", "¥300", "USD 300", "(12.5)" = −12.5, "3,5" and "1.234,5" (in a file cut by semicolons)
 * → number; anything else NaN.
 */
export function numberFrom(text: string, decimalComma: boolean): number {
  let plain = plainOf(text)
    .replace(/\s*[%元]$/, "")
    .replace(/^\(([^()]+)\)$/, "-$1")
    .replace(/^([-+]?)\s*(?:(?:US|HK)?[$¥€£]|USD|CNY|RMB|EUR|GBP|HKD|CHF)\s*/, "$1");
  if (decimalComma && /^[-+]?(\d+|\d{1,3}([. ]\d{3})+),\d+$/.test(plain))
    plain = plain.replace(/[. ]/g, "").replace(",", ".");
  else if (/^[-+]?\d{1,3}(([, '’])\d{3})(\2\d{3})*(\.\d+)?$/.test(plain))
    plain = plain.replace(/[, '’]/g, "");
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
  return Math.abs(value) <= largest ? value : Number.NaN;
}

const multiples: Record<string, number> = { k: 1e3, 千: 1e3, 万: 1e4, 亿: 1e8 };

/**
 * Reader of "12.5 km", "3年", "12k" or "1.2万" where every text but a few carries the one unit (or none); undefined where the
 * column has several, as codes do.
 */
export function unitReader(
  texts: readonly string[],
  decimalComma: boolean,
): ((text: string) => number) | undefined {
  const parse = (text: string): { value: number; unit: string } | undefined => {
    const [, number, unit] = /^(.*\d)\s*([^\d\s.,()%-][^\d\s]{0,7})$/u.exec(plainOf(text)) ?? [];
    if (number === undefined) return undefined;
    const value = numberFrom(number, decimalComma);
    return Number.isNaN(value) ? undefined : { value, unit: unit.toLowerCase() };
  };
  const units = new Map<string, number>();
  for (const text of texts) {
    const unit = parse(text)?.unit;
    if (unit !== undefined) units.set(unit, (units.get(unit) ?? 0) + 1);
  }
  const [usual, count] = [...units].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  if (count < texts.length / 2) return undefined;
  return (text) => {
    const found = parse(text);
    if (found === undefined) return numberFrom(text, decimalComma);
    const isKnown = found.unit === usual || Object.hasOwn(multiples, found.unit);
    return isKnown ? found.value * (multiples[found.unit] ?? 1) : Number.NaN;
  };
}

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Reader of the column's dates: 2024-03-01, 2024/3/1, 2024年3月1日, 2024-03, 1 Mar 2024, Mar 1, 2024 or 1/3/2024 (day first unless
 * only month first fits) → day number.
 */
export function dateReader(texts: readonly string[]): (text: string) => number {
  const isMonthFirst = texts.some((text) => /^\d{1,2}[/.-](1[3-9]|2\d|3[01])[/.-]\d{4}/.test(text));
  return (text) => {
    const year = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})(?=\D|$)/.exec(text);
    if (year) return dayNumber(+year[1], +year[2], +year[3]);
    const month = /^(\d{4})(?:[-/]|年)(\d{1,2})月?$/.exec(text);
    if (month) return dayNumber(+month[1], +month[2], 1);
    const day = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?=\D|$)/.exec(text);
    if (day)
      return isMonthFirst ? dayNumber(+day[3], +day[1], +day[2]) : dayNumber(+day[3], +day[2], +day[1]);
    const named =
      /^(?<day>\d{1,2})[ -](?<month>[a-z]{3,9})\.?[ ,-]+(?<year>\d{4})$/i.exec(text) ??
      /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2}),? (?<year>\d{4})$/i.exec(text);
    if (!named?.groups) return Number.NaN;
    const { year: y, month: m, day: d } = named.groups;
    return dayNumber(+y, monthNames.indexOf(m.slice(0, 3).toLowerCase()) + 1, +d);
  };
}

const dayNumber = (year: number, month: number, day: number): number =>
  month >= 1 && month <= 12 && day >= 1 && day <= 31
    ? Date.UTC(year, month - 1, day) / 86_400_000
    : Number.NaN;

/** "08:05", "8:05:30", "5:15 PM" → minutes after midnight. */
export function minutesFrom(text: string): number {
  const [, hour, minute, second = "0", half] =
    /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?\s*([ap]m)?$/i.exec(text) ?? [];
  if (hour === undefined) return Number.NaN;
  const hours = half ? (+hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : +hour;
  return hours * 60 + +minute + +second / 60;
}
