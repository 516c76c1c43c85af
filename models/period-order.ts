// Texts of a period column → their order as whole numbers: plain numbers, months, quarters, or days. One form for all of a file.

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const quarters: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4 };

interface Day {
  year: number;
  month: number;
  day: number;
}

/** Null: not of this form. */
type Form = (text: string) => number | null;

const whole: Form = (text) => {
  const number = Number(text);
  return text !== "" && Number.isSafeInteger(number) ? number : null;
};

/** 2025-Q1, 2025 Q1, Q1 2025, 2025年1季度, 2025年第一季度. */
const quarter: Form = (text) => {
  const [, year, part] =
    /^(\d{4})[-/ ]?Q([1-4])$/i.exec(text) ?? /^(\d{4})年?第?([1-4一二三四])季度?$/.exec(text) ?? [];
  const [, partFirst, yearLast] = /^Q([1-4])[-/ ]?(\d{4})$/i.exec(text) ?? [];
  const [y, q] = [year ?? yearLast, part ?? partFirst];
  if (y === undefined || q === undefined) return null;
  return 4 * Number(y) + (quarters[q] ?? Number(q)) - 1;
};

/** 2025-03, 2025/3, 2025年3月, Mar 2025, March-2025, 2025 Mar. */
const month: Form = (text) => {
  const [, year, number] = /^(\d{4})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})年(\d{1,2})月$/.exec(text) ?? [];
  if (year !== undefined) return monthOf(Number(year), Number(number));
  const [, name, after] = /^([a-z]{3,9})\.?[-/ ]?(\d{4})$/i.exec(text) ?? [];
  const [, before, named] = /^(\d{4})[-/ ]?([a-z]{3,9})\.?$/i.exec(text) ?? [];
  const at = months.indexOf((name ?? named ?? "").slice(0, 3).toLowerCase());
  return at < 0 ? null : monthOf(Number(after ?? before), at + 1);
};

const monthOf = (year: number, number: number): number | null =>
  number >= 1 && number <= 12 ? 12 * year + number - 1 : null;

/** 2025-03-31, 2025/3/31, 2025年3月31日, each with or without a time of day. */
function dayOf(text: string): Day | null {
  const [, y, m, d] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(text) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(text) ??
    [];
  const [year, number, day] = [y, m, d].map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, number - 1, day));
  return date.getUTCMonth() === number - 1 && date.getUTCDate() === day ? { year, month: number, day } : null;
}

const epochDay = ({ year, month: number, day }: Day): number => Date.UTC(year, number - 1, day) / 86_400_000;
const isLast = ({ year, month: number, day }: Day): boolean =>
  day === new Date(Date.UTC(year, number, 0)).getUTCDate();
const monthOfDay = ({ year, month: number }: Day): number => 12 * year + number - 1;

/**
 * The form that the first text has, for all: a text of another form is null. Dates that are all firsts, or all last days, of their
 * months count in months, other dates in days. Neighbours may lie more than 1 apart (weeks: 7).
 */
export function periodOrder(texts: readonly string[]): Form {
  const read: Form = (text) => form(text.trim());
  const first = texts[0]?.trim() ?? "";
  const form: Form = [whole, quarter, month].find((one) => one(first) !== null) ?? dates(texts);
  return read;
}

function dates(texts: readonly string[]): Form {
  const days = texts.flatMap((text) => dayOf(text.trim()) ?? []);
  const order = days.every(({ day }) => day === 1) || days.every(isLast) ? monthOfDay : epochDay;
  return (text) => {
    const day = dayOf(text);
    return day && order(day);
  };
}
