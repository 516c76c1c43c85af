// Month + time zone → days on which work is usual there: what a month of daily records can be expected to hold.
import { createRequire } from "node:module";

/** By date text; the package's own functions ask for the machine's local day. */
const { holidays, workdays } = createRequire(import.meta.url)("chinese-days/dist/chinese-days.json") as {
  holidays: Record<string, string>;
  /** Saturdays and Sundays that are worked in exchange for a holiday. */
  workdays: Record<string, string>;
};

const mainlandZones = new Set(["Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "PRC"]);

/**
 * Mainland China's public holidays and make-up days (State Council; known up to the package's last year) in its zones;
 * Monday to Friday elsewhere. `day`: YYYY-MM-DD.
 */
export function isWorkingDay(day: string, timeZone: string): boolean {
  const isWeekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  if (!mainlandZones.has(timeZone)) return !isWeekend;
  return day in workdays || (!isWeekend && !(day in holidays));
}

/** Working days of a month, YYYY-MM. */
export function workingDays(month: string, timeZone: string): number {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  let days = 0;
  for (let day = 1; day <= length; day++)
    if (isWorkingDay(`${month}-${String(day).padStart(2, "0")}`, timeZone)) days++;
  return days;
}
