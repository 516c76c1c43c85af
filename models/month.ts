// "2025-03" or "2025-03-01" ↔ a running month number, so that months can be counted.

export const monthNumber = (text: string): number =>
  Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

export const monthText = (number: number): string =>
  `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;

/** "YYYY-MM" (or a day of it) → its last day, "YYYY-MM-DD". */
export const lastDayOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);

/** 1 = January. */
export const calendarMonth = (number: number): number => (number % 12) + 1;
export const yearOf = (number: number): number => Math.floor(number / 12);
