// Year → first day of the lunar year (正月初一): the holiday that moves between January and February.

const lunar = new Intl.DateTimeFormat("en-u-ca-chinese", {
  month: "numeric",
  day: "numeric",
  timeZone: "UTC",
});
const dayMilliseconds = 86_400_000;
const known = new Map<number, number>();

/** Days since 1970-01-01, from the ICU calendar of the JavaScript engine. */
export function springFestival(year: number): number {
  let found = known.get(year);
  if (found !== undefined) return found;
  const first = Date.UTC(year, 0, 20) / dayMilliseconds;
  for (found = first; found < first + 34; found++) {
    const parts = lunar.formatToParts(new Date(found * dayMilliseconds));
    const part = (type: string) => parts.find((p) => p.type === type)?.value;
    if (part("month") === "1" && part("day") === "1") break;
  }
  known.set(year, found);
  return found;
}

/** True in the calendar month after the one that holds 正月初一, when bonuses are paid and people move on. */
export function isAfterSpringFestival(year: number, month: number): boolean {
  const festival = new Date(springFestival(year) * dayMilliseconds);
  return festival.getUTCMonth() + 2 === month;
}
