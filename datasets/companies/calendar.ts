// Years → working days of mainland China (holidays and make-up days 调休) and the weight of 春节 in each month.
// A day is a whole number of days since 1970-01-01; a month is `year * 12 + month - 1`. No time zone, no system clock.
import { createRequire } from "node:module";
import lunar from "lunar-javascript";

/**
 * The tables of chinese-days by date text. Its functions read a text as UTC and then ask for the local day, which is
 * the day before west of Greenwich: the tables are right everywhere.
 */
const { holidays, workdays } = createRequire(import.meta.url)("chinese-days/dist/chinese-days.json") as {
  holidays: Record<string, string>;
  /** Saturdays and Sundays that are worked in exchange for a holiday. */
  workdays: Record<string, string>;
};

export type Day = number;
export type Month = number;

const millisecondsPerDay = 86_400_000;

export const day = (year: number, month: number, date: number): Day =>
  Date.UTC(year, month - 1, date) / millisecondsPerDay;

/** `2025-02-01` → day. */
export const dayOf = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / millisecondsPerDay;

const texts = new Map<Day, string>();

/** Kept: a company writes a million dates of some thousand days. */
export function isoDay(value: Day): string {
  let text = texts.get(value);
  if (text === undefined) {
    text = new Date(value * millisecondsPerDay).toISOString().slice(0, 10);
    texts.set(value, text);
  }
  return text;
}

/** `2025-02` → month. */
export const monthOf = (text: string): Month => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

export const isoMonth = (month: Month): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;

export const monthOfDay = (value: Day): Month => monthOf(isoDay(value));
/** 1 = January. */
export const calendarMonth = (month: Month): number => (month % 12) + 1;
export const firstDay = (month: Month): Day => day(Math.floor(month / 12), (month % 12) + 1, 1);
export const lastDay = (month: Month): Day => firstDay(month + 1) - 1;

/** Chinese public holidays and make-up days are known for these years. */
export const calendarYears = { from: 2004, to: 2026 };

const working = new Map<Month, Day[]>();

/** Working days of a month, make-up Saturdays and Sundays included. */
export function workingDays(month: Month): readonly Day[] {
  const year = Math.floor(month / 12);
  if (year < calendarYears.from || year > calendarYears.to)
    throw new Error(`chinese-days knows ${calendarYears.from}…${calendarYears.to}, asked for ${year}`);
  let days = working.get(month);
  if (!days) {
    days = [];
    for (let d = firstDay(month); d <= lastDay(month); d++) if (isWorkingDay(d)) days.push(d);
    working.set(month, days);
  }
  return days;
}

function isWorkingDay(value: Day): boolean {
  const date = isoDay(value);
  if (date in workdays) return true;
  // 1970-01-01 was a Thursday.
  const isWeekend = (value + 4) % 7 === 0 || (value + 4) % 7 === 6;
  return !isWeekend && !(date in holidays);
}

const newYears = new Map<number, Day>();

/** First day of the lunar year (正月初一) that falls in that solar year. */
export function springFestival(year: number): Day {
  let found = newYears.get(year);
  if (found === undefined) {
    found = dayOf(lunar.Lunar.fromYmd(year, 1, 1).getSolar().toYmd());
    newYears.set(year, found);
  }
  return found;
}

/** The festival slows trade from 7 days before 正月初一 to 14 days after it: 22 days. */
export const festivalWindow = { before: 7, after: 14 };

/** Share of the festival window that falls in the month; the shares of a year sum to 1. */
export function festivalWeight(month: Month): number {
  const newYear = springFestival(Math.floor(month / 12));
  const from = Math.max(newYear - festivalWindow.before, firstDay(month));
  const to = Math.min(newYear + festivalWindow.after, lastDay(month));
  return Math.max(0, to - from + 1) / (festivalWindow.before + 1 + festivalWindow.after);
}

const afterFestival = new Map<Month, boolean>();

/** True in the calendar month after the one that holds 正月初一: bonuses are paid, people move on. */
export function isAfterFestival(month: Month): boolean {
  let found = afterFestival.get(month);
  if (found === undefined) {
    found = monthOfDay(springFestival(Math.floor(month / 12))) === month - 1;
    afterFestival.set(month, found);
  }
  return found;
}
