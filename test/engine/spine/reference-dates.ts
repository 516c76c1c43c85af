// Days, months and punches as ISO text → distances between them, for the reference spine.
export const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
export const seconds = (hours: unknown): number | null =>
  typeof hours === "number" ? Math.round(hours * 3600) : null;
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);
export const daysBetween = (a: string, b: string): number => (time(b) - time(a)) / 86_400_000;
export const addDays = (day: string, n: number): string =>
  new Date(time(day) + n * 86_400_000).toISOString().slice(0, 10);
export const punch = (date: string, at: string | null): number | null =>
  at === null ? null : (Date.parse(`${at.replace(" ", "T")}Z`) - time(date)) / 1000;
export const lastDay = (month: string): string => addDays(`${nextMonth(month)}-01`, -1);
export const previousMonth = (month: string): string => addDays(`${month}-01`, -1).slice(0, 7);

export function nextMonth(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}

/** Anniversaries by month that have passed. */
export function wholeMonths(from: string, to: string): number {
  const [y1, m1, d1] = from.split("-").map(Number);
  const [y2, m2, d2] = to.split("-").map(Number);
  return (y2 - y1) * 12 + m2 - m1 - (d2 < d1 ? 1 : 0);
}
