// Years → working days of mainland China (holidays and make-up days 调休) and the weight of 春节 in each month.
// A day is a whole number of days since 1970-01-01; a month is `year * 12 + month - 1`. No time zone, no system clock.
import chineseDays from "chinese-days";

// A CommonJS package whose members Node cannot import by name.
// oxlint-disable-next-line import/no-named-as-default-member
const { isWorkday, getSolarDateFromLunar } = chineseDays;

export type Day = number;
export type Month = number;

const millisecondsPerDay = 86_400_000;

export const day = (year: number, month: number, date: number): Day =>
  Date.UTC(year, month - 1, date) / millisecondsPerDay;

/** `2025-02-01` → day. */
export const dayOf = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / millisecondsPerDay;

export const isoDay = (value: Day): string => new Date(value * millisecondsPerDay).toISOString().slice(0, 10);

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
    for (let d = firstDay(month); d <= lastDay(month); d++) if (isWorkday(isoDay(d))) days.push(d);
    working.set(month, days);
  }
  return days;
}

const newYears = new Map<number, Day>();

/** First day of the lunar year (正月初一) that falls in that solar year. */
export function springFestival(year: number): Day {
  let found = newYears.get(year);
  if (found === undefined) {
    found = dayOf(getSolarDateFromLunar(`${year}-01-01`).date);
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
