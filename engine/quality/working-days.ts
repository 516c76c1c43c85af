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
 * Monday to Friday elsewhere.
 */
export function workingDays(month: string, timeZone: string): number {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const isChina = mainlandZones.has(timeZone);
  let days = 0;
  for (let day = 1; day <= length; day++) {
    const iso = `${month}-${String(day).padStart(2, "0")}`;
    const isWeekend = [0, 6].includes(new Date(Date.UTC(year, number - 1, day)).getUTCDay());
    const isWorked = isChina ? iso in workdays || (!isWeekend && !(iso in holidays)) : !isWeekend;
    if (isWorked) days++;
  }
  return days;
}
